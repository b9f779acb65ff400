import { LEFT_NUMBERS } from '../../domain/left-numbers.ts';
import type { StepRecord } from '../../domain/plan-record.ts';
import type { Removed, Standing, Undo, UndoContext } from '../../steps/undo.ts';
import { classifyFailure, type Failure, storyOf } from '../classify-failure.ts';
import { LookUpFailed, noteThrottle, readForStep, stopWhereHopeless, untilAllowed } from '../look-up-step.ts';
import { Stopped } from '../run-control.ts';
import { recordOf, type StepJob, stepContext, timestamp } from '../step-job.ts';
import type { Candidate } from './choose-steps.ts';
import { keptInPart, leavesOf, stayingOf, type UndoEnd } from './undo-end.ts';

type Removal = Extract<Undo, { kind: 'remove' }>;

/** Requests in a row that may fail before a step is given up. */
const MOST_FAILURES = 6;
const GONE: Standing = { gone: true };

/**
 * Takes back what one step has made, under the same protocol as a write: the intent is on disk before the request
 * leaves, and what stands there is looked at before anything is sent again. Safe to be killed at any moment: a step whose
 * removal is open is settled by a look of the next rollback, or of the next `provision`.
 *
 * @param also - records of steps that go with it, committed together with its end
 * @throws when the journal cannot be written
 */
export async function undoStep(
  job: StepJob,
  candidate: Candidate,
  undo: Removal,
  also: () => readonly StepRecord[],
): Promise<UndoEnd> {
  try {
    return await advance(job, candidate, undo, also);
  } catch (error) {
    if (error instanceof Stopped) return { state: 'not-reached' };
    if (error instanceof LookUpFailed) return { state: 'failed', reason: error.message, open: true };
    throw error;
  }
}

async function advance(
  job: StepJob,
  candidate: Candidate,
  undo: Removal,
  also: () => readonly StepRecord[],
): Promise<UndoEnd> {
  const { step } = candidate;
  const look = async (): Promise<Standing> =>
    (await readForStep(job, () => undo.standing(step, contextOf(job, candidate)))) ?? GONE;
  let seen = candidate.record.state === 'undoing';
  let failures = 0;
  let throttles = 0;
  let removed: Removed | undefined;
  for (;;) {
    let standing = await look();
    // What was made a moment ago may not be visible yet.
    if (standing.gone && !seen) standing = await lookUntil(job, look, ({ gone }) => !gone);
    if (removed !== undefined && !undo.inParts && !standing.gone && standing.failed === undefined) {
      standing = await awaitGone(job, look, removed.accepted === true);
      if (!standing.gone && standing.failed === undefined) {
        return stay(job, { state: 'failed', reason: 'was removed, but still shows' });
      }
    }
    if (standing.gone && standing.stays !== undefined) {
      return stay(job, { ...keptInPart(standing.stays, removed !== undefined), ...stayingOf(standing) });
    }
    if (standing.gone) return finish(job, undo, seen, removed, also);
    seen = true;
    if (standing.failed !== undefined) return stay(job, { state: 'failed', reason: standing.failed });
    if (standing.keep !== undefined) {
      return stay(job, { state: 'kept', reason: standing.keep, protects: true, ...stayingOf(standing) });
    }

    const { inTheWay } = standing;
    const result = await send(job, candidate, undo, throttles, inTheWay);
    if (result.kind === 'removed' && inTheWay !== undefined) {
      const freed = await lookUntil(job, look, (now) => now.inTheWay === undefined);
      if (freed.inTheWay !== undefined) return stay(job, { state: 'kept', reason: freed.inTheWay, protects: true });
      continue;
    }
    if (result.kind === 'removed') {
      removed = result.removed;
      failures = 0;
      throttles = 0;
      continue;
    }
    const { failure } = result;
    if (failure.kind === 'throttled') {
      throttles += 1;
      continue;
    }
    failures += 1;
    const final = failure.kind === 'refused' || (failure.kind === 'doubtful' && !failure.resend);
    if (final && !(await look()).gone) {
      return stay(job, {
        state: 'failed',
        reason: failure.message,
        ...(failure.trackingId === undefined ? {} : { trackingId: failure.trackingId }),
      });
    }
    if (failures >= MOST_FAILURES) return { state: 'failed', reason: failure.message, open: true };
    await job.lease.rest(job.scope.timing.backOffMs(failures));
  }
}

export function contextOf(job: StepJob, { created }: Candidate, planning = false, inTheWay?: string): UndoContext {
  return { ...stepContext(job), created, planning, ...(inTheWay === undefined ? {} : { inTheWay }) };
}

type SendResult =
  | { readonly kind: 'removed'; readonly removed: Removed }
  | { readonly kind: 'failed'; readonly failure: Failure };

