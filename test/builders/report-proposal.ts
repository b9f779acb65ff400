import type { CoverageOutcome, Draft, DraftKind, DraftOf, Loss, Why } from '../../src/domain/drafts.ts';
import type { Finding } from '../../src/domain/findings.ts';
import { coverageWriter } from '../../src/store/coverage-writer.ts';
import type { Db } from '../../src/store/open.ts';
import type { InventedUser } from './report-source.ts';

const CUSTOMER = 'customer:juniper';
const LOCATIONS = {
  harbour: { name: 'Harbour House', addressLine1: '12 Quay Street', city: 'Portland', stateOrProvince: 'OR' },
  north: { name: 'North Clinic', addressLine1: '4 Alder Road', city: 'Salem', stateOrProvince: 'OR' },
  depot: { name: 'Depot', addressLine1: '', city: '', stateOrProvince: '' },
} as const;

/** What `map` would propose for the invented users. */
export function proposeDrafts(users: readonly InventedUser[]): Draft[] {
  const locations = Object.entries(LOCATIONS).map(([key, { name, ...address }]) =>
    draft('location', `location:juniper/${key}`, `group:juniper/${key}`, {
      name,
      timeZone: 'America/Los_Angeles',
      language: 'en_us',
      announcementLanguage: 'en_us',
      address: address.city === '' ? {} : { ...address, zipOrPostalCode: '97201', country: 'US' },
      ...(key === 'depot' ? {} : { mainNumber: key === 'harbour' ? '+15555550190' : '+15555550191' }),
      outgoingPermissions: [],
      emergencyCallback: key === 'depot' ? 'NONE' : 'LOCATION_NUMBER',
    }),
  );
  const owners = users.map(proposeOwner);
  const customer = draft('customer', CUSTOMER, 'serviceProvider:juniper', {
    externalId: 'bw:juniper',
    name: 'Juniper Ridge Clinics',
    language: 'en_us',
    timeZone: 'America/Los_Angeles',
    billingAddress: {},
    packages: ['common_area_calling', 'webex_calling'],
    packageLimits: {},
    firstLocation: 'location:juniper/harbour',
    administrator: 'subscriber:user0@example.test',
  });
  return [
    customer,
    ...locations,
    ...owners,
    ...users.flatMap(proposeNumber),
    ...users.map(proposeDevice),
    draft('number', 'number:+15555550199', 'dn:+15555550199', {
      location: 'location:juniper/depot',
      number: '+15555550199',
      activateAtCutover: false,
      fate: 'stay',
    }),
    draft('huntGroup', 'huntGroup:reception@example.test', 'serviceInstance:reception@example.test', {
      location: 'location:juniper/harbour',
      name: 'Reception',
      extension: '2000',
      enabled: true,
      language: 'en_us',
      timeZone: 'America/Los_Angeles',
      policy: 'CIRCULAR',
      noAnswer: {
        nextAgentEnabled: true,
        nextAgentRings: 4,
        forwardEnabled: false,
        numberOfRings: 6,
        destinationVoicemailEnabled: false,
      },
      waitingEnabled: false,
      groupBusyEnabled: false,
      agents: [{ owner: 'subscriber:user0@example.test' }, { owner: 'subscriber:user1@example.test' }],
    }),
  ];
}

function proposeOwner(user: InventedUser): Draft {
  const from = `user:${user.key}`;
  const location = `location:juniper/${user.group}`;
  const { firstName, lastName, extension, number } = user;
  switch (user.becomes) {
    case 'workspace':
      return draft(
        'workspace',
        `workspace:${user.key}`,
        from,
        { location, displayName: `${firstName} ${lastName}`, extension, package: 'common_area_calling' },
        { package: { rule: 'R-PKG-1', sources: [], note: 'a phone in a place, no person' } },
      );
    case 'virtualLine':
      return draft(
        'virtualLine',
        `virtualLine:${user.key}`,
        from,
        { location, firstName, lastName, extension },
        { extension: { rule: 'R-OWN-3', sources: [], note: 'forwards calls, has no device' } },
      );
    case 'notMigrated':
      return draft('notMigrated', `notMigrated:${user.key}`, from, {
        source: `user ${user.key}`,
        reason: 'fire alarm line: stays until a person has signed for it',
        category: 'hold',
      });
    case 'subscriber':
      return draft(
        'subscriber',
        `subscriber:${user.key}`,
        from,
        {
          location,
          firstName,
          lastName,
          email: user.key,
          package: 'webex_calling',
          ...(number === undefined ? {} : { phoneNumber: number }),
          extension,
          administrator: user.key === 'user0@example.test',
        },
        { package: { rule: 'package-5-calling', sources: [], note: 'calling services in use' } },
      );
    default:
      return user.becomes satisfies never;
  }
}

function proposeNumber(user: InventedUser, index: number): Draft[] {
  // Reserved numbers are few: only the first ninety users own one as a draft.
  if (user.number === undefined || index >= 90) return [];
  return [
    draft('number', `number:${user.number}`, `dn:${user.number}`, {
      location: `location:juniper/${user.group}`,
      number: user.number,
      owner: `subscriber:${user.key}`,
      activateAtCutover: true,
      fate: 'move',
    }),
  ];
}

