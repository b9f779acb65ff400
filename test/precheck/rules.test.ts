import { describe, expect, it } from 'vitest';
import { assignedNote } from '../../src/domain/announcements.ts';
import type { MigrationConfig } from '../../src/domain/config.ts';
import type { Draft, SettingData } from '../../src/domain/drafts.ts';
import type { Finding } from '../../src/domain/findings.ts';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { Target } from '../../src/domain/plan.ts';
import { type BodyElement, tableOf } from '../../src/domain/response-body.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import type { SourceAudio } from '../../src/domain/source-audio.ts';
import { evaluateRules } from '../../src/precheck/evaluate.ts';
import { customerFacts } from '../../src/precheck/facts.ts';
import { LOCAL_RULES } from '../../src/precheck/rules/index.ts';
import { collectSharedFacts } from '../../src/precheck/shared-facts.ts';
import {
  bareUser,
  sourceDn,
  sourceFeature,
  sourceGroup,
  sourceInstance,
  sourceService,
  sourceUser,
} from '../builders/source-builders.ts';
import {
  ANNA,
  ANNOUNCEMENT,
  ATTENDANT,
  CLOUD,
  CUSTOMER,
  draft,
  FORWARDING,
  forwarding,
  HUNT,
  healthyDrafts,
  healthySource,
  LOOPBACK,
  migrationConfig,
  NORTH,
  PAGING,
  PARK,
  PHONE,
  PICKUP,
  ports,
  QUEUE,
  SCHEDULE,
  without,
} from './draft-builders.ts';

interface Case {
  readonly name: string;
  readonly drafts?: readonly Draft[];
  readonly parts?: Parameters<typeof ports>[1];
  readonly config?: Partial<MigrationConfig>;
  readonly target?: Target;
  /** `rule object`, sorted. */
  readonly expected: readonly string[];
}

/** The menu plays what migration.yaml assigns to it in business hours. */
function assignedMenu(): Draft {
  const menu = draft('autoAttendant');
  const note = assignedNote('welcome.wav', 'businessHoursMenu');
  return {
    ...menu,
    why: { ...menu.why, 'businessHoursMenu.announcement': { rule: 'audio-assigned', sources: [], note } },
  };
}

const LINE = 'virtualLine:acme/north/line';
/** A further setting of Anna. */
function setting(data: SettingData): Draft {
  return { ...draft('setting'), id: `setting:anna@acme.example.test/${data.setting}`, data, why: {} };
}

/** Further numbers of somebody. */
function furtherOf(owner: string, further: { readonly phoneNumber: string; readonly extension?: string }): Draft {
  const data: SettingData = {
    setting: 'alternateNumbers',
    owner,
    distinctiveRing: false,
    numbers: [{ ...further, ringPattern: 'NORMAL' }],
  };
  return { ...draft('setting'), id: `setting:bob/alternateNumbers`, from: 'user:bob@acme.example.test', data, why: {} };
}

/** A mailbox that takes faxes, or sends messages away. */
function faxOf(
  owner: string,
  fax: { readonly phoneNumber?: string; readonly extension?: string } | undefined,
  more: { readonly notifyEmail?: string; readonly copyEmail?: string } = {},
): Draft {
  const data: SettingData = {
    setting: 'voicemail',
    owner,
    enabled: true,
    sendAllCalls: false,
    sendBusyCalls: true,
    sendUnansweredCalls: true,
    numberOfRings: 3,
    messageStorage: 'INTERNAL',
    ...(fax === undefined ? {} : { fax: { enabled: true, ...fax } }),
    ...more,
  };
  return { ...draft('setting'), id: 'setting:anna/voicemail', data, why: {} };
}

const SOUTH = 'location:acme/south';
const south = draft('location', { name: 'Acme South', mainNumber: undefined }, { id: SOUTH, from: 'group:acme/south' });
const bob = draft(
  'subscriber',
  {
    firstName: 'Bob',
    lastName: 'Bell',
    email: 'bob.bell@mail.example.test',
    phoneNumber: undefined,
    extension: '2111',
    administrator: false,
  },
  { id: 'subscriber:bob@acme.example.test', from: 'user:bob@acme.example.test' },
);
const twoSeats = draft('customer', { packageLimits: { webex_calling: 2 } });
const address = {
  addressLine1: '1 Invented Street',
  city: 'Washington',
  stateOrProvince: 'DC',
  zipOrPostalCode: '20001',
  country: 'US',
};

const CELL = 'user:bob@acme.example.test Overlay.emailAddress';
const HONG_KONG = { addressLine1: '1 Invented Street', city: 'Hong Kong', country: 'HK' };

/** What the rules find; notes of no weight (`timezone-unconfirmed`) are left out. */
function check({
  drafts = healthyDrafts(),
  parts,
  config,
  target = LOOPBACK,
}: Omit<Case, 'name' | 'expected'>): Finding[] {
  const { mapped, source } = ports(drafts, parts);
  const about = {
    config: migrationConfig(config),
    target,
    shared: collectSharedFacts(drafts, Object.keys(config?.announcements?.assign ?? {})),
  };
  return mapped
    .customers()
    .flatMap((customer) =>
      evaluateRules(LOCAL_RULES, mapped.drafts(customer), customerFacts(customer, about, mapped, source)),
    )
    .filter(({ rule }) => rule !== 'timezone-unconfirmed');
}

function lines(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, entity }) => `${rule} ${entity.kind}:${entity.id}`).sort();
}

const customers: Case[] = [
  { name: 'passes a complete customer', expected: [] },
  {
    name: 'passes a complete customer bound for the cloud',
    target: CLOUD,
    expected: [`nomadic-emergency-calls-to-do ${NORTH}`],
  },
  {
    name: 'blocks a customer without a name',
    drafts: healthyDrafts(draft('customer', { name: ' ' })),
    expected: [`customer-name-missing ${CUSTOMER}`],
  },
  {
    name: 'blocks a percent sign in the name',
    drafts: healthyDrafts(draft('customer', { name: '100 % Tools' })),
    expected: [`customer-name-percent ${CUSTOMER}`],
  },
  {
    name: 'blocks a new customer without a primary e-mail address',
    drafts: healthyDrafts(draft('customer', { primaryEmail: undefined })),
    expected: [`customer-primary-email-missing ${CUSTOMER}`],
  },
  {
    name: 'asks an existing organisation for neither e-mail nor administrator',
    drafts: healthyDrafts(draft('customer', { primaryEmail: undefined, administrator: undefined })),
    config: { customers: { acme: { orgId: 'org-7' } } },
    expected: [],
  },
  {
    name: 'blocks a primary address that is none',
    drafts: healthyDrafts(draft('customer', { primaryEmail: 'front desk' })),
    expected: [`customer-primary-email-invalid ${CUSTOMER}`],
  },
  {
    name: 'blocks an incomplete billing address',
    drafts: healthyDrafts(draft('customer', { billingAddress: { country: 'US' } })),
    expected: [`customer-billing-address-incomplete ${CUSTOMER}`],
  },
  {
    name: 'blocks a customer without its first location',
    drafts: healthyDrafts(draft('customer', { firstLocation: SOUTH })),
    expected: [`customer-first-location-missing ${CUSTOMER}`],
  },
  {
    name: 'blocks the cloud without a provisioning ID',
    config: { partner: {} },
    target: CLOUD,
    expected: [`customer-without-provisioning-id ${CUSTOMER}`, `nomadic-emergency-calls-to-do ${NORTH}`],
  },
  { name: 'lets the sandbox go without a provisioning ID', config: { partner: {} }, expected: [] },
  {
    name: 'blocks a customer that nobody administers',
    drafts: healthyDrafts(draft('customer', { administrator: undefined })),
    expected: [`administrator-missing ${CUSTOMER}`],
  },
  {
    name: 'blocks an administrator with a generated id',
    drafts: healthyDrafts(draft('subscriber', { email: 'anna@users.partner.example.test' })),
    config: { defaults: { language: 'en_us', generatedEmailDomain: 'users.partner.example.test' } },
    expected: [`administrator-mailbox ${CUSTOMER}`, `subscriber-email-generated ${ANNA}`],
  },
];

/** A file that fits, of the announcement that drafts name. */
function audio(changes: Partial<SourceAudio>): SourceAudio {
  return {
    path: 'captures/acme/north/welcome.wav',
    inside: 'acme/north/welcome.wav',
    groupKey: 'acme/north',
    digest: draft('announcement').data.digest,
    bytes: 800,
    format: { container: 'WAV', coding: 'PCM', channels: 1, sampleRate: 8000, bits: 16 },
    ...changes,
  };
}

const identity: Case[] = [
  {
    name: 'blocks a user without e-mail, and nobody else',
    drafts: healthyDrafts(twoSeats, bobWith({ email: undefined })),
    expected: [`subscriber-email-missing ${bob.id}`],
  },
  {
    name: 'blocks an administrator without e-mail',
    drafts: healthyDrafts(draft('subscriber', { email: undefined })),
    expected: [`administrator-mailbox ${CUSTOMER}`, `subscriber-email-missing ${ANNA}`],
  },
  {
    name: 'blocks a login name in place of an address',
    drafts: healthyDrafts(draft('subscriber', { email: 'anna@localhost' })),
    expected: [`subscriber-email-invalid ${ANNA}`],
  },
  {
    name: 'blocks two people with one address, whatever the case',
    drafts: healthyDrafts(twoSeats, bobWith({ email: 'Anna.Able@mail.example.test' })),
    expected: [`subscriber-email-duplicate ${ANNA}`, `subscriber-email-duplicate ${bob.id}`],
  },
  {
    name: 'warns of a shared mailbox',
    drafts: healthyDrafts(draft('subscriber', { email: 'info@mail.example.test' })),
    expected: [`subscriber-email-is-role ${ANNA}`],
  },
  {
    name: 'warns of a user id taken for an address',
    drafts: healthyDrafts(draft('subscriber', { email: 'anna@acme.example.test' })),
    parts: { source: healthySource({ users: [withoutEmail(sourceUser())] }) },
    expected: [`subscriber-email-is-user-id ${ANNA}`],
  },
];

