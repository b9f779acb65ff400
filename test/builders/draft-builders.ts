import type { MigrationConfig } from '../../src/domain/config.ts';
import type { Draft, DraftDataByKind, DraftKind, DraftOf } from '../../src/domain/drafts.ts';

/** Drafts of one invented customer; a case changes only what it is about. */
export const CUSTOMER = 'customer:bw:acme';

export function draft<Kind extends DraftKind>(
  kind: Kind,
  id: string,
  data: DraftDataByKind[Kind],
  from = 'group:acme/north',
): DraftOf<Kind> {
  return { id: kind === 'customer' ? CUSTOMER : `${kind}:${id}`, kind, customer: CUSTOMER, from, data, why: {} };
}

const ADDRESS = {
  addressLine1: '1 Example Street',
  city: 'Portland',
  stateOrProvince: 'OR',
  zipOrPostalCode: '97201',
  country: 'US',
};

export function customerDraft(data: Partial<DraftDataByKind['customer']> = {}): Draft {
  const complete = {
    externalId: 'bw:acme',
    name: 'Acme',
    primaryEmail: 'admin@example.test',
    language: 'en_us',
    timeZone: 'America/Los_Angeles',
    billingAddress: ADDRESS,
    packages: ['webex_calling', 'common_area_calling'],
    packageLimits: {},
    firstLocation: 'location:north',
    administrator: 'subscriber:anna',
    ...data,
  };
  return draft('customer', '', complete, 'serviceProvider:acme');
}

export function locationDraft(name: string, data: Partial<DraftDataByKind['location']> = {}): Draft {
  const complete = {
    name,
    timeZone: 'America/Los_Angeles',
    language: 'en_us',
    announcementLanguage: 'en_us',
    address: ADDRESS,
    outgoingPermissions: [{ callType: 'INTERNATIONAL', action: 'BLOCK' as const, transferEnabled: false }],
    emergencyCallback: 'LOCATION_NUMBER' as const,
    ...data,
  };
  return draft('location', name, complete, `group:acme/${name}`);
}

export function numberDraft(number: string, location: string, data: Partial<DraftDataByKind['number']> = {}): Draft {
  const complete = {
    location: `location:${location}`,
    number,
    activateAtCutover: true,
    fate: 'move' as const,
    ...data,
  };
  return draft('number', number, complete);
}

export function subscriberDraft(id: string, data: Partial<DraftDataByKind['subscriber']> = {}): Draft {
  const complete = {
    location: 'location:north',
    firstName: id,
    lastName: 'Example',
    email: `${id}@example.test`,
    package: 'webex_calling',
    extension: `1${String(id.length).padStart(3, '0')}`,
    administrator: false,
    ...data,
  };
  return draft('subscriber', id, complete, `user:${id}@example.test`);
}

export function deviceDraft(mac: string, owner: string, data: Partial<DraftDataByKind['device']> = {}): Draft {
  const complete = {
    location: 'location:north',
    owner,
    sourceType: 'Cisco 8851',
    name: `phone ${mac}`,
    mac,
    macEvidence: 'field' as const,
    model: 'DMS Cisco 8851',
    management: 'cisco' as const,
    fate: 'keep' as const,
    lines: [owner],
    ...data,
  };
  return draft('device', mac, complete);
}

export function huntGroupDraft(
  name: string,
  agents: readonly string[],
  data: Partial<DraftDataByKind['huntGroup']> = {},
): Draft {
  const complete = {
    location: 'location:north',
    name,
    extension: '5000',
    enabled: true,
    language: 'en_us',
    timeZone: 'America/Los_Angeles',
    policy: 'CIRCULAR' as const,
    noAnswer: {
      nextAgentEnabled: true,
      nextAgentRings: 5,
      forwardEnabled: false,
      numberOfRings: 15,
      destinationVoicemailEnabled: false,
    },
    waitingEnabled: false,
    groupBusyEnabled: false,
    agents: agents.map((owner) => ({ owner })),
    ...data,
  };
  return draft('huntGroup', name, complete);
}

