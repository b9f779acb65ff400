import { differencesIn } from './compare.ts';
import type { FurtherForm } from './further-form.ts';
import { interceptBody, interceptChecks } from './intercept-body.ts';
import { transferNumbersBody, transferNumbersChecks } from './transfer-numbers-body.ts';

export const interceptForm: FurtherForm<'intercept'> = {
  get: (api, owner, call) => api.further.intercept.get(owner, call),
  put: (api, owner, body, call) => api.further.intercept.put(owner, body, call),
  merge: (value, _owner, seen) => interceptBody(value, seen),
  compare: (value, seen) => differencesIn(interceptChecks(value, seen)),
};

export const callRecordingForm: FurtherForm<'callRecording'> = {
  get: (api, owner, call) => api.further.callRecording.get(owner, call),
  put: (api, owner, body, call) => api.further.callRecording.put(owner, body, call),
  merge: (value) => ({
    enabled: value.enabled,
    record: value.record,
    recordVoicemailEnabled: value.recordVoicemail,
    // "None" is no type that can be written: it is what the target answers while notification is off.
    notification:
      value.pauseNotification === 'None' ? { enabled: false } : { type: value.pauseNotification, enabled: true },
    repeat: { interval: value.repeatInterval, enabled: value.repeatEnabled },
    startStopAnnouncement: {
      internalCallsEnabled: value.startStopAnnouncement,
      pstnCallsEnabled: value.startStopAnnouncement,
    },
  }),
  compare(value, seen) {
    const notified = value.pauseNotification !== 'None';
    return differencesIn([
      ['enabled', value.enabled, seen.enabled],
      ['record', value.record, seen.record],
      ['recordVoicemailEnabled', value.recordVoicemail, seen.recordVoicemailEnabled ?? false],
      ['notification.enabled', notified, seen.notification.enabled],
      ['notification.type', notified ? value.pauseNotification : undefined, seen.notification.type],
      ['repeat.enabled', value.repeatEnabled, seen.repeat.enabled],
      ['repeat.interval', value.repeatInterval, seen.repeat.interval],
      ['startStop.internal', value.startStopAnnouncement, seen.startStopAnnouncement?.internalCallsEnabled ?? false],
      ['startStop.pstn', value.startStopAnnouncement, seen.startStopAnnouncement?.pstnCallsEnabled ?? false],
    ]);
  },
};

/** Own permissions of an owner instead of those of its location. */
export const outgoingPermissionForm: FurtherForm<'outgoingPermission'> = {
  get: (api, owner, call) => api.further.outgoingPermission.get(owner, call),
  put: (api, owner, body, call) => api.further.outgoingPermission.put(owner, body, call),
  merge: ({ permissions }) => ({
    useCustomEnabled: true,
    useCustomPermissions: true,
    callingPermissions: permissions.map(({ callType, action, transferEnabled }) => ({
      callType,
      action,
      transferEnabled,
    })),
  }),
  compare: (value, seen) =>
    differencesIn([
      ['useCustomPermissions', true, seen.useCustomPermissions ?? seen.useCustomEnabled ?? false],
      ...value.permissions.flatMap(({ callType, action, transferEnabled }) => {
        const there = seen.callingPermissions.find((permission) => permission.callType === callType);
        return [
          [`${callType}.action`, action, there?.action] as const,
          [`${callType}.transferEnabled`, transferEnabled, there?.transferEnabled] as const,
        ];
      }),
    ]),
};

/** Own transfer numbers of an owner, or again those of its location. */
export const transferNumbersForm: FurtherForm<'transferNumbers'> = {
  get: (api, owner, call) => api.further.transferNumbers.get(owner, call),
  put: (api, owner, body, call) => api.further.transferNumbers.put(owner, body, call),
  merge: (value, _owner, seen) => ({
    useCustomTransferNumbers: value.custom,
    ...(value.custom ? transferNumbersBody(value, seen) : {}),
  }),
  compare: (value, seen) =>
    differencesIn([
      ['useCustomTransferNumbers', value.custom, seen.useCustomTransferNumbers ?? false],
      ...(value.custom ? transferNumbersChecks(value, seen) : []),
    ]),
};

/** Whether an owner uses patterns of digits of its own; they are entries, and come before. */
export const digitPatternsForm: FurtherForm<'digitPatterns'> = {
  get: (api, owner, call) => api.further.digitPatterns.get(owner, call),
  put: (api, owner, body, call) => api.further.digitPatterns.put(owner, body, call),
  merge: ({ custom }) => ({ useCustomDigitPatterns: custom }),
  compare: ({ custom }, seen) =>
    differencesIn([['useCustomDigitPatterns', custom, seen.useCustomDigitPatterns ?? false]]),
};

export const incomingPermissionForm: FurtherForm<'incomingPermission'> = {
  get: (api, owner, call) => api.further.incomingPermission.get(owner, call),
  put: (api, owner, body, call) => api.further.incomingPermission.put(owner, body, call),
  merge: ({ externalTransfer, internalCalls, collectCalls }) => ({
    useCustomEnabled: true,
    externalTransfer,
    internalCallsEnabled: internalCalls,
    collectCallsEnabled: collectCalls,
  }),
  compare: (value, seen) =>
    differencesIn([
      ['useCustomEnabled', true, seen.useCustomEnabled],
      ['externalTransfer', value.externalTransfer, seen.externalTransfer],
      ['internalCallsEnabled', value.internalCalls, seen.internalCallsEnabled],
      ['collectCallsEnabled', value.collectCalls, seen.collectCallsEnabled],
    ]),
};
