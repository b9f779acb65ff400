import { describe, expect, it } from 'vitest';
import { partRef } from '../../src/domain/keys.ts';
import type {
  Criterion,
  CriterionDetail,
  ExecutiveAlerting,
  ExecutiveFiltering,
} from '../../src/domain/source-features.ts';
import type { Mapped } from '../../src/map/context.ts';
import { sourceService, sourceUser } from '../builders/source-builders.ts';
import { ANNA, at, BERT, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const EXECUTIVE = { services: [sourceService('Executive')] };
const ASSISTANT = { services: [sourceService('Executive-Assistant')] };
const dora = sourceUser({
  userId: 'dora@acme.example.test',
  dn: '+12025550104',
  extension: '0104',
  services: [sourceService('Executive-Assistant')],
});
const carl = { userKey: 'carl@acme.example.test', userId: 'carl@acme.example.test' };
const member = ({ key, userId }: { readonly key: string; readonly userId: string }) => ({ userKey: key, userId });

describe('an executive', () => {
  it('is one without a word about assistants where nobody was asked, and with none where none is named', () => {
    expect(mapAnna([], { user: EXECUTIVE })).toMatchObject({ drafts: [{ data: { type: 'EXECUTIVE' } }], accounts: [] });

    const mapped = mapAnna([of('executive', { members: [] })], { user: EXECUTIVE });

    expect(mapped.drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
    expect(endsOf(mapped, 'executive')).toEqual(['allowOptInOut lost: no-such-field']);
  });

  it('gets the assistants that are some, and the rest is told one by one', () => {
    const mapped = mapAnna([of('executive', { members: [member(dora), member(BERT), carl] })], {
      user: EXECUTIVE,
      parts: { users: [sourceUser(EXECUTIVE), BERT, dora] },
    });

    expect(settingOf(mapped, 'assignedAssistants')).toMatchObject({
      data: { members: [`subscriber:${dora.key}`] },
      why: { members: { sources: [at('executive', `assistantUserTable[${dora.key}]`)] } },
    });
    expect(endsOf(mapped, 'executive')).toEqual([
      'allowOptInOut lost: no-such-field',
      `assistantUserTable[${carl.userKey}] lost: member-does-not-move`,
      `assistantUserTable[${BERT.key}] manual: no-assistant-service`,
    ]);
    expect(told(mapped)).toEqual(['part Executive', 'manual Executive']);
  });

  it('is not assisted by somebody who becomes an executive in Webex, nor twice by the same', () => {
    const both = sourceUser({ ...dora, services: [...EXECUTIVE.services, ...ASSISTANT.services] });
    const assistantsOf = (assistant: typeof dora) =>
      mapAnna([of('executive', { members: [member(assistant), member(assistant)] })], {
        user: EXECUTIVE,
        parts: { users: [sourceUser(EXECUTIVE), assistant] },
      });

    expect(settingOf(assistantsOf(dora), 'assignedAssistants').data).toMatchObject({
      members: [`subscriber:${dora.key}`],
    });
    expect(assistantsOf(both).drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
    expect(endsOf(assistantsOf(both), 'executive')).toContain(
      `assistantUserTable[${dora.key}] manual: no-assistant-service`,
    );
  });

  it('stays the executive where the source makes it an assistant as well', () => {
    const services = [...EXECUTIVE.services, ...ASSISTANT.services];
    const mapped = mapAnna([of('executiveAssistant', { enableDivert: true, members: [] })], { user: { services } });

    expect(settingOf(mapped, 'executiveAssistant').data).toMatchObject({ type: 'EXECUTIVE' });
    expect(mapped.losses).toEqual([
      expect.objectContaining({
        service: 'Executive-Assistant',
        verdict: 'lost',
        sources: [sourceService('Executive-Assistant').source],
      }),
    ]);
  });
});

describe('the filter of an executive', () => {
  const filter = (data: Partial<ExecutiveFiltering>) =>
    mapAnna([of('executiveFiltering', { criteria: [], ...data })], { user: EXECUTIVE });

  it.each([
    ['All Calls', 'ALL_CALLS', true],
    ['All Internal Calls', 'ALL_INTERNAL_CALLS', true],
    ['All External Calls', 'ALL_EXTERNAL_CALLS', false],
  ])('of %s becomes %s, on or off as it was', (simpleType, filterType, enabled) => {
    const mapped = filter({ enabled, mode: 'Simple', simpleType, criteria: [{ name: 'Old', isActive: true }] });

    expect(settingOf(mapped, 'executiveFiltering')).toMatchObject({
      data: { enabled, filterType },
      why: {
        enabled: { sources: [at('executiveFiltering', 'enableFiltering')] },
        filterType: { sources: [at('executiveFiltering', 'simpleFilterType')] },
      },
    });
    expect(mapped.losses).toEqual([]);
    expect(endsOf(mapped, 'executiveFiltering')).toEqual([
      'criteriaTable not used: rules-that-do-not-hold',
      'filteringMode migrated: part-of-the-filter',
    ]);
  });

  const BASE = 'UserExecutiveGetFilteringSelectiveCriteriaResponse';
  const rule = (fields: Partial<CriterionDetail>): CriterionDetail => ({
    callsFrom: 'Any',
    filter: true,
    phoneNumbers: [],
    callsTo: [],
    ...fields,
  });
  /** An executive whose calls are filtered by rules; one without details was never read. */
  const byRules = (
    rules: Readonly<Record<string, CriterionDetail | undefined>>,
    data: Partial<ExecutiveFiltering> = {},
    listed: Readonly<Record<string, Partial<Criterion>>> = {},
    further: Parameters<typeof mapAnna>[0] = [],
  ) => {
    const criteria = Object.keys(rules).map((name) => ({ name, isActive: true, ...listed[name] }));
    const parts = Object.entries(rules).flatMap(([name, content]) =>
      content === undefined ? [] : [{ name, state: 'read' as const, content }],
    );
    const whole = { enabled: true, mode: 'Advanced', simpleType: 'All Calls', criteria, ...data };
    return mapAnna([of('executiveFiltering', whole), of('executiveFilteringCriteria', { parts }), ...further], {
      user: EXECUTIVE,
      parts: { users: [sourceUser(EXECUTIVE), BERT] },
    });
  };
  const rulesOf = ({ drafts }: Mapped) =>
    drafts.flatMap(({ data }) =>
      'setting' in data && data.setting === 'selectiveRule' && 'service' in data ? [data] : [],
    );

  it('by rules comes along with them, those that are off included', () => {
    const mapped = byRules(
      {
        Press: rule({ callsFrom: 'Any External' }),
        Staff: rule({ callsFrom: 'Any Internal', callsTo: [{ type: 'Primary', number: '+12025550101' }] }),
        Family: rule({ callsFrom: 'Specified Only', phoneNumbers: ['+12025550151', '0102'], filter: false }),
      },
      {},
      { Staff: { isActive: false } },
    );

    expect(settingOf(mapped, 'executiveFiltering')).toMatchObject({
      data: { enabled: true, filterType: 'CUSTOM_CALL_FILTERS' },
      why: { filterType: { sources: [at('executiveFiltering', 'filteringMode')] } },
    });
    const service = 'executiveFiltering';
    expect(rulesOf(mapped)).toMatchObject([
      { service, name: 'Press', callsFrom: 'ANY_EXTERNAL', applies: true, active: true },
      {
        service,
        name: 'Staff',
        callsFrom: 'ANY_INTERNAL',
        active: false,
        calledNumbers: [{ type: 'PRIMARY', phoneNumber: '+12025550101' }],
      },
      { service, name: 'Family', phoneNumbers: ['+12025550151', '+12025550102'], applies: false, active: true },
    ]);
    expect(mapped.losses).toEqual([]);
    expect(endsOf(mapped, 'executiveFiltering')).toEqual(['simpleFilterType not used: filtered-by-rules']);
    const ids = mapped.drafts.filter(({ id }) => id.includes('/selectiveRule/')).map(({ why }) => why.active?.sources);
    expect(ids[0]).toEqual([
      at('executiveFiltering', 'criteriaTable[1]'),
      partRef({ kind: 'user', key: ANNA }, BASE, 'criteriaName=Press'),
    ]);
  });

  it.each<[string, CriterionDetail['callsTo'][number], string]>([
    ['in full', { type: 'Alternate', number: '+12025550111' }, '+12025550111'],
    ['in digits of the country', { type: 'Alternate', number: '2025550111' }, '+12025550111'],
    ['by its extension', { type: 'Alternate', extension: '0112' }, '+12025550112'],
  ])('by a rule for an alternate number, named %s, holds for that one', (_, called, phoneNumber) => {
    const alternateNumbers = of('alternateNumbers', {
      entries: [
        { position: '01', phoneNumber: '2025550111' },
        { position: '03', phoneNumber: '2025550112', extension: '0112' },
      ],
    });
    const mapped = byRules({ Press: rule({ callsFrom: 'Any', callsTo: [{ type: 'Primary' }, called] }) }, {}, {}, [
      alternateNumbers,
    ]);

    expect(rulesOf(mapped)).toMatchObject([
      {
        calledNumbers: [
          { type: 'PRIMARY', phoneNumber: '+12025550101' },
          { type: 'ALTERNATE', phoneNumber },
        ],
      },
    ]);
    expect(mapped.losses).toEqual([]);
  });

  it('loses a rule that sends calls to the assistants, and stays on: the executive gets those calls', () => {
    const listed = { Press: { callsFrom: 'Any External', timeSchedule: 'Week (User)', filter: true } };
    const mapped = byRules({ Press: undefined }, {}, listed);

    expect(settingOf(mapped, 'executiveFiltering').data).toMatchObject({ enabled: true });
    expect(mapped.losses).toMatchObject([
      {
        service: 'Executive',
        verdict: 'manual',
        notice:
          'The rule "Press" (is sent; callers: Any External; hours: Week (User)) does not come along: its details were never read.',
      },
    ]);
    expect(endsOf(mapped, 'executiveFiltering')).toContain('criteriaTable[1] manual: rule-never-read');
  });

  it.each<[string, Readonly<Record<string, CriterionDetail | undefined>>]>([
    ['was never read', { Family: undefined }],
    [
      'is for an alternate number that does not come along',
      { Family: rule({ filter: false, callsTo: [{ type: 'Alternate', number: '1' }] }) },
    ],
    [
      'is for the own number, and one that does not come along',
      { Family: rule({ filter: false, callsTo: [{ type: 'Primary' }, { type: 'Alternate', number: '1' }] }) },
    ],
    [
      'knows callers that have no form',
      { Family: rule({ filter: false, callsFrom: 'Specified Only', phoneNumbers: ['+12025550151', '0999'] }) },
    ],
  ])('is switched off where a rule that keeps calls with the executive %s', (_, rules) => {
    const mapped = byRules(rules, {}, { Family: { filter: false } });

    expect(settingOf(mapped, 'executiveFiltering')).toMatchObject({
      data: { enabled: false },
      why: { enabled: { rule: 'off-until-its-rules-are-whole', changed: true } },
    });
    expect(mapped.losses.map(({ notice }) => notice)).toContainEqual(
      expect.stringContaining('The filter of the calls of the executive is switched off'),
    );
  });

  it('does not mind a rule that is off, and was never read', () => {
    const mapped = byRules({ Family: undefined }, {}, { Family: { filter: false, isActive: false } });

    expect(settingOf(mapped, 'executiveFiltering').data).toMatchObject({ enabled: true });
  });

  it('by rules that is off keeps its rules; without any there is nothing to set', () => {
    const kept = byRules({ Press: rule({}) }, { enabled: false });
    expect(settingOf(kept, 'executiveFiltering').data).toMatchObject({ enabled: false });
    expect(rulesOf(kept)).toHaveLength(1);

    const nothing = byRules({}, { enabled: false });
    expect(nothing.drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
    expect(endsOf(nothing, 'executiveFiltering')).toEqual([
      'simpleFilterType not used: filtered-by-rules',
      'enableFiltering migrated: same-as-target-default',
      'filteringMode not used: part-of-the-filter',
    ]);
  });

  it('without rules leaves those that stand beside it', () => {
    const mapped = byRules({ Press: rule({}) }, { mode: 'Simple' });

    expect(rulesOf(mapped)).toEqual([]);
    expect(mapped.accounts).toContainEqual({
      prefix: partRef({ kind: 'user', key: ANNA }, BASE, 'criteriaName=Press'),
      outcome: 'not used',
      reason: 'rules-that-do-not-hold',
    });
  });

  it('is nothing to somebody who is no executive any more', () => {
    const mapped = mapAnna([of('executiveFiltering', { enabled: true, mode: 'Simple', criteria: [] })]);

    expect(mapped.drafts).toEqual([]);
  });
});

describe('how the assistants of an executive are called', () => {
  const ALERTING: ExecutiveAlerting = {
    screening: true,
    screeningAlertType: 'Ring Splash',
    alertMobility: false,
    alertAnywhere: true,
    alertSharedCallAppearance: true,
    mode: 'Sequential',
    nameMode: 'Custom',
    customName: 'Board',
    numberMode: 'Originator',
    callPushRecallRings: '6',
    nextAssistantRings: 3,
    rollover: true,
    rolloverSeconds: 20,
    rolloverAction: 'Forward',
    rolloverForwardTo: '+12025550151',
  };
  const alerting = (data: Partial<ExecutiveAlerting> = {}) =>
    mapAnna([of('executiveAlerting', { ...ALERTING, ...data })], { user: EXECUTIVE });

  it('comes along, with whether the executive notices', () => {
    const mapped = alerting();

    expect(settingOf(mapped, 'executiveAlert')).toMatchObject({
      data: {
        alertingMode: 'SEQUENTIAL',
        nextAssistantRings: 3,
        rolloverEnabled: true,
        rolloverAction: 'FORWARD',
        rolloverDestination: '+12025550151',
        rolloverSeconds: 20,
        nameMode: 'CUSTOM',
        customName: 'Board',
        numberMode: 'ORIGINATOR',
      },
      why: { rolloverDestination: { rule: 'R-NUM-1' } },
    });
    expect(settingOf(mapped, 'executiveScreening').data).toMatchObject({
      enabled: true,
      alertType: 'RING_SPLASH',
      alertReachedNumbers: true,
      alertMobile: false,
      alertSharedLines: true,
    });
    expect(mapped.losses).toEqual([]);
    expect(endsOf(mapped, 'executiveAlerting')).toEqual(['callPushRecallNumberOfRings lost: no-such-field']);
  });

  it('treats a call as unanswered where it was sent to a number that nobody can write', () => {
    const mapped = alerting({ rolloverForwardTo: '*72' });

    expect(settingOf(mapped, 'executiveAlert')).toMatchObject({
      data: { rolloverAction: 'NO_ANSWER_PROCESSING' },
      why: { rolloverAction: { rule: 'forward-target-unresolved', changed: true } },
    });
    expect(settingOf(mapped, 'executiveAlert').why).not.toHaveProperty('rolloverDestination');
    expect(mapped.losses.map(({ notice }) => notice)).toEqual([
      expect.stringContaining('Calls are no longer sent to "*72"'),
    ]);
    expect(endsOf(mapped, 'executiveAlerting')).toContain(
      'rolloverForwardToPhoneNumber manual: forward-target-unresolved',
    );
  });

  it('shows the number of the executive where another one cannot be written', () => {
    const mapped = alerting({ numberMode: 'Custom', customNumber: '*55' });

    expect(settingOf(mapped, 'executiveAlert').data).toMatchObject({ numberMode: 'EXECUTIVE' });
    expect(mapped.losses.map(({ notice }) => notice)).toEqual([
      expect.stringContaining('Assistants see the number of the executive, no longer "*55"'),
    ]);
  });

  it('is as the target has it where a word is not known or missing', () => {
    const mapped = mapAnna([of('executiveAlerting', {})], { user: EXECUTIVE });

    expect(settingOf(mapped, 'executiveAlert').why.alertingMode).toEqual({ rule: 'target-default', sources: [] });
    expect(settingOf(mapped, 'executiveScreening').data).toMatchObject({ enabled: false, alertType: 'SILENT' });
  });
});

describe('an assistant', () => {
  const divert = (enableDivert: boolean, divertToPhoneNumber?: string) =>
    mapAnna(
      [
        of('executiveAssistant', {
          enableDivert,
          members: [],
          ...(divertToPhoneNumber === undefined ? {} : { divertToPhoneNumber }),
        }),
      ],
      { user: ASSISTANT },
    );

  it('diverts nowhere where nobody was asked', () => {
    expect(mapAnna([], { user: ASSISTANT }).drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
  });

  it('keeps the target of a divert that is off', () => {
    expect(settingOf(divert(false, '+12025550151'), 'assistantDivert')).toMatchObject({
      data: { enabled: false, destination: '+12025550151' },
      why: { destination: { rule: 'R-NUM-1', sources: [at('executiveAssistant', 'divertToPhoneNumber')] } },
    });
  });

  it.each([
    { on: true, end: 'manual', notice: 'Calls are no longer sent to "*72"' },
    { on: false, end: 'not used', notice: 'The stored target "*72" (switched off)' },
  ])('tells of a target that cannot be written ($end)', ({ on, end, notice }) => {
    const mapped = divert(on, '*72');

    expect(mapped.drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
    expect(endsOf(mapped, 'executiveAssistant')).toEqual([
      'executiveTable not used: copy-of-the-executives',
      'divertToPhoneNumber manual: forward-target-unresolved',
      `enableDivert ${end}: no-target-to-divert-to`,
    ]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({ service: 'Executive-Assistant', notice: expect.stringContaining(notice) }),
    ]);
  });

  it('has nothing to tell where it never had a target', () => {
    const mapped = divert(false);

    expect(endsOf(mapped, 'executiveAssistant')).toEqual([
      'executiveTable not used: copy-of-the-executives',
      'enableDivert not used: no-target-to-divert-to',
    ]);
    expect(mapped.losses).toEqual([]);
  });
});