function proposeDevice(user: InventedUser, index: number): Draft {
  const owner = `${user.becomes}:${user.key}`;
  const old = index % 4 === 3;
  return draft('device', `device:juniper/${user.group}/phone${index}`, `device:juniper/${user.group}/phone${index}`, {
    location: `location:juniper/${user.group}`,
    owner,
    sourceType: old ? 'Cisco SPA504' : index % 5 === 4 ? 'Business Communicator - PC' : 'Cisco MPP 8851',
    name: `phone${index}`,
    ...(old ? {} : { mac: `00000000${index.toString(16).padStart(4, '0').toUpperCase()}`, model: 'DMS Cisco 8851' }),
    macEvidence: old ? 'none' : index % 6 === 1 ? 'candidate' : 'field',
    management: old ? 'none' : 'cisco',
    fate: old ? 'replace' : index % 5 === 4 ? 'drop' : 'keep',
    lines: [owner],
  });
}

function draft<Kind extends DraftKind>(
  kind: Kind,
  id: string,
  from: string,
  data: DraftOf<Kind>['data'],
  why: Readonly<Record<string, Why>> = {},
): DraftOf<Kind> {
  return { id, kind, customer: CUSTOMER, from, data, why };
}

export function proposeLosses(users: readonly InventedUser[]): Loss[] {
  const people = users.filter((user) => user.becomes === 'subscriber');
  const lose = (service: string, verdict: Loss['verdict'], notice: string, action: string): Loss[] =>
    people
      .filter((user) => user.services.includes(service))
      .map((user) => ({
        customer: CUSTOMER,
        owner: `user:${user.key}`,
        service,
        verdict,
        notice,
        action,
        sources: [],
      }));
  return [
    ...lose(
      'Sequential Ring',
      'manual',
      'Phones no longer ring one after the other by themselves.',
      'Each person sets sequential ring again in the user portal.',
    ),
    ...lose('Speed Dial 100', 'lost', 'Two-digit speed dials no longer dial.', 'Save the list as contacts.'),
    ...lose(
      'Voice Messaging User',
      'part',
      'Stored messages and the PIN stay behind.',
      'Listen to messages before the cutover and set a new PIN.',
    ),
  ];
}

export function findingsOf(): Finding[] {
  const blocker = (id: string, message: string): Finding => ({
    rule: 'location-address-missing',
    severity: 'blocker',
    entity: { kind: 'location', id },
    customer: CUSTOMER,
    location: `location:${id}`,
    message,
    hint: 'Complete the address in BroadWorks or in an overlay, then extract and map again.',
    cites: 'R-LOC-4',
    source: `group:${id} GroupGetResponse.address`,
  });
  const warning = (id: string): Finding => ({
    rule: 'device-mac-unconfirmed',
    severity: 'warning',
    entity: { kind: 'device', id },
    customer: CUSTOMER,
    location: 'location:juniper/north',
    message: 'the MAC address was read from the name of the device',
    hint: 'Compare it with the label on the phone.',
  });
  return [
    blocker('juniper/depot', 'the group has no address; emergency calls depend on it'),
    warning('juniper/north/phone1'),
    warning('juniper/north/phone7'),
  ];
}

/** Fills the tables of `map`. */
export function insertProposal(db: Db, drafts: readonly Draft[], losses: readonly Loss[]): void {
  const draftRow = db.prepare('INSERT INTO draft (id, kind, customer, origin, data, why) VALUES (?, ?, ?, ?, ?, ?)');
  for (const { id, kind, customer, from, data, why } of drafts) {
    draftRow.run(id, kind, customer, from, JSON.stringify(data), JSON.stringify(why));
  }
  const lossRow = db.prepare(
    'INSERT INTO loss (customer, owner, service, verdict, notice, action, sources) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { customer, owner, service, verdict, notice, action, sources } of losses) {
    lossRow.run(customer, owner, service, verdict, notice, action, JSON.stringify(sources));
  }
  const counted = db
    .prepare<[], number>("SELECT COALESCE(SUM(settings), 0) FROM response WHERE owner_kind = 'user'")
    .pluck()
    .get();
  const coverage = coverageWriter(db);
  const account = (outcome: CoverageOutcome, reason: string, settings: number): void =>
    coverage.add([{ customer: CUSTOMER, owner: 'user:any', response: 'UserGetResponse', outcome, reason, settings }]);
  const shares = { changed: 30, manual: 20, lost: 10, 'not used': 25 } as const;
  let rest = counted ?? 0;
  for (const outcome of ['changed', 'manual', 'lost', 'not used'] as const) {
    const percent = shares[outcome];
    const settings = Math.floor(((counted ?? 0) * percent) / 100);
    rest -= settings;
    account(outcome, outcome === 'manual' ? 'not-supported-yet' : `rule of ${outcome}`, settings);
  }
  account('migrated', 'R-SVC-3', rest);
  coverage.finish();
  db.prepare(
    `INSERT INTO decision (id, kind, customer, object, question, options, recommendation, reason, fingerprint)
     VALUES ('life-safety:alarm', 'life-safety', '${CUSTOMER}', 'user user16@example.test',
       'Does the fire alarm line move?', ?, 'hold', 'the name says alarm', 'f1')`,
  ).run(
    JSON.stringify([
      { value: 'hold', consequence: 'stays on BroadWorks until somebody signs' },
      { value: 'move', consequence: 'moves with a test call' },
    ]),
  );
}
