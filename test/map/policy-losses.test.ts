import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { CallPolicy } from '../../src/domain/source-policies.ts';
import { policyLossesOfGroups } from '../../src/map/losses/policy-losses.ts';
import { sourceFeature } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const PROVIDER: EntityRef = { kind: 'serviceProvider', key: 'acme' };
const NOTHING: CallPolicy = { own: [], limits: {}, further: {} };
const group = (data: Partial<CallPolicy>) =>
  sourceFeature(GROUP.key, 'groupCallPolicy', { ...NOTHING, ...data }, { owner: GROUP });
const provider = (data: Partial<CallPolicy>) =>
  sourceFeature(PROVIDER.key, 'providerCallPolicy', { ...NOTHING, ...data }, { owner: PROVIDER });
const told = (...features: readonly ReturnType<typeof group | typeof provider>[]) =>
  policyLossesOfGroups(contextOf({ features }));

describe('policies of groups', () => {
  it('end where the group sets them itself, and say which values', () => {
    const { losses, accounts } = told(
      group({
        own: ['CallLimits', 'CLID'],
        limits: { SimultaneousCalls: '3', CallTimeForAnsweredCalls: '600', RedirectionDepth: '5' },
        blockCallingNameForExternalCalls: true,
        useGroupName: true,
      }),
      provider({ limits: { SimultaneousCalls: '9' } }),
    );

    expect(losses).toMatchObject([
      {
        owner: 'group:acme/north',
        verdict: 'lost',
        notice: 'Limits of everybody here end: simultaneous calls 3, call time for answered calls 600.',
      },
      { verdict: 'lost', notice: expect.stringContaining('see the names of everybody here again') },
      { verdict: 'lost', notice: expect.stringContaining('no longer the name of the group') },
    ]);
    expect(accounts).toContainEqual({
      prefix: 'group:acme/north groupCallPolicy.maxCallTimeForAnsweredCallsMinutes',
      outcome: 'lost',
      reason: 'policy-told-to-the-group',
    });
  });

  it('are those of the provider where the group follows it', () => {
    expect(
      told(group({ limits: { SimultaneousCalls: '3' } }), provider({ limits: { SimultaneousCalls: '9' } })).losses,
    ).toMatchObject([
      {
        owner: 'group:acme/north',
        notice: 'Limits of everybody here end: simultaneous calls 9. This comes from the provider.',
        sources: expect.arrayContaining(['serviceProvider:acme providerCallPolicy.maxSimultaneousCalls']),
      },
    ]);
  });

  it.each([
    ['nothing is limited but loops', [group({ own: ['CallLimits'], limits: { RedirectionDepth: '5' } })]],
    ['the policy of the group was never read', [provider({ limits: { SimultaneousCalls: '9' } })]],
    ['the provider it follows was never read', [group({ limits: { SimultaneousCalls: '3' }, useGroupName: true })]],
  ])('are no loss where %s', (_, features) => {
    expect(told(...features)).toMatchObject({ losses: [], accounts: [] });
  });
});
