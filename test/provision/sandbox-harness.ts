import { setMaxListeners } from 'node:events';
import { cutBatch } from '../../src/batch/cut-batch.ts';
import { draftsOfOthers } from '../../src/batch/drafts-of-others.ts';
import type { Membership } from '../../src/domain/batch.ts';
import type { Draft } from '../../src/domain/drafts.ts';
import type { ProvisionSummary, VerifySummary } from '../../src/domain/outcomes.ts';
import type { Target } from '../../src/domain/plan.ts';
import { type Clock, systemClock } from '../../src/pipeline/clock.ts';
import type { StageContext, StageEvent } from '../../src/pipeline/stage.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { runPlan } from '../../src/plan/run-plan.ts';
import { paceTransport } from '../../src/provision/paced-transport.ts';
import { planRollback, type RollbackOptions, runRollback } from '../../src/provision/rollback/run-rollback.ts';
import { runProvision } from '../../src/provision/run-provision.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { batchRepository } from '../../src/store/batch-repository.ts';
import { journalRepository } from '../../src/store/journal-repository.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { verificationRepository } from '../../src/store/verification-repository.ts';
import { runVerify } from '../../src/verify/run-verify.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import { acmeDrafts, migrationConfig } from '../builders/draft-builders.ts';
import { newStore } from '../fakes/empty-store.ts';

interface Time {
  readonly now?: () => Date;
  readonly clock?: Clock;
}

/** No pause between requests: `paced-transport.test.ts` is about them, everything else would only wait for its turn. */
const REQUESTS_PER_MINUTE = 1_000_000;

/** Plan, provision and verify against the simulator, over real HTTP and a real database in memory. */
export async function createSandboxHarness(
  options: Partial<SandboxOptions> = {},
  drafts: () => readonly Draft[] = acmeDrafts,
  blockers: () => readonly Blocker[] = () => [],
) {
  const sandbox = await startSandbox({ stateFile: ':memory:', provisioningDelayMs: 60, ...options });
  const db = newStore();
  const plain = createTransport({ baseUrl: sandbox.url, token: () => 'sandbox', timeoutMs: 5000 });
  const target: Target = {
    key: `sandbox#${sandbox.partnerOrgId}`,
    api: 'sandbox',
    partnerOrgId: sandbox.partnerOrgId,
    loopback: true,
  };
  const journal = journalRepository(db);
  const plans = planRepository(db);
  const events: StageEvent[] = [];
  const contextOf = (signal: AbortSignal): StageContext => ({
    signal,
    now: () => new Date(),
    emit: (event) => events.push(event),
  });
  const apiFor = (drain: AbortSignal) =>
    createWebexApi(paceTransport(plain, { requestsPerMinute: REQUESTS_PER_MINUTE, clock: systemClock, drain }));
  const never = new AbortController().signal;
  // Every client of the harness listens to it.
  setMaxListeners(0, never);
  const rollbackOptions = (extra: Partial<RollbackOptions>): RollbackOptions => ({
    only: {},
    target: target.key,
    concurrency: 8,
    settleSeconds: 0.5,
    by: 'tester',
    ...extra,
  });
  const rollbackPorts = (signal: AbortSignal) => ({
    journal,
    handlerOf,
    webex: apiFor(signal),
    clock: systemClock,
    steps: (key: string) => plans.everPlanned(key),
    attempts: (key: string) => journal.allAttempts(key),
  });

  return {
    sandbox,
    db,
    target,
    journal,
    plans,
    events,
    /** Everything, or one batch as the members say. */
    plan(batch = 'all', membership: Membership = new Map()) {
      const moved = batchRepository(db).moved(target.key);
      const slice = batch === 'all' ? undefined : cutBatch(drafts(), membership, batch, moved);
      return runPlan(
        contextOf(never),
        {
          target,
          config: migrationConfig(),
          batch,
          provisioningId: 'sandbox-onboarding-template',
          requestsPerMinute: REQUESTS_PER_MINUTE,
        },
        {
          drafts: () => slice?.drafts ?? drafts(),
          cut: () => slice?.cut,
          blockers,
          digests: () => ({ source: 's', mappings: 'm', decisions: 'd', blockers: 'b' }),
          states: (key) => journal.states(key),
          everPlaced: (key) => plans.everPlaced(key),
          openRequests: (key, step) => journal.openRequests(key, step),
          save: (plan) => plans.save(plan),
          handlerOf,
          webex: apiFor(never),
          clock: systemClock,
        },
      );
    },
    provision(extra: object = {}, signal: AbortSignal = never): Promise<ProvisionSummary> {
      const plan = plans.latest(target.key);
      if (plan === undefined) throw new Error('plan first');
      return runProvision(
        contextOf(signal),
        { plan, target: target.key, concurrency: 8, settleSeconds: 0.5, by: 'tester', command: 'provision', ...extra },
        { journal, handlerOf, webex: apiFor(signal), clock: systemClock },
      );
    },
    planRollback: (extra: Partial<RollbackOptions> = {}) =>
      planRollback(contextOf(never), rollbackOptions(extra), rollbackPorts(never)),
    rollback: (extra: Partial<RollbackOptions> = {}, signal: AbortSignal = never) =>
      runRollback(contextOf(signal), rollbackOptions(extra), rollbackPorts(signal)),
    /** @param time - instead of the real one: what it reads as, and what is done with waiting */
    verify(membership: Membership = new Map(), of?: string, time: Time = {}): Promise<VerifySummary> {
      const verifications = verificationRepository(db);
      return runVerify(
        { ...contextOf(never), ...(time.now === undefined ? {} : { now: time.now }) },
        { target: target.key, concurrency: 8, settleSeconds: 0.5 },
        {
          plan: (key) => plans.latest(key, of),
          othersOf: ({ batch }) =>
            batch === 'all' ? [] : draftsOfOthers(drafts(), membership, batch, batchRepository(db).moved(target.key)),
          states: (key) => journal.states(key),
          everWithRules: (key) => plans.everWithRules(key),
          carriedOutLater: ({ hash }, contents) => plans.carriedOutLater(hash, contents),
          record: (plan, items, at) => verifications.replace(plan, items, at),
          handlerOf,
          webex: apiFor(never),
          clock: time.clock ?? systemClock,
        },
      );
    },
    async close() {
      await plain.close();
      await sandbox.close();
      db.close();
    },
  };
}
export type SandboxHarness = Awaited<ReturnType<typeof createSandboxHarness>>;
