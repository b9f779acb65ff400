import { differencesIn } from './compare.ts';
import type { FurtherForm } from './further-form.ts';

/** The services themselves; their rules are entries, and come first. Sending to voicemail stays as the target has it. */
export const selectiveForwardingForm: FurtherForm<'selectiveForwarding'> = {
  get: (api, owner, call) => api.further.selectiveForwarding.get(owner, call),
  put: (api, owner, body, call) => api.further.selectiveForwarding.put(owner, body, call),
  merge({ enabled, defaultNumber, ringReminder }, _owner, seen) {
    const number = defaultNumber ?? seen?.defaultPhoneNumberToForward;
    return {
      enabled,
      ...(number === undefined ? {} : { defaultPhoneNumberToForward: number }),
      ringReminderEnabled: ringReminder,
      destinationVoicemailEnabled: seen?.destinationVoicemailEnabled ?? false,
    };
  },
  compare: (value, seen) =>
    differencesIn([
      ['enabled', value.enabled, seen.enabled],
      ['defaultPhoneNumberToForward', value.defaultNumber, seen.defaultPhoneNumberToForward],
      ['ringReminderEnabled', value.ringReminder, seen.ringReminderEnabled ?? false],
    ]),
};

export const selectiveAcceptanceForm: FurtherForm<'selectiveAcceptance'> = {
  get: (api, owner, call) => api.further.selectiveAcceptance.get(owner, call),
  put: (api, owner, body, call) => api.further.selectiveAcceptance.put(owner, body, call),
  merge: ({ enabled }) => ({ enabled }),
  compare: (value, seen) => differencesIn([['enabled', value.enabled, seen.enabled]]),
};

export const selectiveRejectionForm: FurtherForm<'selectiveRejection'> = {
  get: (api, owner, call) => api.further.selectiveRejection.get(owner, call),
  put: (api, owner, body, call) => api.further.selectiveRejection.put(owner, body, call),
  merge: ({ enabled }) => ({ enabled }),
  compare: (value, seen) => differencesIn([['enabled', value.enabled, seen.enabled]]),
};
