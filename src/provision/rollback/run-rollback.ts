import pLimit from 'p-limit';
import { ulid } from 'ulid';
import type { Attempt, RollbackScope } from '../../domain/journal.ts';
import type { RollbackItem, RollbackSummary } from '../../domain/outcomes.ts';
import type { Step } from '../../domain/plan.ts';
import type { StepId } from '../../domain/plan-step.ts';
import type { StageContext } from '../../pipeline/stage.ts';
import { undoOf } from '../../steps/undo-of.ts';
import { createOutageWatch } from '../outage-watch.ts';
import { createBehind } from '../outcomes-behind.ts';
import type { ProvisionPorts } from '../ports.ts';
import { createRunControl, type RunControl } from '../run-control.ts';
import { type Lease, scheduleSteps } from '../schedule-steps.ts';
import type { RunScope, StepJob } from '../step-job.ts';
import { timingOf } from '../timing.ts';
import { type Candidate, chooseSteps, type Limits } from './choose-steps.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { leftBefore } from './left-before.ts';
import { recordsBehind } from './records-behind.ts';
import { turnRound } from './rollback-graph.ts';
import { type Ends, itemsOf } from './rollback-items.ts';
import { clears, keptBy, type UndoEnd } from './undo-end.ts';
import { undoStep } from './undo-step.ts';

export interface RollbackPorts extends ProvisionPorts {
  /** Every step that was ever planned for a target. */
  steps(target: string): ReadonlyMap<StepId, Step>;
  attempts(target: string): readonly Attempt[];
}

export interface RollbackOptions extends Limits {
  readonly target: string;
  /** What was asked for, for whoever goes on with it. */
  readonly only: RollbackScope;
  readonly concurrency: number;
  readonly settleSeconds: number;
  readonly by: string;
  readonly host?: string;
}

/** What a rollback would do, found with reads alone. */
export interface RollbackPlan {
  readonly candidates: readonly Candidate[];
  readonly summary: RollbackSummary;
}

/**
 * Looks at everything that was made in a target, and says what a rollback removes, what it keeps and why.
 *
 * @throws {MigrationError} `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`
 */
export async function planRollback(
  context: StageContext,
  options: RollbackOptions,
  ports: RollbackPorts,
): Promise<RollbackPlan> {
  const candidates = candidatesOf(options, ports);
  const control = createRunControl(context.signal);
  const scope = scopeOf(context, options, ports, control, '');
  const limit = pLimit(options.concurrency);
  const foreseen = new Map<StepId, Foreseen>();
  const look = async (candidate: Candidate): Promise<void> => {
    const job = jobOf(scope, candidate, NO_LEASE);
    const seen = await foresee(candidate, job, ports);
    if (seen !== undefined) foreseen.set(candidate.step.id, seen);
  };
  try {
    await Promise.all(candidates.map((candidate) => limit(() => look(candidate))));
    const ends: Ends = new Map();
    await settle(candidates, scope, 1, ends, ({ step }) =>
      Promise.resolve(foreseen.get(step.id)?.end ?? { state: 'kept', reason: 'cannot be taken back' }),
    );
    const shown = itemsOf(candidates, ends).map((item): RollbackItem => {
      const request = foreseen.get(item.step)?.request;
      // Whatever still needs it may keep it whole.
      const sent = item.state === 'removed' || item.reason === foreseen.get(item.step)?.end.reason;
      return {
        ...item,
        state: item.state === 'removed' ? 'remove' : item.state,
        ...(request === undefined || !sent ? {} : { request }),
      };
    });
    const items = [...shown, ...leftIn(candidates, options, ports)];
    return { candidates, summary: summaryOf(options, true, items) };
  } finally {
    control.release();
  }
}

/**
 * Removes what the tool has made, newest first; what was adopted, is in service or in use stays, and all that it stands
 * on. Each removal is journaled as an attempt of its step, so that a killed rollback goes on where it ended.
 *
 * @throws when the journal cannot be written
 */
