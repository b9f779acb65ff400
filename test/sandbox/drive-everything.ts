import {
  driveLineSettings,
  driveLocationSettings,
  drivePersonSettings,
  driveWorkspaceSettings,
} from './drive-further-settings.ts';
import { ADDRESS, customerBody, POSTAL, preparePlace, subscriberBody, text, type World } from './world.ts';

const DID = ['+15125550100', '+15125550101', '+15125550102', '+15125550103', '+15125550104', '+15125550105'] as const;

/** One success of every route, and some refusals: what the contract test looks at. */
export async function driveEverything(world: World): Promise<void> {
  const { ok, send } = world;
  const customer = await world.customer();
  const { customerId, orgId, locationId } = customer;
  const q = `orgId=${orgId}`;
  const L = `/telephony/config/locations/${locationId}`;

  // People of the partner, customers.
  await ok(200, 'GET', '/people/me');
  await ok(200, 'POST', '/wholesale/customers/validate', {
    ...customerBody({ externalId: 'bw:new' }),
    customerInfo: { name: 'New', primaryEmail: 'owner@new.example.test' },
  });
  await ok(200, 'GET', `/wholesale/customers/${customerId}?includePackageLicenseInfo=true`);
  await ok(200, 'GET', '/wholesale/customers?status=provisioned&max=1');
  await ok(202, 'PUT', `/wholesale/customers/${customerId}`, {
    packages: ['webex_calling', 'common_area_calling', 'webex_meetings', 'cx_essentials'],
    address: ADDRESS,
  });
  for (const name of ['Partly (partial)', 'Broken (error)', 'Reviewed (review)']) {
    await ok(202, 'POST', '/wholesale/customers', customerBody({ externalId: `bw:${name}`, name }));
  }
  await ok(200, 'GET', '/wholesale/customers');
  await send('POST', '/wholesale/customers', { externalId: 'bw:incomplete' });

  // Locations.
  const second = text(
    await ok(201, 'POST', `/locations?${q}`, {
      name: 'Branch',
      timeZone: 'America/Chicago',
      preferredLanguage: 'en_us',
      announcementLanguage: 'en_us',
      address: POSTAL,
    }),
    'id',
  );
  await ok(200, 'GET', `/locations?${q}&name=bra`);
  await ok(200, 'GET', `/locations/${second}?${q}`);
  await ok(204, 'PUT', `/locations/${second}?${q}`, { name: 'Branch Office', address: { address2: 'Floor 2' } });
  await ok(201, 'POST', `/telephony/config/locations?${q}`, {
    id: second,
    name: 'Branch Office',
    timeZone: 'America/Chicago',
    preferredLanguage: 'en_us',
    announcementLanguage: 'en_us',
    address: POSTAL,
  });
  await ok(200, 'GET', `${L}?${q}`);
  await ok(200, 'GET', `/telephony/config/locations?${q}`);
  await ok(200, 'GET', `/telephony/pstn/locations/${locationId}/connection?${q}`);
  await preparePlace(world, orgId, second);

  // Numbers.
  await ok(200, 'POST', `/telephony/config/actions/validateNumbers/invoke?${q}`, { phoneNumbers: [DID[0], 'bad'] });
  await ok(201, 'POST', `${L}/numbers?${q}`, { phoneNumbers: DID, state: 'INACTIVE', numberType: 'DID' });
  await ok(204, 'PUT', `${L}/numbers?${q}`, { phoneNumbers: [DID[0]], action: 'ACTIVATE' });
  await ok(204, 'DELETE', `${L}/numbers?${q}`, { phoneNumbers: [DID[5]] });
  await ok(204, 'PUT', `${L}?${q}`, {
    callingLineId: { name: 'Acme', phoneNumber: DID[0] },
    externalCallerIdName: 'A',
  });
  await send('POST', `${L}/numbers?${q}`, { phoneNumbers: [DID[0]] });
  await ok(200, 'GET', `${L}/outgoingPermission?${q}`);

  await drivePeople(world, customer);
  await drivePlaces(world, customer);
  await driveFeatures(world, customer);

  await ok(204, 'DELETE', `/workspaces/${text(await ok(200, 'GET', `/workspaces?${q}`), 'items', 0, 'id')}`);

  // With extensions in the location a new prefix is a job.
  const job = await ok(200, 'PUT', `${L}?${q}`, { routingPrefix: '80' });
  await ok(200, 'GET', `/telephony/config/jobs/updateRoutingPrefix/${text(job, 'batchJobId')}?${q}`);
  await ok(200, 'GET', `/telephony/config/numbers?${q}&details=true`);
  await ok(200, 'GET', `/telephony/config/locations?${q}`);
  await driveClosing(world, q);
  await ok(202, 'DELETE', `/wholesale/customers/${customerId}`);
}

