import { audioCheck } from './audio.ts';
import { differencesIn } from './compare.ts';
import type { FurtherForm } from './further-form.ts';

/** Settings that are little more than a switch. */
export const anonymousCallRejectionForm: FurtherForm<'anonymousCallRejection'> = {
  get: (api, owner, call) => api.further.anonymousCallRejection.get(owner, call),
  put: (api, owner, body, call) => api.further.anonymousCallRejection.put(owner, body, call),
  merge: ({ enabled }) => ({ enabled }),
  compare: (value, seen) => differencesIn([['enabled', value.enabled, seen.enabled]]),
};

export const bargeInForm: FurtherForm<'bargeIn'> = {
  get: (api, owner, call) => api.further.bargeIn.get(owner, call),
  put: (api, owner, body, call) => api.further.bargeIn.put(owner, body, call),
  merge: ({ enabled }, _owner, seen) => ({ enabled, toneEnabled: seen?.toneEnabled ?? false }),
  compare: (value, seen) => differencesIn([['enabled', value.enabled, seen.enabled]]),
};

export const hotelingGuestForm: FurtherForm<'hotelingGuest'> = {
  get: (api, owner, call) => api.further.hotelingGuest.get(owner, call),
  put: (api, owner, body, call) => api.further.hotelingGuest.put(owner, body, call),
  merge: ({ enabled }) => ({ enabled }),
  compare: (value, seen) => differencesIn([['enabled', value.enabled, seen.enabled]]),
};

/** Stands at the phone that is the owner's own; without one there is nothing to switch. */
export const hotelingHostForm: FurtherForm<'hotelingHost'> = {
  get: (api, owner, call) => api.further.hotelingHost.get(owner, call),
  put: (api, owner, body, call) => api.further.hotelingHost.put(owner, body, call),
  merge: ({ enabled, hours }) => ({
    hoteling: {
      enabled,
      limitGuestUse: hours !== undefined,
      ...(hours === undefined ? {} : { guestHoursLimit: hours }),
    },
  }),
  compare({ enabled, hours }, seen) {
    const phone = seen.devices.find(({ primaryOwner, type }) => primaryOwner && type === 'PRIMARY')?.hoteling;
    return differencesIn([
      ['hoteling.enabled', enabled, phone?.enabled],
      ['hoteling.limitGuestUse', hours !== undefined, phone?.limitGuestUse ?? false],
      ['hoteling.guestHoursLimit', hours, phone?.guestHoursLimit],
    ]);
  },
};

/** Without audio of ours what somebody chose stays: only whether music plays at all is written. */
export const musicOnHoldForm: FurtherForm<'musicOnHold'> = {
  get: (api, owner, call) => api.further.musicOnHold.get(owner, call),
  put: (api, owner, body, call) => api.further.musicOnHold.put(owner, body, call),
  merge: ({ enabled }, _owner, seen, _members, audio) => ({
    mohEnabled: enabled,
    ...(audio === undefined
      ? { greeting: seen?.greeting ?? 'DEFAULT' }
      : { greeting: 'CUSTOM', audioAnnouncementFile: audio }),
  }),
  compare: (value, seen, _members, audio) =>
    differencesIn([
      ['mohEnabled', value.enabled, seen.mohEnabled],
      ['greeting', audio && 'CUSTOM', seen.greeting],
      audioCheck('audioAnnouncementFile', audio, seen.audioAnnouncementFile),
    ]),
};

export const executiveAssistantForm: FurtherForm<'executiveAssistant'> = {
  get: (api, owner, call) => api.further.executiveAssistant.get(owner, call),
  put: (api, owner, body, call) => api.further.executiveAssistant.put(owner, body, call),
  merge: ({ type }) => ({ type }),
  compare: (value, seen) => differencesIn([['type', value.type, seen.type ?? 'UNASSIGNED']]),
};

/** Which executives the assistant opted in to stays as it is. */
export const assistantDivertForm: FurtherForm<'assistantDivert'> = {
  get: (api, owner, call) => api.further.assistantDivert.get(owner, call),
  put: (api, owner, body, call) => api.further.assistantDivert.put(owner, body, call),
  merge: ({ enabled, destination }) => ({
    forwardFilteredCallsEnabled: enabled,
    ...(destination === undefined ? {} : { forwardToPhoneNumber: destination }),
  }),
  compare: (value, seen) =>
    differencesIn([
      ['forwardFilteredCallsEnabled', value.enabled, seen.forwardFilteredCallsEnabled],
      ['forwardToPhoneNumber', value.destination ?? '', seen.forwardToPhoneNumber],
    ]),
};

export const singleNumberReachForm: FurtherForm<'singleNumberReach'> = {
  get: (api, owner, call) => api.further.singleNumberReach.get(owner, call),
  put: (api, owner, body, call) => api.further.singleNumberReach.put(owner, body, call),
  merge: ({ alertAllForClickToDial }) => ({ alertAllNumbersForClickToDialCallsEnabled: alertAllForClickToDial }),
  compare: (value, seen) =>
    differencesIn([
      [
        'alertAllNumbersForClickToDialCallsEnabled',
        value.alertAllForClickToDial,
        seen.alertAllNumbersForClickToDialCallsEnabled ?? false,
      ],
    ]),
};
