import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { GroupCallingPlan } from '../../src/domain/source-policies.ts';
import type { GroupPlanName } from '../../src/map/inherited-plans.ts';
import { incomingPlanLosses } from '../../src/map/losses/incoming-plan-losses.ts';
import { sourceFeature, sourceInstance } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, at, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const ofGroup = (name: GroupPlanName, data: GroupCallingPlan) => sourceFeature(GROUP.key, name, data, { owner: GROUP });
const inGroup = (name: GroupPlanName, path: string) => `group:${GROUP.key} ${name}.${path}`;

const OPEN = { group: 'Allow', tollFree: 'Allow', toll: 'Allow', international: 'Allow' };
const INLAND = { ...OPEN, international: 'Disallow' };
const LAB = { name: 'Lab', permissions: INLAND };
const inLab = { user: { department: 'Lab' } };

const abroad = (mapped: ReturnType<typeof mapAnna>) => {
  const { data, why } = settingOf(mapped, 'outgoingPermission');
  if (data.setting !== 'outgoingPermission') throw new Error('no permissions');
  const index = data.permissions.findIndex(({ callType }) => callType === 'INTERNATIONAL');
  return { ...data.permissions[index], why: why[`permissions.${index}`] };
};
const permissionsOf = (mapped: ReturnType<typeof mapAnna>) =>
  mapped.drafts.filter(({ id }) => id.endsWith('outgoingPermission'));

describe('whom people without a plan of their own may call', () => {
  it('is what their department may, where that differs from the group', () => {
    const mapped = mapAnna(
      [ofGroup('groupCallingPlan', { permissions: OPEN, departments: [{ name: 'Sales', permissions: OPEN }, LAB] })],
      inLab,
    );

    expect(abroad(mapped)).toEqual({
      callType: 'INTERNATIONAL',
      action: 'BLOCK',
      transferEnabled: false,
      why: {
        rule: 'outgoing-plan-of-department',
        sources: [inGroup('groupCallingPlan', 'departmentPermissions[2].permissions.international')],
      },
    });
  });

  it.each([
    ['nobody’s department is named', undefined, LAB],
    ['the department has no plan', 'Sales', LAB],
    ['the department may the same', 'Lab', { name: 'Lab', permissions: OPEN }],
  ])('is what the location may where %s', (_, department, plan) => {
    const mapped = mapAnna(
      [
        ofGroup('groupCallingPlan', { permissions: OPEN, departments: [plan] }),
        of('callingPlan', { useCustomSettings: false, permissions: {} }),
      ],
      department === undefined ? {} : { user: { department } },
    );

    expect(permissionsOf(mapped)).toEqual([]);
    expect(endsOf(mapped, 'callingPlan')).toEqual(['not used: follows-department-or-group']);
  });

  it('is what they may themselves, whatever their department may', () => {
    const mapped = mapAnna(
      [
        ofGroup('groupCallingPlan', { permissions: OPEN, departments: [LAB] }),
        of('callingPlan', { useCustomSettings: true, permissions: OPEN }),
      ],
      inLab,
    );

    expect(abroad(mapped)).toMatchObject({ action: 'ALLOW', why: { rule: 'outgoing-plan-of-user' } });
  });

  it('needs a code in a department: the calls are blocked and the person told', () => {
    const permissions = { ...OPEN, international: 'Authorization Code Required' };
    const mapped = mapAnna(
      [ofGroup('groupCallingPlan', { permissions: OPEN, departments: [{ name: 'Lab', permissions }] })],
      inLab,
    );

    expect(abroad(mapped)).toMatchObject({ action: 'BLOCK', why: { changed: true } });
    expect(mapped.losses).toMatchObject([
      {
        owner: `user:${ANNA}`,
        notice: expect.stringContaining('international: Authorization Code Required'),
        sources: [inGroup('groupCallingPlan', 'departmentPermissions.permissions.international')],
      },
    ]);
  });

  it('is the stricter of two departments that a short name does not tell apart', () => {
    const two = (first: Record<string, string>, second: Record<string, string>) =>
      mapAnna(
        [
          ofGroup('groupCallingPlan', {
            permissions: { ...OPEN, toll: 'Disallow' },
            departments: [
              { name: 'East \\ Lab', keyName: 'Lab', permissions: first },
              { name: 'Lab', permissions: second },
            ],
          }),
        ],
        inLab,
      );
    const code = { ...OPEN, international: 'Authorization Code Required' };

    for (const mapped of [two(code, INLAND), two(INLAND, code), two(INLAND, OPEN), two(OPEN, INLAND)]) {
      expect(abroad(mapped)).toMatchObject({ action: 'BLOCK', why: { rule: 'outgoing-plan-of-department' } });
      expect(abroad(mapped).why?.sources).toHaveLength(2);
      expect(abroad(mapped).why?.changed).toBeUndefined();
    }
    expect(abroad(two(code, OPEN))).toMatchObject({ action: 'BLOCK', why: { changed: true } });
  });

  it('is found by the whole name of a department, blanks aside', () => {
    const departments = [
      { name: 'East \\ Lab', keyName: 'Lab', permissions: INLAND },
      { name: 'West \\ Lab', keyName: 'Lab', permissions: OPEN },
    ];
    const plan = ofGroup('groupCallingPlan', { permissions: OPEN, departments });

    expect(abroad(mapAnna([plan], { user: { department: 'East  \\ Lab ' } }))).toMatchObject({ action: 'BLOCK' });
    expect(permissionsOf(mapAnna([plan], { user: { department: 'West \\ Lab' } }))).toEqual([]);
  });
});

