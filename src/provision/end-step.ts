import type { Difference, StepOutputs } from '../domain/plan.ts';
import type { Found } from '../steps/handler.ts';
import { WAS } from '../steps/undo.ts';
import { reallyLeftOut } from './really-left-out.ts';
import type { StepEnd } from './step-end.ts';
import { missingParts, recordOf, type StepJob, timestamp, wasDone } from './step-job.ts';
import { type Cause, madeBy, type Progress, recordedAs } from './step-progress.ts';

/** How steps end: each end is recorded before it is reported. */

export async function finish(job: StepJob, progress: Progress, found: Found): Promise<StepEnd> {
  const { before, planned, scope } = job;
  const repeatable = scope.ports.handlerOf(planned.step).safety === 'repeatable';
  const stood = repeatable || wasDone(before) || progress.stillOurs ? ('unchanged' as const) : ('adopted' as const);
  const state = progress.wrote !== undefined || progress.ours ? madeBy(job, progress) : stood;
  const told = [...new Set([...missingParts(job), ...(progress.written?.leftOut ?? [])])];
  const leftOut = await reallyLeftOut(job, told);
  // What stood there before our first write outlives every later look-up.
  const outputs = { ...was(before), ...job.made, ...found.outputs };
  await record(job, { state: recordedAs(state, progress), outputs, content: planned.step.content, leftOut });
  return { state, outputs, leftOut, ...traceOf(progress.written) };
}

function was(before: StepJob['before']): StepOutputs {
  const stood = before?.outputs[WAS];
  return stood === undefined ? {} : { [WAS]: stood };
}

export async function park(job: StepJob, found: Found): Promise<StepEnd> {
  const cause =
    found.pending === 'waiting' ? 'the target waits for a review or for consent' : 'the target has not finished yet';
  const outputs = { ...job.before?.outputs, ...job.made, ...found.outputs };
  await record(job, { state: 'waiting', outputs, content: job.planned.step.content, cause });
  return { state: 'waiting', cause };
}

export async function fail(job: StepJob, cause: Cause): Promise<StepEnd> {
  await record(job, { state: 'failed', cause: cause.message, content: job.planned.step.content });
  return { state: 'failed', ...endOf(cause) };
}

export async function unknown(job: StepJob, cause: Cause): Promise<StepEnd> {
  await record(job, { state: 'unknown', cause: cause.message, content: job.planned.step.content });
  return { state: 'unknown', ...endOf(cause) };
}

export function conflict(job: StepJob, differences: readonly Difference[]): Promise<StepEnd> {
  const list = differences.map(
    ({ field, expected, actual }) => `${field} is ${JSON.stringify(actual)}, planned ${JSON.stringify(expected)}`,
  );
  return fail(job, { message: `exists and differs: ${list.join('; ')}`.slice(0, 500) });
}

export function record(job: StepJob, change: Parameters<typeof recordOf>[1]): Promise<void> {
  const { scope, before } = job;
  // Ids that a write of this run has named are kept whatever comes next.
  const outputs = job.made ?? before?.outputs ?? {};
  return scope.ports.journal.outcome({
    target: scope.target,
    at: timestamp(scope),
    outcome: change.state ?? 'pending',
    record: recordOf(job, { outputs, ...change }),
  });
}

export function endOf(cause: Cause): Pick<StepEnd, 'cause' | 'status' | 'trackingId'> {
  const { message, status } = cause;
  return { cause: message, ...(status === undefined ? {} : { status }), ...traceOf(cause) };
}

export function traceOf(from: { readonly trackingId?: string } | undefined): { readonly trackingId?: string } {
  return from?.trackingId === undefined ? {} : { trackingId: from.trackingId };
}
