import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { FeatureData, FeatureName, SourceFeature } from '../../src/domain/source.ts';
import type { Mapped } from '../../src/map/context.ts';
import { mapLocations } from '../../src/map/locations.ts';
import { digitPlansOfGroups } from '../../src/map/losses/digit-plan-losses.ts';
import { sourceFeature } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, at, BERT, endsOf, mapAnna, of, settingOf } from './settings-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const ofGroup = <Name extends FeatureName>(name: Name, data: FeatureData[Name]) =>
  sourceFeature(GROUP.key, name, data, { owner: GROUP });
const PATTERNS = ofGroup('groupDigitPatterns', {
  patterns: [{ name: 'Premium', pattern: '0900*' }, { name: '118' }, { name: '0800', pattern: '0800*' }],
});
const NAMES = ['Premium', '118', '0800'];
const planOf = (permissions: Record<string, string>) =>
  ofGroup('groupDigitPlan', { permissions, patternNames: NAMES.filter((name) => name in permissions) });
const handedOn = (permissions: Record<string, string>) => ofGroup('groupRedirectingDigitPlan', { permissions });

const locationOf = (...features: SourceFeature[]) => {
  const [location] = mapLocations(contextOf({ users: [BERT], features })).drafts;
  if (location === undefined) throw new Error('no location');
  return location;
};
const groupOf = (...features: SourceFeature[]) => digitPlansOfGroups(contextOf({ features }));
const notices = ({ losses }: Mapped) => (losses ?? []).map(({ verdict, notice }) => `${verdict}: ${notice}`);
const entries = ({ drafts }: Mapped) =>
  drafts.flatMap((draft) =>
    draft.kind === 'setting' && draft.data.setting === 'digitPattern'
      ? [`${draft.data.name} ${draft.data.pattern} ${draft.data.action} ${draft.data.transferEnabled}`]
      : [],
  );

