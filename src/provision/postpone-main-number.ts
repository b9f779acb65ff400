import type { Step } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StepEnd } from './step-end.ts';
import { recordOf, type StepJob, timestamp } from './step-job.ts';

/** How the record of such a step begins; it is `pending`, as one that was never begun. */
const LEFT = 'left until the number is active';

/** Whether a step was left for the cutover because the target wants its number active first. */
export function isPostponed(record: Pick<StepRecord, 'kind' | 'state' | 'cause'> | undefined): boolean {
  return record?.kind === 'mainNumber' && record.state === 'pending' && record.cause?.startsWith(LEFT) === true;
}

/**
 * A target may refuse a main number that is not active yet (R-NUM-4): then the step waits for the cutover instead of
 * failing, and what hangs from it too.
 *
 * @param activated - whether that activation was over before the main number was tried
 */
export async function postponeMainNumber(
  job: StepJob,
  end: StepEnd,
  steps: readonly Step[],
  activated: (activation: StepId) => boolean,
): Promise<StepEnd> {
  const { step } = job.planned;
  if (step.kind !== 'mainNumber' || end.state !== 'failed' || (end.status !== 400 && end.status !== 409)) return end;
  const activation = steps.find(
    (other) => other.kind === 'activation' && other.payload.numbers.includes(step.payload.phoneNumber),
  );
  if (activation === undefined || activated(activation.id)) return end;
  const cause = `${LEFT}: ${end.cause ?? 'refused'}`;
  const { scope } = job;
  await scope.ports.journal.outcome({
    target: scope.target,
    at: timestamp(scope),
    outcome: 'deferred',
    record: recordOf(job, { state: 'pending', cause }),
  });
  return { state: 'deferred', cause };
}
