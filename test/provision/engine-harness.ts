import type { ProvisionSummary } from '../../src/domain/outcomes.ts';
import type { PlannedStep, Step, StepAction } from '../../src/domain/plan.ts';
import type { PlanRecord } from '../../src/domain/plan-record.ts';
import type { StageEvent } from '../../src/pipeline/stage.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { runProvision } from '../../src/provision/run-provision.ts';
import { journalRepository } from '../../src/store/journal-repository.ts';
import type { Db } from '../../src/store/open.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { acmeDrafts, migrationConfig } from '../builders/draft-builders.ts';
import { newStore } from '../fakes/empty-store.ts';
import { createFakeTarget, type FakeTarget, type FakeTargetOptions } from '../fakes/fake-target.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

export const TARGET = 'fake#partner';

/** The fake handlers speak to the fake target directly; nothing may reach for HTTP. */
const webex = createWebexApi({
  send: () => Promise.reject(new Error('the fake target has no HTTP')),
});

export function planOf(
  steps: readonly Step[],
  action: (step: Step) => StepAction = () => 'create',
  observedAt = '2026-01-01T00:00:00.000Z',
): PlanRecord {
  const planned = steps.map(
    (step): PlannedStep => ({
      step,
      action: step.kind === 'location' && step.payload.first ? 'adopt' : action(step),
      differences: [],
    }),
  );
  const inputs = { source: 's', mappings: 'm', decisions: 'd', blockers: 'b', config: 'c', target: TARGET };
  return {
    hash: `plan-${observedAt}`,
    target: TARGET,
    batch: 'all',
    inputs,
    observedAt,
    steps: planned,
    unplanned: [],
  };
}

export function acmePlan(): PlanRecord {
  return planOf(buildSteps(acmeDrafts(), migrationConfig(), { blockers: [], provisioningId: 'template' }).steps);
}

export interface Harness {
  readonly db: Db;
  readonly target: FakeTarget;
  readonly events: StageEvent[];
  readonly journal: ReturnType<typeof journalRepository>;
  /** How far the clock on the wall is off; the engine's own clock never jumps. */
  readonly wall: { offsetMs: number };
  run(options?: Partial<Parameters<typeof runProvision>[1]>, signal?: AbortSignal): Promise<ProvisionSummary>;
  /** Runs until the n-th point at which a process could die, and dies there; `false` when the run ended before. */
  runAndDie(point: number): Promise<boolean>;
  step(label: string): Step;
}

/** Engine, real journal in memory, fake target, virtual time. */
export function createHarness(
  plan: PlanRecord = acmePlan(),
  targetOptions: Omit<FakeTargetOptions, 'clock'> = {},
  shared?: { readonly db: Db; readonly target?: FakeTarget },
): Harness {
  const clock = createVirtualClock();
  const db = shared?.db ?? newStore();
  const target = shared?.target ?? createFakeTarget({ clock, ...targetOptions });
  target.learn(plan.steps.map(({ step }) => step));
  const journal = journalRepository(db);
  planRepository(db).save(plan);
  const events: StageEvent[] = [];
  const wall = { offsetMs: 0 };
  return {
    db,
    target,
    events,
    journal,
    wall,
    run(options = {}, signal = new AbortController().signal) {
      return runProvision(
        {
          signal,
          now: () => new Date(Date.UTC(2026, 0, 2) + clock.now() + wall.offsetMs),
          emit: (event) => events.push(event),
        },
        { plan, target: TARGET, concurrency: 4, settleSeconds: 30, by: 'tester', command: 'provision', ...options },
        { journal, handlerOf: target.handlerOf, webex, clock },
      );
    },
    async runAndDie(point) {
      let passed = 0;
      let die: () => void = () => undefined;
      const death = new Promise<false>((resolve) => {
        die = () => resolve(false);
      });
      /** From the moment of death on nothing happens any more: no request, no commit, no answer. */
      const mortal = async <T>(work: () => Promise<T>): Promise<T> => {
        await pass();
        const result = await work();
        await pass();
        return result;
      };
      const pass = (): Promise<void> => {
        passed += 1;
        if (passed < point) return Promise.resolve();
        die();
        return new Promise(() => undefined);
      };
      const run = runProvision(
        {
          signal: new AbortController().signal,
          now: () => new Date(Date.UTC(2026, 0, 2) + clock.now()),
          emit: () => undefined,
        },
        { plan, target: TARGET, concurrency: 4, settleSeconds: 30, by: 'tester', command: 'provision' },
        {
          journal: {
            ...journal,
            intent: (intent) => mortal(() => journal.intent(intent)),
            outcome: (outcome) => mortal(() => journal.outcome(outcome)),
          },
          handlerOf(step) {
            const handler = target.handlerOf(step);
            return {
              ...handler,
              lookUp: (wanted, context) => mortal(() => handler.lookUp(wanted, context)),
              write: (wanted, context, found) => mortal(() => handler.write(wanted, context, found)),
            };
          },
          webex,
          clock,
        },
      );
      return Promise.race([run.then(() => true as const), death]).then((ended) => !ended);
    },
    step(label) {
      const found = plan.steps.find(({ step }) => step.label === label);
      if (!found) throw new Error(`no step "${label}"`);
      return found.step;
    },
  };
}
