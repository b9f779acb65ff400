import { type BodyElement, flag, tableRows, text } from '../../domain/response-body.ts';
import type {
  DnisSettings,
  QueueAction,
  QueueBounced,
  QueueForcedForwarding,
  QueueOverflow,
  QueueSchedule,
  RoutePoint,
} from '../../domain/source-features.ts';
import { present } from '../present.ts';
import { featureReader } from './feature-reader.ts';
import { projectProfile } from './instances.ts';
import { partReader } from './part-reader.ts';
import { cellFlag } from './shared.ts';

const INSTANCE = ['serviceInstance'] as const;

/** An action is the heart of these answers: one without it was not understood. */
function actionOf(body: BodyElement): QueueAction | undefined {
  const action = text(body, 'action');
  if (action === undefined) return undefined;
  return present<QueueAction>({
    action,
    transferPhoneNumber: text(body, 'transferPhoneNumber'),
    playAnnouncementBeforeAction: flag(body, 'playAnnouncementBeforeAction'),
  });
}

function scheduleOf(body: BodyElement, name: string): QueueSchedule['schedule'] {
  const schedule = text(body, name, 'name');
  return schedule === undefined ? undefined : { name: schedule, ...present({ type: text(body, name, 'type') }) };
}

const overflow = featureReader(INSTANCE, {
  base: 'GroupCallCenterOverflowGetResponse',
  name: 'queueOverflow',
  read: (body) => {
    const action = actionOf(body);
    return (
      action && {
        ...action,
        ...present<QueueOverflow>({
          overflowAfterTimeout: flag(body, 'overflowAfterTimeout'),
          timeoutSeconds: text(body, 'timeoutSeconds'),
        }),
      }
    );
  },
});

const bounced = featureReader(INSTANCE, {
  base: 'GroupCallCenterBouncedCallGetResponse',
  name: 'queueBounced',
  read: (body) =>
    present<QueueBounced>({
      isActive: flag(body, 'isActive'),
      numberOfRings: text(body, 'numberOfRingsBeforeBouncingCall'),
      enableTransfer: flag(body, 'enableTransfer'),
      transferPhoneNumber: text(body, 'transferPhoneNumber'),
      bounceWhenUnavailable: flag(body, 'bounceCallWhenAgentUnavailable'),
    }),
});

const night = featureReader(INSTANCE, {
  base: 'GroupCallCenterNightServiceGetResponse',
  name: 'queueNightService',
  read: (body) => {
    const action = actionOf(body);
    const schedule = scheduleOf(body, 'businessHours');
    return action && { ...action, ...present({ schedule, forceNightService: flag(body, 'forceNightService') }) };
  },
});

const holiday = featureReader(INSTANCE, {
  base: 'GroupCallCenterHolidayServiceGetResponse',
  name: 'queueHolidayService',
  read: (body) => {
    const action = actionOf(body);
    return action && { ...action, ...present({ schedule: scheduleOf(body, 'holidaySchedule') }) };
  },
});

const forced = featureReader(INSTANCE, {
  base: 'GroupCallCenterForcedForwardingGetResponse',
  name: 'queueForcedForwarding',
  read: (body) =>
    present<QueueForcedForwarding>({
      isActive: flag(body, 'isActive'),
      forwardToPhoneNumber: text(body, 'forwardToPhoneNumber'),
      playAnnouncementBeforeForwarding: flag(body, 'playAnnouncementBeforeForwarding'),
    }),
});

const stranded = featureReader(INSTANCE, {
  base: 'GroupCallCenterStrandedCallGetResponse',
  name: 'queueStranded',
  read: actionOf,
});

const strandedUnavailable = featureReader(INSTANCE, {
  base: 'GroupCallCenterStrandedCallUnavailableGetResponse',
  name: 'queueStrandedUnavailable',
  read: actionOf,
});

const dnis = featureReader(INSTANCE, {
  base: 'GroupCallCenterGetDNISListResponse',
  name: 'queueDnis',
  read: (body) => ({
    numbers: tableRows(body, 'dnisTable').flatMap((row) => {
      const name = row.get('Name');
      if (name === undefined) return [];
      const fields = {
        phoneNumber: row.get('Phone Number'),
        extension: row.get('Extension'),
        priority: row.get('Priority'),
        isPrimary: cellFlag(row.get('Is Primary DNIS')),
      };
      return [{ name, ...present(fields) }];
    }),
  }),
});

const dnisSettings = partReader(
  INSTANCE,
  'GroupCallCenterGetDNISResponse',
  'dnisSettings',
  (body) =>
    present<DnisSettings>({
      phoneNumber: text(body, 'dnisPhoneNumber'),
      extension: text(body, 'extension'),
      priority: text(body, 'priority'),
      useCustomCallingLineId: flag(body, 'useCustomCLIDSettings'),
      callingLineIdPhoneNumber: text(body, 'callingLineIdPhoneNumber'),
      callingLineIdLastName: text(body, 'callingLineIdLastName'),
      callingLineIdFirstName: text(body, 'callingLineIdFirstName'),
      useCustomAnnouncements: flag(body, 'useCustomDnisAnnouncementSettings'),
      allowOutgoingCalls: flag(body, 'allowOutgoingACDCall'),
    }),
  (parts) => ({ parts }),
);

const routePoint = featureReader(
  INSTANCE,
  {
    base: 'GroupRoutePointGetInstanceResponse',
    name: 'routePoint',
    read: (body) =>
      present<RoutePoint>({
        queueLength: text(body, 'queueLength'),
        noAnswerTimeoutRings: text(body, 'noAnswerTimeoutRings'),
        playRingingWhenOfferingCall: flag(body, 'playRingingWhenOfferingCall'),
      }),
  },
  projectProfile,
);

export const queueSettingReaders = [
  overflow,
  bounced,
  night,
  holiday,
  forced,
  stranded,
  strandedUnavailable,
  dnis,
  dnisSettings,
  routePoint,
] as const;