/** A further location, taken back: calling first, by a job. */
async function driveClosing({ ok }: World, q: string): Promise<void> {
  const place = {
    name: 'Pop-up store',
    timeZone: 'America/Chicago',
    preferredLanguage: 'en_us',
    announcementLanguage: 'en_us',
    address: POSTAL,
  };
  const id = text(await ok(201, 'POST', `/locations?${q}`, place), 'id');
  await ok(201, 'POST', `/telephony/config/locations?${q}`, { id, ...place });
  const jobs = '/telephony/config/jobs/locations/deleteCallingLocation';
  const job = text(await ok(202, 'POST', `${jobs}?${q}`, { locationId: id }), 'id');
  await ok(200, 'GET', `${jobs}/${job}?${q}`);
  await ok(200, 'GET', `${jobs}/${job}/errors?${q}`);
  await ok(204, 'DELETE', `/locations/${id}?${q}`);
}

type Customer = Awaited<ReturnType<World['customer']>>;

async function drivePeople({ ok, send }: World, customer: Customer): Promise<void> {
  const q = `orgId=${customer.orgId}`;
  const wanted = subscriberBody(customer, 'anna@acme.example.test', {
    primaryPhoneNumber: DID[1],
    extension: '1001',
  });
  await ok(200, 'POST', '/wholesale/subscribers/validate', wanted);
  const anna = await ok(200, 'POST', '/wholesale/subscribers', wanted);
  await send('POST', '/wholesale/subscribers', wanted);
  await ok(200, 'GET', `/wholesale/subscribers/${text(anna, 'id')}`);
  await ok(200, 'GET', `/wholesale/subscribers?customerId=${customer.customerId}&max=1&sortBy=created&sortOrder=ASC`);
  const bert = await ok(200, 'POST', '/wholesale/subscribers', {
    customerId: customer.customerId,
    email: 'bert@acme.example.test',
    package: 'webex_meetings',
    provisioningParameters: { firstName: 'Bert', lastName: 'Cole' },
  });
  await ok(200, 'PUT', `/wholesale/subscribers/${text(bert, 'id')}`, {
    packages: ['webex_calling'],
    provisioningParameters: { extension: '1002', locationId: customer.locationId },
  });
  const cora = await ok(
    202,
    'POST',
    '/wholesale/subscribers',
    subscriberBody(customer, 'cora+consent@acme.example.test', { extension: '1003' }),
  );
  await ok(204, 'POST', `/subscribers/${text(cora, 'id')}/emails/consentMove`);
  await ok(204, 'DELETE', `/wholesale/subscribers/${text(cora, 'id')}`);

  const person = text(anna, 'personId');
  await ok(200, 'GET', `/people?${q}&email=anna%40acme.example.test&callingData=true`);
  await ok(200, 'GET', `/people/${person}?callingData=true`);
  await ok(200, 'PUT', `/people/${person}?callingData=true`, {
    emails: ['anna@acme.example.test'],
    displayName: 'Anna Berg',
    firstName: 'Anna',
    lastName: 'Berg',
    phoneNumbers: [{ type: 'work', value: DID[1] }],
    extension: '1001',
    locationId: customer.locationId,
    licenses: [],
  });
  const P = `/people/${person}/features`;
  await driveSettings({ ok }, q, `${P}/callForwarding`, `${P}/voicemail`);
  await ok(200, 'GET', `${P}/callWaiting?${q}`);
  await ok(204, 'PUT', `${P}/callWaiting?${q}`, { enabled: false });
  await ok(200, 'GET', `${P}/doNotDisturb?${q}`);
  await ok(204, 'PUT', `${P}/doNotDisturb?${q}`, { enabled: true, webexGoOverrideEnabled: false });
  const emergency = `/telephony/config/people/${person}/emergencyCallbackNumber?${q}`;
  await ok(200, 'GET', emergency);
  await ok(204, 'PUT', emergency, { selected: 'LOCATION_ECBN' });
  const assistant = text(await ok(200, 'GET', `/wholesale/subscribers/${text(bert, 'id')}`), 'personId');
  await drivePersonSettings({ ok }, q, person, assistant);
  const device = await ok(200, 'POST', `/devices?${q}`, {
    mac: 'AABBCC000001',
    model: 'DMS Cisco 8851',
    personId: person,
  });
  await ok(200, 'GET', `/devices?${q}&personId=${person}`);
  await ok(204, 'PUT', `/telephony/config/people/${person}/devices/settings/hoteling?${q}`, {
    hoteling: { enabled: true, limitGuestUse: true, guestHoursLimit: 12 },
  });
  await ok(200, 'GET', `/telephony/config/people/${person}/devices?${q}`);
  await ok(200, 'GET', `/devices/${text(device, 'id')}?${q}`);
  await ok(200, 'GET', `/telephony/config/supportedDevices?${q}`);
  await ok(200, 'POST', `/telephony/config/devices/actions/validateMacs/invoke?${q}`, {
    macs: ['AABBCC000001', 'AABBCC000002', 'AABBCC000002', 'nonsense'],
  });
  await driveLines({ ok }, q, text(device, 'id'), person);
  await ok(204, 'DELETE', `/devices/${text(device, 'id')}?${q}`);
}