/** Two locations, people, a lobby phone, devices, features and settings: every step kind once at least. */
export function acmeDrafts(): Draft[] {
  return [
    customerDraft(),
    locationDraft('north', { mainNumber: '+15035550100' }),
    locationDraft('south', { mainNumber: '+15035550150' }),
    numberDraft('+15035550100', 'north'),
    numberDraft('+15035550101', 'north', { owner: 'subscriber:anna' }),
    numberDraft('+15035550102', 'north', { owner: 'subscriber:ben' }),
    numberDraft('+15035550150', 'south'),
    numberDraft('+15035550199', 'south', { fate: 'stay', activateAtCutover: false }),
    draft('schedule', 'hours', { location: 'location:north', name: 'Hours', type: 'businessHours', events: [] }),
    subscriberDraft('carla', { extension: '1003', location: 'location:south' }),
    subscriberDraft('anna', { phoneNumber: '+15035550101', extension: '1001', administrator: true }),
    subscriberDraft('ben', { phoneNumber: '+15035550102', extension: '1002' }),
    draft('workspace', 'lobby', {
      location: 'location:north',
      displayName: 'Lobby',
      extension: '1100',
      package: 'common_area_calling',
    }),
    draft('virtualLine', 'fax', {
      location: 'location:south',
      firstName: 'Sales',
      lastName: 'Line',
      extension: '1200',
    }),
    draft('setting', 'anna/callWaiting', { setting: 'callWaiting', owner: 'subscriber:anna', enabled: false }),
    draft('setting', 'ben/doNotDisturb', { setting: 'doNotDisturb', owner: 'subscriber:ben', enabled: false }),
    deviceDraft('0011223344AA', 'subscriber:anna'),
    deviceDraft('0011223344AB', 'subscriber:anna', {
      lines: ['subscriber:anna', 'subscriber:ben'],
      members: [
        { owner: 'subscriber:anna', port: 1, lineType: 'PRIMARY' },
        { owner: 'subscriber:ben', port: 2, lineType: 'SHARED_CALL_APPEARANCE' },
      ],
      layout: [
        { index: 1, type: 'PRIMARY_LINE' },
        { index: 2, type: 'SHARED_LINE', sharedLine: 1 },
        { index: 3, type: 'SPEED_DIAL', label: 'Taxi', value: '+15035550190' },
      ],
    }),
    deviceDraft('0011223344AC', 'workspace:lobby'),
    deviceDraft('0011223344DB', 'workspace:lobby', {
      name: 'Warehouse',
      sourceType: 'Cisco DBS-210',
      model: 'DMS Cisco DBS210',
      handsets: [
        { owner: 'workspace:lobby', displayName: 'Lobby' },
        { owner: 'subscriber:carla', displayName: 'Carla' },
      ],
    }),
    huntGroupDraft('Sales', ['subscriber:anna', 'subscriber:ben']),
    draft('callQueue', 'Help', {
      location: 'location:south',
      name: 'Help',
      extension: '5100',
      enabled: true,
      language: 'en_us',
      timeZone: 'America/Los_Angeles',
      policy: 'CIRCULAR',
      routingType: 'PRIORITY_BASED',
      queueSize: 5,
      overflow: { action: 'PERFORM_BUSY_TREATMENT', sendToVoicemail: false },
      allowAgentJoin: true,
      allowCallWaiting: false,
      customerAssist: false,
      agents: [{ owner: 'subscriber:carla' }],
    }),
    draft('autoAttendant', 'Main', {
      location: 'location:north',
      name: 'Main',
      extension: '5200',
      enabled: true,
      language: 'en_us',
      timeZone: 'America/Los_Angeles',
      businessSchedule: 'schedule:hours',
      extensionDialing: 'GROUP',
      nameDialing: 'GROUP',
      businessHoursMenu: {
        greeting: 'DEFAULT',
        extensionEnabled: true,
        keys: [{ key: '1', action: 'TRANSFER_WITHOUT_PROMPT', value: '5000' }],
      },
      afterHoursMenu: { greeting: 'DEFAULT', extensionEnabled: false, keys: [{ key: '0', action: 'EXIT' }] },
    }),
    draft('callPickup', 'acme/north/Front', {
      location: 'location:north',
      name: 'Front',
      notificationType: 'NONE',
      members: ['subscriber:anna', 'workspace:lobby'],
    }),
    draft('pagingGroup', 'hall', {
      location: 'location:north',
      name: 'Hall',
      extension: '5300',
      enabled: false,
      language: 'en_us',
      originatorCallerId: true,
      originators: ['subscriber:anna'],
      targets: ['subscriber:ben', 'workspace:lobby'],
    }),
    draft('callPark', 'acme/north/Desk', {
      location: 'location:north',
      name: 'Desk',
      recall: 'ALERT_HUNT_GROUP_ONLY',
      recallHuntGroup: 'huntGroup:Sales',
      parkOnMembers: true,
      members: ['subscriber:anna', 'subscriber:ben'],
    }),
    draft('callParkSettings', 'acme/north', {
      location: 'location:north',
      recall: 'ALERT_PARKING_USER_ONLY',
      ringPattern: 'NORMAL',
      recallTime: 60,
    }),
    draft('voicemailGroup', 'orders', {
      location: 'location:north',
      name: 'Orders',
      extension: '5500',
      language: 'en_us',
      messageStorage: 'INTERNAL',
    }),
    draft('locationIntercept', 'south', {
      location: 'location:south',
      enabled: true,
      incoming: 'INTERCEPT_ALL',
      toVoicemail: false,
      newNumberEnabled: true,
      newNumber: '+15125550177',
      zeroTransferEnabled: false,
      outgoing: 'ALLOW_LOCAL_ONLY',
      outgoingTransferEnabled: false,
    }),
    draft('voicePortal', 'north', {
      location: 'location:north',
      name: 'Messages',
      extension: '5400',
      language: 'en_us',
    }),
  ];
}

export function migrationConfig(limits: Partial<MigrationConfig['limits']> = {}): MigrationConfig {
  return {
    partner: {},
    defaults: { language: 'en_us' },
    packages: { policy: 'safe' },
    limits: { concurrency: 4, ...limits },
    approval: { twoPersons: false },
    customers: {},
    locations: {},
    attestations: { emergencyAddresses: {} },
    precheck: { expireDays: 7, overrides: [] },
  };
}
