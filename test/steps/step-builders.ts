import type { LocationData } from '../../src/domain/drafts.ts';
import type { Step, StepKind, StepOf } from '../../src/domain/plan.ts';
import type { StepBase } from '../../src/domain/plan-step.ts';

/** Steps of one small customer; each default is complete, so a test shows only what it is about. */

const LOCATION = {
  name: 'Head Office',
  timeZone: 'America/Chicago',
  language: 'en_us',
  announcementLanguage: 'en_us',
  address: {
    addressLine1: '100 Main Street',
    city: 'Austin',
    stateOrProvince: 'TX',
    zipOrPostalCode: '78701',
    country: 'US',
  },
} as const;

const FIRST: LocationData = {
  ...LOCATION,
  mainNumber: '+15125550100',
  outgoingPermissions: [],
  emergencyCallback: 'LOCATION_NUMBER',
};

const IN = { customer: 'customer', location: 'location' } as const;

const MENU = { extensionEnabled: true } as const;
const AUDIO = { step: 'announcement', name: 'Welcome', fileName: 'welcome.wav' } as const;

/** Keys of an attendant beside those of its first pass: one that leads back to itself. */
const BACK = { key: '9', action: 'TRANSFER_WITHOUT_PROMPT', description: 'Again', value: '+15125550104' } as const;

const ATTENDANT = {
  ...IN,
  name: 'Welcome',
  phoneNumber: '+15125550104',
  alternateNumbers: [{ phoneNumber: '+15125550110', ringPattern: 'SHORT_LONG_SHORT' }],
  enabled: true,
  language: 'en_us',
  timeZone: 'America/Chicago',
  businessSchedule: 'Office hours',
  extensionDialing: 'GROUP',
  nameDialing: 'GROUP',
} as const;
const SALES_KEYS = [
  { key: '1', action: 'TRANSFER_WITHOUT_PROMPT', description: 'Sales', value: '0200' },
  { key: '7', action: 'PLAY_ANNOUNCEMENT', description: 'Opening hours', audio: AUDIO },
  { key: '#', action: 'REPEAT_MENU' },
] as const;

