import type { Difference } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { Found, Written } from '../steps/handler.ts';
import { awaitFinal, awaitVisible } from './await-visible.ts';
import type { Failure } from './classify-failure.ts';
import { LookUpFailed, lookUpStep } from './look-up-step.ts';
import { Stopped } from './run-control.ts';
import type { StepEnd } from './step-end.ts';
import { missingMembers, recordOf, type StepJob, timestamp, wasDone } from './step-job.ts';
import { writeStep } from './write-step.ts';

/** Writes of one step in one run; each is journaled. */
const MOST_WRITES = 6;

/** What an absent object means, once the settle window has passed. */
interface Doubt extends Cause {
  readonly absent: 'send' | 'fail' | 'unknown';
}

interface Cause {
  readonly message: string;
  readonly status?: number;
  readonly trackingId?: string;
}

/** How far a step has come. */
interface Progress {
  doubt: Doubt | undefined;
  /** A look-up comes before the next write. */
  look: boolean;
  /** A request of ours may have made, or has made, what stands there. */
  ours: boolean;
  /** A write of this run was answered well. */
  wrote: 'create' | 'change' | undefined;
  written: Written | undefined;
  writes: number;
  throttles: number;
}

/**
 * Carries out one step so that it takes effect exactly once, whatever happens on the way: every write is preceded by a
 * durable intent, a write whose outcome is open is settled by look-up before anything is sent again.
 *
 * @throws when the journal cannot be written; every other failure is an end
 */
export async function carryOutStep(job: StepJob): Promise<StepEnd> {
  const progress = begin(job);
  try {
    for (;;) {
      const end = await advance(job, progress);
      if (end) return { ...end, attempts: progress.writes };
    }
  } catch (error) {
    if (error instanceof Stopped) return { state: 'not-reached', attempts: progress.writes };
    if (error instanceof LookUpFailed) {
      const end = await giveUp(job, progress, error.failure, error.message);
      return { ...end, attempts: progress.writes };
    }
    throw error;
  }
}

function begin(job: StepJob): Progress {
  const { before, planned, scope } = job;
  const { safety } = scope.ports.handlerOf(planned.step);
  const fresh = before === undefined || before.state === 'pending' || before.state === 'skipped';
  return {
    doubt: safety === 'repeatable' ? undefined : doubtFrom(before),
    look: safety === 'look-first' || planned.action !== 'create' || !fresh,
    ours:
      before?.state === 'in-doubt' || before?.state === 'waiting' || (before?.state === 'failed' && hasOutputs(before)),
    wrote: undefined,
    written: undefined,
    writes: 0,
    throttles: 0,
  };
}

/** A step that an earlier run left open. A person who asks for a retry has decided that `unknown` may be sent again. */
function doubtFrom(before: StepRecord | undefined): Doubt | undefined {
  if (before?.state === 'in-doubt' || before?.state === 'unknown') {
    return { absent: 'send', message: 'the outcome of an earlier request is open' };
  }
  if (before?.state === 'waiting') return { absent: 'unknown', message: 'was accepted, but does not appear' };
  return undefined;
}

/** One round: look, decide, write. Answers the end, or nothing when there is more to do. */
async function advance(job: StepJob, progress: Progress): Promise<StepEnd | undefined> {
  const { step } = job.planned;
  const comesAlong = step.kind === 'location' && step.payload.first;
  const { doubt } = progress;
  let found: Found | undefined;
  if (doubt !== undefined || comesAlong) found = await awaitVisible(job, isRight);
  else if (progress.look) found = await lookUpStep(job);

  if (found?.pending !== undefined) found = await awaitFinal(job, found);
  if (found === undefined) {
    if (comesAlong)
      return fail(job, progress, { message: `did not come with its customer within ${windowSeconds(job)} s` });
    if (doubt?.absent === 'fail') return fail(job, progress, doubt);
    if (doubt?.absent === 'unknown') return unknown(job, progress, doubt);
  } else {
    const end = await judge(job, progress, found);
    if (end) return end;
  }
  // Settled: what happens from here on is a new question.
  progress.doubt = undefined;
  if (progress.writes >= MOST_WRITES) {
    const last = doubt?.message ?? 'it still differs from the plan';
    return fail(job, progress, { ...doubt, message: `gave up after ${progress.writes} requests: ${last}` });
  }
  return send(job, progress, found);
}