async function driveDect({ ok }: Pick<World, 'ok'>, q: string, L: string, lobby: string): Promise<void> {
  const network = await ok(201, 'POST', `${L}/dectNetworks?${q}`, {
    name: 'Warehouse',
    model: 'DMS Cisco DBS110',
    defaultAccessCodeEnabled: true,
    defaultAccessCode: '4711',
  });
  await ok(200, 'GET', `/telephony/config/dectNetworks?${q}&name=ware`);
  const N = `${L}/dectNetworks/${text(network, 'dectNetworkId')}`;
  await ok(200, 'GET', `${N}?${q}`);
  await ok(201, 'POST', `${N}/baseStations?${q}`, { baseStationMacs: ['AABBCC0000DB', 'AABBCC0000DC', 'nonsense'] });
  await ok(200, 'GET', `${N}/baseStations?${q}`);
  const handset = { line1MemberId: lobby, customDisplayName: 'Lobby' };
  await ok(201, 'POST', `${N}/handsets?${q}`, handset);
  const found = await ok(200, 'GET', `${N}/handsets?${q}&memberId=${lobby}`);
  await ok(204, 'PUT', `${N}/handsets/${text(found, 'handsets', 0, 'id')}?${q}`, {
    ...handset,
    customDisplayName: 'Hall',
  });
  await ok(204, 'DELETE', `${N}?${q}`);
}

async function driveLines({ ok }: Pick<World, 'ok'>, q: string, device: string, person: string): Promise<void> {
  const own = { id: person, port: 1, lineType: 'PRIMARY', lineWeight: 1, allowCallDeclineEnabled: true };
  const D = `/telephony/config/devices/${device}`;
  await ok(200, 'GET', `${D}/members?${q}`);
  await ok(204, 'PUT', `${D}/members?${q}`, { members: [{ ...own, primaryOwner: true, hotlineEnabled: false }] });
  await ok(200, 'GET', `${D}/layout?${q}`);
  await ok(204, 'PUT', `${D}/layout?${q}`, {
    layoutMode: 'CUSTOM',
    lineKeys: [
      { lineKeyIndex: 1, lineKeyType: 'PRIMARY_LINE' },
      { lineKeyIndex: 2, lineKeyType: 'SPEED_DIAL', lineKeyLabel: 'Taxi', lineKeyValue: '+15125550199' },
    ],
    kemModuleType: 'KEM_18_KEYS',
    kemKeys: [
      { kemModuleIndex: 1, kemKeyIndex: 1, kemKeyType: 'OPEN' },
      { kemModuleIndex: 2, kemKeyIndex: 18, kemKeyType: 'SPEED_DIAL', kemKeyLabel: 'Bank', kemKeyValue: '5002' },
    ],
  });
  await ok(200, 'GET', `${D}/layout?${q}`);
  const app = `/telephony/config/people/${person}/applications/members`;
  await ok(200, 'GET', app);
  await ok(204, 'PUT', app, { members: [{ ...own, primaryOwner: 'true' }] });
}

