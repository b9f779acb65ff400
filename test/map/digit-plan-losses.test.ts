import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { FeatureData, FeatureName } from '../../src/domain/source.ts';
import { digitPlansOfGroups } from '../../src/map/losses/digit-plan-losses.ts';
import { sourceFeature } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, endsOf, mapAnna, of } from './settings-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const ofGroup = <Name extends FeatureName>(name: Name, data: FeatureData[Name]) =>
  sourceFeature(GROUP.key, name, data, { owner: GROUP });
const PATTERNS = ofGroup('groupDigitPatterns', {
  patterns: [{ name: 'Premium', pattern: '0900*' }, { name: '118' }, { name: '0800', pattern: '0800' }],
});
const PLAN = { Premium: 'Disallow', 118: 'Authorization Code Required', '0800': 'Allow', Odd: 'Sometimes' };

describe('patterns of digits in calling plans', () => {
  it('of a group and its departments are told with their digits, and what becomes of the calls', () => {
    const { losses, accounts } = digitPlansOfGroups(
      contextOf({
        features: [
          PATTERNS,
          ofGroup('groupDigitPlan', {
            permissions: PLAN,
            departments: [{ name: 'Lab', permissions: { Premium: 'Transfer To Second Transfer Number' } }],
          }),
          ofGroup('groupRedirectingDigitPlan', { permissions: { '0800': 'false', Premium: 'true' } }),
        ],
      }),
    );

    expect(losses).toMatchObject([
      {
        owner: 'group:acme/north',
        service: 'Outgoing Calling Plan',
        verdict: 'manual',
        notice:
          'Patterns of digits decide calls of everybody here before the kind of call does, and do not come along: ' +
          '118: only with a code; Premium (0900*): blocked; 0800: allowed, not to be handed on; Odd: "Sometimes".',
        action: expect.stringContaining('of the location'),
        sources: [
          'group:acme/north groupDigitPlan.groupPermissions',
          'group:acme/north groupRedirectingDigitPlan.groupPermissions',
        ],
      },
      {
        notice: expect.stringContaining(
          'of the department Lab before the kind of call does, and do not come along: Premium (0900*): handed over to transfer number 2.',
        ),
      },
    ]);
    expect(accounts).toEqual(
      ['groupDigitPlan', 'groupRedirectingDigitPlan'].map((name) => ({
        prefix: `group:acme/north ${name}`,
        outcome: 'manual',
        reason: 'digit-patterns-by-hand',
      })),
    );
  });

  it('of a person with a plan of its own are told of the person, with the digits of the group', () => {
    const mapped = mapAnna([
      ofGroup('groupPinholePatterns', { patterns: [{ name: 'Cabs', pattern: '0800??' }] }),
      of('pinholePlan', { useCustomSettings: true, permissions: { Cabs: 'Allow', Premium: 'Ignore' } }),
      of('digitPlan', { useCustomSettings: false, permissions: PLAN }),
    ]);

    expect(mapped.losses).toMatchObject([
      { owner: `user:${ANNA}`, notice: expect.stringMatching(/ of this person .*: Cabs \(0800\?\?\): allowed\.$/) },
    ]);
    expect(endsOf(mapped, 'pinholePlan')).toEqual(['manual: digit-patterns-by-hand']);
    expect(endsOf(mapped, 'digitPlan')).toEqual(['not used: follows-department-or-group']);
  });

  it.each([
    [{ Premium: 'Ignore' }],
    [{}],
    [undefined],
  ])('that only keep calls from being handed on are told too (%o)', (calls) => {
    const { losses } = digitPlansOfGroups(
      contextOf({
        features: [
          ...(calls === undefined ? [] : [ofGroup('groupDigitPlan', { permissions: calls })]),
          ofGroup('groupRedirectingDigitPlan', { permissions: { Premium: 'Disallow', Cabs: 'true' } }),
        ],
      }),
    );

    expect(losses).toMatchObject([{ notice: expect.stringMatching(/: Premium: not to be handed on\.$/) }]);
  });

  it('of a person who follows the group in calls alone are told of what it says itself', () => {
    const mapped = mapAnna([
      of('digitPlan', { useCustomSettings: false, permissions: PLAN }),
      of('redirectingDigitPlan', { useCustomSettings: true, permissions: { Premium: 'false' } }),
    ]);

    expect(mapped.losses).toMatchObject([{ notice: expect.stringMatching(/: Premium: not to be handed on\.$/) }]);
    expect(endsOf(mapped, 'digitPlan')).toEqual(['not used: follows-department-or-group']);
    expect(endsOf(mapped, 'redirectingDigitPlan')).toEqual(['manual: digit-patterns-by-hand']);
  });

  it('are no loss where a plan names none, or nobody of the group moves', () => {
    const empty = ofGroup('groupDigitPlan', { permissions: {} });

    expect(digitPlansOfGroups(contextOf({ features: [empty] })).losses).toEqual([]);
    expect(digitPlansOfGroups(contextOf({ features: [PATTERNS] })).losses).toEqual([]);
  });
});