const names: Case[] = [
  {
    name: 'blocks a subscriber without a first name',
    drafts: healthyDrafts(draft('subscriber', { firstName: '' })),
    expected: [`subscriber-name-missing ${ANNA}`],
  },
  {
    name: 'warns of a name that is too long',
    drafts: healthyDrafts(draft('subscriber', { lastName: 'x'.repeat(31) })),
    expected: [`owner-name-too-long ${ANNA}`],
  },
  {
    name: 'blocks a Webex workspace without a name',
    drafts: healthyDrafts(commonArea(), draft('workspace', { displayName: '' })),
    expected: ['workspace-name-missing workspace:lobby@acme.example.test'],
  },
  {
    name: 'blocks a virtual line without a name',
    drafts: healthyDrafts(draft('virtualLine', { lastName: '' })),
    expected: ['virtual-line-name-missing virtualLine:line@acme.example.test'],
  },
  {
    name: 'blocks a location without a name',
    drafts: healthyDrafts(draft('location', { name: '' })),
    expected: [`location-name-missing ${NORTH}`],
  },
  {
    name: 'blocks a location name of 81 characters',
    drafts: healthyDrafts(draft('location', { name: 'x'.repeat(81) })),
    expected: [`location-name-too-long ${NORTH}`],
  },
  {
    name: 'accepts a location name of 80 characters',
    drafts: healthyDrafts(draft('location', { name: 'x'.repeat(80) })),
    expected: [],
  },
  {
    name: 'blocks two locations of one name',
    drafts: healthyDrafts({ ...south, data: { ...south.data, name: 'ACME north' } }),
    expected: [`location-name-duplicate ${NORTH}`, `location-name-duplicate ${SOUTH}`],
  },
  {
    name: 'blocks a hunt group without a name',
    drafts: healthyDrafts(draft('huntGroup', { name: '' })),
    expected: [`feature-name-missing ${HUNT}`],
  },
  {
    name: 'warns of a long feature name',
    drafts: healthyDrafts(draft('huntGroup', { name: 'x'.repeat(31) })),
    expected: [`feature-name-too-long ${HUNT}`],
  },
  {
    name: 'blocks the second of two hunt groups of one name',
    drafts: healthyDrafts(draft('huntGroup', { extension: '2201' }, { id: 'huntGroup:two@acme.example.test' })),
    expected: ['feature-name-duplicate huntGroup:two@acme.example.test'],
  },
];

const numbers: Case[] = [
  {
    name: 'blocks a number whose country stays open, and its owner',
    drafts: without(
      healthyDrafts(
        draft('subscriber', { phoneNumber: '2025550101' }),
        draft('number', { number: '2025550101', owner: ANNA }, { id: 'number:2025550101' }),
      ),
      'number:+12025550101',
    ),
    expected: [`number-country-open number:2025550101`, `owner-number-not-e164 ${ANNA}`],
  },
  {
    name: 'warns of a number that its plan does not know',
    drafts: healthyDrafts(draft('number', { number: '+12021110102' }, { id: 'number:+12021110102' })),
    expected: ['number-invalid-by-library number:+12021110102'],
  },
  {
    name: 'blocks a number that two people have',
    drafts: healthyDrafts(twoSeats, bobWith({ phoneNumber: '+12025550101' })),
    expected: [`number-duplicate ${ANNA}`, `number-duplicate ${bob.id}`],
  },
  {
    name: 'blocks a number of a person at which a mailbox takes faxes',
    drafts: healthyDrafts(draft('voicemailGroup', { fax: { enabled: true, phoneNumber: '+12025550101' } })),
    expected: [`number-duplicate ${ANNA}`, 'number-duplicate voicemailGroup:orders@acme.example.test'],
  },
  {
    name: 'blocks a number that is a further one of somebody else',
    drafts: healthyDrafts(twoSeats, bob, furtherOf(bob.id, { phoneNumber: '+12025550101' })),
    expected: [`number-duplicate ${ANNA}`, `number-duplicate setting:bob/alternateNumbers`],
  },
  {
    name: 'blocks a further number that two have, or that one has twice',
    drafts: healthyDrafts(
      twoSeats,
      bob,
      furtherOf(bob.id, { phoneNumber: '+12025550199' }),
      faxOf(ANNA, { phoneNumber: '+12025550199' }),
      draft('number', { number: '+12025550199' }, { id: 'number:+12025550199' }),
      draft('number', { number: '+12025550198' }, { id: 'number:+12025550198' }),
      draft('huntGroup', {
        alternateNumbers: [
          { phoneNumber: '+12025550198', ringPattern: 'NORMAL' },
          { phoneNumber: '+12025550198', ringPattern: 'NORMAL' },
        ],
      }),
    ),
    expected: [
      'number-duplicate setting:bob/alternateNumbers',
      'number-duplicate setting:anna/voicemail',
      `number-duplicate ${HUNT}`,
      `number-duplicate ${HUNT}`,
    ],
  },
  {
    name: 'blocks further numbers and fax numbers that do not move to the location of their owner',
    drafts: healthyDrafts(
      south,
      twoSeats,
      bob,
      furtherOf(bob.id, { phoneNumber: '+12025550199' }),
      faxOf(ANNA, { phoneNumber: '+12025550198' }),
      draft('number', { number: '+12025550198', location: SOUTH }, { id: 'number:+12025550198' }),
    ),
    expected: ['number-not-planned setting:bob/alternateNumbers', 'number-not-planned setting:anna/voicemail'],
  },
  {
    name: 'blocks a number that a user who stays has too',
    parts: {
      source: healthySource({
        users: [sourceUser(), sourceUser({ userId: 'fax@acme.example.test', dn: '+12025550101' })],
      }),
    },
    expected: [`number-duplicate ${ANNA}`],
  },
  {
    name: 'blocks a number that the list gives to somebody else, and whoever claims it',
    parts: { source: healthySource({ dns: [sourceDn({ ownerKey: 'fax@acme.example.test' })] }) },
    expected: ['number-owner-disagrees number:+12025550101', `number-owner-disagrees ${ANNA}`],
  },
  {
    name: 'passes a number that the list gives to its owner',
    parts: { source: healthySource({ dns: [sourceDn({ ownerKey: sourceUser().key })] }) },
    expected: [],
  },
  {
    name: 'blocks an owner whose number does not come along',
    drafts: without(healthyDrafts(), 'number:+12025550101'),
    expected: [`number-not-planned ${ANNA}`],
  },
  {
    name: 'blocks a mailbox whose number for faxes does not come along',
    drafts: healthyDrafts(draft('voicemailGroup', { fax: { enabled: true, phoneNumber: '+12025550177' } })),
    expected: ['number-not-planned voicemailGroup:orders@acme.example.test'],
  },
  {
    name: 'blocks an owner whose number moves elsewhere',
    drafts: healthyDrafts(
      south,
      draft('number', { number: '+12025550101', owner: ANNA, location: SOUTH }, { id: 'number:+12025550101' }),
    ),
    expected: [`number-not-planned ${ANNA}`],
  },
  {
    name: 'warns of a number whose owner stays',
    drafts: healthyDrafts(
      draft(
        'number',
        { number: '+12025550109', owner: 'notMigrated:spare@acme.example.test' },
        { id: 'number:+12025550109' },
      ),
      draft('notMigrated'),
    ),
    expected: ['number-owner-missing number:+12025550109'],
  },
  {
    name: 'blocks a subscriber without number and extension',
    drafts: healthyDrafts(twoSeats, bobWith({ extension: undefined })),
    expected: [`subscriber-without-number-or-extension ${bob.id}`],
  },
  {
    name: 'asks a meetings subscriber for no number',
    drafts: healthyDrafts(
      draft('customer', { packages: ['webex_calling', 'webex_meetings'], packageLimits: {} }),
      bobWith({ extension: undefined, package: 'webex_meetings' }),
    ),
    expected: [],
  },
  {
    name: 'blocks a Webex workspace without number and extension',
    drafts: healthyDrafts(commonArea(), draft('workspace', { extension: undefined })),
    expected: ['owner-without-number-or-extension workspace:lobby@acme.example.test'],
  },
  {
    name: 'warns of a location without a main number',
    drafts: healthyDrafts(draft('location', { mainNumber: undefined })),
    expected: [`main-number-missing ${NORTH}`],
  },
  {
    name: 'blocks a main number that does not come along',
    drafts: healthyDrafts(draft('location', { mainNumber: '+12025550177' })),
    expected: [`main-number-not-planned ${NORTH}`],
  },
  {
    name: 'counts numbers without an owner',
    drafts: healthyDrafts(draft('number', { number: '+12025550110', fate: 'stay' }, { id: 'number:+12025550110' })),
    expected: [`numbers-unassigned-stay ${NORTH}`],
  },
];

