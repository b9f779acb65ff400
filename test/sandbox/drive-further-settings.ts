import { text, type World } from './world.ts';

type Send = Pick<World, 'ok'>;

const PERMISSION = { callType: 'NATIONAL', action: 'ALLOW', transferEnabled: true };
const RECORDING = {
  enabled: true,
  record: 'Always',
  notification: { type: 'Beep', enabled: true },
  repeat: { interval: 30, enabled: true },
};
const NUMBER = { phoneNumber: '+15125550188', enabled: true, name: 'Mobile' };

const HOURS = {
  name: 'Hours',
  type: 'businessHours',
  events: [
    {
      name: 'Mondays',
      startDate: '2026-01-05',
      endDate: '2026-01-05',
      startTime: '08:00',
      endTime: '17:00',
      allDayEnabled: false,
      recurrence: { recurForEver: true, recurWeekly: { recurInterval: 1, monday: true } },
    },
  ],
};
const RULE = {
  callsFrom: 'SELECT_PHONE_NUMBERS',
  phoneNumbers: ['+15125550199'],
  anonymousCallersEnabled: true,
  unavailableCallersEnabled: false,
  scheduleName: 'Hours',
  scheduleType: 'businessHours',
  scheduleLevel: 'PEOPLE',
};
const SELECTIVE = [
  ['selectiveForward', 'forwardEnabled', { forwardToPhoneNumber: '+15125550188', sendToVoicemailEnabled: false }],
  ['selectiveAccept', 'acceptEnabled', {}],
  ['selectiveReject', 'rejectEnabled', {}],
] as const;

/** Reads and writes a setting once. */
async function drive({ ok }: Send, q: string, path: string, body: object, written = 204): Promise<void> {
  await ok(200, 'GET', `${path}?${q}`);
  await ok(written, 'PUT', `${path}?${q}`, body);
  await ok(200, 'GET', `${path}?${q}`);
}

/** Digit patterns of a location or an owner. */
async function drivePatterns(send: Send, q: string, base: string): Promise<void> {
  const list = `${base}/outgoingPermission/digitPatterns`;
  const pattern = { name: 'Premium', pattern: '0900!', action: 'BLOCK', transferEnabled: false };
  const id = text(await send.ok(201, 'POST', `${list}?${q}`, pattern), 'id');
  await send.ok(200, 'GET', `${list}?${q}`);
  await drive(send, q, `${list}/${id}`, { ...pattern, pattern: '+49900XXXX' });
  await send.ok(204, 'DELETE', `${list}/${id}?${q}`);
}

/** What all kinds of owners have, wherever it stands. */
async function driveCommon(
  send: Send,
  q: string,
  features: string,
  mixed: string,
  telephony: string,
  special: { readonly recording: string; readonly privacy: number },
): Promise<void> {
  await drive(send, q, `${features}/callerId`, { selected: 'LOCATION_NUMBER', blockInForwardCallsEnabled: true });
  await drive(send, q, `${features}/intercept`, { enabled: true });
  const transfers = features.startsWith('/workspaces') ? features : telephony;
  await drive(send, q, `${transfers}/outgoingPermission/autoTransferNumbers`, {
    useCustomTransferNumbers: true,
    autoTransferNumber1: '+15125550188',
    autoTransferNumber2: '',
  });
  await drive(send, q, `${features}/outgoingPermission`, {
    useCustomEnabled: true,
    useCustomPermissions: true,
    callingPermissions: [
      PERMISSION,
      { callType: 'INTERNATIONAL', action: 'TRANSFER_NUMBER_1', transferEnabled: false },
    ],
  });
  await drivePatterns(send, q, telephony);
  await drive(send, q, `${telephony}/outgoingPermission/digitPatterns`, { useCustomDigitPatterns: true });
  await drive(send, q, `${features}/incomingPermission`, {
    useCustomEnabled: true,
    externalTransfer: 'BLOCK_ALL_EXTERNAL',
    internalCallsEnabled: true,
    collectCallsEnabled: false,
  });
  await drive(send, q, `${mixed}/bargeIn`, { enabled: true, toneEnabled: true });
  await drive(send, q, `${mixed}/privacy`, { aaExtensionDialingEnabled: false }, special.privacy);
  await drive(send, q, `${mixed}/pushToTalk`, { allowAutoAnswer: true });
  await drive(send, q, special.recording, RECORDING);
  await drive(send, q, `${telephony}/musicOnHold`, { mohEnabled: false });
}

