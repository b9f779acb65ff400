import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { FurtherSetting } from '../../src/domain/further-settings.ts';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { SourceUser } from '../../src/domain/source.ts';
import type { CallPolicy } from '../../src/domain/source-policies.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, migrationConfig } from '../builders/draft-builders.ts';
import {
  type CustomerParts,
  sourceDn,
  sourceFeature,
  sourceGroup,
  sourceInstance,
  sourceUser,
} from '../builders/source-builders.ts';
import { ANNA, mapAnna, of } from './settings-context.ts';

const MAIN = '+1-2025550100';
const OWN_POLICY: CallPolicy = { own: [], limits: {}, further: {} };

/** Anna follows her group, which shows this number in an emergency. */
function emergency(
  group: string,
  user: Partial<SourceUser> = {},
  parts: Partial<CustomerParts> = {},
  clid: string | undefined = MAIN,
) {
  const owner: EntityRef = { kind: 'group', key: 'acme/north' };
  const ofGroup: CallPolicy = { own: ['CLID'], limits: {}, further: {}, emergencyClidPolicy: group };
  const features = [
    of('callPolicy', OWN_POLICY),
    sourceFeature(owner.key, 'groupCallPolicy', ofGroup, { owner, response: 'GroupCallProcessingGetPolicyResponse' }),
  ];
  const groups = [sourceGroup(clid === undefined ? {} : { callingLineIdPhoneNumber: clid })];
  const mapped = mapAnna(features, { user, parts: { groups, ...parts } });
  const drafts = mapped.drafts.flatMap((draft) =>
    draft.kind === 'setting' && draft.data.setting === 'emergencyCallback' ? [{ ...draft, data: draft.data }] : [],
  );
  return {
    selected: drafts.map(({ data, why }) => [data.selected, why.selected?.sources]),
    member: drafts.map(({ data, why }) => [data.member, why.member?.note]),
    told: mapped.losses.filter(({ notice }) => notice.startsWith('Emergency')).map(({ notice }) => notice),
  };
}

describe('the number that emergency services call back', () => {
  const policy = 'group:acme/north GroupCallProcessingGetPolicyResponse.emergencyClidPolicy';

  it('stays that of the location for whoever shows the number of the group', () => {
    expect(emergency('Use Group CLID')).toMatchObject({ selected: [['LOCATION_ECBN', [policy]]], told: [] });
  });

  it('is that of the department before that of the group, as callers see it', () => {
    const department = (number: string, fullPath: string) => ({
      key: `acme/${fullPath}`,
      providerKey: 'acme',
      name: 'Lab',
      fullPath,
      callingLineIdPhoneNumber: number,
    });
    const inLab = (...departments: ReturnType<typeof department>[]) =>
      emergency('Use Group CLID', { department: 'Lab' }, { departments });

    // Bert's number.
    expect(inLab(department('+1-2025550102', 'Lab'))).toMatchObject({
      selected: [['LOCATION_MEMBER_NUMBER', [policy]]],
      told: [],
    });
    expect(inLab(department(MAIN, 'Lab')).selected).toEqual([['LOCATION_ECBN', [policy]]]);
    expect(inLab(department(MAIN, 'East'), department('+1-2025550102', 'West'))).toMatchObject({
      selected: [],
      told: [expect.stringContaining(`${MAIN} or +1-2025550102: its department is not clear`)],
    });
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
    expect(emergency(group, user)).toMatchObject({ selected: [], told: [] });
  });

  it('is that of a colleague in the same location', () => {
    const shown = emergency('Use Configurable CLID', { callingLineIdPhoneNumber: '+12025550102' });

    expect(shown).toEqual({
      selected: [['LOCATION_MEMBER_NUMBER', [policy, `user:${ANNA} UserGetResponse.callingLineIdPhoneNumber`]]],
      member: [
        [
          'subscriber:bert@acme.example.test',
          'emergency services see +12025550102 today, the number of bert@acme.example.test in the same location',
        ],
      ],
      told: [],
    });
  });

  const GATE = '+12025550130';
  const feature = (type: string) => ({
    instances: [sourceInstance({ userId: 'gate@acme.example.test', type, dn: GATE, name: 'Gate' })],
  });
  const shows = { callingLineIdPhoneNumber: GATE };
  const TOLD = ['Emergency services see and call back +12025550101, no longer +12025550130.'];

  it('is that of a hunt group in the same location', () => {
    const { member, told } = emergency('Use Configurable CLID', shows, feature('Hunt Group'));

    expect(member).toEqual([
      [
        'huntGroup:gate@acme.example.test',
        'emergency services see +12025550130 today, the number of Gate in the same location',
      ],
    ]);
    expect(told).toEqual([]);
  });

  const ELSEWHERE = 'acme/south';
  const dora = (groupKey: string) => ({
    users: [
      sourceUser(),
      sourceUser({ userId: 'dora@acme.example.test', groupKey, phoneNumber: '2025550130', dn: GATE }),
    ],
    groups: [sourceGroup({ callingLineIdPhoneNumber: MAIN }), sourceGroup({ key: ELSEWHERE, id: 'south' })],
  });

  it.each<[string, Partial<CustomerParts>]>([
    ['nobody has it', {}],
    ['a queue has it, which the target does not offer', feature('Call Center')],
    ['somebody in another location has it', dora(ELSEWHERE)],
    [
      'the list of numbers gives it to somebody else',
      { ...dora('acme/north'), dns: [sourceDn({ dn: GATE, ownerKey: 'x@acme.example.test' })] },
    ],
  ])('becomes the own one, and is told, where %s', (_, parts) => {
    expect(emergency('Use Configurable CLID', shows, parts)).toEqual({ selected: [], member: [], told: TOLD });
  });
});

