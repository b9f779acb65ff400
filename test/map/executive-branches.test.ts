import { describe, expect, it } from 'vitest';
import type { ExecutiveFiltering } from '../../src/domain/source-features.ts';
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

  it('by rules stays off, and the rules are told with what they say', () => {
    const criteria = [
      { name: 'Press', isActive: true, callsFrom: 'Any External', filter: true },
      { name: 'Family', isActive: true, callsFrom: 'Specified Only', timeSchedule: 'Week (User)', filter: false },
      { name: 'Old', isActive: false },
    ];
    const mapped = filter({ enabled: true, mode: 'Advanced', simpleType: 'All Calls', criteria });

    expect(mapped.drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
    expect(mapped.losses).toMatchObject([
      {
        service: 'Executive',
        verdict: 'manual',
        notice:
          'No call is sent to the assistants, for the rules that say which do not come along: "Press" (is sent; callers: Any External), "Family" (stays; callers: Specified Only; hours: Week (User)).',
      },
    ]);
    expect(endsOf(mapped, 'executiveFiltering')).toEqual([
      'criteriaTable manual: filter-rules-by-hand',
      'simpleFilterType not used: filtered-by-rules',
      'enableFiltering manual: filter-rules-by-hand',
      'filteringMode manual: filter-rules-by-hand',
    ]);
  });

  it('by rules that is off needs no word', () => {
    const mapped = filter({ enabled: false, mode: 'Advanced', criteria: [{ name: 'Press', isActive: true }] });

    expect(endsOf(mapped, 'executiveFiltering')).toContainEqual('criteriaTable not used: rules-that-do-not-hold');
    expect(mapped.losses).toEqual([]);
    expect(mapped.drafts).toHaveLength(1);
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
