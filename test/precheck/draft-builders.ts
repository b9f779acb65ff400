import type { MigrationConfig } from '../../src/domain/config.ts';
import type { Draft, DraftDataByKind, DraftKind, DraftOf } from '../../src/domain/drafts.ts';
import type { ForwardingRule } from '../../src/domain/feature-data.ts';
import type { Target } from '../../src/domain/plan.ts';
import type { SourceCustomer } from '../../src/domain/source.ts';
import type { CoverageTotal, KnownDecision, MappedPort, SourcePort } from '../../src/precheck/ports.ts';
import {
  sourceCustomer,
  sourceDevice,
  sourceDn,
  sourceFeature,
  sourceGroup,
  sourceInstance,
  sourceService,
  sourceUser,
} from '../builders/source-builders.ts';

/**
 * What `map` makes of the customer `acme` of the source builders, plus a hunt group, a queue and an attendant. It
 * passes every rule, so that a test changes only what it is about.
 */
export const CUSTOMER = 'customer:acme';
export const NORTH = 'location:acme/north';
export const ANNA = 'subscriber:anna@acme.example.test';
export const HUNT = 'huntGroup:sales-hunt@acme.example.test';
export const QUEUE = 'callQueue:help-queue@acme.example.test';
export const ATTENDANT = 'autoAttendant:menu@acme.example.test';
export const PARK = 'callPark:acme/north/Front%20Desk';
export const PAGING = 'pagingGroup:hall@acme.example.test';
export const PICKUP = 'callPickup:acme/north/Front%20Row';
export const SCHEDULE = 'schedule:acme/north/always-open';
export const ANNOUNCEMENT = 'announcement:acme/north/a1a1a1a1a1a1a1a1';
export const FORWARDING = 'setting:anna@acme.example.test/callForwarding';
export const PHONE = 'device:acme/north/anna-phone';

const REST = { enabled: false } as const;

