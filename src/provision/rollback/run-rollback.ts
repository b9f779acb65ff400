import pLimit from 'p-limit';
import { ulid } from 'ulid';
import type { Attempt, RollbackScope } from '../../domain/journal.ts';
import type { RollbackItem, RollbackSummary } from '../../domain/outcomes.ts';
import type { Step } from '../../domain/plan.ts';
import type { StepRecord } from '../../domain/plan-record.ts';
import type { StepId } from '../../domain/plan-step.ts';
import type { StageContext } from '../../pipeline/stage.ts';
import { readPatiently } from '../../steps/read-patiently.ts';
import { undoOf } from '../../steps/undo-of.ts';
import { createOutageWatch } from '../outage-watch.ts';
import { createBehind } from '../outcomes-behind.ts';
import type { ProvisionPorts } from '../ports.ts';
import { createRunControl, type RunControl } from '../run-control.ts';
import { type Lease, scheduleSteps } from '../schedule-steps.ts';
import type { RunScope, StepJob } from '../step-job.ts';
import { timingOf } from '../timing.ts';
import { type Candidate, chooseSteps, type Limits } from './choose-steps.ts';
import { turnRound } from './rollback-graph.ts';
import { clears, keptBy, type UndoEnd } from './undo-end.ts';
import { contextOf, forgotten, undoStep } from './undo-step.ts';

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
  const byId = new Map<StepId, Candidate>(candidates.map((candidate) => [candidate.step.id, candidate]));
  const ends = new Map<StepId, UndoEnd>();
  const foresee = async (candidate: Candidate): Promise<void> => {
    const undo = undoOf(ports.handlerOf(candidate.step), candidate.step);
    if (candidate.intention.kind !== 'remove' || undo?.kind !== 'remove') return;
    const job = jobOf(scope, candidate, { rest: () => Promise.resolve() });
    const standing = await readPatiently(() => undo.standing(candidate.step, contextOf(job, candidate, true)), {
      signal: context.signal,
      sleep: ports.clock.sleep,
    });
    const leaves = [undo.leaves, standing.stays].filter((part) => part !== undefined).join('; ');
    if (standing.keep !== undefined) {
      ends.set(candidate.step.id, { state: 'kept', reason: standing.keep, protects: true });
    } else if (standing.gone && standing.stays !== undefined) {
      ends.set(candidate.step.id, { state: 'kept', reason: standing.stays, protects: false });
    } else {
      ends.set(candidate.step.id, { state: 'removed', ...(leaves === '' ? {} : { leaves }) });
    }
  };
  try {
    await Promise.all(candidates.map((candidate) => limit(() => foresee(candidate))));
    const items = await settle(candidates, scope, 1, ({ step }) =>
      Promise.resolve(ends.get(step.id) ?? { state: 'kept', reason: 'cannot be taken back' }),
    );
    const shown = items.map((item): RollbackItem => {
      const candidate = byId.get(item.step);
      const undo = candidate && undoOf(ports.handlerOf(candidate.step), candidate.step);
      if (item.state !== 'removed' || candidate === undefined) return item;
      if (candidate.intention.kind !== 'remove' || undo?.kind !== 'remove') return { ...item, state: 'remove' };
      const job = jobOf(scope, candidate, { rest: () => Promise.resolve() });
      return { ...item, state: 'remove', request: undo.describe(candidate.step, contextOf(job, candidate, true)) };
    });
    return { candidates, summary: summaryOf(options, true, shown) };
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
  const belongings = belongingsOf(candidates);
  const run = ulid(context.now().getTime());
  const control = createRunControl(context.signal);
  const startedAt = context.now().toISOString();
  const { by, host, only } = options;
  const person = { by, ...(host === undefined ? {} : { host }) };
  ports.journal.startRun({ id: run, target, plan: '', startedAt, command: 'rollback', ...person, only });
  try {
    const scope = scopeOf(context, options, ports, control, run);
    const items = await settle(candidates, scope, options.concurrency, (candidate, lease) => {
      const undo = undoOf(ports.handlerOf(candidate.step), candidate.step);
      if (undo?.kind !== 'remove') return Promise.resolve({ state: 'kept', reason: 'cannot be taken back' });
      return undoStep(jobOf(scope, candidate, lease), candidate, undo, () =>
        goesWith(candidate, candidates, belongings, scope),
      );
    });
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

/** Walks the candidates in the order of removal; `remove` answers for those that a request can take back. */
async function settle(
  candidates: readonly Candidate[],
  scope: RunScope,
  concurrency: number,
  remove: (candidate: Candidate, lease: Lease) => Promise<UndoEnd>,
): Promise<RollbackItem[]> {
  const byId = new Map<StepId, Candidate>(candidates.map((candidate) => [candidate.step.id, candidate]));
  const ends: [Candidate, UndoEnd][] = [];
  let done = 0;
  await scheduleSteps<UndoEnd>(turnRound(candidates), {
    control: scope.control,
    clock: scope.ports.clock,
    concurrency: () => concurrency,
    // Newest first: the list is in that order already, and no chain is more urgent than another.
    weight: () => 0,
    known(step) {
      const intention = byId.get(step.id)?.intention;
      if (intention?.kind === 'with-owner') return { state: 'with-owner', reason: intention.why };
      if (intention?.kind === 'keep') return { state: 'kept', reason: intention.why, protects: intention.protects };
      return undefined;
    },
    run(step, lease) {
      const candidate = byId.get(step.id);
      if (candidate === undefined) throw new Error(`step ${step.id} is not part of the rollback`);
      return remove(candidate, lease);
    },
    ended(step, end) {
      const candidate = byId.get(step.id);
      if (candidate) ends.push([candidate, end]);
      done += 1;
      scope.stage.emit({ type: 'progress', stage: 'provision', done, total: candidates.length, unit: 'steps' });
    },
    succeeded: clears,
    inherit: keptBy,
    notReached: { state: 'not-reached' },
  });
  const endOf = new Map(ends.map(([{ step }, end]) => [step.id, end]));
  return ends.map(([candidate, end]) =>
    itemOf(
      candidate,
      end,
      (id) => byId.get(id)?.step,
      (id) => endOf.get(id),
    ),
  );
}

function itemOf(
  { step }: Candidate,
  end: UndoEnd,
  stepOf: (id: StepId) => Step | undefined,
  endOf: (id: StepId) => UndoEnd | undefined,
): RollbackItem {
  const common = { step: step.id, kind: step.kind, label: step.label };
  const why = end.reason === undefined ? {} : { reason: end.reason };
  if (end.state === 'with-owner') {
    const stays = step.kind === 'location' || !ownerGoes(step, stepOf, endOf);
    return { ...common, state: stays ? 'kept' : 'removed', ...why };
  }
  return {
    ...common,
    state: end.state,
    ...why,
    ...(end.leaves === undefined ? {} : { leaves: end.leaves }),
    ...(end.trackingId === undefined ? {} : { trackingId: end.trackingId }),
  };
}

/** Whether something that the step belongs to is removed; a customer leaves its organisation with all that is in it. */
function ownerGoes(
  step: Step,
  stepOf: (id: StepId) => Step | undefined,
  endOf: (id: StepId) => UndoEnd | undefined,
): boolean {
  return step.hard.some((id) => {
    const owner = stepOf(id);
    if (owner === undefined || owner.kind === 'customer' || owner.kind === 'subscriber') return false;
    const state = endOf(id)?.state;
    return state === 'removed' || state === 'gone' || (state === 'with-owner' && ownerGoes(owner, stepOf, endOf));
  });
}

/** Records of steps that nothing is known of once this one is removed. */
function goesWith(
  { step }: Candidate,
  candidates: readonly Candidate[],
  belongings: ReadonlyMap<StepId, readonly Candidate[]>,
  scope: RunScope,
): StepRecord[] {
  const lease: Lease = { rest: () => Promise.resolve() };
  const cause = `${step.label} was rolled back`;
  if (step.kind === 'customer') {
    return candidates
      .filter((other) => other.step.customer === step.customer && other.step.id !== step.id)
      .map((other) => forgotten(jobOf(scope, other, lease), cause));
  }
  const found = new Set<Candidate>();
  const queue = [step.id];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const other of belongings.get(id) ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      queue.push(other.step.id);
    }
  }
  return [...found].map((other) => forgotten(jobOf(scope, other, lease), cause));
}

/** What goes with its owner, by each step that it hangs from. */
function belongingsOf(candidates: readonly Candidate[]): ReadonlyMap<StepId, readonly Candidate[]> {
  const belongings = new Map<StepId, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.intention.kind !== 'with-owner') continue;
    for (const id of candidate.step.hard) {
      const list = belongings.get(id);
      if (list) list.push(candidate);
      else belongings.set(id, [candidate]);
    }
  }
  return belongings;
}

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
    labelOf: (step) => records.get(step)?.label ?? step,
    isAnothers: () => false,
  };
}

function summaryOf(options: RollbackOptions, dryRun: boolean, items: readonly RollbackItem[]): RollbackSummary {
  const counts = { remove: 0, removed: 0, gone: 0, kept: 0, failed: 0, 'not-reached': 0 };
  for (const { state } of items) counts[state] += 1;
  return { stage: 'rollback', target: options.target, only: options.only, dryRun, items, counts };
}