/** @param person - an executive, whose assistant is `other` */
export async function drivePersonSettings(send: Send, q: string, person: string, other: string): Promise<void> {
  const { ok } = send;
  const P = `/people/${person}/features`;
  const T = `/telephony/config/people/${person}`;
  await driveCommon(send, q, P, P, T, { recording: `${P}/callRecording`, privacy: 200 });
  await drive(send, q, `${T}/anonymousCallReject`, { enabled: true });
  await drive(send, q, `${P}/hoteling`, { enabled: true });
  await drive(send, q, `${T}/agent/callerId`, { selectedCallerId: null });
  await drive(send, q, `${P}/monitoring`, { enableCallParkNotification: true, monitoredElements: [other] });
  await drive(send, q, `${P}/reception`, { receptionEnabled: true, monitoredMembers: [other] });
  await drive(send, q, `${P}/executiveAssistant`, { type: 'EXECUTIVE' });
  await drive(send, q, `/people/${other}/features/executiveAssistant`, { type: 'EXECUTIVE_ASSISTANT' });
  await drive(send, q, `${T}/executive/assignedAssistants`, { assistantIds: [other] });
  await drive(send, q, `${T}/executive/callFiltering`, { enabled: true, filterType: 'ALL_EXTERNAL_CALLS' });
  await drive(send, q, `${T}/executive/alert`, { alertingMode: 'SEQUENTIAL', nextAssistantNumberOfRings: 3 });
  await drive(send, q, `${T}/executive/screening`, { enabled: true, alertType: 'RING_SPLASH' });
  const board = { filterName: 'Board', callsFrom: 'ANY_INTERNAL', filterEnabled: true };
  const filter = text(await ok(200, 'POST', `${T}/executive/callFiltering/criteria?${q}`, board), 'id');
  await drive(send, q, `${T}/executive/callFiltering`, {
    filterType: 'CUSTOM_CALL_FILTERS',
    criteriaActivation: [{ id: filter, activationEnabled: false }],
  });
  await drive(send, q, `${T}/executive/callFiltering/criteria/${filter}`, { filterEnabled: false });
  await ok(204, 'DELETE', `${T}/executive/callFiltering/criteria/${filter}?${q}`);
  await drive(send, q, `/telephony/config/people/${other}/executive/assistant`, { forwardFilteredCallsEnabled: false });
  await drive(send, q, `${T}/simultaneousRing`, { enabled: false, criteriasEnabled: false });
  await drive(send, q, `${T}/singleNumberReach`, { alertAllNumbersForClickToDialCallsEnabled: true });
  const id = text(await ok(201, 'POST', `${T}/singleNumberReach/numbers?${q}`, NUMBER), 'id');
  await ok(200, 'PUT', `${T}/singleNumberReach/numbers/${id}?${q}`, { ...NUMBER, enabled: false });
  await ok(204, 'DELETE', `${T}/singleNumberReach/numbers/${id}?${q}`);
  await ok(200, 'GET', `${P}/numbers?${q}`);
  await ok(204, 'PUT', `${T}/numbers?${q}`, { distinctiveRingEnabled: true, phoneNumbers: [] });
  const schedule = text(await ok(201, 'POST', `${P}/schedules?${q}`, HOURS), 'id');
  await ok(200, 'GET', `${P}/schedules?${q}`);
  await ok(200, 'GET', `${P}/schedules/businessHours/${schedule}?${q}`);
  await ok(200, 'PUT', `${P}/schedules/businessHours/${schedule}?${q}`, { ...HOURS, newName: 'Hours' });
  for (const [service, flag, forward] of SELECTIVE) {
    const rule = { ...RULE, ...forward, [flag]: true };
    const made = text(await ok(201, 'POST', `${T}/${service}/criteria?${q}`, rule), 'id');
    await drive(send, q, `${T}/${service}`, { enabled: true });
    await drive(send, q, `${T}/${service}/criteria/${made}`, { ...rule, [flag]: false });
    await ok(204, 'DELETE', `${T}/${service}/criteria/${made}?${q}`);
  }
  await ok(204, 'DELETE', `${P}/schedules/businessHours/${schedule}?${q}`);
}

/** What holds for everybody in a location. */
export async function driveLocationSettings(send: Send, q: string, location: string): Promise<void> {
  const permissions = `/telephony/config/locations/${location}/outgoingPermission`;
  await drive(send, q, `${permissions}/autoTransferNumbers`, { autoTransferNumber3: '+15125550188' });
  await drivePatterns(send, q, `/telephony/config/locations/${location}`);
  await drive(send, q, permissions, {
    callingPermissions: [{ callType: 'INTERNATIONAL', action: 'TRANSFER_NUMBER_3', transferEnabled: false }],
  });
  await drive(send, q, `/telephony/config/locations/${location}/intercept`, {
    enabled: true,
    incoming: {
      type: 'INTERCEPT_ALL',
      voicemailEnabled: false,
      announcements: {
        greeting: 'CUSTOM',
        fileName: 'closed.wav',
        newNumber: { enabled: true, destination: '+15125550188' },
        zeroTransfer: { enabled: false },
      },
    },
    outgoing: { type: 'ALLOW_LOCAL_ONLY', transferEnabled: true, destination: '+15125550188' },
  });
}

export async function driveWorkspaceSettings(send: Send, q: string, workspace: string): Promise<void> {
  const { ok } = send;
  const F = `/workspaces/${workspace}/features`;
  const W = `/telephony/config/workspaces/${workspace}`;
  await driveCommon(send, q, F, W, W, { recording: `${W}/features/callRecordings`, privacy: 204 });
  await drive(send, q, `${W}/anonymousCallReject`, { enabled: true });
  await drive(send, q, `${F}/monitoring`, { enableCallParkNotification: true, monitoredElements: [] });
  await drive(send, q, `${W}/simultaneousRing`, { enabled: false, criteriasEnabled: false });
  await ok(200, 'GET', `${F}/numbers?${q}`);
  await ok(204, 'PUT', `${W}/numbers?${q}`, { distinctiveRingEnabled: true, phoneNumbers: [] });
}

export async function driveLineSettings(send: Send, q: string, line: string): Promise<void> {
  const V = `/telephony/config/virtualLines/${line}`;
  await driveCommon(send, q, V, V, V, { recording: `${V}/callRecording`, privacy: 200 });
  await drive(send, q, `${V}/agent/callerId`, { selectedCallerId: null });
}
