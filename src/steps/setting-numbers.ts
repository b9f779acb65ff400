import { differencesIn } from './compare.ts';
import type { FurtherForm } from './further-form.ts';

/** Numbers that ring together; criteria of the target stay as they are. */
export const simultaneousRingForm: FurtherForm<'simultaneousRing'> = {
  get: (api, owner, call) => api.further.simultaneousRing.get(owner, call),
  put: (api, owner, body, call) => api.further.simultaneousRing.put(owner, body, call),
  merge: ({ enabled, doNotRingIfOnCall, numbers }, owner, seen) => ({
    enabled,
    doNotRingIfOnCallEnabled: doNotRingIfOnCall,
    phoneNumbers: numbers.map(({ phoneNumber, answerConfirmation }) => ({
      phoneNumber,
      // The field is spelt differently for people.
      ...(owner === 'person'
        ? { answerConfirmationEnabled: answerConfirmation }
        : { answerConfirmationRequiredEnabled: answerConfirmation }),
    })),
    criteriasEnabled: seen?.criteriasEnabled ?? false,
  }),
  compare: (value, seen) =>
    differencesIn([
      ['enabled', value.enabled, seen.enabled],
      ['doNotRingIfOnCallEnabled', value.doNotRingIfOnCall, seen.doNotRingIfOnCallEnabled],
      [
        'phoneNumbers',
        value.numbers.map(({ phoneNumber, answerConfirmation }) => ringing(phoneNumber, answerConfirmation)),
        seen.phoneNumbers.map((number) =>
          ringing(
            number.phoneNumber,
            number.answerConfirmationEnabled ?? number.answerConfirmationRequiredEnabled ?? false,
          ),
        ),
      ],
    ]),
};

function ringing(phoneNumber: string, confirmed: boolean): string {
  return confirmed ? `${phoneNumber} after confirmation` : phoneNumber;
}

/** Adds what is missing and takes nothing away: the primary number and what somebody else added stay. */
export const alternateNumbersForm: FurtherForm<'alternateNumbers'> = {
  get: (api, owner, call) => api.further.alternateNumbers.get(owner, call),
  put: (api, owner, body, call) => api.further.alternateNumbers.put(owner, body, call),
  merge: ({ distinctiveRing, numbers }, _owner, seen) => ({
    distinctiveRingEnabled: distinctiveRing,
    phoneNumbers: numbers
      .filter((number) => seen === undefined || !isThere(number, seen.phoneNumbers))
      .map(({ phoneNumber, extension, ringPattern }) => ({
        primary: false,
        action: 'ADD',
        directNumber: phoneNumber,
        ...(extension === undefined ? {} : { extension }),
        ringPattern,
      })),
  }),
  compare: (value, seen) =>
    differencesIn([
      ['distinctiveRingEnabled', value.distinctiveRing, seen.distinctiveRingEnabled ?? false],
      ...value.numbers.map(
        (number) =>
          [`number ${number.phoneNumber}`, 'assigned', isThere(number, seen.phoneNumbers) ? 'assigned' : null] as const,
      ),
    ]),
};

interface OwnedNumber {
  readonly directNumber?: string | undefined;
  readonly extension?: string | undefined;
}

function isThere(
  wanted: { readonly phoneNumber: string; readonly extension?: string },
  there: readonly OwnedNumber[],
): boolean {
  return there.some(
    ({ directNumber, extension }) =>
      directNumber === wanted.phoneNumber && (wanted.extension === undefined || extension === wanted.extension),
  );
}
