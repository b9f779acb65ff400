import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import { summariseStatus } from '../../src/provision/summarise-status.ts';
import { acmePlan, createHarness, TARGET } from './engine-harness.ts';

function statusOf(harness: ReturnType<typeof createHarness>) {
  return summariseStatus(TARGET, {
    plan: () => acmePlan(),
    states: harness.journal.states,
    lastRun: harness.journal.lastRun,
    lock: () => undefined,
  });
}

describe('summariseStatus', () => {
  it('says that all is still to be done before the first run', () => {
    const summary = statusOf(createHarness());

    expect(summary.counts).toMatchObject({ pending: 41, deferred: 2, created: 0 });
    expect(summary.next.command).toBe('bw2wholesale provision');
  });

  it('groups failures by cause and names the command that tries them again', async () => {
    const harness = createHarness(acmePlan(), {
      fault: (step: Step) => (step.kind === 'device' ? 'bad-request' : undefined),
    });
    await harness.run();

    const summary = statusOf(harness);

    expect(summary.failures).toMatchObject([{ cause: '400 bad request', count: 3 }]);
    expect(summary.next.command).toBe('bw2wholesale provision --retry-failed');
    expect(summary.lastRun).toMatchObject({ by: 'tester', outcome: 'done' });
  });

  it('points at verify when everything is done', async () => {
    const harness = createHarness();
    await harness.run();

    expect(statusOf(harness).next.command).toBe('bw2wholesale verify');
  });
});