async function driveSettings(
  { ok }: Pick<World, 'ok'>,
  q: string,
  forwarding: string,
  voicemail: string,
): Promise<void> {
  await ok(200, 'GET', `${forwarding}?${q}`);
  await ok(204, 'PUT', `${forwarding}?${q}`, {
    callForwarding: {
      always: {
        enabled: true,
        destination: '+15125550199',
        ringReminderEnabled: false,
        destinationVoicemailEnabled: false,
      },
      busy: { enabled: false, destinationVoicemailEnabled: false },
      noAnswer: { enabled: false, numberOfRings: 4, destinationVoicemailEnabled: false },
    },
    businessContinuity: { enabled: false, destinationVoicemailEnabled: false },
  });
  await ok(200, 'GET', `${forwarding}?${q}`);
  await ok(200, 'GET', `${voicemail}?${q}`);
  await ok(204, 'PUT', `${voicemail}?${q}`, {
    enabled: false,
    notifications: { enabled: false },
    transferToNumber: { enabled: false },
  });
}

async function drivePlaces({ ok }: World, { orgId, locationId }: Customer): Promise<void> {
  const q = `orgId=${orgId}`;
  const L = `/telephony/config/locations/${locationId}`;
  const lobby = text(
    await ok(201, 'POST', '/workspaces', {
      displayName: 'Lobby',
      orgId,
      supportedDevices: 'phones',
      type: 'other',
      calling: { type: 'webexCalling', webexCalling: { locationId, extension: '2001', phoneNumber: DID[2] } },
    }),
    'id',
  );
  await ok(200, 'GET', `/workspaces?${q}&displayName=lob`);
  await ok(200, 'GET', `/workspaces/${lobby}`);
  await ok(200, 'PUT', `/workspaces/${lobby}`, { displayName: 'Lobby East' });
  const W = `/telephony/config/workspaces/${lobby}`;
  await driveSettings({ ok }, q, `/workspaces/${lobby}/features/callForwarding`, `${W}/voicemail`);
  await ok(200, 'GET', `/workspaces/${lobby}/features/callWaiting?${q}`);
  await ok(204, 'PUT', `/workspaces/${lobby}/features/callWaiting?${q}`, { enabled: false });
  await ok(200, 'GET', `${W}/doNotDisturb?${q}`);
  await ok(204, 'PUT', `${W}/doNotDisturb?${q}`, { enabled: false });
  await ok(200, 'GET', `${W}/emergencyCallbackNumber?${q}`);
  await ok(204, 'PUT', `${W}/emergencyCallbackNumber?${q}`, { selected: 'DIRECT_LINE' });
  await ok(204, 'PUT', `${L}/features/emergencyCallbackNumber?${q}`, {
    selected: 'LOCATION_MEMBER_NUMBER',
    locationMemberId: lobby,
  });
  await ok(200, 'GET', `${L}/features/emergencyCallbackNumber?${q}`);

  await driveWorkspaceSettings({ ok }, q, lobby);
  const line = text(
    await ok(201, 'POST', `/telephony/config/virtualLines?${q}`, {
      firstName: 'Night',
      lastName: 'Line',
      locationId,
      extension: '3001',
    }),
    'id',
  );
  await ok(200, 'GET', `/telephony/config/virtualLines?${q}&locationId=${locationId}`);
  const V = `/telephony/config/virtualLines/${line}`;
  await ok(200, 'GET', `${V}?${q}`);
  await ok(204, 'PUT', `${V}?${q}`, { firstName: 'Day', lastName: 'Line', extension: '3002' });
  await driveSettings({ ok }, q, `${V}/callForwarding`, `${V}/voicemail`);
  await ok(200, 'GET', `${V}/callWaiting?${q}`);
  await ok(204, 'PUT', `${V}/callWaiting?${q}`, { enabled: true });
  await ok(200, 'GET', `${V}/doNotDisturb?${q}`);
  await ok(204, 'PUT', `${V}/doNotDisturb?${q}`, { enabled: false });
  await ok(200, 'GET', `${V}/emergencyCallbackNumber?${q}`);
  await ok(204, 'PUT', `${V}/emergencyCallbackNumber?${q}`, { selected: 'LOCATION_ECBN' });
  const outside = { displayName: 'Zoe Stays', phoneNumber: '+15125550190', extension: '3990' };
  const E = '/telephony/config/virtualExtensions';
  const made = text(await ok(201, 'POST', `${E}?${q}`, { ...outside, firstName: 'Zoe', locationId }), 'id');
  await ok(200, 'GET', `${E}?${q}&locationId=${locationId}&extension=3990`);
  await ok(200, 'GET', `${E}/${made}?${q}`);
  await ok(204, 'PUT', `${E}/${made}?${q}`, { ...outside, displayName: 'Zoe Still Stays' });
  await ok(204, 'DELETE', `${E}/${made}?${q}`);
  await driveDect({ ok }, q, L, lobby);
  await ok(200, 'POST', `${L}/actions/validateExtensions/invoke?${q}`, { extensions: ['2001', '4444', '4444', 'x'] });
  await ok(200, 'POST', `/telephony/config/actions/validateExtensions/invoke?${q}`, { extensions: ['2001'] });
  await driveLineSettings({ ok }, q, line);
  await ok(204, 'DELETE', `${V}?${q}`);
}