const PAYLOADS: { readonly [Kind in StepKind]: StepOf<Kind>['payload'] } = {
  customer: {
    provisioningId: 'template',
    externalId: 'bw:acme',
    name: 'Acme',
    primaryEmail: 'owner@acme.example.test',
    language: 'en_us',
    timeZone: 'America/Chicago',
    billingAddress: LOCATION.address,
    packages: ['webex_calling', 'common_area_calling', 'webex_meetings'],
    packageLimits: { webex_calling: 20, common_area_calling: 5 },
    firstLocation: FIRST,
  },
  location: { ...LOCATION, customer: 'customer', first: true },
  calling: { ...LOCATION, ...IN },
  pstn: IN,
  permission: {
    ...IN,
    permissions: [
      { callType: 'INTERNATIONAL', action: 'BLOCK', transferEnabled: false },
      { callType: 'NATIONAL', action: 'ALLOW', transferEnabled: true },
    ],
  },
  locationTransferNumbers: { ...IN, numbers: { number1: '+15125550177', number3: '0101' } },
  digitPattern: { ...IN, name: 'Premium', pattern: '0900!', action: 'BLOCK', transferEnabled: false },
  numbers: {
    ...IN,
    numbers: [
      '+15125550100',
      '+15125550101',
      '+15125550102',
      '+15125550103',
      '+15125550104',
      '+15125550106',
      '+15125550107',
      '+15125550108',
      '+15125550109',
      '+15125550110',
    ],
  },
  activation: { ...IN, numbers: ['+15125550101', '+15125550102'] },
  mainNumber: { ...IN, phoneNumber: '+15125550100' },
  emergencyCallback: IN,
  schedule: {
    ...IN,
    name: 'Office hours',
    type: 'businessHours',
    events: [
      {
        name: 'Weekdays',
        startDate: '2026-01-05',
        endDate: '2026-01-05',
        startTime: '08:00',
        endTime: '17:00',
        allDayEnabled: false,
        weekly: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      },
      {
        name: 'Christmas',
        startDate: '2026-12-25',
        endDate: '2026-12-25',
        allDayEnabled: true,
        yearly: { dayOfMonth: 25, month: 'DECEMBER' },
      },
      {
        name: 'Thanksgiving',
        startDate: '2026-11-26',
        endDate: '2026-11-26',
        allDayEnabled: true,
        yearly: { day: 'THURSDAY', week: 'FOURTH', month: 'NOVEMBER' },
      },
    ],
  },
  announcement: {
    ...IN,
    name: 'Welcome',
    fileName: 'welcome.wav',
    fileUri: 'https://audio.example.test/acme/welcome.wav',
    digest: 'a1'.repeat(32),
  },
  locationMusic: { ...IN, enabled: false, audio: AUDIO },
  locationIntercept: {
    ...IN,
    enabled: true,
    incoming: 'INTERCEPT_ALL',
    toVoicemail: true,
    newNumberEnabled: true,
    newNumber: '+15125550177',
    zeroTransferEnabled: true,
    zeroTransfer: '0101',
    outgoing: 'ALLOW_LOCAL_ONLY',
    outgoingTransferEnabled: true,
    outgoingTransfer: '+15125550178',
  },
  subscriber: {
    ...IN,
    firstName: 'Anna',
    lastName: 'Berg',
    email: 'Anna@acme.example.test',
    package: 'webex_calling',
    phoneNumber: '+15125550101',
    extension: '0101',
    administrator: true,
  },
  workspace: { ...IN, displayName: 'Lobby', package: 'common_area_calling', extension: '0102' },
  virtualLine: { ...IN, firstName: 'Fax', lastName: 'Line', phoneNumber: '+15125550102', extension: '0103' },
  device: {
    customer: 'customer',
    owner: 'subscriber',
    name: 'anna desk',
    mac: '00562B043615',
    model: 'DMS Cisco 8851',
  },
  deviceMembers: {
    customer: 'customer',
    owner: 'subscriber',
    device: 'device',
    members: [
      { owner: 'subscriber', port: 1, lineType: 'PRIMARY' },
      { owner: 'virtualLine', port: 2, lineType: 'SHARED_CALL_APPEARANCE' },
      { owner: 'workspace', port: 3, lineType: 'PRIMARY' },
    ],
  },
  dectNetwork: { ...IN, name: 'Warehouse', model: 'DMS Cisco DBS210' },
  dectBase: { ...IN, network: 'dectNetwork', mac: '00562B0436DB' },
  dectHandset: { ...IN, network: 'dectNetwork', owner: 'workspace', displayName: 'Lobby' },
  deviceLayout: {
    customer: 'customer',
    device: 'device',
    keys: [
      { index: 1, type: 'PRIMARY_LINE' },
      { index: 2, type: 'SHARED_LINE', sharedLine: 1 },
      { index: 3, type: 'MONITOR' },
      { index: 4, type: 'SPEED_DIAL', label: 'Taxi', value: '+15125550199' },
      { index: 2, module: 1, type: 'SPEED_DIAL', label: 'Bank', value: '+15125550198' },
    ],
    moduleKeys: 18,
  },
  huntGroup: {
    ...IN,
    name: 'Sales',
    phoneNumber: '+15125550103',
    extension: '0200',
    enabled: true,
    language: 'en_us',
    timeZone: 'America/Chicago',
    policy: 'REGULAR',
    noAnswer: {
      nextAgentEnabled: true,
      nextAgentRings: 3,
      forwardEnabled: true,
      numberOfRings: 15,
      destination: '0101',
      destinationVoicemailEnabled: false,
    },
    waitingEnabled: false,
    groupBusyEnabled: false,
    busyRedirect: { enabled: true, destination: '0300' },
    notReachable: { enabled: false, destination: '+15125550100' },
    alternateNumbers: [{ phoneNumber: '+15125550109', ringPattern: 'LONG_LONG' }],
    distinctiveRing: true,
    agents: [{ owner: 'subscriber' }, { owner: 'workspace' }],
  },
  callQueue: {
    ...IN,
    name: 'Support',
    extension: '0300',
    enabled: true,
    language: 'en_us',
    timeZone: 'America/Chicago',
    policy: 'WEIGHTED',
    routingType: 'PRIORITY_BASED',
    queueSize: 12,
    overflow: { action: 'TRANSFER_TO_PHONE_NUMBER', destination: '+15125550100', sendToVoicemail: false },
    allowAgentJoin: true,
    allowCallWaiting: false,
    customerAssist: false,
    alternateNumbers: [{ phoneNumber: '+15125550107', ringPattern: 'NORMAL' }],
    distinctiveRing: false,
    messages: {
      welcome: { enabled: true, always: true, audio: [AUDIO] },
      comfort: { enabled: true, seconds: 40, audio: [] },
      comfortBypass: { enabled: true, seconds: 20, audio: [AUDIO] },
      music: { enabled: true, audio: [AUDIO, AUDIO] },
      internalMusic: { enabled: true, audio: [] },
      whisper: { enabled: false, audio: [] },
    },
    waitMessage: {
      enabled: true,
      mode: 'TIME',
      mostMinutes: 30,
      callMinutes: 4,
      mostPositions: 20,
      highVolume: true,
      updates: true,
      updateSeconds: 60,
    },
    agents: [
      { owner: 'subscriber', weight: '70' },
      { owner: 'virtualLine', weight: '30' },
    ],
  },
  queueAgent: { customer: 'customer', queue: 'callQueue', agent: 'virtualLine', customerAssist: false, joined: false },
  autoAttendant: {
    ...ATTENDANT,
    businessHoursMenu: { ...MENU, audio: AUDIO, keys: SALES_KEYS },
    afterHoursMenu: { ...MENU, keys: [{ key: '0', action: 'EXIT' }] },
    laterKeys: { businessHoursMenu: [BACK], afterHoursMenu: [] },
  },
  attendantMenus: {
    ...ATTENDANT,
    attendant: 'autoAttendant',
    businessHoursMenu: { ...MENU, audio: AUDIO, keys: [...SALES_KEYS, BACK] },
    afterHoursMenu: { ...MENU, keys: [{ key: '0', action: 'EXIT' }] },
  },
  virtualExtension: {
    ...IN,
    displayName: 'Zoe Stays',
    phoneNumber: '+15125550190',
    extension: '1990',
    present: true,
  },
  callPickup: { ...IN, name: 'Front Row', notificationType: 'NONE', members: ['subscriber', 'workspace'] },
  callPark: {
    ...IN,
    name: 'Front Desk',
    recall: 'ALERT_PARKING_USER_FIRST_THEN_HUNT_GROUP',
    recallHuntGroup: 'huntGroup',
    parkOnMembers: true,
    members: ['subscriber', 'virtualLine'],
  },
  callParkSettings: {
    ...IN,
    recall: 'ALERT_HUNT_GROUP_ONLY',
    recallHuntGroup: 'huntGroup',
    ringPattern: 'LONG_LONG',
    recallTime: 90,
    huntWaitTime: 30,
  },
  pagingGroup: {
    ...IN,
    name: 'Hall',
    extension: '0400',
    enabled: true,
    language: 'en_us',
    originatorCallerId: true,
    originators: ['subscriber'],
    targets: ['workspace', 'virtualLine', 'subscriber'],
  },
  voicePortal: {
    ...IN,
    name: 'Messages',
    phoneNumber: '+15125550106',
    extension: '0600',
    language: 'en_us',
    callerIdName: 'Acme Messages',
  },
  voicemailGroup: {
    ...IN,
    name: 'Orders',
    phoneNumber: '+15125550108',
    extension: '0700',
    language: 'en_us',
    messageStorage: 'EXTERNAL',
    externalEmail: 'orders@acme.example.test',
    notifyEmail: 'desk@acme.example.test',
    copyEmail: 'archive@acme.example.test',
    transferToNumber: '0400',
  },
  setting: {
    customer: 'customer',
    owner: 'subscriber',
    ownerKind: 'subscriber',
    value: { setting: 'callWaiting', owner: 'subscriber:anna', enabled: false },
  },
  settingEntry: {
    customer: 'customer',
    owner: 'subscriber',
    ownerKind: 'subscriber',
    value: {
      setting: 'singleNumberReachNumber',
      owner: 'subscriber:anna',
      reachedAt: '+15125550177',
      name: 'Mobile',
      enabled: true,
      doNotForwardCalls: true,
      answerConfirmation: false,
    },
  },
  featureSetting: {
    ...IN,
    feature: 'huntGroup',
    featureKind: 'huntGroup',
    value: {
      setting: 'forwarding',
      feature: 'huntGroup:sales',
      always: { enabled: false, destination: '0300', ringReminder: true },
      selective: { enabled: true, destination: '+15125550100', ringReminder: false },
    },
  },
  selectiveRule: {
    ...IN,
    feature: 'huntGroup',
    featureKind: 'huntGroup',
    called: { phoneNumber: '+15125550103', extension: '0200' },
    value: {
      setting: 'selectiveRule',
      feature: 'huntGroup:sales',
      name: 'At night',
      enabled: true,
      businessSchedule: 'Office hours',
      forwardTo: 'FORWARD_TO_SPECIFIED_NUMBER',
      destination: '0300',
      callsFrom: 'CUSTOM',
      privateNumbers: true,
      unavailableNumbers: false,
      numbers: ['+15125550188', '+15125550177'],
    },
  },
};

