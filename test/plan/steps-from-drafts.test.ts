import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import {
  acmeDrafts,
  CUSTOMER,
  customerDraft,
  deviceDraft,
  draft,
  huntGroupDraft,
  locationDraft,
  migrationConfig,
  numberDraft,
  subscriberDraft,
} from '../builders/draft-builders.ts';

function build(drafts = acmeDrafts(), blockers: readonly Blocker[] = []) {
  return buildSteps(drafts, migrationConfig(), { blockers, provisioningId: 'template' });
}
function stepOf(steps: readonly Step[], label: string): Step {
  const found = steps.find((step) => step.label === label);
  if (!found) throw new Error(`no step "${label}" in: ${steps.map((step) => step.label).join(', ')}`);
  return found;
}
function blocker(draft: string): Blocker {
  return { rule: 'test-rule', draft, customer: CUSTOMER, message: 'something is wrong' };
}
/** All steps that must be done before a step, directly or not. */
function allBefore(steps: readonly Step[], step: Step, seen = new Set<string>()): Set<string> {
  for (const id of step.hard) {
    const parent = steps.find((candidate) => candidate.id === id);
    if (parent && !seen.has(parent.label)) allBefore(steps, parent, seen.add(parent.label));
  }
  return seen;
}

describe('buildSteps', () => {
  it('plans every kind once the drafts hold it, in an order in which dependencies come first', () => {
    const { steps, blocked, unplanned } = build();

    const place = new Map(steps.map((step, index) => [step.id, index]));
    for (const [index, step] of steps.entries()) {
      for (const id of [...step.hard, ...step.soft]) expect(place.get(id), step.label).toBeLessThan(index);
    }
    expect([...new Set(steps.map(({ kind }) => kind))].sort()).toEqual(
      [
        'customer',
        'location',
        'calling',
        'pstn',
        'permission',
        'numbers',
        'activation',
        'mainNumber',
        'emergencyCallback',
        'schedule',
        'subscriber',
        'workspace',
        'virtualLine',
        'device',
        'deviceMembers',
        'deviceLayout',
        'dectNetwork',
        'dectBase',
        'dectHandset',
        'huntGroup',
        'callQueue',
        'autoAttendant',
        'callPickup',
        'pagingGroup',
        'callPark',
        'callParkSettings',
        'voicePortal',
        'locationIntercept',
        'voicemailGroup',
        'setting',
      ].sort(),
    );
    expect([...blocked]).toEqual([]);
    expect(unplanned).toEqual([]);
  });

  it('takes a location out of service only when everything in it is made', () => {
    const { steps } = build();

    const behind = steps.slice(steps.findIndex(({ kind }) => kind === 'locationIntercept') + 1);
    expect([...new Set(behind.map(({ kind }) => kind))]).toEqual(['activation']);
  });

  it('adopts the first location with calling on, and creates and enables the further ones', () => {
    const { steps } = build();

    expect(stepOf(steps, 'location north')).toMatchObject({ payload: { first: true } });
    expect(stepOf(steps, 'location south')).toMatchObject({ payload: { first: false } });
    expect(steps.filter(({ kind }) => kind === 'calling').map(({ label }) => label)).toEqual(['calling in south']);
  });

  it('sets transfer numbers before the permissions that name them, of locations and of people', () => {
    const { steps } = build([
      ...acmeDrafts().filter(({ id }) => id !== 'location:north'),
      locationDraft('north', { transferNumbers: { number1: '0102' } }),
      draft('setting', 'anna/transferNumbers', { setting: 'transferNumbers', owner: 'subscriber:anna', custom: true }),
      draft('setting', 'anna/outgoingPermission', {
        setting: 'outgoingPermission',
        owner: 'subscriber:anna',
        permissions: [],
      }),
    ]);

    const numbers = stepOf(steps, 'transfer numbers of north');
    expect(stepOf(steps, 'outgoing permissions of north').soft).toEqual([numbers.id]);
    expect(numbers).toMatchObject({ kind: 'locationTransferNumbers', payload: { numbers: { number1: '0102' } } });
    const own = stepOf(steps, 'transfer numbers of subscriber anna@example.test');
    expect(stepOf(steps, 'outgoing permissions of subscriber anna@example.test').soft).toContain(own.id);
  });

  it('sets patterns of digits before the permissions of a location, and those of a person before they are used', () => {
    const cabs = { name: 'Cabs', pattern: '0800!', action: 'ALLOW', transferEnabled: true } as const;
    const { steps } = build([
      ...acmeDrafts().filter(({ id }) => id !== 'location:north'),
      locationDraft('north', { digitPatterns: [cabs] }),
      draft('setting', 'anna/digitPattern/Cabs', { setting: 'digitPattern', owner: 'subscriber:anna', ...cabs }),
      draft('setting', 'anna/digitPatterns', { setting: 'digitPatterns', owner: 'subscriber:anna', custom: true }),
    ]);

    const pattern = stepOf(steps, 'digit pattern Cabs of north');
    expect(pattern).toMatchObject({ kind: 'digitPattern', payload: cabs });
    expect(stepOf(steps, 'outgoing permissions of north').soft).toEqual([pattern.id]);
    const own = stepOf(steps, 'digit pattern Cabs of subscriber anna@example.test');
    expect(stepOf(steps, 'use of own digit patterns of subscriber anna@example.test').hard).toContain(own.id);
  });

  it('sets permissions and PSTN of a location before any number, owner or hunt group of it', () => {
    const { steps } = build();

    for (const label of [
      '3 numbers of north',
      'subscriber anna@example.test',
      'subscriber ben@example.test',
      'Webex workspace Lobby',
      'hunt group Sales',
    ]) {
      expect([...allBefore(steps, stepOf(steps, label))], label).toContain('outgoing permissions of north');
    }
    expect([...allBefore(steps, stepOf(steps, '3 numbers of north'))]).toContain('PSTN connection of north');
    expect([...allBefore(steps, stepOf(steps, 'virtual line Sales Line'))]).toContain('outgoing permissions of south');
  });

  it('creates the administrator before every other owner of the customer', () => {
    const { steps } = build();

    const owners = steps.filter(({ kind }) => ['subscriber', 'workspace', 'virtualLine'].includes(kind));
    expect(owners[0]?.label).toBe('subscriber anna@example.test');
    for (const owner of owners.slice(1)) {
      expect([...allBefore(steps, owner)], owner.label).toContain('subscriber anna@example.test');
    }
  });

  it('moves numbers inactive, leaves what stays, and activates at the cutover only', () => {
    const { steps } = build();

    const numbers = steps.filter((step) => step.kind === 'numbers');
    expect(numbers.flatMap(({ payload }) => payload.numbers)).toEqual([
      '+15035550100',
      '+15035550101',
      '+15035550102',
      '+15035550150',
    ]);
    const activation = steps.filter((step) => step.kind === 'activation');
    expect(activation.map(({ phase }) => phase)).toEqual(['deferred', 'deferred']);
    expect(steps.filter(({ phase }) => phase === 'deferred')).toEqual(activation);
  });

  it('puts at most 100 numbers into one request', () => {
    const numbers = Array.from({ length: 150 }, (_, index) => numberDraft(`+1503555${String(1000 + index)}`, 'north'));

    const { steps } = build([customerDraft(), locationDraft('north'), ...numbers]);

    const batches = steps.filter((step) => step.kind === 'numbers');
    expect(batches.map(({ payload }) => payload.numbers.length)).toEqual([100, 50]);
  });

  it('keeps devices of one owner apart and everything else free', () => {
    const { steps } = build();

    const anna = stepOf(steps, 'subscriber anna@example.test').id;
    const exclusive = steps.filter((step) => step.exclusive !== undefined);
    expect(exclusive.map(({ kind }) => kind)).toEqual([
      'device',
      'device',
      'deviceMembers',
      'deviceLayout',
      'device',
      'dectBase',
      'dectHandset',
      'dectHandset',
    ]);
    expect(exclusive.filter(({ exclusive: key }) => key === anna)).toHaveLength(4);
  });

  it('gives an owner without a number the callback of its location', () => {
    const { steps } = build();

    const callbacks = steps.filter((step) => step.kind === 'emergencyCallback' && step.payload.owner !== undefined);
    expect(callbacks.map(({ label }) => label)).toEqual([
      'emergency callback of subscriber carla@example.test',
      'emergency callback of Webex workspace Lobby',
      'emergency callback of virtual line Sales Line',
    ]);
  });

  it('adds no number that stays, not even as the main number of a location', () => {
    const drafts = [
      customerDraft(),
      locationDraft('north', { mainNumber: '+15035550100' }),
      numberDraft('+15035550100', 'north', { fate: 'stay', activateAtCutover: false }),
      numberDraft('+15035550101', 'north'),
    ];

    const { steps } = build(drafts);

    expect(steps.flatMap((step) => (step.kind === 'numbers' ? step.payload.numbers : []))).toEqual(['+15035550101']);
  });

  it('lists devices that cannot come, with the reason', () => {
    const owner = 'subscriber:anna';
    const drafts = [
      customerDraft(),
      locationDraft('north', { mainNumber: '+15035550100' }),
      subscriberDraft('anna'),
      deviceDraft('0011223344AA', owner, { macEvidence: 'candidate' }),
      deviceDraft('0011223344AB', owner, { fate: 'replace' }),
      deviceDraft('0011223344AC', 'subscriber:nobody'),
    ];

    const { steps, unplanned } = build(drafts);

    expect(steps.filter(({ kind }) => kind === 'device')).toEqual([]);
    expect(unplanned.map(({ draft, reason, blocked }) => [draft, reason, blocked])).toEqual([
      [
        'device:0011223344AA',
        'its MAC address 0011223344AA was only found in a name: a person confirms it first',
        true,
      ],
      ['device:0011223344AB', 'has to be replaced', false],
      ['device:0011223344AC', 'its owner is not migrated', true],
    ]);
  });

  it('keeps step ids when only the content changes', () => {
    const first = stepOf(build().steps, 'hunt group Sales');
    const changed = acmeDrafts().map((draft) =>
      draft.kind === 'huntGroup' ? huntGroupDraft('Sales', ['subscriber:anna']) : draft,
    );

    const second = stepOf(build(changed).steps, 'hunt group Sales');

    expect(second.id).toBe(first.id);
    expect(second.content).not.toBe(first.content);
  });

  it('attaches a customer to the organisation that migration.yaml names', () => {
    const config = { ...migrationConfig(), customers: { acme: { orgId: 'org-1' } } };

    const { steps } = buildSteps(acmeDrafts(), config, { blockers: [], provisioningId: 'template' });

    expect(stepOf(steps, 'customer Acme')).toMatchObject({ payload: { orgId: 'org-1' } });
  });
});

