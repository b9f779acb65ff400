import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import { toBeWritten } from '../../src/provision/to-be-written.ts';
import { acmePlan, createHarness, TARGET } from './engine-harness.ts';

const NO = { includeDeferred: false, retryFailed: false };

describe('toBeWritten', () => {
  const plan = acmePlan();
  const created = plan.steps.filter(({ action }) => action === 'create');
  const deferred = created.filter(({ step }) => step.phase === 'deferred').length;

  it('counts before the first run what the plan creates, the cutover apart or with it', () => {
    const states = new Map();

    expect(toBeWritten(plan, states, NO)).toEqual({ now: created.length - deferred, later: deferred });
    expect(toBeWritten(plan, states, { ...NO, includeDeferred: true })).toEqual({ now: created.length, later: 0 });
  });

  it('counts at the cutover only what no run has done yet', async () => {
    const harness = createHarness(plan);
    await harness.run();
    const states = harness.journal.states(TARGET);

    expect(toBeWritten(plan, states, { ...NO, includeDeferred: true })).toEqual({ now: deferred, later: 0 });
    expect(toBeWritten(plan, states, NO)).toEqual({ now: 0, later: deferred });
  });

  it('counts what has failed, and what hangs from it, only with a retry', async () => {
    const fault = (step: Step) => (step.kind === 'device' ? ('bad-request' as const) : undefined);
    const harness = createHarness(plan, { fault });
    const { counts } = await harness.run();
    const states = harness.journal.states(TARGET);

    expect(toBeWritten(plan, states, NO).now).toBe(0);
    expect(toBeWritten(plan, states, { ...NO, retryFailed: true }).now).toBe(counts.failed + counts.skipped);
  });
});