async function send(
  job: StepJob,
  candidate: Candidate,
  undo: Removal,
  throttles: number,
  inTheWay: string | undefined,
): Promise<SendResult> {
  const { scope } = job;
  const { step } = candidate;
  const { journal } = scope.ports;
  const context = contextOf(job, candidate, false, inTheWay);
  await untilAllowed(job);
  job.made ??= job.before?.outputs ?? {};
  const attempt = await journal.intent({
    run: scope.run,
    target: scope.target,
    operation: 'delete',
    request: JSON.stringify(undo.describe(step, context)),
    naturalKey: step.naturalKey,
    at: timestamp(scope),
    record: recordOf(job, { state: 'undoing', outputs: job.made }),
  });
  const ended = { target: scope.target, attempt };
  let removed: Removed;
  try {
    removed = await undo.remove(step, context);
  } catch (error) {
    const failure = classifyFailure(error);
    await journal.outcome({
      ...ended,
      at: timestamp(scope),
      outcome: failure.kind,
      detail: failure.message.slice(0, 500),
      ...(failure.status === undefined ? {} : { status: failure.status }),
      ...storyOf(failure, true),
    });
    if (failure.kind === 'throttled') noteThrottle(job, failure.seconds, throttles + 1);
    stopWhereHopeless(job, failure);
    return { kind: 'failed', failure };
  }
  scope.outage.answered();
  job.made = { ...job.before?.outputs, ...job.made, ...removed.outputs };
  await journal.outcome({
    ...ended,
    at: timestamp(scope),
    outcome: removed.accepted ? 'accepted' : 'done',
    status: removed.status,
    ...(removed.trackingId === undefined ? {} : { trackingId: removed.trackingId }),
    ...(removed.clientTrackingId === undefined ? {} : { clientTrackingId: removed.clientTrackingId }),
    decision: removed.accepted ? 'poll until it is gone' : 'look whether it is gone',
    // The id of a job must outlive this process: it tells why the target gave up.
    record: recordOf(job, { state: 'undoing', outputs: job.made }),
  });
  return { kind: 'removed', removed };
}

/** Looks again over the settle window. */
async function lookUntil(
  job: StepJob,
  look: () => Promise<Standing>,
  enough: (standing: Standing) => boolean,
): Promise<Standing> {
  let last = GONE;
  for (const pauseMs of job.scope.timing.settlePauses(job.planned.step)) {
    if (pauseMs > 0) await job.lease.rest(pauseMs);
    last = await look();
    if (enough(last)) return last;
  }
  return last;
}

/** What was accepted goes in its own time; everything else within the settle window. */
async function awaitGone(job: StepJob, look: () => Promise<Standing>, accepted: boolean): Promise<Standing> {
  const ended = ({ gone, failed }: Standing): boolean => gone || failed !== undefined;
  if (!accepted) return lookUntil(job, look, ended);
  const { timing, ports } = job.scope;
  const startedAt = ports.clock.now();
  let pauseMs = timing.firstPollMs;
  for (;;) {
    const standing = await look();
    if (ended(standing) || ports.clock.now() - startedAt > timing.pollLimitMs) return standing;
    await job.lease.rest(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, timing.longestPollMs);
  }
}

/** Back to what it was: nothing of it is undone, or not all. Where nothing was sent, it still is. */
async function stay(job: StepJob, end: UndoEnd): Promise<UndoEnd> {
  const { scope, before } = job;
  const wasOpen = before === undefined || before.state === 'undoing';
  if (wasOpen || job.made !== undefined) {
    // Of one that an earlier rollback has left open it is not known any more what it was; it is ours.
    const state = wasOpen ? 'created' : before.state;
    // One that has failed keeps saying why: that is what has to be mended.
    const cause = state === 'failed' ? before?.cause : end.reason;
    await scope.ports.journal.outcome({
      target: scope.target,
      at: timestamp(scope),
      outcome: end.state,
      record: recordOf(job, {
        state,
        outputs: job.made ?? before?.outputs ?? {},
        ...(cause === undefined ? {} : { cause }),
      }),
    });
  }
  return end;
}

async function finish(
  job: StepJob,
  undo: Removal,
  seen: boolean,
  removed: Removed | undefined,
  also: () => readonly StepRecord[],
): Promise<UndoEnd> {
  const { scope } = job;
  await scope.ports.journal.outcome({
    target: scope.target,
    at: timestamp(scope),
    outcome: 'removed',
    record: forgotten(job, 'rolled back', undo.remains === true),
    also: also(),
  });
  return {
    state: seen ? 'removed' : 'gone',
    ...leavesOf(undo),
    ...(removed?.trackingId === undefined ? {} : { trackingId: removed.trackingId }),
  };
}

/**
 * The record of a step that `provision` begins anew.
 *
 * @param leaves - something of it stays in the target: where, so that the next plan can look whether it is in its way
 * @param staying - of many numbers, those that stay
 */
export function forgotten(
  job: StepJob,
  cause: string,
  leaves: boolean,
  staying: readonly string[] | undefined = undefined,
): StepRecord {
  const { id, kind, label, payload } = job.planned.step;
  const { orgId } = ('customer' in payload ? job.scope.outputs(payload.customer) : job.before?.outputs) ?? {};
  return {
    step: id,
    kind,
    label,
    state: 'pending',
    outputs: {},
    leftOut: [],
    cause,
    updatedAt: timestamp(job.scope),
    ...(leaves
      ? {
          left: {
            ...job.before?.outputs,
            ...(orgId === undefined ? {} : { orgId }),
            ...(staying === undefined ? {} : { [LEFT_NUMBERS]: staying.join(' ') }),
          },
        }
      : {}),
  };
}