async function driveFeatures({ ok }: World, { orgId, locationId }: Customer): Promise<void> {
  const q = `orgId=${orgId}`;
  const L = `/telephony/config/locations/${locationId}`;
  const found = await ok(200, 'GET', `/workspaces?${q}`);
  const agents = [{ id: text(found, 'items', 0, 'id') }];

  const hours = { name: 'Open', startDate: '2026-01-05', endDate: '2026-01-05', startTime: '09:00', endTime: '17:00' };
  const schedule = await ok(201, 'POST', `${L}/schedules?${q}`, {
    type: 'businessHours',
    name: 'Business hours',
    events: [{ ...hours, recurrence: { recurForEver: true, recurWeekly: { sunday: false, monday: true } } }],
  });
  const one = `${L}/schedules/businessHours/${text(schedule, 'id')}?${q}`;
  await ok(200, 'GET', `${L}/schedules?${q}&type=businessHours`);
  await ok(200, 'GET', one);
  await ok(200, 'PUT', one, { name: 'Business hours', events: [hours] });
  const spare = await ok(201, 'POST', `${L}/schedules?${q}`, { type: 'holidays', name: 'Spare' });
  await ok(204, 'DELETE', `${L}/schedules/holidays/${text(spare, 'id')}?${q}`);

  const hunt = await ok(200, 'POST', `${L}/huntGroups?${q}`, {
    name: 'Sales',
    extension: '5001',
    languageCode: 'en_us',
    timeZone: 'America/Chicago',
    callPolicies: {
      policy: 'CIRCULAR',
      noAnswer: {
        nextAgentEnabled: true,
        nextAgentRings: 5,
        forwardEnabled: false,
        numberOfRings: 15,
        destinationVoicemailEnabled: false,
      },
    },
    agents,
    enabled: true,
  });
  await driveFeature({ ok }, q, L, 'huntGroups', text(hunt, 'id'), { enabled: false });

  const fetched = { fileUri: 'https://audio.example.test/hello.wav', fileName: 'hello.wav', isTextToSpeech: false };
  const spoken = text(await ok(201, 'POST', `${L}/announcements?${q}`, { name: 'Hello', ...fetched }), 'id');
  const audioAnnouncementFile = { id: spoken, fileName: 'hello.wav', mediaFileType: 'WAV', level: 'LOCATION' };
  await ok(200, 'GET', `/telephony/config/announcements?${q}&locationId=${locationId}&name=Hello`);
  await ok(200, 'GET', `${L}/announcements/usage?${q}`);
  await ok(204, 'PUT', `${L}/announcements/${spoken}?${q}`, { name: 'Hello there', ...fetched });
  await ok(200, 'GET', `${L}/musicOnHold?${q}`);
  await ok(204, 'PUT', `${L}/musicOnHold?${q}`, { mohEnabled: true, greeting: 'CUSTOM', audioAnnouncementFile });
  await ok(200, 'GET', `${L}/musicOnHold?${q}`);
  await ok(200, 'GET', `${L}/announcements/${spoken}?${q}`);
  await ok(204, 'PUT', `${L}/musicOnHold?${q}`, { greeting: 'DEFAULT' });
  await ok(204, 'DELETE', `${L}/announcements/${spoken}?${q}`);

  const queueSettings = { queueSize: 10, overflow: { action: 'PERFORM_BUSY_TREATMENT', greeting: 'DEFAULT' } };
  const queue = await ok(200, 'POST', `${L}/queues?${q}`, {
    name: 'Support',
    phoneNumber: DID[3],
    callPolicies: { policy: 'REGULAR', callBounce: {}, distinctiveRing: { enabled: true } },
    queueSettings,
    agents,
  });
  const [served] = agents;
  const join = { settings: [{ queueId: text(queue, 'id'), joinEnabled: false }] };
  await ok(204, 'PUT', `/telephony/config/queues/agents/${served?.id}/settings?${q}`, join);
  await ok(200, 'GET', `/telephony/config/queues/agents/${served?.id}?${q}&max=100&start=0`);
  await driveFeature({ ok }, q, L, 'queues', text(queue, 'id'), {
    enabled: false,
    queueSettings,
    alternateNumberSettings: { alternateNumbers: [{ phoneNumber: DID[4], ringPattern: 'NORMAL' }] },
  });

  const menu = { greeting: 'DEFAULT', extensionEnabled: true, keyConfigurations: [{ key: '0', action: 'EXIT' }] };
  const attendant = await ok(201, 'POST', `${L}/autoAttendants?${q}`, {
    name: 'Reception',
    phoneNumber: DID[4],
    extension: '5003',
    businessSchedule: 'Business hours',
    businessHoursMenu: menu,
    afterHoursMenu: menu,
  });
  await driveFeature({ ok }, q, L, 'autoAttendants', text(attendant, 'id'), { nameDialing: 'GROUP' });

  const members = agents.map(({ id }) => id);
  const paging = await ok(201, 'POST', `${L}/paging?${q}`, {
    name: 'Hall',
    extension: '5004',
    originators: members,
    targets: members,
  });
  await driveFeature({ ok }, q, L, 'paging', text(paging, 'id'), { enabled: false });
  const mailbox = await ok(201, 'POST', `${L}/voicemailGroups?${q}`, {
    name: 'Orders',
    extension: '5005',
    passcode: '4829160357',
    languageCode: 'en_us',
    messageStorage: { storageType: 'INTERNAL' },
    notifications: { enabled: false },
    faxMessage: { enabled: true, extension: '5006' },
    transferToNumber: { enabled: true, destination: '5001' },
    emailCopyOfMessage: { enabled: true, emailId: 'orders@acme.example.test' },
  });
  await driveFeature({ ok }, q, L, 'voicemailGroups', text(mailbox, 'id'), { enabled: false });
  const recall = { option: 'ALERT_PARKING_USER_ONLY' };
  await ok(200, 'GET', `${L}/callParks/settings?${q}`);
  await ok(204, 'PUT', `${L}/callParks/settings?${q}`, {
    callParkRecall: recall,
    callParkSettings: { ringPattern: 'NORMAL', recallTime: 60 },
  });
  await driveLocationSettings({ ok }, q, locationId);
  await ok(200, 'GET', `${L}/voicePortal?${q}`);
  await ok(204, 'PUT', `${L}/voicePortal?${q}`, {
    name: 'Messages',
    languageCode: 'en_us',
    extension: '5090',
    directLineCallerIdName: { selection: 'CUSTOM_NAME', customName: 'Acme Messages' },
  });
  await ok(200, 'GET', `${L}/voicePortal?${q}`);
  await ok(204, 'PUT', `${L}/voicePortal?${q}`, { extension: null, phoneNumber: null });
  await driveMemberGroup({ ok }, q, `${L}/callParks`, { name: 'Front Desk', recall, agents: members });
  await driveMemberGroup({ ok }, q, `${L}/callPickups`, { name: 'Front Row', agents: members });
}

