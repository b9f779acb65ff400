import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { batchRepository } from '../../src/store/batch-repository.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import { acmeDrafts, deviceDraft, huntGroupDraft, numberDraft, subscriberDraft } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

/** What people and lists that stand in Webex already become when BroadWorks has changed since. */

const MEMBERS = new Map([
  ['user:anna@example.test', 'one'],
  ['user:ben@example.test', 'one'],
]);

async function start(drafts: () => readonly Draft[] = acmeDrafts, blockers: () => readonly Blocker[] = () => []) {
  const harness = await createSandboxHarness({}, drafts, blockers);
  onTestFinished(() => harness.close());
  const recordOf = (label: string) => {
    const record = [...harness.journal.states(harness.target.key).values()].find((entry) => entry.label === label);
    if (record === undefined) throw new Error(`no step ${label}`);
    return record;
  };
  return { harness, recordOf };
}

it('somebody whose number changed is held back by the plan, and stays in the lists where he is', async () => {
  let drafts = acmeDrafts();
  const { harness } = await start(() => drafts);
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);

  drafts = acmeDrafts().map((draft) => {
    if (draft.id === 'subscriber:ben') {
      return subscriberDraft('ben', { phoneNumber: '+15035550108', extension: '1002' });
    }
    return draft.id === 'huntGroup:Sales'
      ? huntGroupDraft('Sales', ['subscriber:anna', 'subscriber:ben', 'subscriber:carla'])
      : draft;
  });
  drafts.push(numberDraft('+15035550108', 'north', { owner: 'subscriber:ben' }));
  const plan = await harness.plan();
  const summary = await harness.provision();

  expect(plan.items.find(({ label }) => label === 'subscriber ben@example.test')).toMatchObject({
    action: 'blocked',
    reason: expect.stringMatching(
      /cannot be changed by an API call: phoneNumber is "\+15035550102", planned "\+15035550108"; change it in Control Hub/,
    ),
  });
  expect(summary.failures).toEqual([]);
  const [sales] = harness.sandbox.objects().huntGroup ?? [];
  for (const name of ['anna', 'ben', 'carla']) expect(JSON.stringify(sales)).toContain(`person ${name}@example.test`);
});

it('whoever gets the number of somebody who is held back is held back too, and his phone with him', async () => {
  let drafts = acmeDrafts();
  const { harness } = await start(() => drafts);
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);

  drafts = acmeDrafts().map((draft) =>
    draft.id === 'subscriber:ben'
      ? subscriberDraft('ben', { phoneNumber: '+15035550108', extension: '1009' })
      : draft.id === 'number:+15035550102'
        ? numberDraft('+15035550102', 'north', { owner: 'subscriber:grace' })
        : draft,
  );
  drafts.push(
    numberDraft('+15035550108', 'north', { owner: 'subscriber:ben' }),
    subscriberDraft('grace', { phoneNumber: '+15035550102', extension: '1008' }),
    deviceDraft('A0B1C2D3E408', 'subscriber:grace'),
    // The extension that Ben keeps, in his location: held back; the same one elsewhere is free.
    subscriberDraft('hugo', { extension: '1002' }),
    subscriberDraft('iris', { extension: '1002', location: 'location:south' }),
  );
  const { items } = await harness.plan();
  const summary = await harness.provision();

  const held = (label: string) => items.find((item) => item.label === label);
  expect(held('subscriber grace@example.test')).toMatchObject({
    action: 'blocked',
    reason: expect.stringMatching(
      /^phoneNumber \+15035550102 is still held by subscriber ben@example\.test, .*give that one \+15035550108 in Control Hub/,
    ),
  });
  const phone = items.find(({ kind, label }) => kind === 'device' && label.includes('A0B1C2D3E408'));
  expect(phone?.reason).toContain('is still held by');
  expect(held('subscriber hugo@example.test')?.reason).toContain('extension 1002 is still held by subscriber ben');
  expect(held('subscriber iris@example.test')?.action).toBe('create');
  expect(summary.failures).toEqual([]);
});