/** Decides about what stands in the target. Nothing = a write is needed. */
async function judge(job: StepJob, progress: Progress, found: Found): Promise<StepEnd | undefined> {
  if (found.failed !== undefined) return fail(job, progress, { message: `the target gave up on it: ${found.failed}` });
  if (found.pending !== undefined) return park(job, progress, found);
  if (found.differences.length === 0 && !found.partial) return finish(job, progress, found);
  if (found.partial || mayChange(job, progress)) return undefined;
  return conflict(job, progress, found.differences);
}

/**
 * Whether what stands there may be overwritten: the plan showed it as a change, or it is ours. Anything else was made
 * by somebody else since, and a person decides.
 */
function mayChange(job: StepJob, progress: Progress): boolean {
  const { before, planned, scope } = job;
  const { safety, canChange } = scope.ports.handlerOf(planned.step);
  if (safety === 'repeatable') return true;
  const known = wasDone(before) || (before !== undefined && hasOutputs(before));
  return canChange && (planned.action === 'change' || known || progress.wrote !== undefined);
}

async function send(job: StepJob, progress: Progress, found: Found | undefined): Promise<StepEnd | undefined> {
  const operation = found === undefined || found.partial ? 'create' : 'change';
  const { tally } = job.scope;
  if (progress.writes > 0) tally.retries += 1;
  const result = await writeStep(job, found, operation, {
    throttles: progress.throttles,
    doubted: progress.doubt !== undefined,
  });
  if (result.kind === 'failed' && result.failure.kind === 'throttled') {
    // A clean refusal is no attempt: it is sent again when the customer may go on.
    progress.throttles += 1;
    if (progress.writes > 0) tally.retries -= 1;
    return undefined;
  }
  progress.writes += 1;
  progress.throttles = 0;
  return result.kind === 'failed'
    ? afterFailure(job, progress, result.failure)
    : afterWrite(job, progress, result.written, operation);
}

async function afterWrite(
  job: StepJob,
  progress: Progress,
  written: Written,
  operation: 'create' | 'change',
): Promise<StepEnd | undefined> {
  const { scope, planned } = job;
  progress.wrote = operation;
  progress.written = written;
  progress.ours = true;
  progress.doubt = undefined;
  progress.look = true;
  if (written.accepted) {
    progress.doubt = { absent: 'unknown', message: 'was accepted, but does not appear', ...traceOf(written) };
    const final = await awaitFinal(job, undefined);
    return final === undefined ? unknown(job, progress, progress.doubt) : judge(job, progress, final);
  }
  const repeatable = scope.ports.handlerOf(planned.step).safety === 'repeatable';
  if (written.outputs === undefined && !repeatable) {
    progress.doubt = { absent: 'unknown', message: 'was created, but does not appear', ...traceOf(written) };
    return undefined;
  }
  if (scope.administrators.has(planned.step.id)) return readBack(job, progress);
  const leftOut = written.leftOut ?? [];
  const state = operation === 'create' ? ('created' as const) : ('changed' as const);
  const outputs = { ...job.before?.outputs, ...written.outputs };
  // `writeStep` has committed this outcome already, unless the answer named no outputs.
  if (written.outputs === undefined)
    await record(job, progress, { state, outputs, content: planned.step.content, leftOut });
  return { state, outputs, leftOut, ...traceOf(written) };
}

/** The administrator is verified before anybody else is created: whoever came first could not be demoted. */
async function readBack(job: StepJob, progress: Progress): Promise<StepEnd | undefined> {
  const seen = await awaitVisible(job, isRight);
  const found = seen?.pending === undefined ? seen : await awaitFinal(job, seen);
  if (found === undefined) {
    return fail(job, progress, { message: `was created, but could not be read back within ${windowSeconds(job)} s` });
  }
  if (found.failed === undefined && found.pending === undefined && found.differences.length > 0) {
    return conflict(job, progress, found.differences);
  }
  return judge(job, progress, found);
}

async function afterFailure(job: StepJob, progress: Progress, failure: Failure): Promise<StepEnd | undefined> {
  const { scope, planned } = job;
  const repeatable = scope.ports.handlerOf(planned.step).safety === 'repeatable';
  if (failure.kind === 'refused') return fail(job, progress, failure);
  if (failure.kind === 'doubtful' && !repeatable) {
    // A 409 names what somebody made; everything else may have been us.
    if (!failure.duplicate) progress.ours = true;
    const { message, status } = failure;
    progress.doubt = {
      absent: failure.resend ? 'send' : 'fail',
      message,
      ...(status === undefined ? {} : { status }),
      ...traceOf(failure),
    };
    return undefined;
  }
  const final = failure.kind === 'doubtful' && !failure.resend && !failure.duplicate;
  if (final) return fail(job, progress, failure);
  if (progress.writes >= MOST_WRITES) return giveUp(job, progress, failure, failure.message);
  progress.look = repeatable;
  await job.lease.rest(scope.timing.backOffMs(progress.writes));
  return undefined;
}

