import { foundSince } from '../domain/found-since.ts';
import type { PlannedStep, Step, StepOutputs } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { sameId } from '../steps/compare.ts';
import { undoOf } from '../steps/undo-of.ts';
import type { StepEnd } from './step-end.ts';
import { type RunScope, wasDone } from './step-job.ts';

/**
 * How a step ends without any work: done before with the same content, or failed before and nobody asked for a retry.
 *
 * Our own record is trusted, so that resuming sends nothing for what is done. It is not trusted where the plan saw the
 * target later and saw something else: somebody changed or deleted the object.
 */
export function knownEnd(
  { step, action }: PlannedStep,
  record: StepRecord | undefined,
  options: Pick<RunScope, 'observedAt' | 'retryFailed' | 'ports'> & {
    /** See {@link ProvisionOptions.foundOff}. */
    readonly foundOff?: ReadonlySet<StepId>;
  },
): StepEnd | undefined {
  if (record === undefined) return undefined;
  if (record.state === 'undoing' && goesLater(step, options)) {
    return { state: 'unknown', cause: 'a rollback has begun to remove it: finish that with `bw2wholesale rollback`' };
  }
  const seenSince = record.updatedAt < options.observedAt;
  if (record.state === 'unknown') {
    // What was sent may stand there whatever is wanted now, so other content decides nothing: a person does, or a plan
    // that has found the object.
    if (options.retryFailed || (seenSince && action !== 'create')) return undefined;
    return { state: 'unknown', cause: record.cause ?? 'open since an earlier run' };
  }
  if (record.content !== step.content) return undefined;
  if (wasDone(record)) {
    const contradicted = foundSince(record, action, options.observedAt) !== undefined;
    if (contradicted || record.leftOut.length > 0) return undefined;
    return {
      state: 'unchanged',
      outputs: record.outputs,
      ...(options.foundOff?.has(step.id) === true
        ? { foundOff: true, cause: 'verify has found it different or missing since the plan was made: left alone' }
        : {}),
    };
  }
  if (record.state !== 'failed') return undefined;
  // Somebody has put it right by hand since: the plan found it in order.
  const mended = seenSince && (action === 'unchanged' || action === 'adopt');
  if (options.retryFailed || mended) return undefined;
  return { state: 'failed', cause: record.cause ?? 'failed in an earlier run' };
}

/** Whether a removal that was begun goes on by itself: what is still there now may be gone a minute later. */
function goesLater(step: Step, { ports }: Pick<RunScope, 'ports'>): boolean {
  const undo = undoOf(ports.handlerOf(step), step);
  return undo?.kind === 'remove' && undo.later === true;
}

/**
 * Whether something that a step names was made after its own record was written, by this run or an earlier one: the list
 * may still name what stood there before.
 *
 * @param made - ids of what this run has come to
 */
export function isBehindItsParts(
  step: Step,
  records: ReadonlyMap<StepId, StepRecord>,
  made: ReadonlyMap<StepId, StepOutputs>,
): boolean {
  const own = records.get(step.id);
  if (own === undefined) return false;
  return step.soft.some((id) => {
    const before = records.get(id);
    const now = made.get(id);
    if (now === undefined) return false;
    const isNew = Object.entries(now).some(([name, value]) => !sameId(before?.outputs[name], value));
    return isNew || (before !== undefined && before.updatedAt > own.updatedAt);
  });
}