const extensions: Case[] = [
  {
    name: 'blocks an extension that a further number or faxes of somebody else have, and what is wrong with those',
    drafts: healthyDrafts(
      twoSeats,
      bob,
      furtherOf(bob.id, { phoneNumber: '+12025550199', extension: '2101' }),
      faxOf(ANNA, { extension: '7' }),
      draft('number', { number: '+12025550199' }, { id: 'number:+12025550199' }),
    ),
    expected: [
      `extension-duplicate-in-location ${ANNA}`,
      'extension-duplicate-in-location setting:bob/alternateNumbers',
      'extension-length setting:anna/voicemail',
    ],
  },
  {
    name: 'blocks an extension that one has twice',
    drafts: healthyDrafts(draft('voicemailGroup', { extension: '2150', fax: { enabled: true, extension: '2150' } })),
    expected: [
      'extension-duplicate-in-location voicemailGroup:orders@acme.example.test',
      'extension-duplicate-in-location voicemailGroup:orders@acme.example.test',
    ],
  },
  {
    name: 'blocks an extension with other characters than digits',
    drafts: healthyDrafts(draft('subscriber', { extension: '21a1' })),
    expected: [`extension-not-digits ${ANNA}`],
  },
  {
    name: 'blocks an extension of one digit',
    drafts: healthyDrafts(draft('subscriber', { extension: '2' })),
    expected: [`extension-length ${ANNA}`],
  },
  {
    name: 'blocks an extension of eleven digits',
    drafts: healthyDrafts(draft('subscriber', { extension: '21012101210' })),
    expected: [`extension-length ${ANNA}`],
  },
  {
    name: 'blocks an extension that is used twice in a location',
    drafts: healthyDrafts(twoSeats, bobWith({ extension: '2101' })),
    expected: [`extension-duplicate-in-location ${ANNA}`, `extension-duplicate-in-location ${bob.id}`],
  },
  {
    name: 'warns of an extension that is used in two locations',
    drafts: healthyDrafts(twoSeats, southWithNumber(), southNumber(), bobWith({ extension: '2101', location: SOUTH })),
    expected: [`extension-duplicate-in-org ${ANNA}`, `extension-duplicate-in-org ${bob.id}`],
  },
  {
    name: 'accepts it where routing prefixes tell the locations apart',
    drafts: healthyDrafts(
      twoSeats,
      draft('location', { routingPrefix: '81' }),
      southWithNumber({ routingPrefix: '82' }),
      southNumber(),
      bobWith({ extension: '2101', location: SOUTH }),
    ),
    expected: [],
  },
  {
    name: 'blocks an extension that calls for help',
    drafts: healthyDrafts(draft('subscriber', { extension: '911' })),
    expected: [`extension-is-emergency-number ${ANNA}`],
  },
  {
    name: 'lists extensions that begin with a zero',
    drafts: healthyDrafts(draft('subscriber', { extension: '0012' })),
    expected: [`extension-leading-zero ${NORTH}`],
  },
  {
    name: 'blocks two locations with one routing prefix',
    drafts: healthyDrafts(draft('location', { routingPrefix: '81' }), {
      ...south,
      data: { ...south.data, routingPrefix: '81' },
    }),
    expected: [`routing-prefix-duplicate ${NORTH}`, `routing-prefix-duplicate ${SOUTH}`],
  },
  {
    name: 'blocks a routing prefix that hides an emergency number',
    drafts: healthyDrafts(draft('location', { routingPrefix: '9111' })),
    expected: [`routing-prefix-hides-emergency-number ${NORTH}`],
  },
];

const addresses: Case[] = [
  {
    name: 'blocks a further location without state and post code, whatever its country, but not the first one',
    drafts: healthyDrafts(
      draft('location', {
        address: HONG_KONG,
      }),
      draft(
        'location',
        {
          name: 'Acme South',
          mainNumber: undefined,
          address: HONG_KONG,
        },
        { id: SOUTH, from: 'group:acme/south' },
      ),
    ),
    expected: [`further-location-without-state ${SOUTH}`],
  },
  {
    name: 'blocks a location without a city',
    drafts: healthyDrafts(draft('location', { address: withoutField(address, 'city') })),
    expected: [`location-address-incomplete ${NORTH}`],
  },
  {
    name: 'blocks a location in the United States without a state',
    drafts: healthyDrafts(draft('location', { address: withoutField(address, 'stateOrProvince') })),
    expected: [`location-address-incomplete ${NORTH}`],
  },
  {
    name: 'asks no post code in Hong Kong',
    drafts: healthyDrafts(
      draft('location', { address: { addressLine1: '1 Invented Road', city: 'Kowloon', country: 'HK' } }),
    ),
    expected: [],
  },
  {
    name: 'calls an address that nobody read unknown, not incomplete',
    drafts: healthyDrafts(draft('location', { address: {} })),
    parts: { source: healthySource({ groups: [sourceGroup({ detail: 'never-asked' })] }) },
    expected: [`group-details-missing ${NORTH}`],
  },
  {
    name: 'blocks an address line of 51 characters',
    drafts: healthyDrafts(draft('location', { address: { ...address, addressLine1: 'x'.repeat(51) } })),
    expected: [`location-address-line-too-long ${NORTH}`],
  },
  {
    name: 'blocks a country that does not exist',
    drafts: healthyDrafts(draft('location', { address: { ...address, country: 'XX' } })),
    expected: [`location-country-unknown ${NORTH}`],
  },
  {
    name: 'blocks groups with different addresses in one location',
    drafts: healthyDrafts(twoSeats, bob),
    parts: {
      source: healthySource({
        groups: [sourceGroup(), sourceGroup({ id: 'south', address: { ...address, addressLine1: '2 Other Street' } })],
        users: [sourceUser(), bareUser({ userId: 'bob@acme.example.test', groupKey: 'acme/south' })],
      }),
    },
    expected: [`groups-with-different-addresses-merged ${NORTH}`],
  },
  {
    name: 'warns of a user who sits elsewhere',
    parts: { source: healthySource({ users: [sourceUser({ address: { ...address, addressLine1: '99 Far Road' } })] }) },
    expected: [`user-address-differs ${ANNA}`],
  },
];

const DEPOT = 'location:acme/north/Depot';
const depot = draft('location', { name: 'Acme Depot', mainNumber: undefined }, { id: DEPOT });
/** Anna, her phone and her number in the depot, whose main number it is. */
const annaInDepot = [
  ...healthyDrafts(
    draft('subscriber', { location: DEPOT }),
    draft('device', { location: DEPOT }),
    draft('number', { number: '+12025550101', owner: ANNA, location: DEPOT }, { id: 'number:+12025550101' }),
  ),
  { ...depot, data: { ...depot.data, mainNumber: '+12025550101' } },
];

const splitLocations: Case[] = [
  {
    name: 'warns of a key under locations that nothing answers to',
    config: {
      locations: { 'acme/nort': { splitBy: 'department' }, 'acme/north': {}, 'other/north': {}, 'acme/50%': {} },
    },
    expected: [`location-key-unknown ${CUSTOMER}`, `location-key-unknown ${CUSTOMER}`],
  },
  {
    name: 'warns of a department that nobody is in',
    drafts: [...healthyDrafts(), depot],
    config: { locations: { 'acme/north': { splitBy: 'department', splitOff: [' depot', 'Shop'] } } },
    expected: [`split-off-nobody ${NORTH}`],
  },
  {
    name: 'knows a split-off address by its town',
    drafts: [...healthyDrafts(), { ...depot, id: 'location:acme/north/1%20Invented%20Street' }],
    config: { locations: { 'acme/north': { splitBy: 'address', splitOff: ['Washington'] } } },
    expected: [],
  },
  {
    name: 'warns of a split that leaves everybody where they are',
    config: { locations: { 'acme/north': { splitBy: 'address' } } },
    expected: [`split-off-nobody ${NORTH}`],
  },
  {
    name: 'warns that a location code leads to the group alone',
    drafts: [...healthyDrafts(draft('location', { routingPrefix: '81' })), depot],
    parts: { source: healthySource({ groups: [sourceGroup({ locationDialingCode: '81' })] }) },
    expected: [`split-location-without-code ${DEPOT}`],
  },
  {
    name: 'warns of members of pickup and park groups who sit elsewhere',
    drafts: annaInDepot,
    expected: [`member-group-across-locations ${PARK}`, `member-group-across-locations ${PICKUP}`],
  },
  {
    name: 'compares the address of a user with that of its own location',
    drafts: [
      ...without(annaInDepot, PARK, PICKUP, DEPOT),
      {
        ...depot,
        data: { ...depot.data, mainNumber: '+12025550101', address: { ...address, addressLine1: '9 Depot Road' } },
      },
    ],
    parts: {
      source: healthySource({ users: [sourceUser({ address: { ...address, addressLine1: '9 Depot Road' } })] }),
    },
    expected: [],
  },
];

