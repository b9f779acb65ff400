import { afterEach, describe, expect, it } from 'vitest';
import type { Draft, SettingData } from '../../src/domain/drafts.ts';
import type { Step } from '../../src/domain/plan.ts';
import { systemClock } from '../../src/pipeline/clock.ts';
import { summariseStatus } from '../../src/provision/summarise-status.ts';
import { provisionView } from '../../src/report/provision-view.ts';
import { verifyView } from '../../src/report/verify-view.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { reportOutcomeQueries } from '../../src/store/report-outcome-queries.ts';
import { readStepLog } from '../../src/store/step-logs.ts';
import { verificationRepository } from '../../src/store/verification-repository.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import { acmeDrafts, draft, numberDraft } from '../builders/draft-builders.ts';
import { createSandboxHarness, type SandboxHarness } from '../provision/sandbox-harness.ts';

let open: SandboxHarness | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function provisioned(): Promise<SandboxHarness> {
  open = await createSandboxHarness();
  await open.plan();
  await open.provision();
  return open;
}

describe('runVerify', () => {
  it('finds what somebody changed or added by hand', async () => {
    const harness = await provisioned();
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    const webex = createWebexApi(transport);
    const signal = new AbortController().signal;
    const states = [...harness.journal.states(harness.target.key).values()];
    const orgId = states.find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '';
    const location = states.find(({ label }) => label === 'location south')?.outputs.locationId ?? '';
    await webex.numbers.add(location, { phoneNumbers: ['+15035550177'], state: 'INACTIVE' }, { orgId, signal });
    const personId = states.find(({ label }) => label === 'subscriber anna@example.test')?.outputs.personId ?? '';
    await transport.send(
      {
        method: 'PUT',
        path: `/people/${personId}/features/callWaiting`,
        query: { orgId },
        body: { enabled: true },
        scope: orgId,
      },
      signal,
    );

    const summary = await harness.verify();
    await transport.close();

    expect(summary).toMatchObject({ different: 1, missing: 0, extra: 1 });
    // What nobody planned has a name in reports too.
    expect(reportOutcomeQueries(harness.db).verification(harness.target.key)?.items).toMatchObject([
      { state: 'different', kind: 'setting' },
      { state: 'extra', kind: 'number', label: 'number +15035550177 in customer Acme' },
    ]);
    expect(summary.items.map(({ state, label }) => [state, label])).toEqual([
      ['different', 'call waiting of subscriber anna@example.test'],
      ['extra', 'number +15035550177 in customer Acme'],
    ]);
  });

  it.each([
    { clock: 'goes on as it should', offsetMs: 100, waits: true },
    { clock: 'was set back by an hour since', offsetMs: -3_600_000, waits: false },
  ])('waits for what was written a moment ago, and not for a clock that $clock', async ({ offsetMs, waits }) => {
    const harness = await provisioned();
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    const states = [...harness.journal.states(harness.target.key).values()];
    const orgId = states.find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '';
    const personId = states.find(({ label }) => label === 'subscriber anna@example.test')?.outputs.personId ?? '';
    const path = `/people/${personId}/features/callWaiting`;
    const change = { method: 'PUT', path, query: { orgId }, body: { enabled: true }, scope: orgId } as const;
    await transport.send(change, new AbortController().signal);
    await transport.close();
    const written = states.find(({ label }) => label === 'call waiting of subscriber anna@example.test')?.updatedAt;
    const slept: number[] = [];

    const summary = await harness.verify(undefined, undefined, {
      now: () => new Date(Date.parse(written ?? '') + offsetMs),
      clock: { ...systemClock, sleep: (ms) => Promise.resolve(void slept.push(ms)) },
    });

    expect(summary).toMatchObject({ different: 1 });
    expect(slept).toEqual(waits ? [400] : []);
  });

  it('tells what an earlier plan of everything has made and this one does not name, and leads to the report', async () => {
    let drafts: readonly Draft[] = acmeDrafts();
    open = await createSandboxHarness({}, () => drafts);
    await open.plan();
    expect((await open.provision()).failures).toEqual([]);
    drafts = drafts.filter(({ kind }) => kind !== 'callPark' && kind !== 'callPickup' && kind !== 'huntGroup');
    const gone = acmeDrafts().length - drafts.length;
    await open.plan();
    const summary = await open.verify();

    expect(gone).toBeGreaterThan(0);
    expect(summary.items.map(({ state }) => state)).toEqual(Array(gone).fill('extra'));
    expect(verifyView(summary).at(-1)).toMatchObject({ kind: 'next', command: 'bw2wholesale report' });
    expect(verifyView({ ...summary, missing: 1 }).at(-1)).toMatchObject({ kind: 'next', command: 'bw2wholesale plan' });
  });

  it('tells rules of a service that BroadWorks no longer has, as long as they stand', async () => {
    const service = rejectionOfAnna();
    let drafts: readonly Draft[] = [...acmeDrafts(), ...service];
    open = await createSandboxHarness({}, () => drafts);
    await open.plan();
    expect((await open.provision()).failures).toEqual([]);
    expect((await open.verify()).items).toEqual([]);

    drafts = acmeDrafts();
    await open.plan();
    await open.provision();
    const items = async (): Promise<string[]> =>
      (await open?.verify())?.items.map(({ state, kind, label }) => `${state} ${kind}: ${label}`) ?? [];
    expect(await items()).toEqual([
      expect.stringMatching(
        /^extra settingEntry: rule for .* of selective call rejection of subscriber anna@example\.test, which BroadWorks no longer has$/,
      ),
    ]);

    // Back again, it is what was planned.
    drafts = [...acmeDrafts(), ...service];
    await open.plan();
    await open.provision();
    expect(await items()).toEqual([]);
  });

  it('takes nothing for such a rule that another batch has made', async () => {
    const members = new Map([
      ['user:anna@example.test', 'one'],
      ['user:ben@example.test', 'two'],
    ]);
    open = await createSandboxHarness({}, () => [...acmeDrafts(), ...rejectionOfAnna()]);
    for (const batch of ['one', 'two']) {
      await open.plan(batch, members);
      expect((await open.provision()).failures).toEqual([]);
    }

    expect((await open.verify(members)).items.filter(({ state }) => state === 'extra')).toEqual([]);
  });

  it('takes what other batches have moved, or will move, for no surprise, and a stranger for one', async () => {
    // Carla and her number moved first, and the numbers of the location that nobody has came along.
    const MEMBERS = new Map([
      ['user:carla@example.test', 'one'],
      ['user:anna@example.test', 'two'],
      ['user:ben@example.test', 'three'],
    ]);
    const drafts = acmeDrafts().map((each) =>
      each.kind === 'subscriber' && each.id === 'subscriber:carla'
        ? { ...each, data: { ...each.data, phoneNumber: '+15035550151' } }
        : each,
    );
    const own = numberDraft('+15035550151', 'south', { owner: 'subscriber:carla' });
    const idle = numberDraft('+15035550152', 'south');
    open = await createSandboxHarness({}, () => [...drafts, own, idle]);
    for (const batch of ['one', 'two']) {
      await open.plan(batch, MEMBERS);
      expect((await open.provision()).failures).toEqual([]);
    }
    const transport = createTransport({ baseUrl: open.sandbox.url, token: () => 'sandbox' });
    const states = [...open.journal.states(open.target.key).values()];
    const orgId = states.find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '';
    const location = states.find(({ label }) => label === 'location south')?.outputs.locationId ?? '';
    await createWebexApi(transport).numbers.add(
      location,
      { phoneNumbers: ['+15035550102', '+15035550177', '+15035550199'], state: 'INACTIVE' },
      { orgId, signal: new AbortController().signal },
    );
    await transport.close();

    const summary = await open.verify(MEMBERS);

    // Ben's number is only early; the last one stays on BroadWorks, so nothing of it is to be there.
    expect(summary.items.map(({ state, label }) => [state, label])).toEqual([
      ['extra', 'number +15035550177 in customer Acme'],
      ['extra', 'number +15035550199 in customer Acme'],
    ]);
    expect(summary.notDone).toBe(0);
  });

  it('reads back a batch that another one was planned after, as that one has left it, and keeps what was seen of both', async () => {
    const MEMBERS = new Map([
      ['user:anna@example.test', 'one'],
      ['user:ben@example.test', 'two'],
      ['user:carla@example.test', 'two'],
    ]);
    open = await createSandboxHarness();
    const { db, target, journal, sandbox } = open;
    for (const batch of ['one', 'two']) {
      const { steps } = await open.plan(batch, MEMBERS);
      // Who stayed behind the first batch has kept the extension, and is freed of it by the second.
      expect(steps.byKind.virtualExtension).toBeGreaterThan(0);
      expect((await open.provision()).failures).toEqual([]);
    }
    const inOrder = { different: 0, missing: 0, extra: 0, notDone: 0 };
    const one = await open.verify(MEMBERS, 'one');
    const two = await open.verify(MEMBERS, 'two');
    expect(one).toMatchObject({ ...inOrder, batch: 'one', items: [] });
    expect(two).toMatchObject({ ...inOrder, batch: 'two', items: [] });
    expect(one.plan).not.toBe(two.plan);

    const { orgId = '' } =
      [...journal.states(target.key).values()].find(({ kind }) => kind === 'customer')?.outputs ?? {};
    const { personId } =
      [...journal.states(target.key).values()].find(({ label }) => label === 'subscriber anna@example.test')?.outputs ??
      {};
    const transport = createTransport({ baseUrl: sandbox.url, token: () => 'sandbox' });
    await transport.send(
      {
        method: 'PUT',
        path: `/people/${personId}/features/callWaiting`,
        query: { orgId },
        body: { enabled: true },
        scope: orgId,
      },
      new AbortController().signal,
    );
    await transport.close();
    const label = 'call waiting of subscriber anna@example.test';
    const stored = () => {
      const rows = verificationRepository(db).all(target.key);
      return { all: rows.length, off: rows.filter(({ state }) => state !== 'matched').length };
    };
    const before = stored();

    expect((await open.verify(MEMBERS, 'one')).items).toMatchObject([{ state: 'different', label }]);
    // Nothing of her belongs to the other batch: what was seen of her stays, and is told until it is looked at again.
    expect(await open.verify(MEMBERS, 'two')).toMatchObject(inOrder);
    expect(reportOutcomeQueries(db).verification(target.key)?.items).toMatchObject([{ state: 'different', label }]);
    expect(before).toEqual({ all: stored().all, off: 0 });
    expect(before.all).toBeGreaterThan(Math.max(one.matched, two.matched));

    // The customer belongs to both: an older word about it gives way.
    db.prepare(
      "UPDATE verification SET state = 'missing' WHERE step IN (SELECT step FROM step_state WHERE kind = 'customer')",
    ).run();
    expect(stored().off).toBe(2);
    await open.verify(MEMBERS, 'two');
    expect(stored()).toEqual({ all: before.all, off: 1 });

    // What was taken back is no proof of anything any more, also before somebody looks again.
    await open.rollback();
    const proven = reportOutcomeQueries(db).verification(target.key)?.counts ?? [];
    const standing = [...open.journal.states(target.key).values()].filter(({ state }) => state === 'created');
    expect(proven.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(standing.length);
    expect(standing.length).toBeLessThan(before.all);
    await open.verify(MEMBERS, 'two');
    expect(stored().all).toBe(0);
  });

  it('tells what stands as an earlier plan has made it where the change is held back, and counts it as the others do', async () => {
    const hasExtension = (extension: string) => (one: Draft) =>
      'extension' in one.data && one.data.extension === extension;
    let drafts: readonly Draft[] = acmeDrafts();
    open = await createSandboxHarness({}, () => drafts);
    await open.plan();
    await open.provision();
    const { matched } = await open.verify();
    const swapped = drafts.find((one) => one.kind === 'subscriber' && 'phoneNumber' in one.data);
    if (swapped?.kind !== 'subscriber') throw new Error('nobody with a number');
    expect(drafts.some(hasExtension('1999'))).toBe(false);
    drafts = drafts.map((one) =>
      one === swapped ? { ...swapped, data: { ...swapped.data, extension: '1999' } } : one,
    );
    const planned = await open.plan();
    const run = await open.provision();
    const summary = await open.verify();
    const { db, target, journal } = open;
    const status = summariseStatus(target.key, {
      plan: (key) => planRepository(db).latest(key),
      states: journal.states,
      lastRun: journal.lastRun,
      lock: () => undefined,
      verifications: (key) => verificationRepository(db).all(key),
    });
    const queries = reportOutcomeQueries(db);
    const blocked = queries.stepStates(target.key).find(({ state }) => state === 'blocked')?.count;

    expect(summary).toMatchObject({ matched: matched - 1, different: 1, missing: 0, extra: 0, heldBack: 1 });
    expect(summary.items).toMatchObject([
      { state: 'different', differences: [{ field: 'extension', expected: '1999' }], heldBack: expect.any(String) },
    ]);
    expect(JSON.stringify(verifyView(summary))).toContain('1 change of them is held back by the plan');
    expect(run.blocked).toBeGreaterThan(0);
    expect(planned.steps.byAction.blocked).toBe(run.blocked);
    expect(status.counts.blocked).toBe(run.blocked);
    expect(
      queries.stepStates(target.key).reduce((sum, one) => sum + (one.state === 'blocked' ? one.count : 0), 0),
    ).toBe(run.blocked);
    expect(blocked).toBeGreaterThan(0);
    expect(status).toMatchObject({
      verified: { matched: matched - 1, different: 1, missing: 0, extra: 0, heldBack: 1 },
      blockedStanding: run.blocked,
      next: { command: 'bw2wholesale plan' },
    });
    expect(queries.stepsStanding(target.key)).toBe(matched);
  });

  it('keeps a run from calling unchanged what it has found missing, until a plan has seen that too', async () => {
    const harness = await provisioned();
    const { db, target } = harness;
    const [park] = [...harness.journal.states(target.key).values()].filter(({ kind }) => kind === 'callPark');
    if (park === undefined) throw new Error('no call park');
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    const {
      orgId = '',
      locationId = '',
      callParkId = '',
    } = {
      ...Object.assign({}, ...[...harness.journal.states(target.key).values()].map(({ outputs }) => outputs)),
      ...park.outputs,
    };
    const path = `/telephony/config/locations/${locationId}/callParks/${callParkId}`;
    await transport.send({ method: 'DELETE', path, query: { orgId }, scope: orgId }, new AbortController().signal);
    await transport.close();
    await harness.verify();
    const plan = planRepository(db).latest(target.key);
    const foundOff = verificationRepository(db).foundOff(target.key, plan?.observedAt ?? '');
    expect([...foundOff]).toContain(park.step);

    const run = await harness.provision({ foundOff });
    expect(run.foundOff).toBe(foundOff.size);
    expect(provisionView(run).at(-1)).toMatchObject({ kind: 'next', command: 'bw2wholesale plan' });
    await harness.plan();
    const seen = planRepository(db).latest(target.key);
    expect(verificationRepository(db).foundOff(target.key, seen?.observedAt ?? '').size).toBe(0);
    const planned = seen?.steps.find(({ step }) => step.id === park.step);
    const log = readStepLog(
      db,
      target.key,
      planned?.step as Step,
      planned && seen && { ...planned, observedAt: seen.observedAt },
    );
    expect(log).toMatchObject({ state: 'created', foundSince: 'gone' });
  });

  it('leaves alone what an earlier plan has made where the change of it is held back', async () => {
    const MEMBERS = new Map([
      ['user:anna@example.test', 'one'],
      ['user:dora@example.test', 'two'],
    ]);
    const dora = (email: { readonly email?: string }): Draft =>
      draft(
        'subscriber',
        'dora',
        {
          location: 'location:north',
          firstName: 'Dora',
          lastName: 'Example',
          package: 'webex_calling',
          extension: '1007',
          phoneNumber: '+15035550107',
          administrator: false,
          ...email,
        },
        'user:dora@example.test',
      );
    let person = dora({ email: 'dora@example.test' });
    open = await createSandboxHarness({}, () => [...acmeDrafts(), person]);
    await open.plan('one', MEMBERS);
    await open.provision();
    person = dora({});
    const plan = await open.plan('two', MEMBERS);
    await open.provision();

    expect(plan.items.find(({ label }) => label.endsWith('freed'))).toMatchObject({ action: 'blocked' });
    expect(await open.verify(MEMBERS)).toMatchObject({ different: 0, missing: 0, extra: 0 });
  });

  it('tells what the target refuses to show with its object, and compares all the others', async () => {
    open = await createSandboxHarness({}, () => [...acmeDrafts(), ...rejectionOfAnna()]);
    await open.plan();
    await open.provision();
    const whole = await open.verify();
    open.sandbox.setFaults([
      { kind: 'error-before', method: 'GET', path: '/telephony/config/people/{personId}/selectiveReject', status: 400 },
    ]);

    const summary = await open.verify();

    // A plan cannot say what it would do to that one: it ends, and says at which.
    await expect(open.plan()).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
      place: { where: 'selective call rejection of subscriber anna@example.test' },
    });
    expect(summary).toMatchObject({ matched: whole.matched - 1, different: 1, missing: 0, extra: 0 });
    expect(summary.items).toMatchObject([
      {
        label: 'selective call rejection of subscriber anna@example.test',
        state: 'different',
        differences: [{ field: 'reading', expected: 'an answer', actual: expect.stringMatching(/^400 /) }],
      },
    ]);
    expect(summary.notes.at(-1)).toMatch(
      /^No further rules were looked for below selective call rejection of subscriber anna@example\.test: 400 /,
    );
  });

  it('shows the call park whose hunt group is gone as different, as the sandbox shows it', async () => {
    const harness = await provisioned();
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    const states = [...harness.journal.states(harness.target.key).values()];
    const orgId = states.find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '';
    const location = states.find(({ label }) => label === 'location north')?.outputs.locationId ?? '';
    const group = states.find(({ label }) => label === 'hunt group Sales')?.outputs.huntGroupId ?? '';
    await transport.send(
      {
        method: 'DELETE',
        path: `/telephony/config/locations/${location}/huntGroups/${group}`,
        query: { orgId },
        scope: orgId,
      },
      new AbortController().signal,
    );
    await transport.close();

    const { items } = await harness.verify();

    expect(items.find(({ label }) => label === 'call park Desk')?.differences).toContainEqual({
      field: 'recall.option',
      expected: 'ALERT_HUNT_GROUP_ONLY',
      actual: 'ALERT_PARKING_USER_ONLY',
    });
  });

  it('refuses to verify a target that nothing was planned for', async () => {
    open = await createSandboxHarness();

    await expect(open.verify()).rejects.toMatchObject({ code: 'NOTHING_PLANNED' });
  });
});

/** Selective rejection of Anna with one rule. */
function rejectionOfAnna(): Draft[] {
  const owner = 'subscriber:anna';
  const rule = (name: string, number: string): SettingData => ({
    setting: 'selectiveRule',
    owner,
    service: 'selectiveRejection',
    name,
    callsFrom: 'SELECT_PHONE_NUMBERS',
    anonymousCallers: false,
    unavailableCallers: false,
    phoneNumbers: [number],
    applies: true,
  });
  return [rule('Pests', '+12025550177'), { setting: 'selectiveRejection', owner, enabled: true } as const].map(
    (data, index) => draft('setting', `${index}`, data, 'user:anna@example.test'),
  );
}
