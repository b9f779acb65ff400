import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import { summariseStatus } from '../../src/provision/summarise-status.ts';
import { provisionView } from '../../src/report/provision-view.ts';
import { collectRunReport } from '../../src/report/run-report.ts';
import { runReportView } from '../../src/report/run-report-view.ts';
import { runHistory } from '../../src/store/run-history.ts';
import type { FakeFault } from '../fakes/fake-target.ts';
import { acmePlan, createHarness, planOf, TARGET } from './engine-harness.ts';

/** Steps of the plan that do not wait for the cutover. */
const DUE = acmePlan().steps.filter(({ step }) => step.phase === 'provision').length;
const NOTHING = { created: 0, adopted: 0, unchanged: 0, changed: 0, failed: 0, skipped: 0, waiting: 0, unknown: 0 };

/** A fault for the first write of the step with this label. */
function once(label: string, fault: FakeFault) {
  return (step: Step, attempt: number) => (step.label === label && attempt === 1 ? fault : undefined);
}
function endOf(state: string, harness: ReturnType<typeof createHarness>): string[] {
  return harness.events.flatMap((event) => (event.type === 'step' && event.state === state ? [event.label] : []));
}

function statusPorts({ journal }: ReturnType<typeof createHarness>) {
  return { plan: () => acmePlan(), states: journal.states, lastRun: journal.lastRun, lock: () => undefined };
}

describe('runProvision', () => {
  it('carries out the whole plan in an order that the target accepts, the deferred steps apart', async () => {
    const harness = createHarness();

    const summary = await harness.run();

    expect(summary.counts).toEqual({ ...NOTHING, created: DUE - 1, adopted: 1 });
    expect(summary).toMatchObject({ deferred: 2, notReached: 0, retries: 0, throttled: 0, failures: [] });
    expect(summary.stopped).toBeUndefined();
    expect(harness.target.violations).toEqual([]);
    expect(harness.target.keys().filter((key) => key.startsWith('activation'))).toEqual([]);
  });

  it('sends nothing when everything is done, and calls it unchanged', async () => {
    const harness = createHarness();
    await harness.run();
    const { requests } = harness.target;

    const summary = await harness.run();

    expect(harness.target.requests).toBe(requests);
    expect(summary.counts).toEqual({ ...NOTHING, unchanged: DUE });
  });

  it('carries out what was left for the cutover when asked', async () => {
    const harness = createHarness();
    await harness.run();

    const summary = await harness.run({ includeDeferred: true });

    expect(summary).toMatchObject({ deferred: 0, counts: { ...NOTHING, created: 2, unchanged: DUE } });
  });

  it('never opens more requests than its concurrency', async () => {
    const harness = createHarness();

    await harness.run({ concurrency: 3 });

    expect(harness.target.mostOpen).toBe(3);
  });

  it('creates and reads back the administrator before anybody else', async () => {
    const order: string[] = [];
    const owners = ['subscriber', 'workspace', 'virtualLine'];
    const harness = createHarness(acmePlan(), {
      hiddenMs: 2000,
      onWrite: (step) => owners.includes(step.kind) && order.push(step.label),
    });

    const summary = await harness.run();

    expect(order[0]).toBe('subscriber anna@example.test');
    expect(summary.counts.failed).toBe(0);
  });

  it('commits the intent before a request leaves', async () => {
    const seen: (string | undefined)[] = [];
    const harness = createHarness(acmePlan(), {
      onWrite: (step) => seen.push(harness.journal.states(TARGET).get(step.id)?.state),
    });

    await harness.run();

    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen)).toEqual(new Set(['in-doubt']));
  });

  it('keeps secrets out and every request in the journal', async () => {
    const harness = createHarness(acmePlan(), { fault: once('hunt group Sales', 'bad-request') });

    await harness.run();

    const attempts = harness.journal.attempts(TARGET, harness.step('hunt group Sales').id);
    expect(attempts).toMatchObject([
      { number: 1, operation: 'create', status: 400, outcome: 'doubtful', trackingId: 'TRACK_1' },
    ]);
  });
});

