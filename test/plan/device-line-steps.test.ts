import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import {
  CUSTOMER,
  customerDraft,
  deviceDraft,
  locationDraft,
  migrationConfig,
  numberDraft,
  subscriberDraft,
} from '../builders/draft-builders.ts';

const ANNA = 'subscriber:anna';
const BEN = 'subscriber:ben';
const CARLA = 'subscriber:carla';
const SHARED = 'SHARED_CALL_APPEARANCE' as const;

function plan(device: Draft, blocked: readonly string[] = []) {
  const drafts = [
    customerDraft(),
    locationDraft('north', { mainNumber: '+15035550100' }),
    numberDraft('+15035550100', 'north'),
    ...['anna', 'ben', 'carla'].map((id, index) => subscriberDraft(id, { extension: `100${index}` })),
    device,
  ];
  const blockers = blocked.map((draft) => ({ rule: 'test', draft, customer: CUSTOMER, message: 'wrong' }));
  const built = buildSteps(drafts, migrationConfig(), { blockers, provisioningId: 'template' });
  return {
    ...built,
    members: built.steps.find((step) => step.kind === 'deviceMembers'),
    layout: built.steps.find((step) => step.kind === 'deviceLayout'),
    stepOf: (label: string) => built.steps.find((step) => step.label === label)?.id,
  };
}

const three = {
  lines: [ANNA, BEN, CARLA],
  members: [
    { owner: ANNA, port: 1, lineType: 'PRIMARY' },
    { owner: BEN, port: 2, lineType: SHARED },
    { owner: CARLA, port: 3, lineType: SHARED },
  ],
} as const;

describe('lines of a phone', () => {
  it('wait for the phone, and only softly for the people of the other lines', () => {
    const { members, stepOf } = plan(deviceDraft('0011223344AA', ANNA, three));

    expect(members?.hard).toEqual([stepOf('device 0011223344AA (DMS Cisco 8851)')]);
    expect(members?.soft).toEqual([stepOf('subscriber ben@example.test'), stepOf('subscriber carla@example.test')]);
    expect(members?.exclusive).toBe(stepOf('subscriber anna@example.test'));
  });

  it('close up where somebody does not come along, and say who', () => {
    const device = deviceDraft('0011223344AA', ANNA, {
      ...three,
      members: [...three.members, { owner: 'subscriber:gone', port: 4, lineType: SHARED }].filter(
        ({ owner }) => owner !== BEN,
      ),
    });
    const { members, leftOut } = plan(device);

    expect(members?.payload.members.map(({ port }) => port)).toEqual([1, 2]);
    expect(leftOut.get(members?.id ?? '')).toEqual(['line of subscriber gone: it is not migrated']);
  });

  it('go into the Webex App where they were on a soft client', () => {
    const { members, unplanned, stepOf } = plan(
      deviceDraft('0011223344AA', ANNA, { ...three, fate: 'drop', management: 'none' }),
    );

    expect(members).toMatchObject({ label: '3 lines in the Webex App of subscriber anna@example.test' });
    expect(members?.payload.device).toBeUndefined();
    expect(members?.hard).toEqual([stepOf('subscriber anna@example.test')]);
    expect(unplanned.map(({ reason }) => reason)).toEqual(['not needed any more']);
  });

  it('are blocked with their phone', () => {
    const { members, blocked } = plan(deviceDraft('0011223344AA', ANNA, three), ['device:0011223344AA']);

    expect(members && blocked.has(members.id)).toBe(true);
  });

  it('are not planned for a phone that is not added', () => {
    expect(plan(deviceDraft('0011223344AA', ANNA, { ...three, fate: 'replace' })).members).toBeUndefined();
    expect(plan(deviceDraft('0011223344AA', ANNA)).members).toBeUndefined();
  });
});

describe('line keys', () => {
  it('come after the lines that they show', () => {
    const { layout, members } = plan(
      deviceDraft('0011223344AA', ANNA, {
        ...three,
        layout: [
          { index: 1, type: 'PRIMARY_LINE' },
          { index: 2, type: 'MONITOR' },
        ],
      }),
    );

    expect(layout?.soft).toEqual([members?.id]);
    expect(layout?.payload.keys).toHaveLength(2);
  });
});

describe('a DECT base', () => {
  const base = deviceDraft('0011223344DB', ANNA, {
    name: 'Warehouse',
    model: 'DMS Cisco DBS210',
    handsets: [
      { owner: ANNA, displayName: 'Anna' },
      { owner: 'subscriber:gone', displayName: 'Gone' },
    ],
  });

  it('becomes network, base and handsets, one after another, and no phone', () => {
    const { steps, unplanned } = plan(base);
    const dect = steps.filter(({ kind }) => kind.startsWith('dect'));

    expect(dect.map(({ label }) => label)).toEqual([
      'DECT network Warehouse',
      'DECT base 0011223344DB',
      'DECT handset Anna of Warehouse',
    ]);
    expect(new Set(dect.slice(1).map(({ exclusive }) => exclusive))).toEqual(new Set([dect[0]?.id]));
    expect(steps.some(({ kind }) => kind === 'device')).toBe(false);
    expect(unplanned).toMatchObject([{ label: 'DECT handset Gone of Warehouse', blocked: true }]);
  });

  it('is blocked whole with its draft', () => {
    const { steps, blocked } = plan(base, ['device:0011223344DB']);

    expect(steps.filter(({ kind }) => kind.startsWith('dect')).every(({ id }) => blocked.has(id))).toBe(true);
  });
});
