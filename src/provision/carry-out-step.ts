import type { Found, Written } from '../steps/handler.ts';
import { awaitFinal, awaitVisible } from './await-visible.ts';
import type { Failure } from './classify-failure.ts';
import { conflict, endOf, fail, finish, park, record, traceOf, unknown } from './end-step.ts';
import { isOursToComplete, isRight, judge } from './judge-found.ts';
import { keepWhatStood } from './keep-what-stood.ts';
import { LookUpFailed, lookUpStep } from './look-up-step.ts';
import { noteSettlement } from './note-settlement.ts';
import { reallyLeftOut } from './really-left-out.ts';
import { Stopped } from './run-control.ts';
import type { StepEnd } from './step-end.ts';
import type { StepJob } from './step-job.ts';
import { beginProgress, type Doubt, isStillOurs, madeBy, type Progress, recordedAs } from './step-progress.ts';
import { writeStep } from './write-step.ts';

/** Writes of one step in one run; each is journaled. */
const MOST_WRITES = 6;

/**
 * Carries out one step so that it takes effect exactly once, whatever happens on the way: every write is preceded by a
 * durable intent, a write whose outcome is open is settled by look-up before anything is sent again.
 *
 * @throws when the journal cannot be written; every other failure is an end
 */
export async function carryOutStep(job: StepJob): Promise<StepEnd> {
  const progress = beginProgress(job);
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

/** One round: look, decide, write. Answers the end, or nothing when there is more to do. */
async function advance(job: StepJob, progress: Progress): Promise<StepEnd | undefined> {
  const { scope, planned } = job;
  const { step } = planned;
  const comesAlong = step.kind === 'location' && step.payload.first;
  const { doubt } = progress;
  const repeatable = scope.ports.handlerOf(step).safety === 'repeatable';
  let found: Found | undefined;
  if (doubt !== undefined || comesAlong) {
    found = await awaitVisible(job, isOursToComplete(job, progress) ? undefined : isRight);
  } else if (progress.seen) found = await awaitVisible(job);
  else if (progress.look) found = await lookUpStep(job);

  if (found !== undefined && !repeatable) progress.seen = true;
  // Asked before our own write: a change may give the object another id.
  if (found !== undefined && progress.wrote === undefined) progress.stillOurs = isStillOurs(job, found);
  // An object that a request of this run has made is ours for good: its ids outlive whatever happens next.
  if (found !== undefined && progress.wrote !== undefined) {
    job.made = { ...job.before?.outputs, ...job.made, ...found.outputs };
  }
  if (found?.pending !== undefined) {
    // On disk before the wait: it was seen, so no later run may create it.
    if (doubt?.absent === 'send' && found.pending === 'provisioning') await park(job, found);
    found = await awaitFinal(job, found);
  }
  if (found === undefined) {
    if (comesAlong) return fail(job, { message: `did not come with its customer within ${windowSeconds(job)} s` });
    await noteSettlement(job, doubt, found, progress.seen ? 'unknown' : doubt?.absent);
    if (progress.seen) return unknown(job, { ...doubt, message: 'was there, and does not appear any more' });
    if (doubt?.absent === 'fail') return fail(job, doubt);
    if (doubt?.absent === 'unknown') return unknown(job, doubt);
  } else {
    const end = await judge(job, progress, found);
    await noteSettlement(job, doubt, found, end?.state);
    if (end) return end;
  }
  // Settled: what happens from here on is a new question.
  progress.doubt = undefined;
  if (progress.writes >= MOST_WRITES) {
    const last = doubt?.message ?? 'it still differs from the plan';
    return fail(job, { ...doubt, message: `gave up after ${progress.writes} requests: ${last}` });
  }
  return send(job, progress, found, doubt);
}

/** @param doubt - what this round has settled; a refusal of the next request does not undo the earlier one */
async function send(
  job: StepJob,
  progress: Progress,
  found: Found | undefined,
  doubt: Doubt | undefined,
): Promise<StepEnd | undefined> {
  const operation = found === undefined || found.partial ? 'create' : 'change';
  const { tally } = job.scope;
  await keepWhatStood(job);
  if (progress.writes > 0) tally.retries += 1;
  const result = await writeStep(job, found, operation, {
    throttles: progress.throttles,
    doubted: doubt !== undefined || progress.ours || progress.wrote !== undefined,
    state: recordedAs(madeBy(job, { ours: progress.ours, wrote: progress.wrote ?? operation }), progress),
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
  // Created and then completed is created.
  progress.wrote ??= operation;
  progress.written = written;
  progress.doubt = undefined;
  progress.look = true;
  if (written.accepted) {
    progress.doubt = { absent: 'unknown', message: 'was accepted, but does not appear', ...traceOf(written) };
    const final = await awaitFinal(job, undefined);
    return final === undefined ? unknown(job, progress.doubt) : judge(job, progress, final);
  }
  const repeatable = scope.ports.handlerOf(planned.step).safety === 'repeatable';
  if (written.outputs === undefined && !repeatable) {
    progress.doubt = { absent: 'unknown', message: 'was created, but does not appear', ...traceOf(written) };
    return undefined;
  }
  if (scope.administrators.has(planned.step.id)) return readBack(job, progress);
  const told = written.leftOut ?? [];
  // Whoever stood there before stays while a list only grows.
  const leftOut = operation === 'change' ? await reallyLeftOut(job, told) : told;
  const state = madeBy(job, progress);
  const outputs = job.made ?? {};
  // `writeStep` has committed this outcome already, unless the answer named no outputs.
  if (written.outputs === undefined || leftOut.length < told.length) {
    await record(job, { state: recordedAs(state, progress), outputs, content: planned.step.content, leftOut });
  }
  return { state, outputs, leftOut, ...traceOf(written) };
}

/** The administrator is verified before anybody else is created: whoever came first could not be demoted. */
async function readBack(job: StepJob, progress: Progress): Promise<StepEnd | undefined> {
  const seen = await awaitVisible(job, isRight);
  const found = seen?.pending === undefined ? seen : await awaitFinal(job, seen);
  if (found === undefined) {
    return fail(job, { message: `was created, but could not be read back within ${windowSeconds(job)} s` });
  }
  if (found.failed === undefined && found.pending === undefined && found.differences.length > 0) {
    return conflict(job, found.differences);
  }
  return judge(job, progress, found);
}

async function afterFailure(job: StepJob, progress: Progress, failure: Failure): Promise<StepEnd | undefined> {
  const { scope, planned } = job;
  const repeatable = scope.ports.handlerOf(planned.step).safety === 'repeatable';
  if (failure.kind === 'refused') return fail(job, failure);
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
  if (final) {
    // Even a refusal may have taken effect; for a setting one look tells.
    const found = await lookUpStep(job);
    if (found === undefined || found.pending !== undefined || !isRight(found)) return fail(job, failure);
    progress.ours = true;
    return finish(job, progress, found);
  }
  if (progress.writes >= MOST_WRITES) return giveUp(job, progress, failure, failure.message);
  // Where the next look finds it in order, this request has written it: it was not so before.
  if (failure.kind === 'doubtful' && !failure.duplicate) progress.ours = true;
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
  if (absent === undefined) return fail(job, cause);
  if (absent === 'unknown') {
    await record(job, { state: 'waiting', cause: message, content: job.planned.step.content });
    return { state: 'waiting', ...endOf(cause) };
  }
  await record(job, { state: 'in-doubt', cause: message });
  return { state: 'unknown', ...endOf(cause) };
}

function windowSeconds(job: StepJob): number {
  return Math.round(job.scope.timing.windowMs(job.planned.step) / 1000);
}