const locale: Case[] = [
  {
    name: 'blocks a location in an unknown time zone',
    drafts: healthyDrafts(draft('location', { timeZone: 'Mars/Base' })),
    expected: [`timezone-unknown ${NORTH}`],
  },
  {
    name: 'warns of an old alias',
    drafts: healthyDrafts(draft('location', { timeZone: 'US/Eastern' })),
    expected: [`timezone-legacy-alias ${NORTH}`],
  },
  {
    name: 'blocks a queue in an unknown time zone',
    drafts: healthyDrafts(draft('callQueue', { timeZone: 'Mars/Base' })),
    expected: [`feature-timezone-unknown ${QUEUE}`],
  },
  {
    name: 'warns of a user whose clock shows another time',
    parts: { source: healthySource({ users: [sourceUser({ timeZone: 'America/Chicago' })] }) },
    expected: [`user-timezone-differs ${ANNA}`],
  },
  {
    name: 'accepts another name of the same time',
    parts: { source: healthySource({ users: [sourceUser({ timeZone: 'US/Eastern' })] }) },
    expected: [],
  },
  {
    name: 'warns of a language that is not on offer',
    drafts: healthyDrafts(draft('location', { language: 'fi_fi' })),
    expected: [`language-unsupported ${NORTH}`],
  },
  {
    name: 'warns of such a language of a customer',
    drafts: healthyDrafts(draft('customer', { language: 'fi_fi' })),
    expected: [`customer-language-unsupported ${CUSTOMER}`],
  },
  {
    name: 'warns of such a language of a hunt group',
    drafts: healthyDrafts(draft('huntGroup', { language: 'fi_fi' })),
    expected: [`feature-language-unsupported ${HUNT}`],
  },
  {
    name: 'says where meetings will be in English',
    drafts: healthyDrafts(draft('customer', { language: 'nb_NO' })),
    expected: [`language-without-meeting-site ${CUSTOMER}`],
  },
];

const packages: Case[] = [
  {
    name: 'blocks a package that no subscriber can hold',
    drafts: healthyDrafts(
      draft('customer', { packages: ['common_area_calling'], packageLimits: {} }),
      draft('subscriber', { package: 'common_area_calling' }),
    ),
    expected: [`package-unknown ${ANNA}`],
  },
  {
    name: 'blocks a customer with a package that does not exist',
    drafts: healthyDrafts(draft('customer', { packages: ['webex_calling', 'gold'] })),
    expected: [`customer-package-unknown ${CUSTOMER}`],
  },
  {
    name: 'blocks a person whose package the customer does not hold',
    drafts: healthyDrafts(draft('subscriber', { package: 'webex_suite' })),
    expected: [`package-not-in-customer ${ANNA}`],
  },
  {
    name: 'warns of a limit below the need',
    drafts: healthyDrafts(bob),
    expected: [`package-limit-too-low ${CUSTOMER}`],
  },
  {
    name: 'blocks a Customer Assist queue with other agents',
    drafts: healthyDrafts(draft('callQueue', { customerAssist: true })),
    expected: [`premium-agent-without-customer-assist ${QUEUE}`],
  },
  {
    name: 'warns of two endpoints on the standard package',
    drafts: healthyDrafts(
      draft('customer', { packages: ['webex_calling_standard'], packageLimits: {} }),
      draft('subscriber', { package: 'webex_calling_standard' }),
      draft('device', { name: 'second', mac: '0004F2AA0102' }, { id: 'device:acme/north/second' }),
    ),
    expected: [`standard-package-endpoints ${ANNA}`],
  },
];

const devices: Case[] = [
  {
    name: 'blocks a phone without a MAC address, not its owner',
    drafts: healthyDrafts(draft('device', { mac: undefined, macEvidence: 'none' })),
    expected: [`device-mac-missing ${PHONE}`],
  },
  {
    name: 'blocks a MAC address found in a name',
    drafts: healthyDrafts(draft('device', { macEvidence: 'candidate' })),
    expected: [`device-mac-candidate ${PHONE}`],
  },
  {
    name: 'takes no other answer for a confirmation',
    drafts: healthyDrafts(draft('device', { macEvidence: 'candidate' })),
    parts: { decisions: [{ ...decision(PHONE), answer: 'check' }] },
    expected: [`device-mac-candidate ${PHONE}`],
  },
  {
    name: 'blocks a MAC address that is none',
    drafts: healthyDrafts(draft('device', { mac: '0004F2AA01' })),
    expected: [`device-mac-invalid ${PHONE}`],
  },
  {
    name: 'blocks one MAC address on two devices',
    drafts: healthyDrafts(draft('device', { name: 'second' }, { id: 'device:acme/north/second' })),
    expected: [`device-mac-duplicate ${PHONE}`, 'device-mac-duplicate device:acme/north/second'],
  },
  {
    name: 'warns of a device type that nobody knows',
    drafts: healthyDrafts(
      draft(
        'device',
        { fate: 'customer-managed', management: 'customer', model: 'Generic IPPhone Customer Managed' },
        { why: { fate: { rule: 'device-type-unknown', sources: [] } } },
      ),
    ),
    expected: [`device-managed-outside ${PHONE}`, `device-type-unknown ${PHONE}`],
  },
  {
    name: 'does not take a phone whose type was never read for one that somebody manages',
    drafts: healthyDrafts(
      draft(
        'device',
        {
          sourceType: '',
          fate: 'customer-managed',
          management: 'customer',
          model: 'Generic IPPhone Customer Managed',
        },
        { why: { fate: { rule: 'device-type-unknown', sources: [] } } },
      ),
    ),
    expected: [`device-type-never-read ${PHONE}`],
  },
  {
    name: 'blocks a phone without a Webex model',
    drafts: healthyDrafts(draft('device', { model: undefined })),
    expected: [`device-model-missing ${PHONE}`],
  },
  {
    name: 'warns once per customer of third-party phones',
    drafts: healthyDrafts(draft('device', { management: 'cisco-third-party' })),
    expected: [`device-third-party-not-enabled ${CUSTOMER}`],
  },
  {
    name: 'warns of firmware to convert',
    drafts: healthyDrafts(draft('device', { fate: 'convert' })),
    expected: [`device-needs-conversion ${PHONE}`],
  },
  {
    name: 'warns of a phone to replace, and asks it for no MAC address',
    drafts: healthyDrafts(draft('device', { fate: 'replace', mac: undefined })),
    expected: [`device-needs-replacement ${PHONE}`],
  },
  {
    name: 'warns of a device that others manage',
    drafts: healthyDrafts(draft('device', { fate: 'customer-managed', management: 'customer' })),
    expected: [`device-managed-outside ${PHONE}`],
  },
  {
    name: 'warns of a sixth device',
    drafts: healthyDrafts(
      ...[2, 3, 4, 5, 6].map((index) =>
        draft('device', { mac: `0004F2AA010${index}` }, { id: `device:acme/north/phone-${index}` }),
      ),
    ),
    expected: [`devices-per-user ${ANNA}`],
  },
  {
    name: 'warns of a phone whose owner stays',
    drafts: healthyDrafts(draft('device', { owner: 'subscriber:gone@acme.example.test', lines: [] })),
    expected: [`device-owner-missing ${PHONE}`],
  },
  {
    name: 'warns of a line whose owner stays',
    drafts: healthyDrafts(draft('device', { lines: [ANNA, 'subscriber:gone@acme.example.test'] })),
    expected: [`device-line-missing ${PHONE}`],
  },
  {
    name: 'warns of a phone with lines of two locations',
    drafts: healthyDrafts(
      twoSeats,
      southWithNumber(),
      southNumber(),
      bobWith({ location: SOUTH }),
      draft('device', { lines: [ANNA, bob.id] }),
    ),
    expected: [`device-shared-across-locations ${PHONE}`],
  },
  {
    name: 'blocks a phone that a virtual line would own',
    drafts: healthyDrafts(draft('virtualLine', {}, { id: LINE }), draft('device', { owner: LINE, lines: [LINE] })),
    expected: [`device-owner-virtual-line ${PHONE}`],
  },
  {
    name: 'warns of a line on more than 35 phones',
    drafts: healthyDrafts(
      twoSeats,
      bob,
      ...Array.from({ length: 36 }, (_, index) =>
        draft(
          'device',
          { owner: bob.id, lines: [bob.id, ANNA], mac: `0004F2AB01${String(index).padStart(2, '0')}` },
          { id: `device:acme/north/more-${index}` },
        ),
      ),
    ),
    expected: [
      `devices-per-user ${ANNA}`,
      `devices-per-user ${bob.id}`,
      `shared-line-appearances ${ANNA}`,
      `shared-line-appearances ${bob.id}`,
    ],
  },
  {
    name: 'lists a phone that its owner has too many of',
    drafts: healthyDrafts(
      draft('device', { fate: 'hold' }, { why: { fate: { rule: 'R-DEV-2', sources: [], note: 'six devices' } } }),
    ),
    expected: [`device-over-limit ${PHONE}`],
  },
  {
    name: 'says where nobody knows how many lines a phone shows',
    drafts: healthyDrafts(
      draft('device', { members: [] }, { why: { members: { rule: 'shared-lines-unmeasured', sources: [] } } }),
    ),
    expected: [`device-lines-unknown ${PHONE}`],
  },
  {
    name: 'lists phones whose keys are set',
    drafts: healthyDrafts(
      draft('device', {
        layout: [
          { index: 1, type: 'PRIMARY_LINE' },
          { index: 2, type: 'SPEED_DIAL', value: '4711' },
        ],
      }),
    ),
    expected: [`device-keys-differ ${PHONE}`],
  },
  {
    name: 'lists a phone whose lamps go on on an expansion module',
    drafts: healthyDrafts(
      draft('device', {
        moduleKeys: 14,
        layout: [
          { index: 1, type: 'PRIMARY_LINE' },
          { index: 1, module: 1, type: 'MONITOR' },
        ],
      }),
    ),
    expected: [`device-keys-differ ${PHONE}`],
  },
];

