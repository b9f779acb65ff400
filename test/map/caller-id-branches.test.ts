import { describe, expect, it } from 'vitest';
import type { MigrationConfig } from '../../src/domain/config.ts';
import { createMapContext } from '../../src/map/create-context.ts';
import { mapCallerId } from '../../src/map/settings/caller-id.ts';
import {
  type CustomerParts,
  sourceCustomer,
  sourceGroup,
  sourceInstance,
  sourceService,
  sourceUser,
} from '../builders/source-builders.ts';
import { CATALOGUES, CONFIG } from './features-context.ts';
import { ANNA, at, BERT, mapAnna, of, settingOf, told } from './settings-context.ts';

const CLID = at('UserGetResponse', 'callingLineIdPhoneNumber');

describe('the number of a department', () => {
  const GROUP_SHOWS = of('callPolicy', { own: ['CLID'], clidPolicy: 'Use Group CLID', limits: {}, further: {} });
  const department = (number: string | undefined, fullPath?: string, groupKey: string | undefined = 'acme/north') => ({
    key: `acme/${fullPath ?? 'Lab'}/${number}`,
    providerKey: 'acme',
    ...(groupKey === '' ? {} : { groupKey }),
    name: 'Lab',
    ...(fullPath === undefined ? {} : { fullPath }),
    ...(number === undefined ? {} : { callingLineIdPhoneNumber: number }),
  });
  const inLab = (departments: ReturnType<typeof department>[], name = 'Lab', policy = GROUP_SHOWS) =>
    mapAnna([policy], { user: { department: name }, parts: { departments } });

  it('goes before that of the group, where it moves', () => {
    const mapped = inLab([department('+1-2025550102'), department('+1-2025550199', 'Lab', 'acme/south')]);

    expect(settingOf(mapped, 'callerId')).toMatchObject({
      data: { selected: 'CUSTOM', customNumber: '+12025550102' },
      why: {
        customNumber: {
          rule: 'caller-id-number-of-department',
          sources: expect.arrayContaining([
            at('callPolicy', 'clidPolicy'),
            at('UserGetResponse', 'department'),
            'group:acme/north GroupDepartmentGetListResponse.departmentTable[Lab].Calling Line Id Phone Number',
          ]),
        },
      },
    });
    expect(told(mapped)).toEqual([]);
  });

  it('is that of an enterprise department too, found by its whole path', () => {
    const own = department('+12025550102', 'East \\ Lab', '');
    const other = department('+12025550100', 'West \\ Lab', '');

    expect(settingOf(inLab([own, other], 'East \\ Lab'), 'callerId').data).toMatchObject({
      customNumber: '+12025550102',
    });
  });

  it.each([
    ['stays behind', [department('+12025550999')], /\(\+12025550999\), which is no number that moves/],
    [
      'is not the only one of that name',
      [department('+12025550102', 'East'), department('+12025550100', 'West')],
      /\(\+12025550102 or \+12025550100\), because several departments have that name/,
    ],
    [
      'may be none',
      [department('+12025550102', 'East'), department(undefined, 'West')],
      /\(\+12025550102\), because several departments have that name/,
    ],
  ])('is told where it %s', (_, departments, notice) => {
    const mapped = inLab(departments);

    expect(settingOf(mapped, 'callerId').data).toMatchObject({ selected: 'LOCATION_NUMBER' });
    expect(settingOf(mapped, 'callerId').data).not.toHaveProperty('customNumber');
    expect(mapped.losses).toMatchObject([{ verdict: 'manual', notice: expect.stringMatching(notice) }]);
  });

  it.each([
    ['has no number', [department(undefined)], 'Lab'],
    ['is another', [department('+12025550102')], 'Sales'],
  ])('is that of the location where the department %s', (_, departments, name) => {
    const mapped = inLab(departments, name);

    expect(settingOf(mapped, 'callerId').data).toMatchObject({ selected: 'LOCATION_NUMBER' });
    expect(told(mapped)).toEqual([]);
  });

  it('is nobody’s whose policy shows the own number', () => {
    const own = of('callPolicy', { own: ['CLID'], clidPolicy: 'Use DN', limits: {}, further: {} });

    expect(settingOf(inLab([department('+12025550102')], 'Lab', own), 'callerId').data).toMatchObject({
      selected: 'DIRECT_LINE',
    });
  });
});

