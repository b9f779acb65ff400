import type { Found } from '../steps/handler.ts';
import { conflict, fail, finish, park } from './end-step.ts';
import type { StepEnd } from './step-end.ts';
import { type StepJob, wasDone } from './step-job.ts';
import { hasOutputs, type Progress } from './step-progress.ts';

/** Decides about what stands in the target. Nothing = a write is needed. */
export async function judge(job: StepJob, progress: Progress, found: Found): Promise<StepEnd | undefined> {
  if (found.failed !== undefined) return fail(job, { message: `the target gave up on it: ${found.failed}` });
  if (found.pending !== undefined) return park(job, found);
  if (found.differences.length === 0 && !found.partial) return finish(job, progress, found);
  if (found.partial || mayChange(job, progress)) return undefined;
  return conflict(job, found.differences);
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
  return (
    canChange &&
    (planned.action === 'change' || planned.action === 'delete' || known || isOursToComplete(job, progress))
  );
}

/** What we have made, or may have made in parts: the first look-up tells what is missing, no time will mend it. */
export function isOursToComplete({ scope, planned, before }: StepJob, { wrote, ours }: Progress): boolean {
  const { createsInParts } = scope.ports.handlerOf(planned.step);
  return wrote !== undefined || before?.state === 'undoing' || (createsInParts === true && ours);
}

/** A look-up that needs no second one: all is as planned, or the target itself is still at it or has given up. */
export function isRight(found: Found): boolean {
  return (
    found.pending !== undefined || found.failed !== undefined || (found.differences.length === 0 && !found.partial)
  );
}