const references: Case[] = [
  {
    name: 'warns of forwarding to a feature code',
    drafts: healthyDrafts(forwarding({ busy: { enabled: true, destination: '*62' } })),
    expected: [`forward-target-unresolved ${FORWARDING}`],
  },
  {
    name: 'warns of forwarding to nowhere',
    drafts: healthyDrafts(forwarding({ always: { enabled: true } })),
    expected: [`forward-target-unresolved ${FORWARDING}`],
  },
  {
    name: 'keeps quiet about what is switched off',
    drafts: healthyDrafts(forwarding({ busy: { enabled: false, destination: '*62' } })),
    expected: [],
  },
  {
    name: 'warns of forwarding that was switched off for want of a target',
    drafts: healthyDrafts({
      ...forwarding({ always: { enabled: false } }),
      why: { 'always.enabled': { rule: 'forward-target-unresolved', sources: [], note: 'switched off' } },
    }),
    expected: [`forward-target-unresolved ${FORWARDING}`],
  },
  {
    name: 'warns of a hunt group that forwards to nowhere',
    drafts: healthyDrafts(
      draft('huntGroup', { noAnswer: { ...draft('huntGroup').data.noAnswer, forwardEnabled: true } }),
    ),
    expected: [`group-forward-target-unresolved ${HUNT}`],
  },
  {
    name: 'blocks a queue that overflows to nowhere',
    drafts: healthyDrafts(
      draft('callQueue', { overflow: { action: 'TRANSFER_TO_PHONE_NUMBER', sendToVoicemail: false } }),
    ),
    expected: [`queue-overflow-unresolved ${QUEUE}`],
  },
  {
    name: 'warns of a menu key that leads nowhere',
    drafts: healthyDrafts(
      draft('autoAttendant', {
        businessHoursMenu: {
          greeting: 'DEFAULT',
          extensionEnabled: true,
          keys: [{ key: '2', action: 'TRANSFER_WITHOUT_PROMPT' }],
        },
      }),
    ),
    expected: [`attendant-key-unresolved ${ATTENDANT}`],
  },
  {
    name: 'warns where calls of an intercepted location go abroad, or to nobody',
    drafts: healthyDrafts(
      draft('locationIntercept', {
        zeroTransferEnabled: true,
        zeroTransfer: '7777',
        outgoingTransferEnabled: true,
        outgoingTransfer: '+442079460123',
      }),
    ),
    expected: [
      'forward-extension-unknown locationIntercept:acme/north',
      'forward-target-international locationIntercept:acme/north',
    ],
  },
  {
    name: 'asks for a review of every pattern of digits, of locations and of owners',
    drafts: healthyDrafts(
      draft('location', {
        digitPatterns: [{ name: 'Cabs', pattern: '0800XXXX', action: 'ALLOW', transferEnabled: true }],
      }),
      setting({ setting: 'digitPatterns', owner: ANNA, custom: true }),
      setting({
        setting: 'digitPattern',
        owner: ANNA,
        name: 'Abroad',
        pattern: '+44!',
        action: 'TRANSFER_NUMBER_1',
        transferEnabled: false,
      }),
    ),
    expected: [
      'digit-pattern-to-review location:acme/north',
      'owner-digit-pattern-to-review setting:anna@acme.example.test/digitPattern',
    ],
  },
  {
    name: 'holds back patterns of digits that stand in the way of an emergency call',
    drafts: healthyDrafts(
      draft('location', {
        digitPatterns: [
          { name: 'Nines', pattern: '9!', action: 'BLOCK', transferEnabled: false },
          { name: 'Ones', pattern: '1!', action: 'ALLOW', transferEnabled: true },
        ],
      }),
      setting({
        setting: 'digitPattern',
        owner: ANNA,
        name: 'Short',
        pattern: '91X',
        action: 'BLOCK',
        transferEnabled: false,
      }),
    ),
    expected: [
      'digit-pattern-hits-emergency location:acme/north',
      'digit-pattern-to-review location:acme/north',
      'digit-pattern-to-review location:acme/north',
      'owner-digit-pattern-hits-emergency setting:anna@acme.example.test/digitPattern',
      'owner-digit-pattern-to-review setting:anna@acme.example.test/digitPattern',
    ],
  },
  {
    name: 'takes a pattern for no emergency call where the number of the country is another',
    drafts: healthyDrafts(
      draft('location', {
        digitPatterns: [
          { name: 'Australian', pattern: '000', action: 'BLOCK', transferEnabled: false },
          { name: 'Outside line', pattern: '9911', action: 'BLOCK', transferEnabled: false },
        ],
      }),
    ),
    expected: [
      'digit-pattern-hits-emergency location:acme/north',
      'digit-pattern-to-review location:acme/north',
      'digit-pattern-to-review location:acme/north',
    ],
  },
  {
    name: 'warns where calls are handed over abroad, or to nobody',
    drafts: healthyDrafts(
      draft('location', { transferNumbers: { number1: '+442079460123', number3: '7777' } }),
      setting({ setting: 'transferNumbers', owner: ANNA, custom: true, number2: '7778' }),
    ),
    expected: [
      'forward-extension-unknown location:acme/north',
      'forward-extension-unknown setting:anna@acme.example.test/transferNumbers',
      'forward-target-international location:acme/north',
    ],
  },
  {
    name: 'warns of forwarding abroad, switched off or not',
    drafts: healthyDrafts(forwarding({ always: { enabled: false, destination: '+442079460123' } })),
    expected: [`forward-target-international ${FORWARDING}`],
  },
  {
    name: 'warns of forwarding to a number that stays',
    drafts: healthyDrafts(
      forwarding({ busy: { enabled: true, destination: '+12025550110' } }),
      draft(
        'number',
        { number: '+12025550110', fate: 'stay', owner: 'notMigrated:spare@acme.example.test' },
        { id: 'number:+12025550110' },
      ),
    ),
    expected: [`forward-target-left-behind ${FORWARDING}`],
  },
  {
    name: 'warns of a caller ID whose number does not move, and of recording without a vendor',
    drafts: healthyDrafts(
      setting({ setting: 'callerId', owner: ANNA, selected: 'CUSTOM', customNumber: '+12025550199' }),
      setting({
        setting: 'callRecording',
        owner: ANNA,
        enabled: true,
        record: 'Always',
        recordVoicemail: false,
        pauseNotification: 'None',
        repeatInterval: 15,
        repeatEnabled: false,
        startStopAnnouncement: false,
      }),
    ),
    expected: [
      'caller-id-number-left-behind setting:anna@acme.example.test/callerId',
      'recording-without-vendor setting:anna@acme.example.test/callRecording',
    ],
  },
  {
    name: 'warns of simultaneous ring, single number reach and diverting that lead abroad',
    drafts: healthyDrafts(
      setting({
        setting: 'simultaneousRing',
        owner: ANNA,
        enabled: true,
        doNotRingIfOnCall: false,
        numbers: [{ phoneNumber: '+442079460100', answerConfirmation: false }],
      }),
      setting({
        setting: 'singleNumberReachNumber',
        owner: ANNA,
        reachedAt: '+442079460101',
        name: 'Mobile',
        enabled: true,
        doNotForwardCalls: false,
        answerConfirmation: false,
      }),
      setting({ setting: 'assistantDivert', owner: ANNA, enabled: false, destination: '+442079460102' }),
    ),
    expected: ['assistantDivert', 'simultaneousRing', 'singleNumberReachNumber'].map(
      (name) => `forward-target-international setting:anna@acme.example.test/${name}`,
    ),
  },
  {
    name: 'warns of forwarding to an extension that nobody has',
    drafts: healthyDrafts(forwarding({ busy: { enabled: true, destination: '2999' } })),
    expected: [`forward-extension-unknown ${FORWARDING}`],
  },
  {
    name: 'accepts an extension behind a routing prefix',
    drafts: healthyDrafts(
      draft('location', { routingPrefix: '81' }),
      forwarding({ busy: { enabled: true, destination: '812200' } }),
    ),
    expected: [],
  },
  {
    name: 'warns of members who do not move',
    drafts: healthyDrafts(
      draft('huntGroup', { agents: [{ owner: ANNA }, { owner: 'subscriber:gone@acme.example.test' }] }),
    ),
    expected: [`hunt-group-members-missing ${HUNT}`],
  },
  {
    name: 'warns of agents who do not move',
    drafts: healthyDrafts(draft('callQueue', { agents: [{ owner: 'subscriber:gone@acme.example.test' }] })),
    expected: [`queue-agents-missing ${QUEUE}`],
  },
  {
    name: 'warns of a hunt group without members',
    drafts: healthyDrafts(draft('huntGroup', { agents: [] })),
    expected: [`feature-without-members ${HUNT}`],
  },
];

