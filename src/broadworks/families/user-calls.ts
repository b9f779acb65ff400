import { type BodyElement, child, flag, isElement, tableRows, text } from '../../domain/response-body.ts';
import type {
  Criterion,
  SelectiveForwarding,
  SequentialRing,
  SimultaneousRing,
  SpeedDials,
} from '../../domain/source-features.ts';
import { present } from '../present.ts';
import { featureReader } from './feature-reader.ts';
import { cellFlag } from './shared.ts';

const USER = ['user', 'serviceInstance'] as const;

export function criteriaOf(body: BodyElement): Criterion[] {
  return tableRows(body, 'criteriaTable').flatMap((row) => {
    const name = row.get('Criteria Name');
    if (name === undefined) return [];
    const fields: { [Field in keyof Omit<Criterion, 'name'>]: Criterion[Field] | undefined } = {
      isActive: cellFlag(row.get('Is Active')),
      timeSchedule: row.get('Time Schedule'),
      holidaySchedule: row.get('Holiday Schedule'),
      callsFrom: row.get('Calls From'),
      forwardTo: row.get('Forward To'),
      blacklisted: cellFlag(row.get('Blacklisted')),
      filter: cellFlag(row.get('Filter')),
    };
    return [{ name, ...present<Omit<Criterion, 'name'>>(fields) }];
  });
}

const selectiveForwarding = featureReader(USER, {
  base: 'UserCallForwardingSelectiveGetResponse',
  name: 'selectiveForwarding',
  read: (body) => ({
    ...present<Omit<SelectiveForwarding, 'criteria'>>({
      isActive: flag(body, 'isActive'),
      defaultForwardToPhoneNumber: text(body, 'defaultForwardToPhoneNumber'),
      playRingReminder: flag(body, 'playRingReminder'),
    }),
    criteria: criteriaOf(body),
  }),
});

const DO_NOT_RING = 'Do not Ring if on a Call';

const simultaneousRing = featureReader(USER, {
  base: 'UserSimultaneousRingPersonalGetResponse',
  name: 'simultaneousRing',
  read: (body) => ({
    ...present<Pick<SimultaneousRing, 'isActive' | 'doNotRingIfOnCall'>>({
      isActive: flag(body, 'isActive'),
      // A word before it was a switch.
      doNotRingIfOnCall:
        flag(body, 'doNotRingIfOnCall') ??
        (text(body, 'incomingCalls') === undefined ? undefined : text(body, 'incomingCalls') === DO_NOT_RING),
    }),
    // Up to release 14 the numbers stand bare, from 14sp4 on in a table.
    numbers: [
      ...tableRows(body, 'phoneNumberTable').flatMap((row) => {
        const phoneNumber = row.get('Phone Number');
        const answerConfirmation = cellFlag(row.get('Answer Confirmation Required'));
        return phoneNumber === undefined ? [] : [{ phoneNumber, ...present({ answerConfirmation }) }];
      }),
      ...[...(body.simultaneousRingNumber ?? []), ...(body.simRingPhoneNumber ?? [])].flatMap((value) => {
        if (typeof value === 'string') return value === '' ? [] : [{ phoneNumber: value }];
        const phoneNumber = isElement(value) ? text(value, 'phoneNumber') : undefined;
        if (phoneNumber === undefined || !isElement(value)) return [];
        return [{ phoneNumber, ...present({ answerConfirmation: flag(value, 'answerConfirmationRequired') }) }];
      }),
    ],
    criteria: criteriaOf(body),
  }),
});

/** `Location01` to `Location05`, with a capital letter up to release 14 and some of them empty. */
const sequentialRing = featureReader(USER, {
  base: 'UserSequentialRingGetResponse',
  name: 'sequentialRing',
  read: (body) => ({
    ...present<Omit<SequentialRing, 'locations' | 'criteria'>>({
      ringBaseLocationFirst: flag(body, 'ringBaseLocationFirst'),
      baseLocationNumberOfRings: text(body, 'baseLocationNumberOfRings'),
      continueIfBaseLocationIsBusy: flag(body, 'continueIfBaseLocationIsBusy'),
      callerMayStopSearch: flag(body, 'callerMayStopSearch'),
    }),
    locations: Object.keys(body)
      .filter((name) => /^location\d+$/i.test(name))
      .sort()
      .flatMap((name) => {
        const location = child(body, name);
        const phoneNumber = location && text(location, 'phoneNumber');
        if (location === undefined || phoneNumber === undefined) return [];
        const numberOfRings = text(location, 'numberOfRings');
        const answerConfirmation = flag(location, 'answerConfirmationRequired');
        return [{ position: name.slice(-2), phoneNumber, ...present({ numberOfRings, answerConfirmation }) }];
      }),
    criteria: criteriaOf(body),
  }),
});

function speedDials(body: BodyElement): SpeedDials {
  return {
    ...present({ prefix: text(body, 'prefix') }),
    entries: (body.speedDialEntry ?? []).flatMap((value, index) => {
      if (!isElement(value)) return [];
      const code = text(value, 'speedCode');
      const phoneNumber = text(value, 'phoneNumber');
      if (code === undefined || phoneNumber === undefined) return [];
      return [{ code, phoneNumber, ...present({ description: text(value, 'description') }), place: index + 1 }];
    }),
  };
}

const speedDial8 = featureReader(USER, { base: 'UserSpeedDial8GetListResponse', name: 'speedDial8', read: speedDials });
const speedDial100 = featureReader(USER, {
  base: 'UserSpeedDial100GetListResponse',
  name: 'speedDial100',
  read: speedDials,
});

export const userCallReaders = [
  selectiveForwarding,
  simultaneousRing,
  sequentialRing,
  speedDial8,
  speedDial100,
] as const;
