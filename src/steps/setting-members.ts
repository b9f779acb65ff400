import { differencesIn, plainId, sameId } from './compare.ts';
import { type FurtherForm, memberCheck } from './further-form.ts';

/** Settings that point at other owners. Whoever does not exist is left out; nobody is taken out of what the plan wants. */
export const privacyForm: FurtherForm<'privacy'> = {
  get: (api, owner, call) => api.further.privacy.get(owner, call),
  put: (api, owner, body, call) => api.further.privacy.put(owner, body, call),
  listed: (seen) => seen.monitoringAgents.map(({ id }) => id),
  merge: (value, _owner, seen, members) => ({
    aaExtensionDialingEnabled: value.aaExtensionDialing,
    aaNamingDialingEnabled: value.aaNameDialing,
    enablePhoneStatusDirectoryPrivacy: value.statusPrivacy,
    // Nothing in BroadWorks says so: it stays as it is.
    enablePhoneStatusPickupBargeInPrivacy: seen?.enablePhoneStatusPickupBargeInPrivacy ?? false,
    monitoringAgents: members,
  }),
  compare: (value, seen, members) =>
    differencesIn([
      ['aaExtensionDialingEnabled', value.aaExtensionDialing, seen.aaExtensionDialingEnabled],
      ['aaNamingDialingEnabled', value.aaNameDialing, seen.aaNamingDialingEnabled],
      ['enablePhoneStatusDirectoryPrivacy', value.statusPrivacy, seen.enablePhoneStatusDirectoryPrivacy],
      memberCheck('monitoringAgents', members, seen.monitoringAgents),
    ]),
};

export const pushToTalkForm: FurtherForm<'pushToTalk'> = {
  get: (api, owner, call) => api.further.pushToTalk.get(owner, call),
  put: (api, owner, body, call) => api.further.pushToTalk.put(owner, body, call),
  listed: (seen) => seen.members.map(({ id }) => id),
  merge: ({ allowAutoAnswer, connectionType, accessType }, _owner, _seen, members) => ({
    allowAutoAnswer,
    connectionType,
    accessType,
    members,
  }),
  compare: (value, seen, members) =>
    differencesIn([
      ['allowAutoAnswer', value.allowAutoAnswer, seen.allowAutoAnswer],
      ['connectionType', value.connectionType, seen.connectionType],
      ['accessType', value.accessType, seen.accessType],
      memberCheck('members', members, seen.members),
    ]),
};

/** The order of the list is the order of the keys. Park extensions that somebody added stay where they are: at the end. */
export const monitoringForm: FurtherForm<'monitoring'> = {
  get: (api, owner, call) => api.further.monitoring.get(owner, call),
  put: (api, owner, body, call) => api.further.monitoring.put(owner, body, call),
  listed: (seen) => seen.monitoredElements.flatMap(({ member }) => (member === undefined ? [] : [member.id])),
  merge: ({ callParkNotification }, _owner, seen, members) => ({
    enableCallParkNotification: callParkNotification,
    monitoredElements: [
      ...members,
      ...(seen?.monitoredElements ?? []).flatMap(({ callparkextension }) =>
        callparkextension === undefined ? [] : [callparkextension.id],
      ),
    ],
  }),
  compare: (value, seen, members) =>
    differencesIn([
      ['callParkNotificationEnabled', value.callParkNotification, seen.callParkNotificationEnabled],
      ['monitoredElements', members.map(plainId), (monitoringForm.listed?.(seen) ?? []).map(plainId)],
    ]),
};

export const receptionistForm: FurtherForm<'receptionist'> = {
  get: (api, owner, call) => api.further.receptionist.get(owner, call),
  put: (api, owner, body, call) => api.further.receptionist.put(owner, body, call),
  listed: (seen) => seen.monitoredMembers.map(({ id }) => id),
  merge: ({ enabled }, _owner, _seen, members) => ({ receptionEnabled: enabled, monitoredMembers: members }),
  compare: (value, seen, members) =>
    differencesIn([
      ['receptionEnabled', value.enabled, seen.receptionEnabled],
      memberCheck('monitoredMembers', members, seen.monitoredMembers),
    ]),
};

/** The only member is the queue. */
export const agentCallerIdForm: FurtherForm<'agentCallerId'> = {
  get: (api, owner, call) => api.further.agentCallerId.get(owner, call),
  put: (api, owner, body, call) => api.further.agentCallerId.put(owner, body, call),
  merge: (_value, _owner, _seen, [queue]) => ({ selectedCallerId: queue ?? null }),
  compare: (_value, { selectedCallerId }, [queue]) =>
    differencesIn([['selectedCallerId', queue ?? '', selectedCallerId?.id ?? undefined, sameId]]),
};

export const assignedAssistantsForm: FurtherForm<'assignedAssistants'> = {
  get: (api, owner, call) => api.further.assignedAssistants.get(owner, call),
  put: (api, owner, body, call) => api.further.assignedAssistants.put(owner, body, call),
  listed: (seen) => seen.assistants.map(({ id }) => id),
  merge: (_value, _owner, _seen, members) => ({ assistantIds: members }),
  compare: (_value, seen, members) => differencesIn([memberCheck('assistants', members, seen.assistants)]),
};