describe('the number that calls show', () => {
  /** What becomes of Anna's caller ID while a second group is skipped in the configuration. */
  function shown(number: string, parts: Partial<CustomerParts> = {}, config: Partial<MigrationConfig> = {}) {
    const anna = sourceUser({ callingLineIdPhoneNumber: number });
    const source = sourceCustomer({ users: [anna, BERT], ...parts });
    const context = createMapContext(source, {
      config: { ...CONFIG, ...config },
      catalogues: CATALOGUES,
      answers: new Map(),
    });
    const owner = context.owner(ANNA);
    if (owner === undefined) throw new Error('Anna does not move');
    return mapCallerId(context, { user: anna, owner });
  }
  const south = sourceGroup({ id: 'south', callingLineIdPhoneNumber: '+1-2025550190' });
  const sales = sourceInstance({ dn: '+12025550170' });

  it('is a copy of the own number, however it is written', () => {
    expect(shown('+1-2025550101')).toMatchObject({
      drafts: [],
      accounts: [{ prefix: CLID, outcome: 'not used', reason: 'copy-of-number' }],
      losses: [],
    });
    expect(mapAnna([], { user: { callingLineIdPhoneNumber: '+12025550101', detail: 'never-asked' } }).accounts).toEqual(
      [],
    );
  });

  it.each([
    { whose: 'a location', number: '+12025550100', parts: {} },
    { whose: 'a feature', number: '+12025550170', parts: { instances: [sales] } },
    { whose: 'another location', number: '+12025550190', parts: { groups: [sourceGroup(), south] } },
  ])('is carried where it moves with $whose', ({ number, parts }) => {
    expect(settingOf(shown(number, parts), 'callerId')).toMatchObject({
      data: { selected: 'CUSTOM', customNumber: number },
      why: { customNumber: { rule: 'caller-id-number', sources: [CLID] } },
    });
  });

  it.each([
    { whose: 'a trunk group', number: '+12025550170', instance: sourceInstance({ ...sales, type: 'Trunk Group' }) },
    { whose: 'a group that is skipped', number: '+12025550190', instance: sales },
    {
      whose: 'a feature of a group that is skipped',
      number: '+12025550170',
      instance: sourceInstance({ ...sales, groupKey: south.key }),
    },
  ])('is never one that stays with $whose', ({ number, instance }) => {
    const mapped = shown(
      number,
      { groups: [sourceGroup(), south], instances: [instance] },
      { locations: { [south.key]: { skip: true } } },
    );

    expect(mapped.drafts).toEqual([]);
    expect(mapped.accounts).toEqual([{ prefix: CLID, outcome: 'manual', reason: 'caller-id-number-does-not-move' }]);
    expect(told(mapped)).toEqual(['manual Caller ID']);
  });

  it('that nobody can read is told, also where its place in the source is not known', () => {
    const mapped = mapAnna([], { user: { callingLineIdPhoneNumber: 'front desk', detail: 'never-asked' } });

    expect(mapped.drafts).toEqual([]);
    expect(mapped.accounts).toEqual([]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({ verdict: 'manual', notice: expect.stringContaining('front desk'), sources: [] }),
    ]);
  });
});

describe('the name that calls show', () => {
  it('rests on the one part that differs', () => {
    const first = settingOf(mapAnna([], { user: { callingLineIdFirstName: 'Front' } }), 'callerId');
    const last = settingOf(mapAnna([], { user: { callingLineIdLastName: 'Desk' } }), 'callerId');

    expect(first).toMatchObject({
      data: { customName: 'Front Able' },
      why: { customName: { rule: 'caller-id-name', sources: [at('UserGetResponse', 'callingLineIdFirstName')] } },
    });
    expect(last).toMatchObject({
      data: { customName: 'Anna Desk' },
      why: { customName: { rule: 'caller-id-name', sources: [at('UserGetResponse', 'callingLineIdLastName')] } },
    });
    expect(first.why.customName).not.toHaveProperty('changed');
  });

  it('says which characters it does without, and is none where nothing is left', () => {
    expect(
      settingOf(mapAnna([], { user: { callingLineIdLastName: '"Desk"' } }), 'callerId').why.customName,
    ).toMatchObject({ changed: true });
    expect(mapAnna([], { user: { callingLineIdFirstName: '%', callingLineIdLastName: '"' } }).drafts).toEqual([]);
  });
});

describe('what the other side sees', () => {
  it('is as the target starts where nothing is hidden', () => {
    const mapped = mapAnna([
      of('connectedLineRestriction', { isActive: false }),
      of('externalCallerId', { isActive: true }),
    ]);

    expect(mapped.drafts).toEqual([]);
    expect(mapped.accounts).toEqual(
      ['connectedLineRestriction', 'externalCallerId'].map((name) => ({
        prefix: at(name, 'isActive'),
        outcome: 'migrated',
        reason: 'same-as-target-default',
      })),
    );
  });

  it('is hidden by the list of services where its own answer is missing', () => {
    const service = sourceService('Connected Line Identification Restriction', { active: true });

    expect(settingOf(mapAnna([], { user: { services: [service] } }), 'callerId')).toMatchObject({
      data: { hiddenFromCallers: true },
      why: { hiddenFromCallers: { rule: 'carried-over', sources: [service.source] } },
    });
  });
});
