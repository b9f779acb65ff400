import { describe, expect, it, type TestContext } from 'vitest';
import type { Draft, SettingData } from '../../src/domain/drafts.ts';
import type { RollbackItem, RollbackSummary } from '../../src/domain/outcomes.ts';
import { summariseStatus } from '../../src/provision/summarise-status.ts';
import { rollbackView } from '../../src/report/rollback-view.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { createTransport } from '../../src/webex/http.ts';
import { acmeDrafts, draft, locationDraft } from '../builders/draft-builders.ts';
import { everything } from '../steps/step-builders.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

async function provisioned(
  { onTestFinished }: TestContext,
  ...options: Parameters<typeof createSandboxHarness>
): Promise<SandboxHarness> {
  const harness = await createSandboxHarness(...options);
  onTestFinished(() => harness.close());
  await harness.plan();
  const { failures } = await harness.provision();
  expect(failures).toEqual([]);
  return harness;
}
const nextOf = (summary: RollbackSummary): string | undefined =>
  rollbackView(summary).flatMap((block) => (block.kind === 'next' ? [block.command] : []))[0];
const writes = (harness: SandboxHarness) => harness.sandbox.log().filter(({ effect }) => effect);
const stateOf = ({ items }: RollbackSummary, kind: string): Set<RollbackItem['state']> =>
  new Set(items.filter((item) => item.kind === kind).map(({ state }) => state));
const reasonOf = ({ items }: RollbackSummary, kind: string): string =>
  items.find((item) => item.kind === kind && item.reason !== undefined)?.reason ?? '';

/** Anna takes calls of two kinds of people and of nobody else. */
function acceptance(): Draft[] {
  const owner = 'subscriber:anna';
  const common = { owner, anonymousCallers: false, unavailableCallers: false, applies: true } as const;
  const rule = (name: string, phoneNumber: string): SettingData => ({
    ...common,
    setting: 'selectiveRule',
    service: 'selectiveAcceptance',
    name,
    callsFrom: 'SELECT_PHONE_NUMBERS',
    phoneNumbers: [phoneNumber],
  });
  const all: SettingData[] = [
    rule('Friends', '+15035550188'),
    rule('Family', '+15035550187'),
    { setting: 'selectiveAcceptance', owner, enabled: true },
  ];
  return all.map((data, at) => draft('setting', `anna/acceptance ${at}`, data, 'user:anna@example.test'));
}
const isRule = ({ kind, data }: Draft): boolean => kind === 'setting' && data.setting === 'selectiveRule';