export async function runRollback(
  context: StageContext,
  options: RollbackOptions,
  ports: RollbackPorts,
): Promise<RollbackSummary> {
  const { target } = options;
  const candidates = candidatesOf(options, ports);
  const run = ulid(context.now().getTime());
  const control = createRunControl(context.signal);
  const startedAt = context.now().toISOString();
  const { by, host, only } = options;
  const person = { by, ...(host === undefined ? {} : { host }) };
  ports.journal.startRun({ id: run, target, plan: '', startedAt, command: 'rollback', ...person, only });
  try {
    const scope = scopeOf(context, options, ports, control, run);
    const ends: Ends = new Map();
    const before = leftIn(candidates, options, ports);
    const records = recordsBehind(candidates, ends, (candidate) => jobOf(scope, candidate, NO_LEASE));
    await settle(candidates, scope, options.concurrency, ends, (candidate, lease) => {
      const undo = undoOf(ports.handlerOf(candidate.step), candidate.step);
      if (undo?.kind !== 'remove') return Promise.resolve({ state: 'kept', reason: 'cannot be taken back' });
      return undoStep(jobOf(scope, candidate, lease), candidate, undo, () => records(candidate));
    });
    const items = [...itemsOf(candidates, ends), ...before];
    const { stopped } = control;
    const summary = { ...summaryOf(options, false, items), run, ...(stopped === undefined ? {} : { stopped }) };
    ports.journal.endRun(run, context.now().toISOString(), stopped?.reason ?? 'done', { counts: summary.counts, only });
    return summary;
  } finally {
    control.release();
  }
}

function candidatesOf(options: RollbackOptions, ports: RollbackPorts): Candidate[] {
  const { target } = options;
  return chooseSteps(
    ports.steps(target),
    ports.journal.states(target),
    ports.attempts(target),
    ports.handlerOf,
    options,
  );
}

function leftIn(candidates: readonly Candidate[], options: RollbackOptions, ports: RollbackPorts): RollbackItem[] {
  const { target } = options;
  return leftBefore(candidates, ports.steps(target), ports.journal.states(target), options);
}

/** Walks the candidates in the order of removal; `remove` answers for those that a request can take back. */
async function settle(
  candidates: readonly Candidate[],
  scope: RunScope,
  concurrency: number,
  ends: Ends,
  remove: (candidate: Candidate, lease: Lease) => Promise<UndoEnd>,
): Promise<void> {
  const byId = new Map<StepId, Candidate>(candidates.map((candidate) => [candidate.step.id, candidate]));
  await scheduleSteps<UndoEnd>(turnRound(candidates), {
    control: scope.control,
    clock: scope.ports.clock,
    concurrency: () => concurrency,
    // Newest first: the list is in that order already, and no chain is more urgent than another.
    weight: () => 0,
    known(step) {
      const intention = byId.get(step.id)?.intention;
      if (intention?.kind === 'with-owner') return { state: 'with-owner' };
      if (intention?.kind === 'keep') return { state: 'kept', reason: intention.why, protects: intention.protects };
      return undefined;
    },
    run(step, lease) {
      const candidate = byId.get(step.id);
      if (candidate === undefined) throw new Error(`step ${step.id} is not part of the rollback`);
      return remove(candidate, lease);
    },
    ended(step, end) {
      ends.set(step.id, end);
      const total = candidates.length;
      scope.stage.emit({ type: 'progress', stage: 'provision', done: ends.size, total, unit: 'steps' });
    },
    succeeded: clears,
    inherit: keptBy,
    notReached: { state: 'not-reached' },
  });
}

const NO_LEASE: Lease = { rest: () => Promise.resolve() };

function jobOf(scope: RunScope, { step, record }: Candidate, lease: Lease): StepJob {
  return { scope, planned: { step, action: 'unchanged', differences: [] }, lease, before: record };
}

function scopeOf(
  stage: StageContext,
  options: RollbackOptions,
  ports: RollbackPorts,
  control: RunControl,
  run: string,
): RunScope {
  const timing = timingOf(options.settleSeconds);
  const records = ports.journal.states(options.target);
  return {
    stage,
    ports,
    target: options.target,
    run,
    control,
    behind: createBehind(ports.journal, control),
    outage: createOutageWatch(ports.clock, timing.outageMs),
    timing,
    retryFailed: false,
    observedAt: stage.now().toISOString(),
    tally: { retries: 0, throttled: 0 },
    restingUntil: new Map(),
    administrators: new Set(),
    outputs: (step) => records.get(step)?.outputs,
    madeBefore: (step) => records.get(step)?.outputs,
    labelOf: (step) => records.get(step)?.label ?? step,
    isAnothers: () => false,
  };
}

function summaryOf(options: RollbackOptions, dryRun: boolean, items: readonly RollbackItem[]): RollbackSummary {
  const counts = { remove: 0, removed: 0, gone: 0, kept: 0, failed: 0, 'not-reached': 0 };
  for (const { state } of items) counts[state] += 1;
  return { stage: 'rollback', target: options.target, only: options.only, dryRun, items, counts };
}