async function driveMemberGroup({ ok }: Pick<World, 'ok'>, q: string, path: string, body: object): Promise<void> {
  const made = text(await ok(201, 'POST', `${path}?${q}`, body), 'id');
  await ok(200, 'GET', `${path}?${q}&name=r`);
  await ok(200, 'GET', `${path}/${made}?${q}`);
  const renamed = text(await ok(200, 'PUT', `${path}/${made}?${q}`, { name: 'Renamed' }), 'id');
  await ok(200, 'GET', `${path}/${renamed}?${q}`);
  await ok(204, 'DELETE', `${path}/${renamed}?${q}`);
}

async function driveQueueServices({ ok }: Pick<World, 'ok'>, q: string, path: string): Promise<void> {
  const quiet = { playAnnouncementBeforeEnabled: false, audioMessageSelection: 'DEFAULT' };
  const transfer = { action: 'TRANSFER', transferPhoneNumber: '5001' };
  const bodies = {
    holidayService: { holidayServiceEnabled: false, holidayScheduleLevel: 'LOCATION', ...transfer, ...quiet },
    nightService: {
      nightServiceEnabled: true,
      ...transfer,
      announcementMode: 'NORMAL',
      businessHoursName: 'Business hours',
      businessHoursLevel: 'LOCATION',
      forceNightServiceEnabled: false,
      manualAudioMessageSelection: 'DEFAULT',
      ...quiet,
    },
    forcedForward: { forcedForwardEnabled: true, transferPhoneNumber: '5001', ...quiet },
    strandedCalls: { ...transfer, audioMessageSelection: 'DEFAULT' },
  };
  for (const [name, body] of Object.entries(bodies)) {
    await ok(200, 'GET', `${path}/${name}?${q}`);
    await ok(204, 'PUT', `${path}/${name}?${q}`, body);
    await ok(200, 'GET', `${path}/${name}?${q}`);
  }
}

