import type {
  QueueForcedForward,
  QueueHolidayService,
  QueueNightService,
  QueueServiceData,
  QueueStrandedCalls,
} from '../domain/feature-settings.ts';
import type { WebexQueueService } from '../webex/feature-settings.ts';
import { type Check, differencesIn } from './compare.ts';
import type { FeatureForm } from './feature-form.ts';

/** Recordings do not move: the target's own announcement is played, or none. */
const DEFAULT_AUDIO = { audioMessageSelection: 'DEFAULT' } as const;

export const holidayServiceForm = form<QueueHolidayService>(
  'holidayService',
  ({ enabled, action, destination, holidaySchedule, announcement }) => ({
    holidayServiceEnabled: enabled,
    action,
    holidayScheduleLevel: 'LOCATION',
    ...(holidaySchedule === undefined ? {} : { holidayScheduleName: holidaySchedule }),
    ...transfer(destination),
    playAnnouncementBeforeEnabled: announcement,
    ...DEFAULT_AUDIO,
  }),
  (value, seen) => [
    ['holidayServiceEnabled', value.enabled, seen.holidayServiceEnabled],
    ['action', value.action, seen.action],
    ['holidayScheduleName', value.holidaySchedule, seen.holidayScheduleName],
    ...common(value, seen),
  ],
);

export const nightServiceForm = form<QueueNightService>(
  'nightService',
  ({ enabled, action, destination, businessSchedule, forced, announcement }) => ({
    nightServiceEnabled: enabled,
    action,
    ...(businessSchedule === undefined ? {} : { businessHoursName: businessSchedule, businessHoursLevel: 'LOCATION' }),
    ...transfer(destination),
    forceNightServiceEnabled: forced,
    playAnnouncementBeforeEnabled: announcement,
    announcementMode: 'NORMAL',
    ...DEFAULT_AUDIO,
    manualAudioMessageSelection: 'DEFAULT',
  }),
  (value, seen) => [
    ['nightServiceEnabled', value.enabled, seen.nightServiceEnabled],
    ['action', value.action, seen.action],
    ['businessHoursName', value.businessSchedule, seen.businessHoursName],
    ['forceNightServiceEnabled', value.forced, seen.forceNightServiceEnabled],
    ...common(value, seen),
  ],
);

export const forcedForwardForm = form<QueueForcedForward>(
  'forcedForward',
  ({ enabled, destination, announcement }) => ({
    forcedForwardEnabled: enabled,
    ...transfer(destination),
    playAnnouncementBeforeEnabled: announcement,
    ...DEFAULT_AUDIO,
  }),
  (value, seen) => [['forcedForwardEnabled', value.enabled, seen.forcedForwardEnabled], ...common(value, seen)],
);

export const strandedCallsForm = form<QueueStrandedCalls>(
  'strandedCalls',
  ({ action, destination }) => ({ action, ...transfer(destination), ...DEFAULT_AUDIO }),
  ({ action, destination }, seen) => [
    ['action', action, seen.action],
    ['transferPhoneNumber', destination, seen.transferPhoneNumber],
  ],
);

/** A service of a queue is written whole: nothing of it is anybody else's but its recordings. */
function form<Value extends QueueServiceData>(
  path: Value['setting'],
  body: (value: Value) => object,
  checks: (value: Value, seen: WebexQueueService) => readonly Check[],
): FeatureForm<Value, WebexQueueService> {
  return {
    path,
    get: (api, at, call) => api[path].get(at, call),
    put: (api, at, wanted, call) => api[path].put(at, wanted, call),
    merge: (value) => body(value),
    compare: (value, seen) => differencesIn(checks(value, seen)),
  };
}

function transfer(destination: string | undefined) {
  return destination === undefined ? {} : { transferPhoneNumber: destination };
}

function common(
  value: { readonly destination?: string; readonly announcement: boolean },
  seen: WebexQueueService,
): Check[] {
  return [
    ['transferPhoneNumber', value.destination, seen.transferPhoneNumber],
    ['playAnnouncementBeforeEnabled', value.announcement, seen.playAnnouncementBeforeEnabled],
  ];
}