const DATA: { readonly [Kind in DraftKind]: DraftDataByKind[Kind] } = {
  customer: {
    externalId: 'bw:acme',
    name: 'Acme Tools',
    primaryEmail: 'it.manager@mail.example.test',
    language: 'en_us',
    timeZone: 'America/New_York',
    billingAddress: {
      addressLine1: '1 Invented Street',
      city: 'Washington',
      stateOrProvince: 'DC',
      zipOrPostalCode: '20001',
      country: 'US',
    },
    packages: ['webex_calling'],
    packageLimits: { webex_calling: 1 },
    firstLocation: NORTH,
    administrator: ANNA,
  },
  location: {
    name: 'Acme North',
    timeZone: 'America/New_York',
    language: 'en_us',
    announcementLanguage: 'en_us',
    address: {
      addressLine1: '1 Invented Street',
      city: 'Washington',
      stateOrProvince: 'DC',
      zipOrPostalCode: '20001',
      country: 'US',
    },
    mainNumber: '+12025550100',
    outgoingPermissions: [{ callType: 'INTERNATIONAL', action: 'BLOCK', transferEnabled: false }],
    emergencyCallback: 'LOCATION_NUMBER',
  },
  number: { location: NORTH, number: '+12025550100', activateAtCutover: true, fate: 'move' },
  subscriber: {
    location: NORTH,
    firstName: 'Anna',
    lastName: 'Able',
    email: 'anna.able@mail.example.test',
    package: 'webex_calling',
    phoneNumber: '+12025550101',
    extension: '2101',
    administrator: true,
  },
  workspace: { location: NORTH, displayName: 'Lobby', extension: '2102', package: 'common_area_calling' },
  virtualLine: { location: NORTH, firstName: 'Line', lastName: 'One', extension: '2103' },
  device: {
    location: NORTH,
    owner: ANNA,
    sourceType: 'Cisco 8851',
    name: 'anna-phone',
    mac: '0004F2AA0101',
    macEvidence: 'field',
    model: 'DMS Cisco 8851',
    management: 'cisco',
    fate: 'keep',
    lines: [ANNA],
  },
  schedule: {
    location: NORTH,
    name: 'Always open',
    type: 'businessHours',
    events: [
      { name: 'All day', startDate: '2026-01-01', endDate: '2026-01-01', allDayEnabled: true, weekly: ['MONDAY'] },
    ],
  },
  huntGroup: {
    location: NORTH,
    name: 'Sales',
    extension: '2200',
    enabled: true,
    language: 'en_us',
    timeZone: 'America/New_York',
    policy: 'CIRCULAR',
    noAnswer: {
      nextAgentEnabled: true,
      nextAgentRings: 3,
      forwardEnabled: false,
      numberOfRings: 6,
      destinationVoicemailEnabled: false,
    },
    waitingEnabled: false,
    groupBusyEnabled: false,
    agents: [{ owner: ANNA }],
  },
  callQueue: {
    location: NORTH,
    name: 'Help',
    extension: '2300',
    enabled: true,
    language: 'en_us',
    timeZone: 'America/New_York',
    policy: 'UNIFORM',
    routingType: 'PRIORITY_BASED',
    queueSize: 10,
    overflow: { action: 'PERFORM_BUSY_TREATMENT', sendToVoicemail: false },
    allowAgentJoin: true,
    allowCallWaiting: false,
    customerAssist: false,
    agents: [{ owner: ANNA }],
  },
  autoAttendant: {
    location: NORTH,
    name: 'Menu',
    extension: '2400',
    enabled: true,
    language: 'en_us',
    timeZone: 'America/New_York',
    businessSchedule: SCHEDULE,
    extensionDialing: 'GROUP',
    nameDialing: 'GROUP',
    businessHoursMenu: {
      greeting: 'DEFAULT',
      extensionEnabled: true,
      keys: [{ key: '1', action: 'TRANSFER_WITHOUT_PROMPT', value: '2200' }],
    },
    afterHoursMenu: { greeting: 'DEFAULT', extensionEnabled: true, keys: [{ key: '1', action: 'EXIT' }] },
  },
  announcement: {
    location: NORTH,
    name: 'Welcome',
    fileName: 'welcome.wav',
    fileUri: 'https://audio.example.test/welcome.wav',
    digest: 'a1'.repeat(32),
  },
  locationMusic: { location: NORTH, enabled: true, announcement: ANNOUNCEMENT },
  locationIntercept: {
    location: NORTH,
    enabled: true,
    incoming: 'INTERCEPT_ALL',
    toVoicemail: false,
    newNumberEnabled: false,
    zeroTransferEnabled: false,
    outgoing: 'INTERCEPT_ALL',
    outgoingTransferEnabled: false,
  },
  callPickup: { location: NORTH, name: 'Front Row', notificationType: 'NONE', members: [ANNA] },
  callPark: {
    location: NORTH,
    name: 'Front Desk',
    recall: 'ALERT_HUNT_GROUP_ONLY',
    recallHuntGroup: HUNT,
    parkOnMembers: true,
    members: [ANNA],
  },
  callParkSettings: { location: NORTH, recall: 'ALERT_PARKING_USER_ONLY', ringPattern: 'NORMAL', recallTime: 60 },
  voicemailGroup: {
    location: NORTH,
    name: 'Orders',
    extension: '2700',
    language: 'en_us',
    messageStorage: 'INTERNAL',
  },
  pagingGroup: {
    location: NORTH,
    name: 'Hall',
    extension: '2500',
    enabled: true,
    language: 'en_us',
    originatorCallerId: false,
    originators: [ANNA],
    targets: [ANNA],
  },
  voicePortal: { location: NORTH, name: 'Messages', extension: '2600', language: 'en_us' },
  setting: {
    setting: 'callForwarding',
    owner: ANNA,
    always: REST,
    busy: { enabled: true, destination: '2200' },
    noAnswer: REST,
    notReachable: REST,
  },
  featureSetting: {
    setting: 'forwarding',
    feature: HUNT,
    always: { enabled: true, destination: '2200', ringReminder: false },
    selective: { enabled: false, ringReminder: false },
  },
  notMigrated: { source: 'user spare@acme.example.test', reason: 'nothing to move', category: 'none' },
};

