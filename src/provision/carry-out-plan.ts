import type { PlannedStep, Step, StepOutputs, StepState } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { claimsOf } from '../steps/claims.ts';
import { carryOutStep } from './carry-out-step.ts';
import { isBehindItsParts, knownEnd } from './known-end.ts';
import type { ProvisionOptions } from './options.ts';
import { createOutageWatch } from './outage-watch.ts';
import { createBehind } from './outcomes-behind.ts';
import type { ProvisionPorts } from './ports.ts';
import { postponeMainNumber } from './postpone-main-number.ts';
import type { RunControl } from './run-control.ts';
import { type Lease, scheduleSteps } from './schedule-steps.ts';
import { inheritEnd, isDone, type StepEnd } from './step-end.ts';
import { type RunScope, recordOf, timestamp, wasDone } from './step-job.ts';
import { createTally } from './tally.ts';
import { timingOf } from './timing.ts';

/** A question that the plan has not answered by finding the object. */
const OPEN_STATES: readonly StepState[] = ['in-doubt', 'undoing', 'unknown', 'waiting'];

/**
 * Runs the steps of a plan in their order and adds up how they ended. Two passes at most: what had to wait for active
 * numbers gets its chance after them.
 */
export async function carryOutPlan(
  context: StageContext,
  options: ProvisionOptions,
  ports: ProvisionPorts,
  run: string,
  control: RunControl,
) {
  const { plan, target } = options;
  const records = new Map<StepId, StepRecord>(ports.journal.states(target));
  const outputs = new Map<StepId, StepOutputs>();
  const planned = new Map<StepId, PlannedStep>(plan.steps.map((entry) => [entry.step.id, entry]));
  const runnable = plan.steps.filter(({ action }) => action !== 'blocked').map(({ step }) => step);
  const isDue = ({ phase }: Step): boolean => phase === 'provision' || options.includeDeferred === true;
  const now = runnable.filter(isDue);
  const inRun = new Set(now.map(({ id }) => id));
  /** A step that this run leaves alone may have been done by an earlier one: what points at it finds it. */
  const elsewhere = (step: StepId): StepOutputs | undefined => {
    const record = inRun.has(step) ? undefined : records.get(step);
    return wasDone(record) ? record?.outputs : undefined;
  };
  const timing = timingOf(options.settleSeconds);
  const behind = createBehind(ports.journal, control);
  const scope: RunScope = {
    stage: context,
    ports,
    target,
    run,
    control,
    behind,
    outage: createOutageWatch(ports.clock, timing.outageMs),
    timing,
    retryFailed: options.retryFailed ?? false,
    observedAt: plan.observedAt,
    ...(options.foundOff === undefined ? {} : { foundOff: options.foundOff }),
    tally: { retries: 0, throttled: 0 },
    restingUntil: new Map(),
    administrators: findAdministrators(plan.steps),
    outputs: (step) => outputs.get(step) ?? elsewhere(step),
    madeBefore(step) {
      const record = records.get(step);
      return wasDone(record) ? record?.outputs : undefined;
    },
    labelOf: (step) => planned.get(step)?.step.label ?? step,
    isAnothers: claimsOf(
      plan.steps.map(({ step }) => step),
      (step) => outputs.get(step) ?? records.get(step)?.outputs,
    ),
  };
  const tally = createTally();
  const postponed: Step[] = [];
  const total = now.length;
  let done = 0;
  let begun = 0;
  let lastPass = false;

  const known = (step: Step): StepEnd | undefined => {
    const entry = planned.get(step.id);
    if (entry === undefined) return undefined;
    const end = knownEnd(entry, records.get(step.id), scope);
    const behind = end?.state === 'unchanged' && entry.action === 'change' && isBehindItsParts(step, records, outputs);
    return behind ? undefined : end;
  };
  for (const step of runnable) {
    if (isDue(step)) continue;
    const before = known(step);
    // What the plan has found in order has nothing left for the cutover, whoever has brought it about.
    const isOpen = OPEN_STATES.includes(records.get(step.id)?.state ?? 'pending');
    const isThere = !isOpen && ['unchanged', 'adopt'].includes(planned.get(step.id)?.action ?? '');
    const end: StepEnd = isThere ? { state: 'unchanged' } : { state: 'deferred' };
    tally.count(step, before && isDone(before) ? before : end);
  }
  const carryOut = async (step: Step, lease: Lease): Promise<StepEnd> => {
    begun += 1;
    if (begun === options.limit) control.close('limit', `--limit ${options.limit} is reached`);
    const entry = planned.get(step.id);
    if (entry === undefined) throw new Error(`step ${step.id} is not part of the plan`);
    const job = { scope, planned: entry, lease, before: records.get(step.id) };
    const end = await carryOutStep(job);
    if (step.kind !== 'mainNumber') return end;
    return postponeMainNumber(job, end, runnable, (id) => lastPass || wasDone(records.get(id)));
  };
  const ended = (step: Step, end: StepEnd, lastWord: boolean): void => {
    if (isDone(end)) outputs.set(step.id, end.outputs ?? {});
    if (end.state === 'deferred' && !lastWord) {
      postponed.push(step);
      return;
    }
    tally.count(step, end);
    if (end.state !== 'not-reached') announce(step, end);
    if (options.maxFailures !== undefined && tally.failed >= options.maxFailures) {
      control.close('max-failures', `${tally.failed} steps failed`);
    }
  };
  const announce = (step: Step, end: StepEnd): void => {
    done += 1;
    context.emit({
      type: 'step',
      step: step.id,
      kind: step.kind,
      label: step.label,
      state: end.state,
      ...(end.attempts === undefined ? {} : { attempt: end.attempts }),
      ...(end.cause === undefined ? {} : { message: end.cause }),
      ...(end.trackingId === undefined ? {} : { trackingId: end.trackingId }),
    });
    context.emit({ type: 'progress', stage: 'provision', done, total, unit: 'steps' });
  };
  const skips: Promise<void>[] = [];
  const rememberSkip = (step: Step, end: StepEnd): void => {
    if (end.state !== 'skipped') return;
    const entry = planned.get(step.id);
    if (entry === undefined) return;
    const before = records.get(step.id);
    // Only a step that nothing was ever sent for: an open question must not be forgotten.
    if (before !== undefined && before.state !== 'pending' && before.state !== 'skipped') return;
    const job = { scope, planned: entry, before, lease: { rest: () => Promise.resolve() } };
    const record = recordOf(job, { state: 'skipped', ...(end.cause === undefined ? {} : { cause: end.cause }) });
    skips.push(ports.journal.outcome({ target, at: timestamp(scope), outcome: 'skipped', record }));
  };
  const schedule = (steps: readonly Step[], lastWord: boolean): Promise<void> =>
    scheduleSteps<StepEnd>(steps, {
      concurrency: () => options.limits?.concurrency() ?? options.concurrency,
      ...(options.perKind === undefined ? {} : { kindLimit: (kind) => options.perKind?.[kind] }),
      weight: (step) => ports.handlerOf(step).calls,
      succeeded: isDone,
      inherit: inheritEnd,
      notReached: { state: 'not-reached' },
      control,
      clock: ports.clock,
      known,
      run: carryOut,
      ended(step, end) {
        rememberSkip(step, end);
        ended(step, end, lastWord);
      },
    });

  try {
    await schedule(now, !options.includeDeferred);
    // The numbers are active by now: what the target refused before has its second chance.
    lastPass = true;
    if (options.includeDeferred && postponed.length > 0) await schedule(postponed.splice(0), true);
  } finally {
    await behind.settled();
  }
  await Promise.all(skips);
  return { tally, scope };
}

/** Owners that others of their kind wait for: the first subscriber of a customer. */
function findAdministrators(steps: readonly PlannedStep[]): ReadonlySet<StepId> {
  const subscribers = new Set(steps.filter(({ step }) => step.kind === 'subscriber').map(({ step }) => step.id));
  const owners = steps.filter(({ step }) => ['subscriber', 'workspace', 'virtualLine'].includes(step.kind));
  return new Set(owners.flatMap(({ step }) => step.hard.filter((id) => subscribers.has(id))));
}