describe('a write whose outcome is open', () => {
  it.each<[FakeFault]>([
    ['error-after'],
    ['drop-after'],
    ['bad-request-after'],
  ])('is found by look-up and not sent again (%s)', async (fault) => {
    const harness = createHarness(acmePlan(), { fault: once('subscriber ben@example.test', fault), hiddenMs: 3000 });

    const summary = await harness.run();

    expect(summary.counts).toEqual({ ...NOTHING, created: DUE - 1, adopted: 1 });
    expect(harness.target.writesOf(harness.step('subscriber ben@example.test'))).toBe(1);
  });

  it.each<[FakeFault]>([
    ['error-before'],
    ['drop-before'],
  ])('is sent again once it has stayed absent for the whole settle window (%s)', async (fault) => {
    const harness = createHarness(acmePlan(), { fault: once('customer Acme', fault) });

    const summary = await harness.run();

    expect(summary.counts).toEqual({ ...NOTHING, created: DUE - 1, adopted: 1 });
    expect(harness.target.writesOf(harness.step('customer Acme'))).toBe(2);
    expect(summary.durationMs).toBeGreaterThanOrEqual(120_000);
  });

  it('never makes a second customer, although the target would take one', async () => {
    const harness = createHarness(acmePlan(), { fault: once('customer Acme', 'drop-after'), hiddenMs: 90_000 });

    await harness.run();

    expect(harness.target.keys().filter((key) => key.startsWith('customer'))).toHaveLength(1);
  });

  it('is sent again at once when the write is repeatable', async () => {
    const label = 'outgoing permissions of north';
    const harness = createHarness(acmePlan(), { fault: once(label, 'error-before') });

    const summary = await harness.run();

    expect(summary.counts.failed).toBe(0);
    expect(harness.target.writesOf(harness.step(label))).toBe(2);
    expect(summary.durationMs).toBeLessThan(30_000);
  });

  it('stays in doubt when the target cannot be asked, and is settled by the next run', async () => {
    let broken = true;
    const isBen = (step: Step): boolean => step.label === 'subscriber ben@example.test';
    const harness = createHarness(acmePlan(), {
      fault: (step, attempt) => (isBen(step) && attempt === 1 ? 'drop-after' : undefined),
      readFault: (step) => (isBen(step) && broken ? 'error-before' : undefined),
    });

    const first = await harness.run();
    broken = false;
    const second = await harness.run();

    expect(first.counts.unknown).toBe(1);
    expect(second.counts).toMatchObject({ unknown: 0, failed: 0 });
    expect(harness.target.writesOf(harness.step('subscriber ben@example.test'))).toBe(1);
  });
});

describe('an object that is there already', () => {
  it('is adopted when it is as planned', async () => {
    const harness = createHarness();
    harness.target.plant(harness.step('subscriber ben@example.test'));

    const summary = await harness.run();

    expect(summary.counts).toMatchObject({ adopted: 2, failed: 0 });
  });

  it('is a conflict when it differs from what the plan has shown', async () => {
    const harness = createHarness();
    harness.target.plant(harness.step('subscriber ben@example.test'), 'another');

    const summary = await harness.run();

    expect(summary.failures.map(({ label, state, cause }) => [label, state, cause.slice(0, 27)])).toEqual([
      ['subscriber ben@example.test', 'failed', 'exists and differs: content'],
      ['do not disturb of subscriber ben@example.test', 'skipped', 'needs subscriber ben@exampl'],
      // Its keys show a line of Ben, whom the phone does not have without him.
      ['line keys of 0011223344AB (DMS Cisco 8851)', 'skipped', 'needs subscriber ben@exampl'],
    ]);
    expect(harness.target.state().some((line) => line.endsWith('ben@example.test another'))).toBe(true);
  });

  it('is changed when the plan has shown the change', async () => {
    const plan = planOf(
      acmePlan().steps.map(({ step }) => step),
      ({ label }) => (label === 'subscriber ben@example.test' ? 'change' : 'create'),
    );
    const harness = createHarness(plan);
    harness.target.plant(harness.step('subscriber ben@example.test'), 'another');

    const summary = await harness.run();

    expect(summary.counts).toMatchObject({ changed: 1, failed: 0 });
  });
});