it('whoever gets the number of somebody who is gone from the captures, or of a stranger, is held back, not refused in the run', async () => {
  let drafts = acmeDrafts();
  const { harness, recordOf } = await start(() => drafts);
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  const { orgId = '' } = recordOf('customer Acme').outputs;
  const { locationId = '' } = recordOf('location north').outputs;
  const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
  const webex = createWebexApi(transport);
  const call = { orgId, signal: new AbortController().signal };
  await webex.numbers.add(locationId, { phoneNumbers: ['+15035550177'], state: 'INACTIVE' }, call);
  await webex.virtualLines.create(
    { firstName: 'Night', lastName: 'Bell', locationId, phoneNumber: '+15035550177', extension: '1077' },
    call,
  );
  await transport.close();

  // Ben has left the captures; his number and his extension go to two others, those of the stranger to two more.
  drafts = acmeDrafts()
    .filter(({ id }) => id !== 'subscriber:ben')
    .map((draft) =>
      draft.id === 'number:+15035550102'
        ? numberDraft('+15035550102', 'north', { owner: 'subscriber:grace' })
        : draft.id === 'huntGroup:Sales'
          ? huntGroupDraft('Sales', ['subscriber:anna', 'subscriber:carla'])
          : draft,
    );
  drafts.push(
    subscriberDraft('grace', { phoneNumber: '+15035550102', extension: '1008' }),
    subscriberDraft('hugo', { extension: '1002' }),
    subscriberDraft('iris', { extension: '1002', location: 'location:south' }),
    numberDraft('+15035550177', 'north', { owner: 'subscriber:jan' }),
    subscriberDraft('jan', { phoneNumber: '+15035550177', extension: '1011' }),
    subscriberDraft('kim', { extension: '1077' }),
  );
  const { items } = await harness.plan();
  const reasonOf = (name: string) => items.find(({ label }) => label === `subscriber ${name}@example.test`)?.reason;
  const summary = await harness.provision();

  const mend = ': take it away there in Control Hub, or change the source, then plan again';
  expect([reasonOf('grace'), reasonOf('hugo'), reasonOf('iris')]).toEqual([
    `phoneNumber +15035550102 is held in Webex by subscriber ben@example.test${mend}`,
    `extension 1002 is held in Webex by subscriber ben@example.test${mend}`,
    undefined,
  ]);
  expect([reasonOf('jan'), reasonOf('kim')]).toEqual([
    `phoneNumber +15035550177 is held in Webex by Night Bell (virtual line)${mend}`,
    `extension 1077 is held in Webex by Night Bell (virtual line)${mend}`,
  ]);
  // The second line of a phone cannot be taken off by an API call, whoever had it.
  expect(summary.failures.filter(({ kind }) => kind !== 'deviceMembers')).toEqual([]);
});

it('whoever gets the number of somebody whom a finding holds back is held back with him', async () => {
  let drafts = acmeDrafts();
  let blockers: readonly Blocker[] = [];
  const { harness } = await start(
    () => drafts,
    () => blockers,
  );
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);

  blockers = [{ rule: 'some-rule', draft: 'subscriber:ben', customer: 'customer:acme', message: 'a finding' }];
  drafts = acmeDrafts().map((draft) =>
    draft.id === 'subscriber:ben'
      ? subscriberDraft('ben', { phoneNumber: '+15035550108', extension: '1002' })
      : draft.id === 'number:+15035550102'
        ? numberDraft('+15035550102', 'north', { owner: 'subscriber:grace' })
        : draft,
  );
  drafts.push(subscriberDraft('grace', { phoneNumber: '+15035550102', extension: '1008' }));
  const { items } = await harness.plan();

  expect(items.find(({ label }) => label === 'subscriber grace@example.test')).toMatchObject({
    action: 'blocked',
    reason: expect.stringContaining('is held in Webex by subscriber ben@example.test, which is held back: '),
  });
  expect((await harness.provision()).failures).toEqual([]);
});

it.each([
  ['counts as moved while ids are known of it', (outputs: object) => outputs, true],
  ['does not count where nothing stands there', () => ({}), false],
] as const)('somebody whose last change failed %s', async (_what, outputsOf, counts) => {
  const { harness, recordOf } = await start();
  await harness.plan('one', MEMBERS);
  expect((await harness.provision()).failures).toEqual([]);
  const record = recordOf('subscriber ben@example.test');
  await harness.journal.outcome({
    target: harness.target.key,
    at: '2026-01-01T00:00:00.000Z',
    outcome: 'failed',
    record: { ...record, state: 'failed', outputs: { ...outputsOf(record.outputs) }, cause: 'refused' },
  });

  expect(batchRepository(harness.db).moved(harness.target.key).has('subscriber:ben')).toBe(counts);
});

