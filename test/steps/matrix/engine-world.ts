import type { ProvisionSummary, VerifySummary } from '../../../src/domain/outcomes.ts';
import type { PlannedStep, Step } from '../../../src/domain/plan.ts';
import type { StepId } from '../../../src/domain/plan-step.ts';
import { systemClock } from '../../../src/pipeline/clock.ts';
import type { StageContext } from '../../../src/pipeline/stage.ts';
import { observeTarget } from '../../../src/plan/observe-target.ts';
import type { ProvisionOptions } from '../../../src/provision/options.ts';
import { planRollback, runRollback } from '../../../src/provision/rollback/run-rollback.ts';
import { runProvision } from '../../../src/provision/run-provision.ts';
import { type SandboxOptions, startSandbox } from '../../../src/sandbox/start-sandbox.ts';
import type { Found, StepContext } from '../../../src/steps/handler.ts';
import { handlerOf } from '../../../src/steps/registry.ts';
import { journalRepository } from '../../../src/store/journal-repository.ts';
import { planRepository } from '../../../src/store/plan-repository.ts';
import { readStepLog } from '../../../src/store/step-logs.ts';
import { runVerify } from '../../../src/verify/run-verify.ts';
import { createWebexApi } from '../../../src/webex/api.ts';
import { createTransport } from '../../../src/webex/http.ts';
import type { WebexRequest } from '../../../src/webex/transport.ts';
import { newStore } from '../../fakes/empty-store.ts';

const SETTLE_SECONDS = 0.2;