describe('patterns of digits of a group', () => {
  it('become those of its location, with where they are said', () => {
    const { data, why } = locationOf(
      PATTERNS,
      planOf({ Premium: 'Disallow', '0800': 'Allow' }),
      handedOn({ '0800': 'false', Premium: 'true' }),
    );

    expect(data.digitPatterns).toEqual([
      { name: '0800', pattern: '0800!', action: 'ALLOW', transferEnabled: false },
      { name: 'Premium', pattern: '0900!', action: 'BLOCK', transferEnabled: false },
    ]);
    expect(why['digitPatterns.0']).toEqual({
      rule: 'digit-plan-of-group',
      sources: [
        'group:acme/north groupDigitPlan.groupPermissions.digitPatternPermissions[2]',
        'group:acme/north groupRedirectingDigitPlan.groupPermissions',
        'group:acme/north groupDigitPatterns.digitPatternTable[3]',
      ],
      note: '"0800" (0800*) is "Allow"; digits as they are dialled in BroadWorks',
    });
  });

  it('are handed over where the transfer number is there, and else blocked and told', () => {
    const plan = planOf({ Premium: 'Transfer To First Transfer Number', '0800': 'Transfer To Second Transfer Number' });
    const numbers = ofGroup('groupTransferNumbers', { numbers: { '01': '+12025550199' } });

    expect(locationOf(PATTERNS, plan, numbers).data.digitPatterns?.map(({ action }) => action)).toEqual([
      'BLOCK',
      'TRANSFER_NUMBER_1',
    ]);
    expect(notices(groupOf(PATTERNS, plan, numbers))).toEqual([
      'part: Patterns of digits that decide calls of everybody here become something else: 0800 (0800*): "Transfer To Second Transfer Number", now blocked.',
    ]);
  });

  it('that Webex cannot say are told, and so is what only keeps calls from being handed on', () => {
    const features = [PATTERNS, planOf({ 118: 'Allow', '0800': 'Ignore' }), handedOn({ '0800': 'Disallow' })];
    const mapped = groupOf(...features);

    expect(locationOf(...features).data).not.toHaveProperty('digitPatterns');
    expect(notices(mapped)).toEqual([
      'manual: Patterns of digits that decide calls of everybody here do not come along: 0800: not to be handed on, which no pattern says alone; 118: "Allow"; its digits were never read.',
    ]);
    expect(mapped.accounts?.map(({ prefix, outcome, reason }) => `${prefix} ${outcome}: ${reason}`)).toEqual(
      expect.arrayContaining([
        'group:acme/north groupDigitPlan.groupPermissions.digitPatternPermissions manual: digit-patterns-by-hand',
        'group:acme/north groupDigitPlan not used: pattern-of-no-call',
        'group:acme/north groupDigitPatterns manual: caller-patterns-by-hand',
      ]),
    );
  });

  it('of which two are the same digits are one, which forbids more; what overlaps is told', () => {
    const features = [
      PATTERNS,
      planOf({ Premium: 'Disallow', '0800': 'Allow' }),
      ofGroup('groupPinholePatterns', {
        patterns: [
          { name: 'premium', pattern: '0900*' },
          { name: 'Cabs', pattern: '0[8,9]001' },
        ],
      }),
      ofGroup('groupPinholePlan', { permissions: { premium: 'Allow', Cabs: 'Allow' } }),
    ];

    expect(locationOf(...features).data.digitPatterns).toEqual([
      { name: 'Cabs 1', pattern: '08001', action: 'ALLOW', transferEnabled: true },
      { name: 'Cabs 2', pattern: '09001', action: 'ALLOW', transferEnabled: true },
      { name: 'premium', pattern: '0900!', action: 'BLOCK', transferEnabled: false },
      { name: '0800', pattern: '0800!', action: 'ALLOW', transferEnabled: true },
    ]);
    expect(notices(groupOf(...features))).toEqual([
      'part: Patterns of digits that decide calls of everybody here become something else: premium and Premium are the same digits (0900!): what forbids more holds.',
      'part: Patterns of digits that decide calls of everybody here contradict each other: some numbers fit both Cabs 2 (09001) and premium (0900!), and which of them Webex follows is not published.',
    ]);
  });

  it('keep their names apart, whatever list they come from', () => {
    const { data } = locationOf(
      ofGroup('groupDigitPatterns', { patterns: [{ name: 'Cabs', pattern: '0900' }] }),
      ofGroup('groupPinholePatterns', { patterns: [{ name: 'cabs', pattern: '0800' }] }),
      ofGroup('groupDigitPlan', { permissions: { Cabs: 'Allow' } }),
      ofGroup('groupPinholePlan', { permissions: { cabs: 'Allow' } }),
    );

    expect(data.digitPatterns?.map(({ name }) => name)).toEqual(['cabs', 'Cabs (2)']);
  });

  it('keep names apart that differ in blanks alone, and those that further patterns of another one get', () => {
    const { data } = locationOf(
      ofGroup('groupDigitPatterns', {
        patterns: [
          { name: 'Cabs', pattern: '0900[1-2]' },
          { name: 'Cabs  1 ', pattern: '0800' },
          { name: 'Cabs 1', pattern: '0700' },
        ],
      }),
      ofGroup('groupDigitPlan', { permissions: { Cabs: 'Allow', 'Cabs  1 ': 'Allow', 'Cabs 1': 'Allow' } }),
    );

    expect(data.digitPatterns?.map(({ name, pattern }) => `${name}: ${pattern}`)).toEqual([
      'Cabs 1: 09001',
      'Cabs 2: 09002',
      'Cabs 1 (2): 0800',
      'Cabs 1 (3): 0700',
    ]);
  });

  it.each([
    ['+', 'a + without digits'],
    ['+*', 'it fits every number with a +, which types of calls say better'],
    ['*', 'it fits every call, which types of calls say better'],
  ])('%s alone is no pattern, and told', (pattern, reason) => {
    const features = [
      ofGroup('groupDigitPatterns', { patterns: [{ name: 'All', pattern }] }),
      ofGroup('groupDigitPlan', { permissions: { All: 'Disallow' } }),
    ];

    expect(locationOf(...features).data).not.toHaveProperty('digitPatterns');
    expect(notices(groupOf(...features)).join()).toContain(reason);
  });

  it('are none where a plan names none, or nobody asked for plans', () => {
    expect(locationOf(PATTERNS, planOf({})).data).not.toHaveProperty('digitPatterns');
    expect(groupOf(PATTERNS).losses).toEqual([]);
  });
});

