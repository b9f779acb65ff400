import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { SourceFeature } from '../../src/domain/source.ts';
import type { GroupCallingPlan, TransferNumbers } from '../../src/domain/source-policies.ts';
import { mapLocations } from '../../src/map/locations.ts';
import { transferNumbersOfGroups } from '../../src/map/losses/transfer-numbers.ts';
import { sourceFeature } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, at, BERT, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const FIRST = 'Transfer To First Transfer Number';
const SECOND = 'Transfer To Second Transfer Number';

const groupNumbers = (data: TransferNumbers) =>
  sourceFeature(GROUP.key, 'groupTransferNumbers', data, { owner: GROUP });
const groupPlan = (permissions: GroupCallingPlan['permissions']) =>
  sourceFeature(GROUP.key, 'groupCallingPlan', { permissions }, { owner: GROUP });

const ofGroup = (data: TransferNumbers) => transferNumbersOfGroups(contextOf({ features: [groupNumbers(data)] }));
const locationOf = (...features: SourceFeature[]) => mapLocations(contextOf({ users: [BERT], features })).drafts[0];
const actions = (mapped: ReturnType<typeof mapAnna>): Record<string, string> => {
  const { data } = settingOf(mapped, 'outgoingPermission');
  return data.setting === 'outgoingPermission'
    ? Object.fromEntries(data.permissions.map(({ callType, action }) => [callType, action]))
    : {};
};

describe('numbers to which restricted calls are handed over', () => {
  it('of a group become those of its location, as somebody there would dial them', () => {
    const location = locationOf(groupNumbers({ numbers: { '01': '+12025550199', '03': '0102' } }));

    expect(location?.data.transferNumbers).toEqual({ number1: '+12025550199', number3: '0102' });
    expect(location?.why['transferNumbers.number3']).toEqual({
      rule: 'transfer-numbers-of-group',
      sources: ['group:acme/north groupTransferNumbers.groupNumbers.phoneNumber03'],
    });
  });

  it('are none of a location whose group has none, or was never asked', () => {
    expect(locationOf(groupNumbers({ numbers: {} }))?.data).not.toHaveProperty('transferNumbers');
    expect(locationOf()?.data).not.toHaveProperty('transferNumbers');
  });

  it('that nobody can dial are told, and the calls are blocked', () => {
    const mapped = ofGroup({ numbers: { '01': '*55' } });

    expect(mapped.losses).toMatchObject([
      {
        owner: 'group:acme/north',
        verdict: 'manual',
        notice:
          'Restricted calls of everybody here are blocked, no longer handed over to transfer number 1 (*55): a feature code, which Webex does not dial on forwarding.',
      },
    ]);
    expect(mapped.accounts?.map(({ prefix, outcome }) => [prefix, outcome])).toContainEqual([
      'group:acme/north groupTransferNumbers.groupNumbers.phoneNumber01',
      'manual',
    ]);
  });

  it('of a person who does not follow the group become its own', () => {
    const mapped = mapAnna([of('transferNumbers', { useCustomSettings: true, numbers: { '02': '0102' } })]);

    expect(settingOf(mapped, 'transferNumbers')).toMatchObject({
      data: { custom: true, number2: '0102' },
      why: {
        custom: { sources: [at('transferNumbers', 'useCustomSettings')] },
        number2: { rule: 'transfer-numbers-of-user', sources: [at('transferNumbers', 'userNumbers.phoneNumber02')] },
      },
    });
    expect(mapped.losses).toEqual([]);
  });

  it('of nobody who follows the group are written, whatever is stored', () => {
    const mapped = mapAnna([
      of('transferNumbers', { useCustomSettings: false, numbers: { '01': '0102' } }),
      groupNumbers({ numbers: { '01': '+12025550199' } }),
    ]);

    expect(mapped.drafts.filter(({ id }) => id.endsWith('/transferNumbers'))).toEqual([]);
    expect(endsOf(mapped, 'transferNumbers')).toEqual(['not used: follows-department-or-group']);
  });

  it('that a person has like its location need no setting', () => {
    const same = { '01': '+12025550199' };
    const mapped = mapAnna([
      of('transferNumbers', { useCustomSettings: true, numbers: same }),
      groupNumbers({ numbers: same }),
    ]);

    expect(mapped.drafts.filter(({ id }) => id.endsWith('/transferNumbers'))).toEqual([]);
    expect(endsOf(mapped, 'transferNumbers')).toEqual(['migrated: same-as-the-location']);
  });

  it('that a person does not have where its location has some are taken from it', () => {
    const mapped = mapAnna([
      of('transferNumbers', { useCustomSettings: true, numbers: {} }),
      groupNumbers({ numbers: { '01': '+12025550199' } }),
    ]);

    expect(settingOf(mapped, 'transferNumbers').data).toEqual({
      setting: 'transferNumbers',
      owner: `subscriber:${ANNA}`,
      custom: true,
    });
  });

  it('of a department become those of each of its people', () => {
    const mapped = mapAnna(
      [
        groupNumbers({
          numbers: { '01': '+12025550199' },
          departments: [
            { name: 'Stock', numbers: {} },
            { name: 'Sales', numbers: { '01': '0102' } },
          ],
        }),
      ],
      { user: { department: 'Sales' } },
    );

    expect(settingOf(mapped, 'transferNumbers')).toMatchObject({
      data: { custom: true, number1: '0102' },
      why: { number1: { sources: ['group:acme/north groupTransferNumbers.departmentNumbers[2]'] } },
    });
  });

  it('of departments of one name that do not agree stay open', () => {
    const mapped = mapAnna(
      [
        groupNumbers({
          numbers: {},
          departments: [
            { name: 'Sales', numbers: { '01': '0102', '02': '0102' } },
            { name: 'Sales', numbers: { '01': '+12025550199', '02': '0102' } },
          ],
        }),
      ],
      { user: { department: 'Sales' } },
    );

    expect(settingOf(mapped, 'transferNumbers').data).toEqual({
      setting: 'transferNumbers',
      owner: `subscriber:${ANNA}`,
      custom: true,
      number2: '0102',
    });
    expect(mapped.losses[0]?.notice).toContain('(0102 or +12025550199): departments of one name');
  });
});