const FROM: { readonly [Kind in DraftKind]: string } = {
  customer: 'serviceProvider:acme',
  location: 'group:acme/north',
  number: 'dn:+12025550100',
  subscriber: 'user:anna@acme.example.test',
  workspace: 'user:lobby@acme.example.test',
  virtualLine: 'user:line@acme.example.test',
  device: 'device:acme/north/anna-phone',
  schedule: 'group:acme/north',
  announcement: 'group:acme/north',
  locationMusic: 'group:acme/north',
  locationIntercept: 'group:acme/north',
  huntGroup: 'serviceInstance:sales-hunt@acme.example.test',
  callQueue: 'serviceInstance:help-queue@acme.example.test',
  autoAttendant: 'serviceInstance:menu@acme.example.test',
  callPickup: 'callPickup:acme/north/Front%20Row',
  callPark: 'callPark:acme/north/Front%20Desk',
  callParkSettings: 'group:acme/north',
  pagingGroup: 'serviceInstance:hall@acme.example.test',
  voicePortal: 'serviceInstance:portal@acme.example.test',
  voicemailGroup: 'user:orders@acme.example.test',
  setting: 'user:anna@acme.example.test',
  featureSetting: 'serviceInstance:sales-hunt@acme.example.test',
  notMigrated: 'user:spare@acme.example.test',
};

const IDS: { readonly [Kind in DraftKind]: string } = {
  customer: CUSTOMER,
  location: NORTH,
  number: 'number:+12025550100',
  subscriber: ANNA,
  workspace: 'workspace:lobby@acme.example.test',
  virtualLine: 'virtualLine:line@acme.example.test',
  device: PHONE,
  schedule: SCHEDULE,
  announcement: ANNOUNCEMENT,
  locationMusic: 'locationMusic:acme/north',
  locationIntercept: 'locationIntercept:acme/north',
  huntGroup: HUNT,
  callQueue: QUEUE,
  autoAttendant: ATTENDANT,
  callPickup: PICKUP,
  callPark: PARK,
  callParkSettings: 'callParkSettings:acme/north',
  pagingGroup: PAGING,
  voicePortal: 'voicePortal:acme/north',
  voicemailGroup: 'voicemailGroup:orders@acme.example.test',
  setting: FORWARDING,
  featureSetting: 'featureSetting:sales-hunt@acme.example.test/forwarding',
  notMigrated: 'notMigrated:spare@acme.example.test',
};

/** A draft of a kind; `undefined` in the data removes the field. */
export function draft<Kind extends DraftKind>(
  kind: Kind,
  data: { readonly [Field in keyof DraftDataByKind[Kind]]?: DraftDataByKind[Kind][Field] | undefined } = {},
  head: Partial<Omit<DraftOf<Kind>, 'kind' | 'data'>> = {},
): DraftOf<Kind> {
  const merged = { ...DATA[kind], ...data };
  for (const [field, value] of Object.entries(merged)) if (value === undefined) Reflect.deleteProperty(merged, field);
  return { id: IDS[kind], kind, customer: CUSTOMER, from: FROM[kind], data: merged, why: {}, ...head };
}

/** Anna's forwarding with the rules given here; the others are off. */
export function forwarding(
  rules: {
    readonly [Rule in 'always' | 'busy' | 'noAnswer' | 'notReachable']?: ForwardingRule;
  },
): DraftOf<'setting'> {
  return {
    ...draft('setting'),
    data: {
      setting: 'callForwarding',
      owner: ANNA,
      always: REST,
      busy: REST,
      noAnswer: REST,
      notReachable: REST,
      ...rules,
    },
  };
}