describe('a step that fails', () => {
  it('skips what needs it, names the root, and thins out what only likes to have it', async () => {
    const label = 'subscriber ben@example.test';
    const harness = createHarness(acmePlan(), { fault: (step) => (step.label === label ? 'bad-request' : undefined) });

    const summary = await harness.run();

    expect(summary.failures).toMatchObject([
      { label, state: 'failed', cause: '400 bad request', trackingId: 'TRACK_1' },
      {
        label: 'do not disturb of subscriber ben@example.test',
        state: 'skipped',
        cause: 'needs subscriber ben@example.test, which failed: 400 bad request',
      },
      { label: 'line keys of 0011223344AB (DMS Cisco 8851)', state: 'skipped' },
    ]);
    expect(endOf('created', harness)).toContain('hunt group Sales');
  });

  it('is left alone by the next run, and tried again when asked', async () => {
    const label = 'subscriber ben@example.test';
    let broken = true;
    const harness = createHarness(acmePlan(), {
      fault: (step) => (broken && step.label === label ? 'bad-request' : undefined),
    });
    await harness.run();
    broken = false;
    const { writes } = harness.target;

    const second = await harness.run();
    const writesAfterSecond = harness.target.writes;
    const third = await harness.run({ retryFailed: true });

    expect(second.counts).toMatchObject({ failed: 1, skipped: 2 });
    expect(writesAfterSecond).toBe(writes);
    expect(third.counts).toMatchObject({ failed: 0, skipped: 0, created: 3 });
  });

  it('stops the claiming after --max-failures', async () => {
    const harness = createHarness(acmePlan(), { fault: (step) => (step.kind === 'pstn' ? 'bad-request' : undefined) });

    const summary = await harness.run({ maxFailures: 1, concurrency: 1 });

    expect(summary.stopped?.reason).toBe('max-failures');
    expect(summary.counts.failed).toBe(1);
  });
});

describe('a target that does not want', () => {
  it('rests the customer after a 429 and sends the request again, without doubt', async () => {
    const harness = createHarness(acmePlan(), { fault: once('subscriber ben@example.test', 'throttle') });

    const summary = await harness.run();

    expect(summary).toMatchObject({ throttled: 1, retries: 0, counts: { failed: 0 } });
    expect(harness.journal.attempts(TARGET, harness.step('subscriber ben@example.test').id)).toMatchObject([
      { status: 429, outcome: 'throttled' },
      { status: 201, outcome: 'done' },
    ]);
  });

  it('stops the run when the token is refused, and goes on from there', async () => {
    let expired = true;
    const harness = createHarness(acmePlan(), {
      fault: (step) => (expired && step.kind === 'numbers' ? 'unauthorised' : undefined),
    });

    const first = await harness.run();
    expired = false;
    const second = await harness.run();

    expect(first.stopped?.reason).toBe('authentication');
    expect(first.counts.failed).toBe(0);
    expect(second.counts).toMatchObject({ failed: 0, skipped: 0 });
    expect(second.notReached).toBe(0);
  });

  it('stops the run when nothing answers any more, with nothing failed', async () => {
    let down = false;
    const harness = createHarness(acmePlan(), {
      fault: (step) => {
        if (step.kind === 'numbers') down = true;
        return down ? 'no-connection' : undefined;
      },
      readFault: () => (down ? 'no-connection' : undefined),
    });

    const first = await harness.run();

    expect(first.stopped?.reason).toBe('unavailable');
    expect(first.counts).toMatchObject({ failed: 0, skipped: 0 });
  });

  it('parks a customer in review, and begins nothing that stands behind it, as `status` and reports say', async () => {
    let review = true;
    const plan = acmePlan();
    const harness = createHarness(plan, { review: () => review });

    const first = await harness.run();
    const { counts, waiting } = summariseStatus(TARGET, statusPorts(harness));
    review = false;
    const second = await harness.run();

    expect(first.counts).toEqual({ ...NOTHING, waiting: 1 });
    expect(first.notReached).toBe(DUE - 1);
    expect(first.failures).toMatchObject([
      { label: 'customer Acme', cause: 'the target waits for a review or for consent' },
    ]);
    expect([counts.waiting, counts.pending, counts.deferred]).toEqual([1, first.notReached, first.deferred]);
    expect(waiting.map(({ label }) => label)).toEqual(['customer Acme']);
    const row = runHistory(harness.db).get(first.run);
    if (row === undefined) throw new Error('the run is not recorded');
    const report = collectRunReport(row, { counts: [], repeated: 0, steps: [] }, new Date(0));
    expect(report.summary).toMatchObject({ counts: { waiting: 1 }, notReached: counts.pending });
    for (const view of [provisionView(first), runReportView(report)])
      expect(JSON.stringify(view)).toContain(`, ${counts.pending} not begun`);
    expect(second.counts).toEqual({ ...NOTHING, created: DUE - 1, adopted: 1 });
    expect(harness.target.writesOf(harness.step('customer Acme'))).toBe(1);
  });

  it('leaves for the cutover what stands behind a customer in review, asked for or not, as `status` says', async () => {
    const harness = createHarness(acmePlan(), { review: () => true });

    const all = await harness.run({ includeDeferred: true });
    const { counts } = summariseStatus(TARGET, statusPorts(harness));

    expect([all.deferred, all.notReached]).toEqual([2, DUE - 1]);
    expect([counts.deferred, counts.pending]).toEqual([all.deferred, all.notReached]);
  });

  it('leaves a main number that must be active first for the cutover', async () => {
    const label = 'main number +15035550150 of south';
    let inactive = true;
    const harness = createHarness(acmePlan(), {
      fault: (step) => {
        if (step.kind === 'activation' && step.label.endsWith('south')) inactive = false;
        return step.label === label && inactive ? 'bad-request' : undefined;
      },
    });

    const first = await harness.run();
    const { counts, next } = summariseStatus(TARGET, statusPorts(harness));
    const second = await harness.run({ includeDeferred: true });

    expect([counts.deferred, counts.pending]).toEqual([first.deferred, first.notReached]);
    expect(next.command).toBe('bw2wholesale verify');
    expect(first.counts).toMatchObject({ failed: 0, skipped: 0 });
    // The two activations, the main number, the callback of the location and of the two people without a number.
    expect(first.deferred).toBe(6);
    expect(second).toMatchObject({ deferred: 0, counts: { failed: 0, skipped: 0 } });
  });
});

