import type { JournalOutcome } from '../domain/journal.ts';
import type { StepOutputs } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { Found, Written } from '../steps/handler.ts';
import { classifyFailure, type Failure, storyOf } from './classify-failure.ts';
import { noteThrottle, stopWhereHopeless, untilAllowed } from './look-up-step.ts';
import { recordOf, type StepJob, stepContext, timestamp } from './step-job.ts';

export type WriteResult =
  | { readonly kind: 'written'; readonly written: Written }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * Sends one write under the intent protocol: the intent is on disk before the request leaves, the outcome is committed
 * after. Between the two the step is in doubt, whatever happens to this process.
 *
 * @param past - 429 answers to this write so far, whether an earlier one of this run may have taken effect, and what the
 *   step becomes when this one does
 * @throws {Stopped} when the run drains before the request, or has to stop because of the answer
 * @throws when the journal cannot be written: then nothing more may be sent
 */
export async function writeStep(
  job: StepJob,
  found: Found | undefined,
  operation: 'create' | 'change',
  past: { readonly throttles: number; readonly doubted: boolean; readonly state: 'created' | 'changed' },
): Promise<WriteResult> {
  const { scope, planned } = job;
  const { step } = planned;
  const { journal } = scope.ports;
  const handler = scope.ports.handlerOf(step);
  const context = stepContext(job);
  await untilAllowed(job);
  let request: string;
  try {
    request = JSON.stringify(handler.describe(step, context, found));
  } catch (error) {
    // Nothing was sent: the request could not even be put together.
    const { message } = classifyFailure(error);
    return { kind: 'failed', failure: { kind: 'refused', message, outage: false } };
  }
  const gone = found === undefined && handler.safety !== 'repeatable';
  const attempt = await journal.intent({
    run: scope.run,
    target: scope.target,
    operation,
    request,
    naturalKey: step.naturalKey,
    at: timestamp(scope),
    // Ids of an object that is gone would make the open request look answered.
    record: recordOf(job, { state: 'in-doubt', outputs: job.made ?? (gone ? undefined : job.before?.outputs) ?? {} }),
  });
  let written: Written;
  try {
    written = await handler.write(step, context, found);
  } catch (error) {
    const failure = classifyFailure(error);
    await journal.outcome({
      target: scope.target,
      attempt,
      at: timestamp(scope),
      outcome: failure.kind,
      detail: failure.message.slice(0, 500),
      ...(failure.status === undefined ? {} : { status: failure.status }),
      ...storyOf(failure, handler.safety === 'repeatable'),
      // Nothing happened: the step is what it was. Else it stays in doubt until a look-up has settled it.
      ...(failure.kind === 'doubtful' || past.doubted ? {} : { record: recordOf(job, {}) }),
    });
    if (failure.kind === 'throttled') noteThrottle(job, failure.seconds, past.throttles + 1);
    stopWhereHopeless(job, failure);
    return { kind: 'failed', failure };
  }
  scope.outage.answered();
  job.made = mergeOutputs(job, written);
  // Not waited for: entries reach the disk in the order in which they are handed over, so whatever builds on this one (the
  // intent of a dependant) cannot be durable without it. A crash before leaves the step in doubt, which a look-up settles.
  const record = recordAfter(job, written, past.state);
  const outcome: { -readonly [Name in keyof JournalOutcome]: JournalOutcome[Name] } = {
    target: scope.target,
    attempt,
    at: timestamp(scope),
    outcome: written.accepted ? 'accepted' : 'done',
    status: written.status,
  };
  if (written.trackingId !== undefined) outcome.trackingId = written.trackingId;
  if (written.clientTrackingId !== undefined) outcome.clientTrackingId = written.clientTrackingId;
  outcome.decision = written.accepted ? 'poll until the target has finished' : 'done';
  if (!written.accepted && written.outputs === undefined) outcome.decision = 'look its id up: the answer names none';
  if (record !== undefined) outcome.record = record;
  scope.behind.add(outcome);
  return { kind: 'written', written };
}

/** Without an id in the answer the step stays in doubt: the look-up that finds the id also settles it. */
function recordAfter(job: StepJob, written: Written, state: 'created' | 'changed'): StepRecord | undefined {
  const outputs = job.made ?? {};
  const { step } = job.planned;
  const content = step.content;
  if (written.accepted) return recordOf(job, { state: 'waiting', outputs, content });
  if (written.outputs === undefined) return undefined;
  // The administrator counts as done only after it was read back.
  if (job.scope.administrators.has(step.id)) return recordOf(job, { state: 'in-doubt', outputs, content });
  return recordOf(job, { state, outputs, content, leftOut: written.leftOut ?? [] });
}

function mergeOutputs({ before, made }: StepJob, { outputs }: Written): StepOutputs {
  const earlier = before?.outputs;
  if (earlier === undefined && made === undefined) return outputs ?? {};
  return { ...earlier, ...made, ...outputs };
}