/** Nothing more can be learned in this run. While the outcome of a write is open, the step stays open too. */
async function giveUp(job: StepJob, progress: Progress, failure: Failure, message: string): Promise<StepEnd> {
  const { scope } = job;
  if (failure.outage && scope.outage.hasStreak) {
    scope.control.drain('unavailable', failure.message);
    return { state: 'not-reached' };
  }
  const cause = { ...failure, message };
  const absent = progress.doubt?.absent;
  if (absent === undefined) return fail(job, progress, cause);
  if (absent === 'unknown') {
    await record(job, progress, { state: 'waiting', cause: message, content: job.planned.step.content });
    return { state: 'waiting', ...endOf(cause) };
  }
  await record(job, progress, { state: 'in-doubt', cause: message });
  return { state: 'unknown', ...endOf(cause) };
}

async function finish(job: StepJob, progress: Progress, found: Found): Promise<StepEnd> {
  const { before, planned, scope } = job;
  const made = planned.action === 'change' || wasDone(before) ? ('changed' as const) : ('created' as const);
  const repeatable = scope.ports.handlerOf(planned.step).safety === 'repeatable';
  const state =
    progress.wrote === 'create'
      ? ('created' as const)
      : progress.wrote === 'change'
        ? ('changed' as const)
        : progress.ours
          ? made
          : repeatable || wasDone(before)
            ? ('unchanged' as const)
            : ('adopted' as const);
  const leftOut = [...new Set([...missingMembers(job), ...(progress.written?.leftOut ?? [])])];
  const outputs = { ...progress.written?.outputs, ...found.outputs };
  await record(job, progress, { state, outputs, content: planned.step.content, leftOut });
  return { state, outputs, leftOut, ...traceOf(progress.written) };
}

async function park(job: StepJob, progress: Progress, found: Found): Promise<StepEnd> {
  const cause =
    found.pending === 'waiting' ? 'the target waits for a review or for consent' : 'the target has not finished yet';
  const outputs = { ...job.before?.outputs, ...found.outputs };
  await record(job, progress, { state: 'waiting', outputs, content: job.planned.step.content, cause });
  return { state: 'waiting', cause };
}

async function fail(job: StepJob, progress: Progress, cause: Cause): Promise<StepEnd> {
  await record(job, progress, { state: 'failed', cause: cause.message, content: job.planned.step.content });
  return { state: 'failed', ...endOf(cause) };
}

async function unknown(job: StepJob, progress: Progress, cause: Cause): Promise<StepEnd> {
  await record(job, progress, { state: 'unknown', cause: cause.message, content: job.planned.step.content });
  return { state: 'unknown', ...endOf(cause) };
}

function conflict(job: StepJob, progress: Progress, differences: readonly Difference[]): Promise<StepEnd> {
  const list = differences.map(
    ({ field, expected, actual }) => `${field} is ${JSON.stringify(actual)}, planned ${JSON.stringify(expected)}`,
  );
  return fail(job, progress, { message: `exists and differs: ${list.join('; ')}`.slice(0, 500) });
}

function record(job: StepJob, progress: Progress, change: Parameters<typeof recordOf>[1]): Promise<void> {
  const { scope, before } = job;
  // Ids that a write of this run has named are kept whatever comes next.
  const outputs = { ...before?.outputs, ...progress.written?.outputs };
  return scope.ports.journal.outcome({
    target: scope.target,
    at: timestamp(scope),
    outcome: change.state ?? 'pending',
    record: recordOf(job, { outputs, ...change }),
  });
}

/** A look-up that needs no second one: all is as planned, or the target itself is still at it or has given up. */
function isRight(found: Found): boolean {
  return (
    found.pending !== undefined || found.failed !== undefined || (found.differences.length === 0 && !found.partial)
  );
}

function endOf(cause: Cause): Pick<StepEnd, 'cause' | 'status' | 'trackingId'> {
  const { message, status } = cause;
  return { cause: message, ...(status === undefined ? {} : { status }), ...traceOf(cause) };
}

function hasOutputs(record: StepRecord): boolean {
  return Object.keys(record.outputs).length > 0;
}

function windowSeconds(job: StepJob): number {
  return Math.round(job.scope.timing.windowMs(job.planned.step) / 1000);
}

function traceOf(from: { readonly trackingId?: string } | undefined): { readonly trackingId?: string } {
  return from?.trackingId === undefined ? {} : { trackingId: from.trackingId };
}
