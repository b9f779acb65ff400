import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { SourceUser } from '../../src/domain/source.ts';
import type { CallPolicy } from '../../src/domain/source-policies.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, migrationConfig } from '../builders/draft-builders.ts';
import { sourceFeature, sourceGroup } from '../builders/source-builders.ts';
import { ANNA, mapAnna, of } from './settings-context.ts';

const MAIN = '+1-2025550100';
const OWN_POLICY: CallPolicy = { own: [], limits: {}, further: {} };

/** Anna follows her group, which shows this number in an emergency. */
function emergency(group: string, user: Partial<SourceUser> = {}, clid: string | undefined = MAIN) {
  const owner: EntityRef = { kind: 'group', key: 'acme/north' };
  const ofGroup: CallPolicy = { own: ['CLID'], limits: {}, further: {}, emergencyClidPolicy: group };
  const features = [
    of('callPolicy', OWN_POLICY),
    sourceFeature(owner.key, 'groupCallPolicy', ofGroup, { owner, response: 'GroupCallProcessingGetPolicyResponse' }),
  ];
  const groups = [sourceGroup(clid === undefined ? {} : { callingLineIdPhoneNumber: clid })];
  const mapped = mapAnna(features, { user, parts: { groups } });
  return {
    selected: mapped.drafts.flatMap(({ kind, data, why }) =>
      kind === 'setting' && data.setting === 'emergencyCallback' ? [[data.selected, why.selected?.sources]] : [],
    ),
    told: mapped.losses.filter(({ notice }) => notice.startsWith('Emergency')).map(({ notice }) => notice),
  };
}

describe('the number that emergency services call back', () => {
  const policy = 'group:acme/north GroupCallProcessingGetPolicyResponse.emergencyClidPolicy';

  it('stays that of the location for whoever shows the number of the group', () => {
    expect(emergency('Use Group CLID')).toEqual({ selected: [['LOCATION_ECBN', [policy]]], told: [] });
  });

  it('is the number of the location where that one is configured for the person', () => {
    const { selected } = emergency('Use Configurable CLID', { callingLineIdPhoneNumber: MAIN });

    expect(selected).toEqual([['LOCATION_ECBN', [policy, `user:${ANNA} UserGetResponse.callingLineIdPhoneNumber`]]]);
  });

  it.each([
    ['the policy shows it', 'Use DN', {}],
    ['nothing is configured', 'Use Configurable CLID', {}],
    ['it is configured itself', 'Use Configurable CLID', { callingLineIdPhoneNumber: '+12025550101' }],
  ])('is the own number, as the target has it, where %s', (_, group, user) => {
    expect(emergency(group, user)).toEqual({ selected: [], told: [] });
  });

  it('becomes the own one, and is told, where it is neither', () => {
    const { selected, told } = emergency('Use Configurable CLID', { callingLineIdPhoneNumber: '+12025550102' });

    expect(selected).toEqual([]);
    expect(told).toEqual(['Emergency services see and call back +12025550101, no longer +12025550102.']);
  });
});

describe('the plan', () => {
  it('sets the callback of somebody with a number once the location has one', () => {
    const wanted = {
      id: 'setting:anna/emergencyCallback',
      kind: 'setting',
      customer: 'customer:bw:acme',
      from: 'user:anna@example.test',
      data: { setting: 'emergencyCallback', owner: 'subscriber:anna', selected: 'LOCATION_ECBN' },
      why: {},
    } as const;
    const { steps, unplanned } = buildSteps([...acmeDrafts(), wanted], migrationConfig(), {
      blockers: [],
      provisioningId: 'template',
    });
    const step = steps.find(({ draft }) => draft === wanted.id);
    const labels = new Map(steps.map(({ id, label }) => [id, label]));

    expect(step).toMatchObject({
      kind: 'emergencyCallback',
      label: 'emergency callback of subscriber anna@example.test',
    });
    expect(step?.hard.map((id) => labels.get(id))).toEqual([
      'subscriber anna@example.test',
      'emergency callback of north',
    ]);
    expect(unplanned).toEqual([]);
  });
});