interface Changes<Kind extends StepKind> {
  readonly id?: string;
  readonly payload?: Partial<StepOf<Kind>['payload']>;
  /** Optional fields of the default that this one lacks. */
  readonly without?: readonly string[];
}

/** A step of a kind; its id is the kind unless it says otherwise, and references point at such ids. */
export function buildStep<Kind extends StepKind>(
  kind: Kind,
  { id = kind, payload, without = [] }: Changes<Kind> = {},
): Step {
  const fields = Object.entries({ ...PAYLOADS[kind], ...payload }).filter(([name]) => !without.includes(name));
  const base: StepBase = {
    id,
    draft: `${kind}:acme`,
    customer: 'customer:acme',
    naturalKey: id,
    label: `${kind} ${id}`,
    phase: 'provision',
    hard: [],
    soft: [],
    content: '',
  };
  // Kind and payload belong together by the table above, which the compiler cannot follow through a generic.
  return { ...base, kind, payload: Object.fromEntries(fields) } as unknown as Step;
}

/** What every owner and feature needs: customer, first location, PSTN, permissions, numbers, main number. */
export function groundwork(): Step[] {
  return (['customer', 'location', 'pstn', 'permission', 'numbers', 'mainNumber'] as const).map((kind) =>
    buildStep(kind),
  );
}