/** Real sandbox over HTTP, real handlers, real journal, plan, engine, verification and rollback: steps are given. */
export async function openEngineWorld(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({ stateFile: ':memory:', provisioningDelayMs: 20, ...options });
  const transport = createTransport({ baseUrl: sandbox.url, token: () => 'sandbox', timeoutMs: 5000 });
  const webex = createWebexApi(transport);
  const target = `sandbox#${sandbox.partnerOrgId}`;
  const { signal } = new AbortController();
  const context: StageContext = { signal, now: () => new Date(), emit: () => undefined };
  let db = newStore();
  let journal = journalRepository(db);
  let plans = planRepository(db);
  let count = 0;

  const somebody = (): StepContext => ({
    webex,
    signal,
    outputs: (id) => journal.states(target).get(id)?.outputs,
  });
  const rollbackPorts = (only: Step) => ({
    journal,
    handlerOf,
    webex,
    clock: systemClock,
    steps: () => new Map([[only.id, chained([only])[0] ?? only]]),
    attempts: (key: string) => journal.allAttempts(key),
  });
  const rollbackOptions = { target, only: {}, concurrency: 4, settleSeconds: SETTLE_SECONDS, by: 'tester' };
  const lookUp = (step: Step): Promise<Found | undefined> => handlerOf(step).lookUp(step, somebody());

  return {
    sandbox,
    lookUp,
    /** What `logs` shows of a step of the latest plan. */
    logOf(step: Step) {
      const plan = plans.latest(target);
      const planned = plan?.steps.find((one) => one.step.id === step.id);
      const seen = plan && planned && { ...planned, observedAt: plan.observedAt };
      return readStepLog(db, target, planned?.step ?? step, seen);
    },
    target,
    stateOf: (step: Step) => journal.states(target).get(step.id),
    /** What was done so far was done by somebody else: our journal knows nothing of it. */
    forgetEverything(): void {
      db.close();
      db = newStore();
      journal = journalRepository(db);
      plans = planRepository(db);
    },
    /** Looks at the target as `plan` does, and stores what it shows. */
    async plan(steps: readonly Step[]): Promise<Map<StepId, PlannedStep>> {
      const ordered = chained(steps);
      const seen = await observeTarget(
        context,
        ordered,
        new Map(),
        {
          states: journal.states(target),
          placed: plans.everPlaced(target),
          openRequests: (step) => journal.openRequests(target, step),
          lookUps: new Map(),
        },
        { handlerOf, webex, clock: systemClock },
        4,
      );
      const planned = ordered.map((step): PlannedStep => {
        const { action, differences, reason } = seen.get(step.id) ?? { action: 'create', differences: [] };
        return { step, action, differences, ...(reason === undefined ? {} : { reason }) };
      });
      count += 1;
      plans.save({
        hash: `plan-${count}`,
        target,
        batch: 'all',
        inputs: { source: 's', mappings: 'm', decisions: 'd', blockers: 'b', config: 'c', target },
        observedAt: new Date().toISOString(),
        steps: planned,
        unplanned: [],
      });
      return new Map(planned.map((one) => [one.step.id, one]));
    },
    provision(extra: Partial<ProvisionOptions> = {}): Promise<ProvisionSummary> {
      const plan = plans.latest(target);
      if (plan === undefined) throw new Error('plan first');
      return runProvision(
        context,
        {
          plan,
          target,
          concurrency: 4,
          settleSeconds: SETTLE_SECONDS,
          by: 'tester',
          command: 'provision',
          ...extra,
        },
        { journal, handlerOf, webex, clock: systemClock },
      );
    },
    verify: (): Promise<VerifySummary> =>
      runVerify(
        context,
        { target, concurrency: 4, settleSeconds: SETTLE_SECONDS },
        {
          plan: (key) => plans.latest(key),
          othersOf: () => [],
          states: (key) => journal.states(key),
          everWithRules: (key) => plans.everWithRules(key),
          carriedOutLater: () => new Map(),
          record: () => undefined,
          handlerOf,
          webex,
          clock: systemClock,
        },
      ),
    planUndo: async (step: Step) => (await planRollback(context, rollbackOptions, rollbackPorts(step))).summary,
    undo: (step: Step) => runRollback(context, rollbackOptions, rollbackPorts(step)),
    /** Somebody else makes, or changes to, what a step says; without the engine, and without a word in our journal. */
    async somebodyWrites(step: Step): Promise<void> {
      // Some kinds take two requests to say everything.
      for (let writes = 0; writes < 2; writes++) {
        const found = await lookUp(step);
        if (found?.differences.length === 0) return;
        await handlerOf(step).write(step, somebody(), found);
        await this.untilSettled(step);
      }
    },
    behindOurBack: (method: WebexRequest['method'], path: string, body?: unknown) =>
      transport.send({ method, path, ...(body === undefined ? {} : { body }), scope: 'somebody' }, signal),
    /** A customer that was just changed is busy for a moment. */
    async untilSettled(step: Step): Promise<void> {
      for (let tries = 0; tries < 200; tries++) {
        if ((await lookUp(step))?.pending !== 'provisioning') return;
        await systemClock.sleep(10);
      }
      throw new Error(`${step.label} is busy for ever`);
    },
    output(step: StepId, name: string): string {
      const value = journal.states(target).get(step)?.outputs[name];
      if (value === undefined) throw new Error(`the step ${step} has made no ${name}`);
      return value;
    },
    async close() {
      await transport.close();
      await sandbox.close();
      db.close();
    },
  };
}
export type EngineWorld = Awaited<ReturnType<typeof openEngineWorld>>;

/** Steps in the order given, one after another: what a payload points at is a hard edge, everything before a soft one. */
function chained(steps: readonly Step[]): Step[] {
  return steps.map((step, at) => {
    const before = steps.slice(0, at).map(({ id }) => id);
    const named = new Set(referencesOf(step));
    return {
      ...step,
      hard: before.filter((id) => named.has(id)),
      soft: before.filter((id) => !named.has(id)),
      content: JSON.stringify(step.payload),
    };
  });
}

/** Every text of a payload outside its `value`, which holds none: some of them are ids of other steps. */
export function referencesOf({ payload }: Step): string[] {
  return textsIn({ ...payload, value: undefined });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