const features: Case[] = [
  {
    name: 'blocks a hunt group without number and extension',
    drafts: healthyDrafts(
      forwarding({ busy: { enabled: false } }),
      draft('autoAttendant', { businessHoursMenu: draft('autoAttendant').data.afterHoursMenu }),
      draft('huntGroup', { extension: undefined }),
    ),
    expected: [`feature-without-number-or-extension ${HUNT}`],
  },
  {
    name: 'blocks 51 members that ring at once',
    drafts: healthyDrafts(draft('huntGroup', { policy: 'SIMULTANEOUS', agents: Array(51).fill({ owner: ANNA }) })),
    expected: [`hunt-group-over-limit ${HUNT}`],
  },
  {
    name: 'accepts 50 members that ring at once',
    drafts: healthyDrafts(draft('huntGroup', { policy: 'SIMULTANEOUS', agents: Array(50).fill({ owner: ANNA }) })),
    expected: [],
  },
  {
    name: 'blocks 101 weighted agents',
    drafts: healthyDrafts(draft('callQueue', { policy: 'WEIGHTED', agents: Array(101).fill({ owner: ANNA }) })),
    expected: [`queue-over-limit ${QUEUE}`],
  },
  {
    name: 'tells that seconds became rings',
    parts: {
      source: healthySource({
        features: [
          sourceFeature('anna@acme.example.test', 'callWaiting', { isActive: true }),
          sourceFeature('help-queue@acme.example.test', 'callCenterAgents', { agents: [] }),
          sourceFeature('sales-hunt@acme.example.test', 'huntGroup', {
            agents: [],
            forwardAfterTimeout: true,
            forwardTimeoutSeconds: 30,
          }),
        ],
      }),
    },
    expected: [`hunt-group-timeout-in-seconds ${HUNT}`],
  },
  {
    name: 'tells that nobody asked whether calls to a hunt group are forwarded',
    parts: {
      source: healthySource({
        states: { 'serviceInstance:sales-hunt@acme.example.test UserCallForwardingAlwaysGetResponse': 'never-asked' },
      }),
    },
    expected: [`feature-forwarding-never-asked ${HUNT}`],
  },
  {
    name: 'warns of a forwarding rule that does not come along',
    parts: {
      source: healthySource({
        features: [
          sourceFeature('anna@acme.example.test', 'callWaiting', { isActive: true }),
          sourceFeature('help-queue@acme.example.test', 'callCenterAgents', { agents: [] }),
          sourceFeature('sales-hunt@acme.example.test', 'selectiveForwarding', {
            isActive: true,
            criteria: [{ name: 'At night', isActive: true }],
          }),
        ],
      }),
    },
    expected: [`feature-forwarding-rule-missing ${HUNT}`],
  },
  {
    name: 'warns of a submenu that nobody read, once, whatever leads there',
    parts: {
      source: healthySource({
        features: [
          sourceFeature('anna@acme.example.test', 'callWaiting', { isActive: true }),
          sourceFeature('help-queue@acme.example.test', 'callCenterAgents', { agents: [] }),
          sourceFeature('menu@acme.example.test', 'autoAttendant', {
            businessHoursMenu: {
              keys: [
                { key: '1', action: 'Transfer To Submenu', submenuId: 'Support' },
                { key: '2', action: 'Transfer To Submenu', submenuId: 'Parts' },
              ],
            },
            holidayMenu: { keys: [{ key: '1', action: 'Transfer To Submenu', submenuId: 'Parts' }] },
          }),
          sourceFeature('menu@acme.example.test', 'submenuMenus', {
            parts: [{ name: 'Support', state: 'read', content: { keys: [] } }],
          }),
        ],
      }),
    },
    expected: [`attendant-submenu-missing ${ATTENDANT}`],
  },
  {
    name: 'says nothing about the instance of an attendant that is made of a menu: its attendant answers for it',
    drafts: healthyDrafts({
      ...draft('autoAttendant', { name: 'Menu Support', extension: '2401', menuOf: ATTENDANT }),
      id: `${ATTENDANT}/submenu/Support`,
    }),
    expected: [],
  },
  {
    name: 'warns of a hunt group whose forwarding leads to nowhere',
    drafts: healthyDrafts(
      {
        ...draft('featureSetting'),
        data: {
          setting: 'forwarding',
          feature: HUNT,
          always: { enabled: true, destination: '*72', ringReminder: false },
          selective: { enabled: false, ringReminder: false },
        },
      },
      draft('huntGroup', { busyRedirect: { enabled: true, destination: '9999' } }),
    ),
    expected: [
      'forward-target-unresolved featureSetting:sales-hunt@acme.example.test/forwarding',
      `forward-extension-unknown ${HUNT}`,
    ],
  },
  {
    name: 'blocks a queue whose overflow nobody asked for',
    parts: {
      source: healthySource({
        states: { 'serviceInstance:help-queue@acme.example.test GroupCallCenterOverflowGetResponse': 'never-asked' },
      }),
    },
    expected: [`queue-overflow-never-asked ${QUEUE}`],
  },
  {
    name: 'accepts an overflow that somebody decided on',
    parts: {
      decisions: [{ ...decision(QUEUE), kind: 'queue-overflow' }],
      source: healthySource({
        states: { 'serviceInstance:help-queue@acme.example.test GroupCallCenterOverflowGetResponse': 'never-asked' },
      }),
    },
    expected: [],
  },
  {
    name: 'blocks a greeting of its own without audio',
    drafts: healthyDrafts(
      draft('autoAttendant', {
        businessHoursMenu: { ...draft('autoAttendant').data.businessHoursMenu, greeting: 'CUSTOM' },
      }),
    ),
    expected: [`attendant-greeting-without-audio ${ATTENDANT}`],
  },
  {
    name: 'lets a greeting of its own pass that has its audio',
    drafts: healthyDrafts(
      draft('announcement'),
      draft('autoAttendant', {
        businessHoursMenu: {
          ...draft('autoAttendant').data.businessHoursMenu,
          greeting: 'CUSTOM',
          announcement: ANNOUNCEMENT,
        },
      }),
    ),
    parts: { source: healthySource({ audio: [audio({})] }) },
    expected: [],
  },
  {
    name: 'warns of audio that the target would refuse, and of audio that nobody plays',
    parts: {
      source: healthySource({
        audio: [
          audio({ digest: 'b2', format: { container: 'MP3' } }),
          audio({ digest: 'c3', bytes: 9 * 2 ** 20 }),
          audio({ digest: 'd4' }),
          audio({ digest: 'e5', groupKey: 'acme/south', format: { container: 'WMA' } }),
        ],
      }),
    },
    expected: [`audio-unfit ${CUSTOMER}`, `audio-unfit ${CUSTOMER}`, `audio-unused ${CUSTOMER}`],
  },
  {
    name: 'warns of audio that is assigned to nobody, and to a place that plays none of it',
    drafts: healthyDrafts(assignedMenu()),
    config: {
      announcements: {
        baseUri: 'https://audio.example.test',
        assign: {
          'Menu@Acme.example.test': { businessHoursMenu: 'welcome.wav', afterHoursMenu: 'night.wav' },
          'gone@acme.example.test': { musicOnHold: 'tune.wav' },
        },
      },
    },
    expected: [`announcement-assignment-unused ${CUSTOMER}`, `announcement-assignment-unused ${CUSTOMER}`],
  },
  {
    name: 'warns of an announcement that is no telephony',
    drafts: healthyDrafts(draft('announcement')),
    parts: {
      source: healthySource({
        audio: [audio({ format: { container: 'WAV', coding: 'PCM', channels: 2, sampleRate: 44_100, bits: 24 } })],
      }),
    },
    expected: [`announcement-format-unusual ${ANNOUNCEMENT}`],
  },
  {
    name: 'blocks an attendant without business hours',
    drafts: without(healthyDrafts(), SCHEDULE),
    expected: [`attendant-schedule-missing ${ATTENDANT}`],
  },
  {
    name: 'tells that callers reach other locations',
    drafts: healthyDrafts(southWithNumber(), southNumber(), draft('autoAttendant', { extensionDialing: 'ENTERPRISE' })),
    expected: [`attendant-dialling-scope-wide ${ATTENDANT}`],
  },
  {
    name: 'warns of a group without members',
    drafts: healthyDrafts(draft('callPickup', { members: [] })),
    expected: [`member-group-without-members ${PICKUP}`],
  },
  {
    name: 'warns of calls that come back to a hunt group that stays behind',
    drafts: healthyDrafts(draft('callPark', { recallHuntGroup: 'huntGroup:gone@acme.example.test' })),
    expected: [`park-recall-missing ${PARK}`],
  },
  {
    name: 'tells that calls no longer come back to an alternate user',
    drafts: healthyDrafts(
      draft('callPark', {}, { why: { recall: { rule: 'recall-rings-hunt-groups-only', sources: [], note: 'x' } } }),
    ),
    expected: [`park-recall-alternate-user ${PARK}`],
  },
  {
    name: 'blocks a shared mailbox without an extension',
    drafts: healthyDrafts(draft('voicemailGroup', { extension: undefined })),
    expected: [
      'feature-without-number-or-extension voicemailGroup:orders@acme.example.test',
      'voicemail-group-extension-missing voicemailGroup:orders@acme.example.test',
    ],
  },
  {
    name: 'warns of a shared mailbox whose callers dial 0 and get nobody',
    drafts: healthyDrafts(draft('voicemailGroup', { transferToNumber: '7777' })),
    expected: ['forward-extension-unknown voicemailGroup:orders@acme.example.test'],
  },
  {
    name: 'blocks a long name of a paging group',
    drafts: healthyDrafts(draft('pagingGroup', { name: 'Hall '.repeat(7) })),
    expected: [`paging-name-too-long ${PAGING}`],
  },
  {
    name: 'warns of a paging group that nobody speaks to or from',
    drafts: healthyDrafts(draft('pagingGroup', { originators: [], targets: [] })),
    expected: [`paging-without-members ${PAGING}`, `paging-without-members ${PAGING}`],
  },
  {
    name: 'names whoever is left out of a paging group',
    drafts: healthyDrafts(
      draft('pagingGroup', {}, { why: { targets: { rule: 'member-left-out', sources: [], note: 'left out: ben' } } }),
    ),
    expected: [`paging-members-left-out ${PAGING}`],
  },
  {
    name: 'names whoever is left out of a group',
    drafts: healthyDrafts(
      draft(
        'callPickup',
        {},
        { why: { members: { rule: 'member-left-out', sources: [], note: 'left out: ben (does not move to Webex)' } } },
      ),
    ),
    expected: [`member-group-members-left-out ${PICKUP}`],
  },
  {
    name: 'blocks a second group of the same name',
    drafts: healthyDrafts(draft('callPickup', { name: 'front row' }, { id: `${PICKUP}/2` })),
    expected: [`member-group-name-duplicate ${PICKUP}/2`],
  },
  {
    name: 'warns of a schedule without events',
    drafts: healthyDrafts(draft('schedule', { events: [] })),
    expected: [`schedule-without-events ${SCHEDULE}`],
  },
];