describe('departments of one name', () => {
  it('are told apart by the path that the details of a user say', () => {
    const departments = [
      { name: 'East \\ Lab', keyName: 'Lab', permissions: INLAND },
      { name: 'West \\ Lab', keyName: 'Lab', permissions: OPEN },
    ];
    const plan = ofGroup('groupCallingPlan', { permissions: OPEN, departments });
    const of = (departmentPath: string) => mapAnna([plan], { user: { department: 'Lab', departmentPath } });

    expect(abroad(of('East \\ Lab'))).toMatchObject({ action: 'BLOCK' });
    expect(permissionsOf(of('West \\ Lab'))).toEqual([]);
    // A path that the answer does not know: the name has to do.
    expect(abroad(of('North \\ Lab'))).toMatchObject({ action: 'BLOCK' });
  });
});

describe('which calls people may hand on', () => {
  const calls = of('callingPlan', { useCustomSettings: true, permissions: OPEN });
  const groupForbids = ofGroup('groupRedirectingPlan', { permissions: { international: 'false' } });

  it('is what the group says for those who have a plan of their own for calls alone', () => {
    expect(abroad(mapAnna([calls, groupForbids]))).toMatchObject({
      action: 'ALLOW',
      transferEnabled: false,
      why: {
        sources: [
          at('callingPlan', 'userPermissions.international'),
          inGroup('groupRedirectingPlan', 'groupPermissions.international'),
        ],
      },
    });
  });

  it('is what they say themselves for those who follow the group in calls', () => {
    const mapped = mapAnna([
      ofGroup('groupCallingPlan', { permissions: OPEN }),
      of('callingPlan', { useCustomSettings: false, permissions: {} }),
      of('redirectingCallingPlan', { useCustomSettings: true, permissions: { international: 'false' } }),
    ]);

    expect(abroad(mapped)).toMatchObject({
      action: 'ALLOW',
      transferEnabled: false,
      why: { rule: 'outgoing-plan-of-group' },
    });
    expect(settingOf(mapped, 'outgoingPermission').why.permissions?.sources).toEqual([
      at('redirectingCallingPlan', 'useCustomSettings'),
    ]);
  });

  it('differs in a department', () => {
    const mapped = mapAnna(
      [
        ofGroup('groupCallingPlan', { permissions: OPEN }),
        ofGroup('groupRedirectingPlan', {
          permissions: { international: 'true' },
          departments: [{ name: 'Lab', permissions: { international: 'false' } }],
        }),
      ],
      inLab,
    );

    expect(abroad(mapped)).toMatchObject({ action: 'ALLOW', transferEnabled: false });
  });
});