describe('a run that is cut short', () => {
  it('carries out no more than --limit steps', async () => {
    const harness = createHarness();

    const summary = await harness.run({ limit: 5 });

    expect(summary.counts.created + summary.counts.adopted).toBe(5);
    expect(summary.stopped?.reason).toBe('limit');
    expect(summary.notReached).toBe(DUE - 5);
  });

  it('drains on the first interrupt: what is out is committed, nothing new is sent', async () => {
    const interrupt = new AbortController();
    let after = 0;
    const harness = createHarness(acmePlan(), {
      onWrite: (step) => {
        if (interrupt.signal.aborted) after += 1;
        if (step.kind === 'numbers') interrupt.abort();
      },
    });

    const summary = await harness.run({}, interrupt.signal);

    expect(summary.stopped?.reason).toBe('interrupted');
    expect(after).toBe(0);
    expect([...harness.journal.states(TARGET).values()].filter(({ state }) => state === 'in-doubt')).toEqual([]);
  });

  it('ends in the same state wherever it was interrupted', async () => {
    const whole = createHarness();
    await whole.run();
    const expected = whole.target.state();
    const { writes } = whole.target;

    for (let stopAt = 1; stopAt <= writes; stopAt++) {
      let interrupt = new AbortController();
      let seen = 0;
      const harness = createHarness(acmePlan(), {
        onWrite: () => {
          seen += 1;
          if (seen === stopAt) interrupt.abort();
        },
      });
      await harness.run({}, interrupt.signal);
      interrupt = new AbortController();

      const summary = await harness.run({}, interrupt.signal);

      expect(summary.counts, `stopped at write ${stopAt}`).toMatchObject({ failed: 0, skipped: 0, unknown: 0 });
      expect(harness.target.state(), `stopped at write ${stopAt}`).toEqual(expected);
      expect(harness.target.writes, `stopped at write ${stopAt}`).toBe(writes);
    }
  });
});