describe('blockers', () => {
  it('hold back everything of a blocked customer', () => {
    const { steps, blocked } = build(acmeDrafts(), [blocker(CUSTOMER)]);

    expect(steps.filter(({ id }) => !blocked.has(id))).toEqual([]);
    expect(blocked.get(stepOf(steps, 'customer Acme').id)).toBe('test-rule: something is wrong');
    expect(blocked.get(stepOf(steps, 'hunt group Sales').id)).toBe(
      'needs customer Acme (test-rule: something is wrong)',
    );
  });

  it('hold back the customer when its first location is blocked, for it travels in the same request', () => {
    const { steps, blocked } = build(acmeDrafts(), [blocker('location:north')]);

    expect(blocked.has(stepOf(steps, 'customer Acme').id)).toBe(true);
  });

  it('hold back only what is in a further location', () => {
    const { steps, blocked } = build(acmeDrafts(), [blocker('location:south')]);

    const held = steps.filter(({ id }) => blocked.has(id)).map(({ label }) => label);
    expect(held).toContain('subscriber carla@example.test');
    expect(held).toContain('call queue Help');
    expect(held).not.toContain('subscriber ben@example.test');
    expect(held).not.toContain('hunt group Sales');
  });

  it('hold back number, devices and settings of an owner, and leave it out of its hunt group', () => {
    const { steps, blocked, leftOut, unplanned } = build(acmeDrafts(), [blocker('subscriber:ben')]);

    const held = steps.filter(({ id }) => blocked.has(id)).map(({ label }) => label);
    expect(held).toEqual([
      'subscriber ben@example.test',
      'do not disturb of subscriber ben@example.test',
      // His line is not on the phone, and the target refuses keys of lines that are not there.
      'line keys of 0011223344AB (DMS Cisco 8851)',
    ]);
    expect(unplanned.map(({ label, blocked: isBlocked }) => [label, isBlocked])).toEqual([
      ['number +15035550102', true],
    ]);
    expect(leftOut.get(stepOf(steps, 'hunt group Sales').id)).toEqual([
      'subscriber ben@example.test: test-rule: something is wrong',
    ]);
  });

  it('hold back everybody when the administrator is blocked, but not the locations', () => {
    const { steps, blocked } = build(acmeDrafts(), [blocker('subscriber:anna')]);

    expect(blocked.has(stepOf(steps, 'Webex workspace Lobby').id)).toBe(true);
    expect(blocked.has(stepOf(steps, 'outgoing permissions of south').id)).toBe(false);
  });

  it('bring the main number along even when the person who owns it is blocked', () => {
    const drafts = acmeDrafts().map((draft) =>
      draft.id === 'location:north' ? locationDraft('north', { mainNumber: '+15035550102' }) : draft,
    );

    const { steps, blocked } = build(drafts, [blocker('subscriber:ben')]);

    expect(blocked.has(stepOf(steps, 'main number +15035550102 of north').id)).toBe(false);
  });

  it('fall back to the customer when they name an object that is not planned', () => {
    const { steps, blocked } = build(acmeDrafts(), [blocker('decision:lift phone')]);

    expect(blocked.has(stepOf(steps, 'customer Acme').id)).toBe(true);
  });

  it('stop a subscriber without e-mail, with its settings and devices listed', () => {
    const { email: _email, ...data } = { email: undefined };
    const drafts = acmeDrafts().map((draft) => {
      if (draft.kind !== 'subscriber' || draft.id !== 'subscriber:ben') return draft;
      const { email: _dropped, ...rest } = draft.data;
      return { ...draft, data: { ...rest, ...data } };
    });

    const { steps, unplanned } = build(drafts);

    expect(steps.some(({ label }) => label.includes('ben'))).toBe(false);
    expect(unplanned.map(({ kind }) => kind).sort()).toEqual(['numbers', 'setting', 'subscriber']);
  });
});

it.each([
  ['', 'nothing that was read says what it is: extract the devices of its group'],
  ['Generic SIP Phone', 'managed by the customer outside Webex'],
])('tells a phone of type "%s" that stays for what it is', (sourceType, reason) => {
  const phone = deviceDraft('0011223344AA', 'subscriber:anna', {
    sourceType,
    fate: 'customer-managed',
    management: 'customer',
  });
  const { unplanned } = build([...acmeDrafts(), phone]);

  expect(unplanned.find(({ draft }) => draft === phone.id)?.reason).toBe(reason);
});