async function driveForwarding({ ok }: Pick<World, 'ok'>, q: string, path: string): Promise<void> {
  const rule = {
    name: 'After hours',
    enabled: true,
    businessSchedule: 'Business hours',
    forwardTo: { selection: 'FORWARD_TO_SPECIFIED_NUMBER', phoneNumber: '5001' },
    callsFrom: {
      selection: 'CUSTOM',
      customNumbers: { privateNumberEnabled: true, unavailableNumberEnabled: false, numbers: [DID[1]] },
    },
    callsTo: { numbers: [{ type: 'PRIMARY', extension: '5001' }] },
  };
  const made = text(await ok(201, 'POST', `${path}/selectiveRules?${q}`, rule), 'id');
  await ok(204, 'PUT', `${path}?${q}`, {
    callForwarding: {
      always: { enabled: false, destination: '5001' },
      selective: { enabled: true, destination: DID[1], ringReminderEnabled: true },
      rules: [{ id: made, enabled: false }],
    },
  });
  await ok(200, 'GET', `${path}?${q}`);
  await ok(200, 'GET', `${path}/selectiveRules/${made}?${q}`);
  const renamed = text(
    await ok(201, 'PUT', `${path}/selectiveRules/${made}?${q}`, { ...rule, name: 'At night' }),
    'id',
  );
  await ok(204, 'DELETE', `${path}/selectiveRules/${renamed}?${q}`);
}

async function driveFeature(
  { ok }: Pick<World, 'ok'>,
  q: string,
  L: string,
  plural: string,
  id: string,
  change: object,
): Promise<void> {
  if (plural === 'queues') await driveQueueServices({ ok }, q, `${L}/queues/${id}`);
  if (plural !== 'paging' && plural !== 'voicemailGroups')
    await driveForwarding({ ok }, q, `${L}/${plural}/${id}/callForwarding`);
  await ok(200, 'GET', `/telephony/config/${plural}?${q}`);
  await ok(200, 'GET', `${L}/${plural}/${id}?${q}`);
  await ok(204, 'PUT', `${L}/${plural}/${id}?${q}`, change);
  await ok(200, 'GET', `${L}/${plural}/${id}?${q}`);
  await ok(204, 'DELETE', `${L}/${plural}/${id}?${q}`);
}
