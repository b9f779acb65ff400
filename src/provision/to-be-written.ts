import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { presentStates } from './present-states.ts';
import { wasDone } from './step-job.ts';

/** Steps that a run is going to write, and those that it leaves for the cutover. */
export interface ToBeWritten {
  readonly now: number;
  readonly later: number;
}

/**
 * What whoever confirms a run agrees to: what earlier runs have done since the plan was made is not written again, and
 * what has failed only with a retry.
 */
export function toBeWritten(
  plan: Pick<PlanRecord, 'steps' | 'observedAt'>,
  states: ReadonlyMap<StepId, StepRecord>,
  options: { readonly includeDeferred: boolean; readonly retryFailed: boolean },
): ToBeWritten {
  const present = presentStates(plan, states);
  const open = plan.steps.filter(({ step, action }) => {
    if (action !== 'create' && action !== 'change' && action !== 'delete') return false;
    const record = present.get(step.id);
    if (wasDone(record)) return false;
    const isStuck = record?.state === 'failed' || record?.state === 'skipped' || record?.state === 'unknown';
    return options.retryFailed || !isStuck;
  });
  const later = options.includeDeferred ? 0 : open.filter(({ step }) => step.phase === 'deferred').length;
  return { now: open.length - later, later };
}