/** One step of every kind but `calling`, which the first location brings along, in an order that works. */
export function everything(): Step[] {
  const kinds = [
    'emergencyCallback',
    'schedule',
    'announcement',
    'locationMusic',
    'locationTransferNumbers',
    'digitPattern',
    'subscriber',
    'workspace',
    'virtualLine',
    'virtualExtension',
    'device',
    'deviceMembers',
    'deviceLayout',
    'dectNetwork',
    'dectBase',
    'dectHandset',
    'huntGroup',
    'callQueue',
    'queueAgent',
    'autoAttendant',
    'attendantMenus',
    'pagingGroup',
    'callPickup',
    'callPark',
    'callParkSettings',
    'voicePortal',
    'voicemailGroup',
    'setting',
    'settingEntry',
    'featureSetting',
    'selectiveRule',
    'locationIntercept',
    'activation',
  ] as const;
  return [...groundwork(), ...kinds.map((kind) => buildStep(kind)), appLines(), branch(), branchCalling()];
}

/** A shared line on the Webex App of its holder. */
export function appLines(): Step {
  return buildStep('deviceMembers', {
    id: 'app-lines',
    payload: {
      members: [
        { owner: 'subscriber', port: 1, lineType: 'PRIMARY' },
        { owner: 'workspace', port: 2, lineType: 'SHARED_CALL_APPEARANCE' },
      ],
    },
    without: ['device'],
  });
}

/** A further location, which is created and switched on by itself. */
export function branch(): Step {
  return { ...buildStep('location', { id: 'branch', payload: { ...BRANCH, first: false } }), draft: 'location:branch' };
}

export function branchCalling(): Step {
  return buildStep('calling', { id: 'branch-calling', payload: { ...BRANCH, location: 'branch' } });
}

const BRANCH = {
  name: 'Branch',
  address: {
    addressLine1: '5 Side Street',
    city: 'Dallas',
    stateOrProvince: 'TX',
    zipOrPostalCode: '75201',
    country: 'US',
  },
} as const;