/** The whole healthy customer; drafts given here replace those with the same id, or are added. */
export function healthyDrafts(...changed: readonly Draft[]): Draft[] {
  const drafts: Draft[] = [
    draft('customer'),
    draft('location'),
    draft('number'),
    draft('number', { number: '+12025550101', owner: ANNA }, { id: 'number:+12025550101' }),
    draft('subscriber'),
    draft('device'),
    draft('schedule'),
    draft('huntGroup'),
    draft('callQueue'),
    draft('autoAttendant'),
    draft('pagingGroup'),
    draft('callPickup'),
    draft('callPark'),
    draft('callParkSettings'),
    draft('voicePortal'),
    draft('voicemailGroup'),
    draft('setting'),
  ];
  const byId = new Map(drafts.map((one) => [one.id, one]));
  for (const one of changed) byId.set(one.id, one);
  return [...byId.values()];
}

/** Drafts without those of the given ids. */
export function without(drafts: readonly Draft[], ...ids: readonly string[]): Draft[] {
  return drafts.filter(({ id }) => !ids.includes(id));
}

/** The BroadWorks side of the healthy customer. */
export function healthySource(parts: Parameters<typeof sourceCustomer>[0] = {}): SourceCustomer {
  return sourceCustomer({
    groups: [sourceGroup()],
    users: [sourceUser({ services: [sourceService('Call Waiting', { active: true })] })],
    instances: [
      sourceInstance(),
      sourceInstance({ userId: 'help-queue@acme.example.test', type: 'Call Center', name: 'Help' }),
      sourceInstance({ userId: 'menu@acme.example.test', type: 'Auto Attendant', name: 'Menu' }),
      sourceInstance({ userId: 'hall@acme.example.test', type: 'Group Paging', name: 'Hall' }),
    ],
    devices: [sourceDevice()],
    dns: [sourceDn()],
    features: [
      sourceFeature('anna@acme.example.test', 'callWaiting', { isActive: true }),
      sourceFeature('help-queue@acme.example.test', 'callCenterAgents', { agents: [] }),
    ],
    ...parts,
    states: {
      'serviceInstance:help-queue@acme.example.test GroupCallCenterOverflowGetResponse': 'read',
      // Nobody has the service: BroadWorks says so when it is asked.
      ...Object.fromEntries(
        ['sales-hunt', 'help-queue', 'menu'].map((name) => [
          `serviceInstance:${name}@acme.example.test UserCallForwardingAlwaysGetResponse`,
          'error' as const,
        ]),
      ),
      ...parts.states,
    },
  });
}

export function migrationConfig(overrides: Partial<MigrationConfig> = {}): MigrationConfig {
  return {
    partner: { provisioningId: 'template-1' },
    defaults: { language: 'en_us' },
    packages: { policy: 'safe' },
    approval: { twoPersons: false },
    limits: { concurrency: 4 },
    customers: {},
    locations: {},
    attestations: {
      emergencyAddresses: { 'acme/north': 'Jane Doe' },
      invitationMails: { choice: 'suppressed', by: 'Jane Doe' },
    },
    precheck: { expireDays: 7, overrides: [] },
    ...overrides,
  };
}

export const LOOPBACK: Target = { key: 'sandbox#org', api: 'sandbox', partnerOrgId: 'org', loopback: true };
export const CLOUD: Target = {
  key: 'https://webex.example.test/v1#org',
  api: 'https://webex.example.test/v1',
  partnerOrgId: 'org',
  loopback: false,
};

/** One or more customers as the ports of the stage; drafts are told apart by their customer. */
export function ports(
  drafts: readonly Draft[] = healthyDrafts(),
  parts: {
    readonly source?: SourceCustomer;
    readonly decisions?: readonly KnownDecision[];
    readonly coverage?: readonly CoverageTotal[];
    readonly unknownServices?: readonly string[];
  } = {},
): { readonly mapped: MappedPort; readonly source: SourcePort } {
  const source = parts.source ?? healthySource();
  return {
    mapped: {
      customers: () => [...new Set(drafts.map(({ customer }) => customer))],
      drafts: (customer) => drafts.filter((one) => one.customer === customer),
      decisions: () => parts.decisions ?? [],
      coverage: () => parts.coverage ?? [],
    },
    source: {
      customer: () => source,
      isKnownService: (name) => !(parts.unknownServices ?? []).includes(name),
    },
  };
}