// Each waits for a target of its own: side by side.
describe.concurrent('rollback', () => {
  it('says of every step kind how it is taken back, or that it is not', () => {
    expect(everything().filter((step) => handlerOf(step).undo === undefined)).toEqual([]);
  });

  it('shows its plan with reads alone: dependants first, requests, what stays and why', async (context) => {
    const harness = await provisioned(context);
    const before = writes(harness).length;

    const { summary } = await harness.planRollback();

    expect(writes(harness)).toHaveLength(before);
    expect(summary).toMatchObject({ dryRun: true, counts: { removed: 0, failed: 0 } });
    const kinds = summary.items.filter(({ state }) => state === 'remove').map(({ kind }) => kind);
    expect(kinds.lastIndexOf('device')).toBeLessThan(kinds.indexOf('subscriber'));
    expect(kinds.lastIndexOf('huntGroup')).toBeLessThan(kinds.indexOf('subscriber'));
    expect(kinds.at(-1)).toBe('customer');
    expect(summary.items.find(({ kind }) => kind === 'customer')).toMatchObject({
      leaves: expect.stringContaining('R-CUS-7'),
      request: { method: 'DELETE', path: expect.stringMatching(/^\/wholesale\/customers\//) },
    });
    expect(summary.items.find(({ kind }) => kind === 'subscriber')?.leaves).toContain('the person stays');
  });

  it('removes what it made and nothing else, and leaves nothing to do for a second one', async (context) => {
    const harness = await provisioned(context);

    const summary = await harness.rollback();

    expect(summary.counts).toMatchObject({ failed: 0, 'not-reached': 0, gone: 0 });
    const left = harness.sandbox.objects();
    for (const kind of [
      'customer',
      'subscriber',
      'workspace',
      'virtualLine',
      'device',
      'huntGroup',
      'callQueue',
      'autoAttendant',
      'schedule',
    ]) {
      expect(left[kind], kind).toBeUndefined();
    }
    // What no call can remove is there, and was said.
    expect(Object.keys(left).sort()).toEqual(['location', 'number', 'person', 'setting', 'voicePortal']);
    expect(stateOf(summary, 'location')).toContain('kept');
    const { summary: again } = await harness.planRollback();
    expect(again.counts).toMatchObject({ remove: 0, kept: again.items.length });
    expect(new Set(again.items.map(({ kind }) => kind))).toEqual(
      new Set(['customer', 'subscriber', 'location', 'numbers', 'calling']),
    );
    expect(reasonOf(again, 'subscriber')).toContain('the person stayed');
    // By name those that are there, not the whole batch that they were of.
    const numbers = (left.number ?? []).map(({ data }) => String(Object(data).phoneNumber)).sort();
    const told = again.items.filter(({ kind }) => kind === 'numbers');
    expect(told.flatMap(({ reason }) => reason?.match(/\+\d+/g) ?? []).sort()).toEqual(numbers);
    const counted = told.map(({ label }) => Number.parseInt(label, 10));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(numbers.length);
  });

  it.for([false, true])('foresees how it ends, numbers in service: %s', async (includeDeferred, context) => {
    const harness = await provisioned(context);
    if (includeDeferred) await harness.provision({ includeDeferred });
    const endOf = ({ items }: RollbackSummary) =>
      new Map(items.map(({ label, state, reason }) => [label, [state === 'remove' ? 'removed' : state, reason]]));

    const { summary: shown } = await harness.planRollback();
    const summary = await harness.rollback();

    expect(endOf(summary)).toEqual(endOf(shown));
    expect(stateOf(shown, 'numbers')).toEqual(new Set(['kept']));
    expect(stateOf(shown, 'mainNumber')).toEqual(new Set(['kept']));
  });

  it('takes calling and then the location away where it made both and nobody stays there', async (context) => {
    const harness = await provisioned(context, {}, () => [...acmeDrafts(), locationDraft('popup')]);

    const summary = await harness.rollback();

    expect(summary.items.find(({ label }) => label === 'location popup')?.state).toBe('removed');
    expect(summary.items.find(({ label }) => label === 'calling in popup')?.state).toBe('removed');
    expect(harness.sandbox.objects().location?.map(({ key }) => key)).not.toContain('bw:acme/popup');
  });

  it('sets a voice portal back to what stood there before, whatever later runs found', async (context) => {
    const harness = await provisioned(context);
    await harness.plan();
    await harness.provision();
    const portal = [...harness.journal.states(harness.target.key).values()].find(({ kind }) => kind === 'voicePortal');
    expect(JSON.parse(portal?.outputs.was ?? '{}')).toMatchObject({ name: 'Voice Portal', extension: null });
    expect(harness.sandbox.objects().voicePortal).toMatchObject([{ extension: '5400' }]);

    const { summary: planned } = await harness.planRollback();
    const summary = await harness.rollback();

    expect(planned.items.find(({ kind }) => kind === 'voicePortal')).toMatchObject({
      state: 'remove',
      request: { method: 'PUT', body: { name: 'Voice Portal', extension: null, phoneNumber: null } },
    });
    expect(summary.items.find(({ kind }) => kind === 'voicePortal')).toMatchObject({
      state: 'removed',
      leaves: 'is set back to what stood there before',
    });
    const [left] = harness.sandbox.objects().voicePortal ?? [];
    expect(left).toMatchObject({ data: { name: 'Voice Portal' } });
    expect(left).not.toHaveProperty('extension');
  });

  it('lets provision begin anew afterwards', async (context) => {
    const harness = await provisioned(context);
    await harness.rollback();

    const states = [...harness.journal.states(harness.target.key).values()].map(({ state }) => state);

    expect(new Set(states)).toEqual(new Set(['pending']));
  });

  it('leaves a plan without approval, and stale until it is made again', async (context) => {
    const harness = await provisioned(context);
    const { key } = harness.target;
    const approve = () =>
      harness.plans.approve(harness.plans.latest(key)?.hash ?? '', { by: 'ann', at: new Date().toISOString() });
    approve();
    expect(harness.plans.latest(key)?.approved?.by).toBe('ann');

    await harness.rollback();
    const before = harness.plans.latest(key);
    await harness.plan();
    const after = harness.plans.latest(key);

    expect(before?.approved).toBeUndefined();
    expect((before?.rolledBackAt ?? '') > (before?.observedAt ?? '')).toBe(true);
    expect(after).not.toHaveProperty('approved');
    expect((after?.rolledBackAt ?? '') < (after?.observedAt ?? '')).toBe(true);
    approve();
    expect(harness.plans.latest(key)?.approved?.by).toBe('ann');
  });

  it('has the next plan hold a customer back whose people and numbers stay in the old organisation', async (context) => {
    const harness = await provisioned(context);
    const orgId = [...harness.journal.states(harness.target.key).values()].find(({ kind }) => kind === 'customer')
      ?.outputs.orgId;
    await harness.rollback();
    const before = writes(harness).length;

    const { items, steps } = await harness.plan();

    const customer = items.find(({ kind }) => kind === 'customer');
    expect(customer?.action).toBe('blocked');
    const there = harness.sandbox.objects().number?.length;
    expect(customer?.reason).toMatch(new RegExp(`^\\d+ people and ${there} numbers stayed in organisation `));
    expect(customer?.reason).toContain(orgId);
    expect(steps.byAction).toMatchObject({ create: 0, adopt: 0 });
    expect(writes(harness)).toHaveLength(before);
  });

  it('looks again at what stays and named something that was removed', async (context) => {
    const recall = { recall: 'ALERT_PARKING_USER_FIRST_THEN_HUNT_GROUP', recallHuntGroup: 'huntGroup:Sales' } as const;
    const harness = await provisioned(context, {}, () =>
      acmeDrafts().map((each) =>
        each.kind === 'callParkSettings' ? { ...each, data: { ...each.data, ...recall } } : each,
      ),
    );
    // Numbers in service keep the customer, its locations and all that belongs to them.
    await harness.provision({ includeDeferred: true });
    await harness.rollback();
    await harness.plan();

    const { failures } = await harness.provision({ includeDeferred: true });

    expect(failures).toEqual([]);
    expect(await harness.verify()).toMatchObject({ different: 0, missing: 0, extra: 0, notDone: 0 });
  });

  it('never touches what was adopted, nor what it stands on', async (context) => {
    const harness = await provisioned(context);
    const subscriber = harness.plans
      .latest(harness.target.key)
      ?.steps.find(({ step }) => step.kind === 'subscriber')?.step;
    harness.db.prepare(`UPDATE step_state SET state = 'adopted' WHERE step = ?`).run(subscriber?.id ?? '');

    const summary = await harness.rollback();

    expect(summary.items.find(({ step }) => step === subscriber?.id)).toMatchObject({
      state: 'kept',
      reason: expect.stringContaining('adopted'),
    });
    expect(harness.sandbox.objects().subscriber).toHaveLength(1);
    expect(stateOf(summary, 'customer')).toEqual(new Set(['kept']));
    expect(reasonOf(summary, 'customer')).toContain('needed by');
  });

  it('refuses numbers in service, and says that activation is the point of no return', async (context) => {
    const harness = await provisioned(context);
    await harness.provision({ includeDeferred: true });

    const summary = await harness.rollback();

    expect(stateOf(summary, 'activation')).toEqual(new Set(['kept']));
    expect(stateOf(summary, 'numbers')).toEqual(new Set(['kept']));
    expect(reasonOf(summary, 'activation')).toContain('R-NUM-12');
    expect(
      harness.sandbox.log().filter(({ method, path }) => method === 'DELETE' && path.endsWith('/numbers')),
    ).toEqual([]);
    expect(stateOf(summary, 'customer')).toEqual(new Set(['kept']));
  });

  it('refuses a phone that has registered, and everybody it belongs to', async (context) => {
    const harness = await provisioned(context);
    const device = harness.sandbox.objects().device?.[0];
    harness.sandbox.use(String(device?.key));

    const summary = await harness.rollback();

    expect(reasonOf(summary, 'device')).toContain('registered');
    expect(harness.sandbox.objects().device).toHaveLength(1);
    expect(stateOf(summary, 'customer')).toEqual(new Set(['kept']));
  });

  it('refuses a subscriber whose mailbox is in use', async (context) => {
    const harness = await provisioned(context);
    const email = String(harness.sandbox.objects().subscriber?.[0]?.key);
    harness.sandbox.use(email);

    const { summary } = await harness.planRollback();
    await harness.rollback();

    expect(reasonOf(summary, 'subscriber')).toContain('greeting');
    expect(harness.sandbox.objects().subscriber?.map(({ key }) => key)).toEqual([email]);
  });

  it('switches selective acceptance off before it removes the rules of somebody who stays', async (context) => {
    const harness = await provisioned(context, {}, () => [...acmeDrafts(), ...acceptance()]);

    const shown = (await harness.planRollback()).summary.items.find(({ label }) =>
      label.startsWith('selective call a'),
    );
    const summary = await harness.rollback();

    expect(shown).toMatchObject({ state: 'remove', request: { method: 'PUT', body: { enabled: false } } });
    expect(summary.items.find(({ label }) => label === shown?.label)).toMatchObject({
      state: 'removed',
      leaves: 'the service stays, switched off',
    });
    expect(writes(harness).flatMap(({ method, path }) => (/selectiveAccept/.test(path) ? [method] : []))).toEqual([
      'POST',
      'POST',
      'PUT',
      'PUT',
      'DELETE',
      'DELETE',
    ]);
    expect(summary.counts.failed).toBe(0);
  });

  it('keeps the rules where somebody else has switched selective acceptance on, and says so', async (context) => {
    const harness = await provisioned(context, {}, () => [...acmeDrafts(), ...acceptance().filter(isRule)]);
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    const states = [...harness.journal.states(harness.target.key).values()];
    const anna = states.find(({ label }) => label === 'subscriber anna@example.test')?.outputs.personId;
    const orgId = states.find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '';
    const path = `/telephony/config/people/${anna}/selectiveAccept`;
    const on = { method: 'PUT', path, query: { orgId }, body: { enabled: true }, scope: orgId } as const;
    await transport.send(on, new AbortController().signal);
    await transport.close();

    const summary = await harness.rollback();

    expect(stateOf(summary, 'settingEntry')).toEqual(new Set(['kept']));
    expect(reasonOf(summary, 'settingEntry')).toContain('would turn every call away');
  });

  it('removes what it has created and changed since', async (context) => {
    let agents = 2;
    const harness = await provisioned(context, {}, () =>
      acmeDrafts().map((each) =>
        each.kind === 'huntGroup'
          ? { ...each, data: { ...each.data, agents: each.data.agents.slice(0, agents) } }
          : each,
      ),
    );
    agents = 1;
    await harness.plan();
    const { counts } = await harness.provision();
    expect(counts.changed).toBeGreaterThan(0);

    const summary = await harness.rollback();

    expect(stateOf(summary, 'huntGroup')).toEqual(new Set(['removed']));
    expect(harness.sandbox.objects().huntGroup).toBeUndefined();
  });

  it('removes only what one run has created, and one customer', async (context) => {
    const harness = await provisioned(context);

    const [run = ''] = harness.journal.allAttempts(harness.target.key).map((attempt) => attempt.run);
    const all = await harness.planRollback({ customer: 'customer:bw:acme' });

    expect(all.summary.counts.remove).toBeGreaterThan(10);
    expect((await harness.planRollback({ runs: new Set([run]) })).summary.counts).toEqual(all.summary.counts);
    expect((await harness.planRollback({ runs: new Set(['another']) })).summary.counts.remove).toBe(0);
    expect((await harness.planRollback({ customer: 'customer:other' })).summary.items).toEqual([]);
  });

  it('is named with its limits wherever it is to be gone on with, killed or not', async (context) => {
    const harness = await provisioned(context);
    const { summary } = await harness.planRollback({
      customer: 'customer:bw:acme',
      only: { customer: 'customer:bw:acme' },
    });

    expect(nextOf(summary)).toBe('bw2wholesale rollback --customer bw:acme --yes');

    const [run = ''] = harness.journal.allAttempts(harness.target.key).map((attempt) => attempt.run);
    const stopped = await harness.rollback({ runs: new Set([run]), only: { run } }, AbortSignal.abort());
    const status = summariseStatus(harness.target.key, {
      plan: (key) => harness.plans.latest(key),
      states: harness.journal.states,
      lastRun: harness.journal.lastRun,
      lock: () => undefined,
    });

    expect(nextOf(stopped)).toBe(`bw2wholesale rollback --run ${run}`);
    expect(status.next.command).toBe(`bw2wholesale rollback --run ${run}`);
    // One that is killed has only begun.
    const { key: target } = harness.target;
    const startedAt = new Date(Date.now() + 1000).toISOString();
    harness.journal.startRun({ id: 'Z', target, plan: '', startedAt, command: 'rollback', by: 'eve', only: { run } });
    expect(harness.journal.lastRun(target)).toMatchObject({ id: 'Z', only: { run } });
  });

  it('takes an object for gone that somebody removed, and leaves alone what stands there now', async (context) => {
    const harness = await provisioned(context);
    const record = [...harness.journal.states(harness.target.key).values()].find(({ kind }) => kind === 'huntGroup');
    harness.db
      .prepare(`UPDATE step_state SET outputs = '{"huntGroupId":"somebody-elses"}' WHERE step = ?`)
      .run(record?.step ?? '');

    const summary = await harness.rollback();

    expect(summary.items.find(({ step }) => step === record?.step)?.state).toBe('gone');
    expect(harness.sandbox.objects().huntGroup?.length).toBeGreaterThan(0);
  });
});