it.each(['north', 'south'])('a location that BroadWorks calls otherwise now is not made again: %s', async (name) => {
  let drafts = acmeDrafts();
  const { harness, recordOf } = await start(() => drafts);
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  const before = harness.sandbox.objects();

  drafts = drafts.map((draft) =>
    draft.kind === 'location' && draft.id === `location:${name}`
      ? { ...draft, data: { ...draft.data, name: `${name} side` } }
      : draft,
  );
  const renamed = await harness.plan();
  const { failures, counts } = await harness.provision();

  expect(renamed.items.find(({ label }) => label === `location ${name} side`)).toMatchObject({
    action: 'blocked',
    reason: expect.stringMatching(
      new RegExp(`stands in Webex as "${name}": keep that name \\(locations, "${name}", name in migration.yaml\\)`),
    ),
  });
  expect(failures).toEqual([]);
  expect(counts).toMatchObject({ created: 0, adopted: 0 });
  expect(harness.sandbox.objects()).toEqual(before);

  // Somebody follows the second advice.
  const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
  onTestFinished(() => transport.close());
  const { locationId = '' } = recordOf(`location ${name}`).outputs;
  const orgId = [...harness.journal.states(harness.target.key).values()].find(({ kind }) => kind === 'customer')
    ?.outputs.orgId;
  const place = { orgId: String(orgId), signal: new AbortController().signal };
  await createWebexApi(transport).locations.update(String(locationId), { name: `${name} side` }, place);
  const again = await harness.plan();

  expect(again.items.filter(({ kind }) => kind === 'location').map(({ action }) => action)).not.toContain('blocked');
  expect(again.items.filter(({ kind, action }) => kind === 'subscriber' && action === 'create')).toEqual([]);
});

it('nobody is told to be left out of a list where an earlier run has put him', async () => {
  const { harness, recordOf } = await start();
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  const plan = harness.plans.latest(harness.target.key);
  if (plan === undefined) throw new Error('no plan');
  const sales = recordOf('hunt group Sales').step;
  const ben = recordOf('subscriber ben@example.test').step;
  // He waits for numbers that were refused, and his group is looked at.
  const needs = plan.steps.find(({ step }) => step.id === ben)?.step.hard ?? [];
  const numbers = plan.steps.find(({ step }) => step.kind === 'numbers' && needs.includes(step.id))?.step.id;
  harness.db.prepare(`UPDATE step_state SET state = 'failed', cause = '409 taken' WHERE step = ?`).run(numbers);
  const steps = plan.steps.map((entry) => {
    const { id } = entry.step;
    return { ...entry, action: id === sales || id === numbers ? ('change' as const) : ('unchanged' as const) };
  });
  const writes = () => harness.sandbox.log().filter(({ effect }) => effect).length;
  const before = writes();

  const summary = await harness.provision({ plan: { ...plan, steps, observedAt: '2099-01-01T00:00:00.000Z' } });

  expect(summary.failures.find(({ step }) => step === ben)).toMatchObject({ state: 'skipped' });
  expect(summary.leftOut).toEqual([]);
  expect(recordOf('hunt group Sales')).toMatchObject({ leftOut: [] });
  expect(writes()).toBe(before);
});

it('a list that stood as it was while somebody was held up gets his new id once he is made anew', async () => {
  const { harness, recordOf } = await start();
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  const plan = harness.plans.latest(harness.target.key);
  if (plan === undefined) throw new Error('no plan');
  const sales = recordOf('hunt group Sales').step;
  const steps = plan.steps.map((entry) => ({
    ...entry,
    action: entry.step.id === sales ? ('change' as const) : ('unchanged' as const),
  }));
  const looks = () =>
    harness.sandbox.log().filter(({ method, path }) => method === 'GET' && path.includes('/huntGroups')).length;
  const again = () => harness.provision({ plan: { ...plan, steps, observedAt: '2000-01-01T00:00:00.000Z' } });
  const before = looks();
  await again();
  expect(looks()).toBe(before);

  harness.db
    .prepare(`UPDATE step_state SET updated_at = '2098-01-01T00:00:00.000Z' WHERE step = ?`)
    .run(recordOf('subscriber ben@example.test').step);
  await again();

  expect(looks()).toBeGreaterThan(before);
});