const safety: Case[] = [
  {
    name: 'blocks people whom emergency services could not call back',
    drafts: healthyDrafts(twoSeats, bob, draft('location', { emergencyCallback: 'NONE' })),
    expected: [`emergency-callback-unclear ${bob.id}`],
  },
  {
    name: 'blocks a location whose outgoing permissions are not planned',
    drafts: healthyDrafts(draft('location', { outgoingPermissions: [] })),
    expected: [`outgoing-permissions-not-planned ${NORTH}`],
  },
  {
    name: 'blocks a way round by transfer',
    drafts: healthyDrafts(
      draft('location', {
        outgoingPermissions: [{ callType: 'INTERNATIONAL', action: 'BLOCK', transferEnabled: true }],
      }),
    ),
    expected: [`outgoing-permissions-transfer-open ${NORTH}`],
  },
  {
    name: 'warns where people can call abroad',
    drafts: healthyDrafts(
      draft('location', {
        outgoingPermissions: [{ callType: 'INTERNATIONAL', action: 'ALLOW', transferEnabled: true }],
      }),
    ),
    expected: [`international-calls-allowed ${NORTH}`],
  },
  {
    name: 'blocks a fax line that nobody decided on',
    drafts: healthyDrafts(draft('notMigrated', { category: 'hold', reason: 'fax line' })),
    expected: ['life-safety-line-undecided notMigrated:spare@acme.example.test'],
  },
  {
    name: 'accepts a fax line that somebody decided on',
    drafts: healthyDrafts(draft('notMigrated', { category: 'hold', reason: 'fax line' })),
    parts: { decisions: [decision('user:spare@acme.example.test')] },
    expected: [],
  },
  {
    name: 'takes no old answer for a decision whose cause has changed',
    drafts: healthyDrafts(draft('notMigrated', { category: 'hold', reason: 'fax line' })),
    parts: { decisions: [{ ...decision('user:spare@acme.example.test'), state: 'stale' }] },
    expected: [`decision-stale ${CUSTOMER}`, 'life-safety-line-undecided notMigrated:spare@acme.example.test'],
  },
  {
    name: 'says nothing more of the device on such a line',
    drafts: healthyDrafts(draft('notMigrated', { category: 'hold' }, { from: 'device:acme/north/fax' })),
    expected: [],
  },
  {
    name: 'counts decisions that nobody has answered',
    parts: { decisions: [{ ...decision(PHONE), state: 'open' }] },
    expected: [`decisions-open ${CUSTOMER}`],
  },
];

const listOf = (owner: EntityRef, base: string, body: BodyElement = {}): SourceResponse => ({
  owner,
  base,
  settings: 0,
  body: () => body,
});

const completeness: Case[] = [
  {
    name: 'blocks a user who is only listed',
    parts: { source: healthySource({ users: [sourceUser({ detail: 'never-asked' })] }) },
    expected: [`user-details-missing ${ANNA}`],
  },
  {
    name: 'warns of services that nobody asked for',
    parts: { source: healthySource({ users: [sourceUser({ services: [], servicesState: 'never-asked' })] }) },
    expected: [`user-services-never-asked ${ANNA}`],
  },
  {
    name: 'warns of settings that nobody asked for',
    parts: {
      source: healthySource({
        users: [sourceUser({ services: [sourceService('Voice Messaging User', { active: true })] })],
      }),
    },
    expected: [`service-settings-never-asked ${ANNA}`],
  },
  {
    name: 'tells an error from a question that nobody asked',
    parts: {
      source: healthySource({
        features: [
          {
            owner: { kind: 'user', key: 'anna@acme.example.test' },
            name: 'callWaiting',
            state: 'error',
            response: 'UserCallWaitingGetResponse',
            error: 'no',
          },
          sourceFeature('help-queue@acme.example.test', 'callCenterAgents', { agents: [] }),
        ],
      }),
    },
    expected: [`service-settings-unreadable ${ANNA}`],
  },
  {
    name: 'tells a calling plan that BroadWorks refused to show, of a group and of a person',
    parts: {
      source: healthySource({
        features: [
          {
            owner: { kind: 'group', key: 'acme/north' },
            name: 'groupRedirectingDigitPlan',
            state: 'error',
            response: 'GroupOutgoingCallingPlanDigitPlanRedirectingGetListResponse',
            error: 'no',
          },
          {
            owner: { kind: 'user', key: 'anna@acme.example.test' },
            name: 'digitPlan',
            state: 'error',
            response: 'UserOutgoingCallingPlanDigitPlanOriginatingGetResponse',
            error: 'no',
          },
          sourceFeature('help-queue@acme.example.test', 'callCenterAgents', { agents: [] }),
        ],
      }),
    },
    expected: [
      `group-calling-plans-unreadable ${NORTH}`,
      `service-settings-never-asked ${ANNA}`,
      `service-settings-unreadable ${ANNA}`,
    ],
  },
  {
    name: 'blocks a location whose group was never asked for',
    parts: { source: healthySource({ groups: [sourceGroup({ detail: 'error' })] }) },
    expected: [`group-details-missing ${NORTH}`],
  },
  {
    name: 'blocks a hunt group that is only listed',
    parts: { source: healthySource({ instances: [sourceInstance({ detail: 'never-asked' })] }) },
    expected: [`feature-details-missing ${HUNT}`],
  },
  {
    name: 'blocks a queue whose agents nobody asked for',
    parts: {
      source: healthySource({ features: [sourceFeature('anna@acme.example.test', 'callWaiting', { isActive: true })] }),
    },
    expected: [`queue-agents-never-asked ${QUEUE}`],
  },
  {
    name: 'warns of a list that nobody asked for',
    parts: {
      source: healthySource({ states: { 'group:acme/north GroupAccessDeviceGetListResponse': 'never-asked' } }),
    },
    expected: [`group-lists-never-asked ${NORTH}`],
  },
  {
    name: 'warns of a list that could not be read',
    parts: { source: healthySource({ states: { 'group:acme/north GroupAccessDeviceGetListResponse': 'error' } }) },
    expected: [`group-lists-unreadable ${NORTH}`],
  },
  {
    name: 'accepts the list of the provider in place of that of the group',
    parts: { source: healthySource({ states: { 'group:acme/north UserGetListInGroupResponse': 'never-asked' } }) },
    expected: [],
  },
  {
    name: 'warns of a user whom the list of the group does not name',
    parts: {
      source: healthySource({
        users: [sourceUser({ listed: false })],
        responses: [listOf({ kind: 'group', key: 'acme/north' }, 'UserGetListInGroupResponse')],
      }),
    },
    expected: [`user-not-listed ${ANNA}`],
  },
  {
    name: 'warns of a user whom the list of the provider does not name',
    parts: {
      source: healthySource({
        users: [sourceUser({ listed: false })],
        responses: [listOf({ kind: 'serviceProvider', key: 'acme' }, 'UserGetListInServiceProviderResponse')],
      }),
    },
    expected: [`user-not-listed ${ANNA}`],
  },
  {
    name: 'concludes nothing from a search, or where nobody listed users',
    parts: {
      source: healthySource({
        users: [sourceUser({ listed: false })],
        responses: [
          { ...listOf({ kind: 'group', key: 'acme/north' }, 'UserGetListInGroupResponse'), part: 'a search' },
        ],
      }),
    },
    expected: [],
  },
  {
    name: 'warns of a group that the list of its provider does not name',
    parts: {
      source: healthySource({
        responses: [
          listOf({ kind: 'serviceProvider', key: 'acme' }, 'GroupGetListInServiceProviderResponse', {
            groupTable: [tableOf(['Group Id'], [['south']])],
          }),
        ],
      }),
    },
    expected: [`group-not-listed ${NORTH}`],
  },
  {
    name: 'accepts a group that the list names',
    parts: {
      source: healthySource({
        responses: [
          listOf({ kind: 'serviceProvider', key: 'acme' }, 'GroupGetListInServiceProviderResponse', {
            groupTable: [tableOf(['Group Id'], [['north']])],
          }),
        ],
      }),
    },
    expected: [],
  },
  {
    name: 'warns of a pack that cannot be expanded',
    parts: {
      source: healthySource({
        users: [sourceUser({ packs: ['Gold'] })],
        packs: [{ providerKey: 'acme', name: 'Gold' }],
        states: { 'user:anna@acme.example.test UserAssignedServicesGetListResponse': 'never-asked' },
      }),
    },
    expected: [`service-pack-not-expandable ${CUSTOMER}`],
  },
  {
    name: 'warns of a service that nobody knows',
    parts: { unknownServices: ['Call Waiting'] },
    expected: [`service-unknown ${CUSTOMER}`],
  },
  {
    name: 'warns of what cannot be moved yet',
    drafts: healthyDrafts(draft('notMigrated', { category: 'unsupported', reason: 'paging group' })),
    expected: ['object-not-supported-yet notMigrated:spare@acme.example.test'],
  },
  {
    name: 'lists users behind a PBX',
    drafts: healthyDrafts(draft('notMigrated', { category: 'out-of-scope', reason: 'trunk user' })),
    expected: ['user-out-of-scope notMigrated:spare@acme.example.test'],
  },
  {
    name: 'counts settings to be set by hand',
    parts: { coverage: [{ outcome: 'manual', reason: 'not-supported-yet', settings: 3 }] },
    expected: [`settings-not-supported-yet ${CUSTOMER}`],
  },
];