describe('who may call people without a plan of their own', () => {
  const closed = { allowFromOutsideGroup: 'Disallow', allowFromWithinGroup: 'true', allowCollectCalls: 'true' };
  const open = { ...closed, allowFromOutsideGroup: 'Allow' };
  const follows = of('incomingCallingPlan', { useCustomSettings: false, permissions: {} });

  it('is what their group says: locations have no such plan', () => {
    const mapped = mapAnna([ofGroup('groupIncomingPlan', { permissions: closed }), follows]);

    expect(settingOf(mapped, 'incomingPermission')).toMatchObject({
      data: { externalTransfer: 'BLOCK_ALL_EXTERNAL', internalCalls: true, collectCalls: true },
      why: {
        externalTransfer: {
          rule: 'carried-over',
          sources: [inGroup('groupIncomingPlan', 'groupPermissions.allowFromOutsideGroup')],
        },
      },
    });
    expect(endsOf(mapped, 'incomingCallingPlan')).toEqual(['not used: follows-department-or-group']);
  });

  it('is what their department says, before the group', () => {
    const plan = ofGroup('groupIncomingPlan', {
      permissions: open,
      departments: [{ name: 'Lab', permissions: closed }],
    });

    expect(settingOf(mapAnna([plan], inLab), 'incomingPermission')).toMatchObject({
      data: { externalTransfer: 'BLOCK_ALL_EXTERNAL' },
    });
    expect(mapAnna([plan]).drafts).toEqual([]);
  });

  it('is what they say themselves, before both', () => {
    const own = of('incomingCallingPlan', { useCustomSettings: true, permissions: open });
    const mapped = mapAnna([ofGroup('groupIncomingPlan', { permissions: closed }), own]);

    expect(settingOf(mapped, 'incomingPermission').data).toMatchObject({ externalTransfer: 'ALLOW_ALL_EXTERNAL' });
  });

  it('is everybody where the group lets everybody call, or was never asked', () => {
    expect(mapAnna([ofGroup('groupIncomingPlan', { permissions: open }), follows]).drafts).toEqual([]);
    expect(mapAnna([follows]).drafts).toEqual([]);
    expect(told(mapAnna([follows]))).toEqual([]);
  });
});

describe('features of a group that nobody outside may call', () => {
  const closed = ofGroup('groupIncomingPlan', { permissions: { allowFromOutsideGroup: 'Disallow' } });
  const open = ofGroup('groupIncomingPlan', { permissions: { allowFromOutsideGroup: 'Allow' } });
  const hunt = sourceInstance({ dn: '+12025550170', name: 'Sales' });
  const { dn: _none, ...inside } = hunt;

  it('are told with their numbers, for nothing in Webex keeps calls from them', () => {
    expect(incomingPlanLosses(contextOf({ instances: [hunt], features: [closed] }))).toMatchObject([
      {
        owner: 'group:acme/north',
        verdict: 'lost',
        notice: expect.stringContaining('"Disallow": Sales (+12025550170).'),
        sources: [inGroup('groupIncomingPlan', 'groupPermissions.allowFromOutsideGroup')],
      },
    ]);
  });

  it.each([
    ['everybody may call', [open], [hunt]],
    ['nobody asked', [], [hunt]],
    ['they have no numbers', [closed], [inside]],
    ['a trunk is all there is', [closed], [sourceInstance({ ...hunt, type: 'Trunk Group' })]],
  ])('are no loss where %s', (_, features, instances) => {
    expect(incomingPlanLosses(contextOf({ instances, features }))).toEqual([]);
  });
});
