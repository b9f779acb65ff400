import type { ProvisionSummary } from '../../src/domain/outcomes.ts';
import type { Step, StepAction } from '../../src/domain/plan.ts';
import type { Clock } from '../../src/pipeline/clock.ts';
import { runProvision } from '../../src/provision/run-provision.ts';
import type { StepHandler } from '../../src/steps/handler.ts';
import { journalRepository } from '../../src/store/journal-repository.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { newStore } from '../fakes/empty-store.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import { planOf, TARGET } from './engine-harness.ts';

const webex = createWebexApi({ send: () => Promise.reject(new Error('no HTTP here')) });

interface RunOptions {
  readonly action?: StepAction;
  readonly retryFailed?: boolean;
  /** When the plan looked at the target. */
  readonly observedAt?: string;
  readonly signal?: AbortSignal;
}

/** Runs single steps over a real journal and a handler that the test writes: what the target shows when is its matter. */
export function createSingleStep(
  handler: Omit<StepHandler, 'describe' | 'calls' | 'key' | 'endpoints'>,
  clock: Clock = createVirtualClock(),
) {
  const db = newStore();
  const journal = journalRepository(db);
  const complete: StepHandler = {
    ...handler,
    calls: 1,
    key: [],
    endpoints: [],
    describe: ({ kind }) => ({ method: 'POST', path: `/${kind}` }),
  };
  return {
    journal,
    clock,
    stateOf: (step: Step) => journal.states(TARGET).get(step.id),
    /** As a process leaves it that is killed while its request is out. */
    async leaveInDoubt(step: Step): Promise<void> {
      const plan = planOf([step]);
      planRepository(db).save(plan);
      journal.startRun({
        id: 'killed',
        target: TARGET,
        plan: plan.hash,
        startedAt: '',
        command: 'provision',
        by: 'tester',
      });
      const { id, kind, label, naturalKey } = step;
      const at = '2026-01-02T00:00:00.000Z';
      await journal.intent({
        run: 'killed',
        target: TARGET,
        operation: 'create',
        request: '{}',
        naturalKey,
        at,
        record: { step: id, kind, label, state: 'in-doubt', outputs: {}, leftOut: [], updatedAt: at },
      });
    },
    run(step: Step, options: RunOptions = {}): Promise<ProvisionSummary> {
      const plan = planOf([step], () => options.action ?? 'create', options.observedAt);
      planRepository(db).save(plan);
      return runProvision(
        {
          signal: options.signal ?? new AbortController().signal,
          now: () => new Date(Date.UTC(2026, 0, 2) + clock.now()),
          emit: () => undefined,
        },
        {
          plan,
          target: TARGET,
          concurrency: 2,
          settleSeconds: 30,
          by: 'tester',
          command: 'provision',
          retryFailed: options.retryFailed ?? false,
        },
        { journal, handlerOf: () => complete, webex, clock },
      );
    },
  };
}