const attestations: Case[] = [
  {
    name: 'blocks a location whose emergency address nobody has checked',
    target: CLOUD,
    config: { attestations: { emergencyAddresses: {}, invitationMails: { choice: 'wanted', by: 'Jane Doe' } } },
    expected: [`emergency-address-unattested ${NORTH}`, `nomadic-emergency-calls-to-do ${NORTH}`],
  },
  {
    name: 'blocks a customer whose invitation mails nobody has thought of',
    target: CLOUD,
    config: { attestations: { emergencyAddresses: { 'acme/north': 'Jane Doe' } } },
    expected: [`invitation-mails-unattested ${CUSTOMER}`, `nomadic-emergency-calls-to-do ${NORTH}`],
  },
  { name: 'asks for neither on loopback', config: { attestations: { emergencyAddresses: {} } }, expected: [] },
];

const settings: Case[] = [
  {
    name: 'blocks a mailbox that sends something to what is no address',
    drafts: healthyDrafts(
      faxOf(ANNA, undefined, { notifyEmail: 'anna@mail.example.test', copyEmail: 'front desk' }),
      draft('voicemailGroup', { externalEmail: 'orders' }),
    ),
    expected: [
      'mailbox-address-invalid setting:anna/voicemail',
      'mailbox-address-invalid voicemailGroup:orders@acme.example.test',
    ],
  },
  {
    name: 'warns of a phone that may not be a host',
    drafts: healthyDrafts(
      draft('device', { model: 'DMS Polycom VVX410' }),
      setting({ setting: 'hotelingHost', owner: ANNA, enabled: true }),
    ),
    expected: ['hoteling-host-phone setting:anna@acme.example.test/hotelingHost'],
  },
  {
    name: 'passes a phone that may be one, and a host that is switched off',
    drafts: healthyDrafts(setting({ setting: 'hotelingHost', owner: ANNA, enabled: true })),
    expected: [],
  },
];

const families = {
  customers,
  identity,
  names,
  numbers,
  extensions,
  addresses,
  splitLocations,
  locale,
  packages,
  devices,
  references,
  features,
  settings,
  safety,
  completeness,
  attestations,
};

describe.each(Object.entries(families))('precheck rules: %s', (_family, cases) => {
  it.each(cases)('$name', (one) => {
    expect(lines(check(one))).toEqual([...one.expected].sort());
  });
});

describe('precheck rules without a target', () => {
  it('warns early of a missing provisioning ID', () => {
    const { mapped, source } = ports();
    const about = {
      config: migrationConfig({ partner: {} }),
      target: undefined,
      shared: collectSharedFacts(healthyDrafts()),
    };
    const findings = evaluateRules(LOCAL_RULES, healthyDrafts(), customerFacts(CUSTOMER, about, mapped, source));

    expect(lines(findings)).toContain(`provisioning-id-not-set ${CUSTOMER}`);
    expect(lines(findings)).not.toContain(`customer-without-provisioning-id ${CUSTOMER}`);
  });
});

describe('the catalogue', () => {
  it('gives every rule an id of its own, a hint and a sentence', () => {
    expect(new Set(LOCAL_RULES.map(({ id }) => id)).size).toBe(LOCAL_RULES.length);
    for (const { id, hint, summary } of LOCAL_RULES) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
      expect(summary).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('has a case that breaks each rule', () => {
    const broken = new Set(
      Object.values(families)
        .flat()
        .flatMap(({ expected }) => expected.map((line) => line.split(' ')[0])),
    );
    const missing = LOCAL_RULES.map(({ id }) => id).filter((id) => !broken.has(id));

    expect(missing).toEqual(['provisioning-id-not-set', 'timezone-unconfirmed']);
  });

  it('names the source of the value that is wrong', () => {
    const source = 'user:anna@acme.example.test UserGetResponse.emailAddress';
    const drafts = healthyDrafts(
      draft('subscriber', { email: 'nobody' }, { why: { email: { rule: 'R-ID-1', sources: [source] } } }),
    );

    expect(check({ drafts }).find(({ rule }) => rule === 'subscriber-email-invalid')?.source).toBe(source);
  });

  it('says that an administrator named in migration.yaml is nobody who moves', () => {
    const drafts = healthyDrafts(draft('customer', { administrator: undefined }));
    const named = check({ drafts, config: { customers: { acme: { administrator: 'nobody@x' } } } });

    expect(named.map(({ message }) => message)).toContain(
      '"nobody@x", whom migration.yaml names, is no subscriber of this customer',
    );
    expect(check({ drafts }).map(({ message }) => message)).toContain('nobody is chosen as the first administrator');
  });

  it('takes a confirmed address under the key as people write it', () => {
    const location = draft('location', {}, { id: 'location:acme/north%20side' });
    const unattested = `emergency-address-unattested ${location.id}`;
    const found = (key: string): readonly string[] =>
      lines(
        check({
          drafts: [...healthyDrafts(), location],
          target: CLOUD,
          config: { attestations: { emergencyAddresses: { [key]: 'Eve' } } },
        }),
      );

    expect(found('acme/north side')).not.toContain(unattested);
    expect(found('acme/north%20side')).not.toContain(unattested);
    expect(found('acme/south')).toContain(unattested);
  });

  it('gives findings that ask about a target its key, and no key to the others', () => {
    const drafts = healthyDrafts(draft('customer', { name: '%' }));
    const findings = check({ drafts, target: CLOUD, config: { partner: {} } });

    expect(findings.find(({ rule }) => rule === 'customer-without-provisioning-id')?.target).toBe(CLOUD.key);
    expect(findings.find(({ rule }) => rule === 'customer-name-percent')).not.toHaveProperty('target');
  });

  it.each([
    [
      'a decision',
      { decision: 'missing-email:user:bob' },
      {},
      /Bob Bell \([^)]*\) comes from a decision: .*decisions resolve missing-email:user:bob --answer/,
    ],
    [
      'an overlay',
      {},
      { overlay: { emailAddress: CELL } },
      /Bob Bell \([^)]*\) comes from an overlay: correct it in that table/,
    ],
    ['BroadWorks', {}, {}, /an address of its own in BroadWorks/],
  ])('says to both who share an address where it came from: %s', (_what, why, user, hint) => {
    const email = 'anna.able@mail.example.test';
    const shared = {
      ...bobWith({ email }),
      why: { email: { rule: 'R-ID-1', sources: 'overlay' in user ? [CELL] : [], ...why } },
    };
    const source = healthySource({ users: [sourceUser(), sourceUser({ userId: 'bob@acme.example.test', ...user })] });
    const found = check({ drafts: healthyDrafts(twoSeats, shared), parts: { source } }).filter(
      ({ rule }) => rule === 'subscriber-email-duplicate',
    );

    expect(found.map(({ hint: said }) => said)).toEqual([expect.stringMatching(hint), expect.stringMatching(hint)]);
  });

  it('tells two customers with one e-mail address apart, and finds both', () => {
    const other = [
      draft(
        'customer',
        { administrator: 'subscriber:ann@beta.example.test' },
        { id: 'customer:beta', customer: 'customer:beta' },
      ),
      draft(
        'subscriber',
        { phoneNumber: undefined },
        { id: 'subscriber:ann@beta.example.test', customer: 'customer:beta', from: 'user:ann@beta.example.test' },
      ),
      draft('location', { mainNumber: undefined }, { customer: 'customer:beta' }),
    ];
    const found = check({ drafts: [...healthyDrafts(), ...other] }).filter(
      ({ rule }) => rule === 'subscriber-email-duplicate',
    );

    expect(found.map(({ customer }) => customer)).toEqual([CUSTOMER, 'customer:beta']);
  });
});

function bobWith(data: Parameters<typeof draft<'subscriber'>>[1]): Draft {
  return draft('subscriber', { ...bob.data, phoneNumber: undefined, ...data }, { id: bob.id, from: bob.from });
}

function commonArea(): Draft {
  return draft('customer', { packages: ['webex_calling', 'common_area_calling'], packageLimits: {} });
}

function southWithNumber(data: Partial<typeof south.data> = {}): Draft {
  return { ...south, data: { ...south.data, mainNumber: '+12025550120', ...data } };
}

function southNumber(): Draft {
  return draft('number', { number: '+12025550120', location: SOUTH }, { id: 'number:+12025550120' });
}

function withoutField<Shape extends object>(
  shape: Shape,
  field: keyof Shape,
): Omit<Shape, keyof Shape> & Partial<Shape> {
  const copy: Partial<Shape> = { ...shape };
  delete copy[field];
  return copy as Omit<Shape, keyof Shape> & Partial<Shape>;
}

function withoutEmail(user: ReturnType<typeof sourceUser>): ReturnType<typeof sourceUser> {
  const { emailAddress: _dropped, ...rest } = user;
  return rest;
}

function decision(object: string) {
  return {
    id: `test:${object}`,
    kind: 'test',
    customer: CUSTOMER,
    object,
    question: '?',
    options: [],
    recommendation: 'yes',
    reason: '',
    fingerprint: 'f',
    state: 'answered',
    answer: 'yes',
  } as const;
}