describe('the plan', () => {
  const wanted = (data: Partial<FurtherSetting<'emergencyCallback'>>): Draft => ({
    id: 'setting:anna/emergencyCallback',
    kind: 'setting',
    customer: 'customer:bw:acme',
    from: 'user:anna@example.test',
    data: { setting: 'emergencyCallback', owner: 'subscriber:anna', selected: 'LOCATION_ECBN', ...data },
    why: {},
  });
  const OPTIONS = { blockers: [], provisioningId: 'template' };
  const planned = (draft: Draft, blockers: readonly Blocker[] = []) => {
    const { steps, unplanned, blocked } = buildSteps([...acmeDrafts(), draft], migrationConfig(), {
      ...OPTIONS,
      blockers,
    });
    const labels = new Map(steps.map(({ id, label }) => [id, label]));
    const step = steps.find((each) => each.draft === draft.id);
    return { step, steps, unplanned, blocked, waits: step?.hard.map((id) => labels.get(id)) };
  };

  it('sets the callback of somebody with a number once the location has one', () => {
    const { step, waits, unplanned } = planned(wanted({}));

    expect(step).toMatchObject({
      kind: 'emergencyCallback',
      label: 'emergency callback of subscriber anna@example.test',
    });
    expect(waits).toEqual(['subscriber anna@example.test', 'emergency callback of north']);
    expect(unplanned).toEqual([]);
  });

  it.each([
    ['subscriber:ben', 'subscriber ben@example.test'],
    ['huntGroup:Sales', 'hunt group Sales'],
  ])('shows the number of %s once that one is there', (member, label) => {
    const { step, steps, waits, unplanned } = planned(wanted({ selected: 'LOCATION_MEMBER_NUMBER', member }));

    expect(waits).toEqual(['subscriber anna@example.test', label]);
    expect(unplanned).toEqual([]);
    // Dependencies come first, so that what is blocked is passed on.
    expect(steps.findIndex((each) => each.label === label)).toBeLessThan(step === undefined ? -1 : steps.indexOf(step));
  });

  it('says who is missing, and writes nothing, where that one does not come along', () => {
    const { step, unplanned } = planned(wanted({ selected: 'LOCATION_MEMBER_NUMBER', member: 'subscriber:nobody' }));

    expect(step).toBeUndefined();
    expect(unplanned).toMatchObject([
      {
        kind: 'emergencyCallback',
        label: 'emergency callback of subscriber anna@example.test',
        reason: 'subscriber nobody: is not migrated',
        blocked: true,
      },
    ]);
  });

  it('holds back nobody but the callback where the member is blocked', () => {
    const { step, steps, blocked } = planned(wanted({ selected: 'LOCATION_MEMBER_NUMBER', member: 'subscriber:ben' }), [
      {
        rule: 'subscriber-email-missing',
        draft: 'subscriber:ben',
        customer: 'customer:bw:acme',
        message: 'has no e-mail',
      },
    ]);
    const anna = steps.find(({ label }) => label === 'subscriber anna@example.test');

    expect(blocked.get(step?.id ?? '')).toContain('has no e-mail');
    expect(blocked.has(anna?.id ?? '')).toBe(false);
  });
});
