import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { BodyElement } from '../../src/domain/response-body.ts';
import type { SourceFeature, SourceResponse, SourceUser } from '../../src/domain/source.ts';
import type { Criterion, CriterionDetail } from '../../src/domain/source-features.ts';
import type { Mapped, OwnerDraft } from '../../src/map/context.ts';
import { mapSelectiveServices } from '../../src/map/settings/selective-services.ts';
import { bareUser, sourceFeature, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const ANNA = 'anna@acme.example.test';
const BERT = sourceUser({ userId: 'bert@acme.example.test', dn: '+1-2025550102', extension: '0102' });
const CARL = bareUser({ userId: 'carl@acme.example.test', extension: '0103' });

type Service = 'selectiveForwarding' | 'selectiveAcceptance' | 'selectiveRejection';

const detail = (fields: Partial<CriterionDetail> = {}): CriterionDetail => ({
  callsFrom: 'Any',
  blacklisted: false,
  phoneNumbers: [],
  callsTo: [],
  ...fields,
});
const from = (...phoneNumbers: string[]): CriterionDetail => detail({ callsFrom: 'Specified Only', phoneNumbers });

/** A service with rules; a rule without details was never read. */
function service(
  name: Service,
  rules: Readonly<Record<string, CriterionDetail | undefined>>,
  whole: Readonly<Record<string, unknown>> = {},
  listed: Readonly<Record<string, Partial<Criterion>>> = {},
): SourceFeature[] {
  const criteria = Object.keys(rules).map((rule) => ({ name: rule, isActive: true, ...listed[rule] }));
  const parts = Object.entries(rules).flatMap(([rule, content]) =>
    content === undefined ? [] : [{ name: rule, state: 'read' as const, content }],
  );
  return [sourceFeature(ANNA, name, { criteria, ...whole }), sourceFeature(ANNA, `${name}Criteria`, { parts })];
}
const accepts = (rules: Parameters<typeof service>[1], listed = {}) =>
  service('selectiveAcceptance', rules, {}, listed);
const rejects = (rules: Parameters<typeof service>[1], listed = {}) => service('selectiveRejection', rules, {}, listed);
const forwards = (rules: Parameters<typeof service>[1], whole: Readonly<Record<string, unknown>> = {}, listed = {}) =>
  service(
    'selectiveForwarding',
    rules,
    { isActive: true, defaultForwardToPhoneNumber: '0102', playRingReminder: true, ...whole },
    listed,
  );

const weekly = { recurForEver: ['true'], recurWeekly: [{ recurInterval: ['1'], recurMonday: ['true'] }] };
const yearly = { recurForEver: ['true'], recurYearlyByDay: [{ dayOfMonth: ['25'], month: ['December'] }] };
const eventBody = (recurrence: BodyElement): BodyElement => ({
  startDate: ['2026-01-05'],
  endDate: ['2026-01-05'],
  startTime: [{ hour: ['8'], minute: ['0'] }],
  endTime: [{ hour: ['17'], minute: ['30'] }],
  recurrence: [recurrence],
});
/** A schedule of Anna herself. */
const ownSchedule = (...events: (readonly [name: string, recurrence: BodyElement])[]) =>
  sourceFeature(ANNA, 'personSchedules', {
    parts: [
      {
        name: 'Time/Hours',
        state: 'read',
        content: { events: events.map(([name, recurrence]) => ({ name, body: eventBody(recurrence) })) },
      },
    ],
  });
/** A schedule of that name of the group or the provider. */
const sharedSchedule = (parent: string): SourceResponse => ({
  owner: { kind: 'schedule', key: `${parent}/Hours/Mondays` },
  base: 'GroupScheduleGetEventResponse',
  settings: 7,
  body: () => eventBody(weekly),
});
const MONTHLY = {
  owner: { kind: 'schedule', key: 'acme/north/Hours/Monthly' },
  body: () => eventBody({ recurForEver: ['true'], recurMonthlyByDay: [{ recurInterval: ['1'], dayOfMonth: ['1'] }] }),
} as const;
const hours = (type?: string): CriterionDetail =>
  detail({ timeSchedule: { name: 'Hours', ...(type === undefined ? {} : { type }) } });

interface Given {
  readonly features: readonly SourceFeature[];
  readonly responses?: readonly SourceResponse[];
  readonly user?: Partial<SourceUser>;
  readonly kind?: OwnerDraft['kind'];
}

function map({ features, responses = [], user = {}, kind }: Given): Mapped {
  const anna = sourceUser(user);
  const context = contextOf({ users: [anna, BERT, CARL], features, responses });
  const owner = context.owner(anna.key);
  if (owner === undefined) throw new Error('Anna does not move');
  const mapped = mapSelectiveServices(context, { user: anna, owner: { ...owner, kind: kind ?? owner.kind } });
  expect(new Set(mapped.drafts.map(({ id }) => id)).size).toBe(mapped.drafts.length);
  return mapped;
}

/** Rules as `name: what it says`, services as `service on`. */
function said({ drafts }: Mapped): string[] {
  return drafts.map(({ data }: Draft) => {
    if (!('setting' in data) || 'feature' in data) return 'no setting';
    if (data.setting === 'personSchedule') return `schedule ${data.name} of ${data.events.length}`;
    if (data.setting !== 'selectiveRule') return `${data.setting} ${'enabled' in data && data.enabled ? 'on' : 'off'}`;
    const { name, applies, callsFrom, phoneNumbers, anonymousCallers, unavailableCallers, schedule, forwardTo } = data;
    return [
      `${name}:`,
      applies ? 'for' : 'not for',
      callsFrom === 'SELECT_PHONE_NUMBERS' ? phoneNumbers.join(',') : callsFrom,
      ...(anonymousCallers ? ['anonymous'] : []),
      ...(unavailableCallers ? ['unavailable'] : []),
      ...(schedule === undefined ? [] : [`in ${schedule.level} ${schedule.type} ${schedule.name}`]),
      ...(forwardTo === undefined ? [] : [`to ${forwardTo}`]),
    ].join(' ');
  });
}

interface Case extends Given {
  readonly name: string;
  readonly says: readonly string[];
  readonly losses?: readonly string[];
}

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+1202555${String(1000 + index)}`);

const CASES: readonly Case[] = [
  { name: 'nothing that was never read', features: [], says: [] },
  { name: 'nothing of a service without rules', features: accepts({}), says: [] },
  {
    name: 'a rule for everybody',
    features: rejects({ All: detail() }),
    says: ['All: for ANY_PHONE_NUMBER', 'selectiveRejection on'],
  },
  {
    name: 'callers by number, whatever their spelling, and an extension as its number',
    features: accepts({ Friends: from('2025550111', '+1-2025550112', '0102') }),
    says: ['Friends: for +12025550111,+12025550112,+12025550102', 'selectiveAcceptance on'],
  },
  {
    name: 'private callers among the anonymous ones',
    features: rejects({ Hidden: { ...from(), includePrivateCallers: true, includeUnavailableCallers: true } }),
    says: ['Hidden: for  anonymous unavailable', 'selectiveRejection on'],
  },
  {
    name: 'forwarded calls, which only rejection knows',
    features: rejects({ Diverted: detail({ callsFrom: 'Forwarded' }) }),
    says: ['Diverted: for FORWARDED', 'selectiveRejection on'],
  },
  {
    name: 'a hundred numbers in rules of twelve, which add up to the same',
    features: rejects({ Pests: from(...numbers(100)) }),
    says: [
      ...Array.from({ length: 9 }, (_, part) => {
        const some = numbers(100).slice(part * 12, part * 12 + 12);
        return `Pests${part === 0 ? '' : ` (${part + 1})`}: for ${some.join(',')}`;
      }),
      'selectiveRejection on',
    ],
  },
  {
    name: 'a part of a long rule that is called like another rule under a name of its own',
    features: rejects({ Pests: from(...numbers(13)), 'Pests (2)': from('2025550111') }),
    says: [
      `Pests: for ${numbers(12).join(',')}`,
      `Pests (2): for ${numbers(13)[12]}`,
      'Pests (2) [2]: for +12025550111',
      'selectiveRejection on',
    ],
  },
  {
    name: 'patterns and extensions without a number not at all, and says so',
    features: rejects({ Pests: from('20255501*', '0103', '2025550111') }),
    says: ['Pests: for +12025550111', 'selectiveRejection on'],
    losses: ['Selective Call Rejection part'],
  },
  {
    name: 'a service switched off where a rule lost some of the callers that it let through',
    features: accepts({ Friends: from('20255501??', '2025550111') }),
    says: ['Friends: for +12025550111', 'selectiveAcceptance off'],
    losses: ['Selective Call Acceptance part', 'Selective Call Acceptance manual'],
  },
  {
    name: 'no rule without a caller that is left',
    features: rejects({ Pests: from('20255501*') }),
    says: ['selectiveRejection off'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'a rule that was never read is told, and holds back nobody who came through',
    features: accepts({ Friends: from('2025550111'), Family: undefined }),
    says: ['Friends: for +12025550111', 'selectiveAcceptance off'],
    losses: ['Selective Call Acceptance manual', 'Selective Call Acceptance manual'],
  },
  {
    name: 'rejection goes on without a rejecting rule that was never read',
    features: rejects({ Pests: from('2025550111'), Others: undefined }, { Others: { blacklisted: false } }),
    says: ['Pests: for +12025550111', 'selectiveRejection on'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'rejection stops without an exempting rule that was never read',
    features: rejects({ All: detail(), Friends: undefined }, { Friends: { blacklisted: true } }),
    says: ['All: for ANY_PHONE_NUMBER', 'selectiveRejection off'],
    losses: ['Selective Call Rejection manual', 'Selective Call Rejection manual'],
  },
  {
    name: 'no rule that is off beside one that is on',
    features: rejects({ On: detail(), Off: from('2025550111') }, { Off: { isActive: false } }),
    says: ['On: for ANY_PHONE_NUMBER', 'selectiveRejection on'],
    losses: ['Selective Call Rejection part'],
  },
  {
    name: 'all rules of a service of which none is on, switched off',
    features: rejects({ Off: from('2025550111') }, { Off: { isActive: false } }),
    says: ['Off: for +12025550111', 'selectiveRejection off'],
  },
  {
    name: 'one rule for two that say the same',
    features: rejects({ One: from('2025550111'), Two: from('+12025550111') }),
    says: ['One: for +12025550111', 'selectiveRejection on'],
  },
  {
    name: 'no rule for calls to some of the own numbers',
    features: rejects({ Second: detail({ callsTo: [{ type: 'Alternate', number: '2025550155' }] }) }),
    says: ['selectiveRejection off'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'no rule whose callers nobody knows',
    features: rejects({ New: detail({ callsFrom: 'Some new word' }) }),
    says: ['selectiveRejection off'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'forwarding to the default number, to another one, and not at all',
    features: forwards({
      Default: detail({ forwardTo: 'Forward To Default Number' }),
      Other: { ...from('2025550111'), forwardTo: 'Forward To Specified Number', forwardToPhoneNumber: '+442079460000' },
      Never: { ...from('2025550112'), forwardTo: 'Do not forward' },
    }),
    says: [
      'Default: for ANY_PHONE_NUMBER to 0102',
      'Other: for +12025550111 to +442079460000',
      'Never: not for +12025550112 to 0102',
      'selectiveForwarding on',
    ],
  },
  {
    name: 'forwarding that is off with all that is stored',
    features: forwards({ Default: detail({ forwardTo: 'Forward To Default Number' }) }, { isActive: false }),
    says: ['Default: for ANY_PHONE_NUMBER to 0102', 'selectiveForwarding off'],
  },
  {
    name: 'no rule that forwards where Webex cannot',
    features: forwards(
      { Away: detail({ forwardTo: 'Forward To Default Number' }) },
      { defaultForwardToPhoneNumber: 'sip:desk@elsewhere.example.test' },
    ),
    says: ['selectiveForwarding off'],
    losses: ['Call Forwarding Selective manual', 'Call Forwarding Selective manual'],
  },
  {
    name: 'a rule in the hours of the person, with the schedule that it needs',
    features: [...rejects({ Night: hours('User') }), ownSchedule(['Mondays', weekly])],
    says: ['Night: for ANY_PHONE_NUMBER in PEOPLE businessHours Hours', 'selectiveRejection on', 'schedule Hours of 1'],
  },
  {
    name: 'no schedule that no rule refers to',
    features: [...rejects({ All: detail() }), ownSchedule(['Mondays', weekly])],
    says: ['All: for ANY_PHONE_NUMBER', 'selectiveRejection on'],
  },
  {
    name: 'no rule whose schedule is missing',
    features: rejects({ Night: hours('User') }),
    says: ['selectiveRejection off'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'the schedule of the level that the rule names, though another one has its name',
    features: [...rejects({ Night: hours('Group') }), ownSchedule(['Mondays', weekly])],
    responses: [sharedSchedule('acme/north')],
    says: ['Night: for ANY_PHONE_NUMBER in GROUP businessHours Hours', 'selectiveRejection on'],
  },
  {
    name: 'the only schedule of that name where the rule names no level',
    features: rejects({ Night: hours() }),
    responses: [sharedSchedule('acme')],
    says: ['Night: for ANY_PHONE_NUMBER in GROUP businessHours Hours', 'selectiveRejection on'],
  },
  {
    name: 'no rule whose holidays are the hours of that name',
    features: rejects({ Night: { ...detail({}), holidaySchedule: { name: 'Hours', type: 'Group' } } }),
    responses: [sharedSchedule('acme/north')],
    says: ['selectiveRejection off'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'no acceptance by a schedule of which an event cannot come along',
    features: accepts({ Day: hours('Group') }),
    responses: [sharedSchedule('acme/north'), { ...sharedSchedule('acme/north'), ...MONTHLY }],
    says: ['Day: for ANY_PHONE_NUMBER in GROUP businessHours Hours', 'selectiveAcceptance off'],
    losses: ['Selective Call Acceptance manual'],
  },
  {
    name: 'no rule whose schedule could be one of two',
    features: [...rejects({ Night: hours() }), ownSchedule(['Mondays', weekly])],
    responses: [sharedSchedule('acme/north')],
    says: ['selectiveRejection off', 'schedule Hours of 1'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'no rule with hours and holidays',
    features: rejects({ Both: { ...hours('User'), holidaySchedule: { name: 'Closed' } } }),
    says: ['selectiveRejection off'],
    losses: ['Selective Call Rejection manual'],
  },
  {
    name: 'a schedule without events that people cannot have, and no acceptance at fewer times than before',
    features: [...accepts({ Day: hours('User') }), ownSchedule(['Mondays', weekly], ['Christmas', yearly])],
    says: ['Day: for ANY_PHONE_NUMBER in PEOPLE businessHours Hours', 'selectiveAcceptance off', 'schedule Hours of 1'],
    losses: ['Selective Call Acceptance manual', 'Schedules part'],
  },
  {
    name: 'nothing on a phone in a place, and says so',
    kind: 'workspace',
    features: rejects({ All: detail() }),
    says: [],
    losses: ['Selective Call Rejection lost'],
  },
  {
    name: 'nothing on a phone in a place where no rule is on',
    kind: 'workspace',
    features: rejects({ All: detail() }, { All: { isActive: false } }),
    says: [],
  },
];

describe('mapSelectiveServices', () => {
  it.each(CASES)('carries $name', ({ says, losses = [], ...given }) => {
    const mapped = map(given);

    expect(said(mapped)).toEqual(says);
    expect((mapped.losses ?? []).map(({ service: of, verdict }) => `${of} ${verdict}`)).toEqual(losses);
  });

  it('names drafts apart and answers for every field', () => {
    const { drafts } = map({
      features: [
        ...rejects({ Pests: { ...from(...numbers(13)), timeSchedule: { name: 'Hours', type: 'User' } } }),
        ...forwards({ Pests: detail({ forwardTo: 'Forward To Default Number' }) }),
        ownSchedule(['Mondays', weekly]),
      ],
    });

    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
    for (const { data, why } of drafts) expect(Object.keys(data).filter((field) => !(field in why))).toEqual([]);
  });

  it('tells the answers of two rules apart, number by number', () => {
    const accounts =
      map({ features: rejects({ 'A.b': from('20255501*', '2025550111'), C: from('9*') }) }).accounts ?? [];
    const base = `user:${ANNA} UserSelectiveCallRejectionGetCriteriaResponse`;

    expect(accounts).toContainEqual({
      prefix: `${base}?criteriaName%3DA%2Eb.fromDnCriteria.phoneNumber`,
      outcome: 'lost',
      reason: 'caller-has-no-form',
    });
    expect(accounts).toContainEqual({
      prefix: `${base}?criteriaName%3DC`,
      outcome: 'manual',
      reason: 'no-caller-left',
    });
  });
});

describe('events of a schedule of a person', () => {
  const single = (event: string, state: 'read' | 'error') => ({
    name: `Time/Hours/${event}`,
    ...(state === 'read'
      ? { state, content: { events: [{ name: event, body: eventBody(weekly) }] } }
      : { state, error: '[Error 4000] gone' }),
  });
  const events = (...parts: ReturnType<typeof single>[]) => sourceFeature(ANNA, 'personScheduleEvents', { parts });
  const rules = rejects({ Night: hours('User') });

  it('whose answer was an error are missed by name, and the rule is not whole', () => {
    const mapped = map({ features: [...rules, events(single('Mondays', 'read'), single('Fair', 'error'))] });

    expect(mapped.losses?.map(({ notice }) => notice)).toContain(
      'The event "Fair" of the schedule "Hours" is missing: its answer was an error ([Error 4000] gone).',
    );
  });

  it('are not missed where another answer told them', () => {
    const mapped = map({ features: [...rules, ownSchedule(['Fair', weekly]), events(single('Fair', 'error'))] });

    expect(mapped.losses ?? []).toEqual([]);
  });
});