describe('patterns of digits of a person', () => {
  const group = [PATTERNS, planOf({ Premium: 'Disallow' })];

  it('need no setting where they are those of the location, own ones too', () => {
    const own = of('digitPlan', { useCustomSettings: true, permissions: { Premium: 'Disallow' } });

    expect(entries(mapAnna(group))).toEqual([]);
    const mapped = mapAnna([...group, own]);
    expect(mapped.drafts.filter(({ id }) => id.includes('/digitPattern'))).toEqual([]);
    expect(endsOf(mapped, 'digitPlan')).toEqual(['migrated: same-as-the-location']);
  });

  it('with a plan of its own are those of both plans, and are switched on', () => {
    const mapped = mapAnna([
      ...group,
      ofGroup('groupPinholePatterns', { patterns: [{ name: 'Cabs', pattern: '0800??' }] }),
      of('pinholePlan', { useCustomSettings: true, permissions: { Cabs: 'Allow' }, patternNames: ['Cabs'] }),
      of('digitPlan', { useCustomSettings: false, permissions: { '0800': 'Allow' } }),
    ]);

    expect(entries(mapped)).toEqual(['Cabs 0800XX ALLOW true', 'Premium 0900! BLOCK false']);
    expect(settingOf(mapped, 'digitPatterns')).toMatchObject({
      data: { custom: true },
      why: { custom: { sources: [at('pinholePlan', 'useCustomSettings')] } },
    });
    expect(mapped.drafts.map(({ id }) => id)).toContain(`setting:${ANNA}/digitPattern/Cabs`);
    expect(endsOf(mapped, 'digitPlan')).toEqual(['not used: follows-department-or-group']);
  });

  it('without any, where the location has some, is switched off from those', () => {
    const mapped = mapAnna([...group, of('digitPlan', { useCustomSettings: true, permissions: {} })]);

    expect(entries(mapped)).toEqual([]);
    expect(settingOf(mapped, 'digitPatterns').data).toMatchObject({ custom: true });
  });

  it('in a department with a plan of its own are those of the department', () => {
    const plan = ofGroup('groupDigitPlan', {
      permissions: { Premium: 'Disallow' },
      departments: [{ name: 'Lab', permissions: { Premium: 'Allow', 118: 'Allow' } }],
    });
    const mapped = mapAnna([PATTERNS, plan], { user: { department: 'Lab' } });

    expect(entries(mapped)).toEqual(['Premium 0900! ALLOW true']);
    const [entry] = mapped.drafts.filter(({ id }) => id.endsWith('/digitPattern/Premium'));
    expect(entry?.why.action).toMatchObject({ rule: 'digit-plan-of-department', changed: true });
    expect(notices(mapped)).toEqual([
      'manual: Patterns of digits that decide calls of this person do not come along: 118: "Allow"; its digits were never read.',
    ]);
  });

  it('who follows the plan but not the transfer numbers of the group are said for that person', () => {
    const mapped = mapAnna([
      PATTERNS,
      planOf({ Premium: 'Transfer To First Transfer Number' }),
      ofGroup('groupTransferNumbers', { numbers: { '01': '+12025550199' } }),
      of('transferNumbers', { useCustomSettings: true, numbers: {} }),
    ]);

    expect(entries(mapped)).toEqual(['Premium 0900! BLOCK false']);
    expect(settingOf(mapped, 'digitPatterns').why.custom?.rule).toBe('transfer-numbers-not-of-the-location');
  });
});