describe('calls that are handed over', () => {
  it('go to the number of the place that a plan names', () => {
    const mapped = mapAnna([
      of('callingPlan', { useCustomSettings: true, permissions: { toll: FIRST, international: SECOND } }),
      groupNumbers({ numbers: { '01': '0102' } }),
    ]);

    expect(actions(mapped)).toMatchObject({ NATIONAL: 'TRANSFER_NUMBER_1', INTERNATIONAL: 'BLOCK' });
    expect(told(mapped)).toEqual(['manual Outgoing Calling Plan']);
    expect(mapped.losses[0]?.notice).toContain(`(international: ${SECOND})`);
  });

  it('are open to no transfer and no forwarding', () => {
    const { data } = settingOf(
      mapAnna([
        of('callingPlan', { useCustomSettings: true, permissions: { toll: FIRST } }),
        of('redirectingCallingPlan', { useCustomSettings: true, permissions: { toll: 'true' } }),
        groupNumbers({ numbers: { '01': '0102' } }),
      ]),
      'outgoingPermission',
    );

    expect(data).toMatchObject({
      permissions: expect.arrayContaining([
        { callType: 'NATIONAL', action: 'TRANSFER_NUMBER_1', transferEnabled: false },
      ]),
    });
  });

  it('of somebody who follows the plan but not the numbers of the group are said for that person', () => {
    const group = [groupPlan({ toll: FIRST }), groupNumbers({ numbers: { '01': '0102' } })];
    const alike = mapAnna(group);
    const without = mapAnna([...group, of('transferNumbers', { useCustomSettings: true, numbers: {} })]);

    expect(alike.drafts.filter(({ id }) => id.endsWith('/outgoingPermission'))).toEqual([]);
    expect(actions(without)).toMatchObject({ NATIONAL: 'BLOCK' });
  });
});
