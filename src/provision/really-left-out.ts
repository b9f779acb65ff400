import type { Difference, StepOutputs } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import { plainId } from '../steps/compare.ts';
import { LookUpFailed, readForStep } from './look-up-step.ts';
import { Stopped } from './run-control.ts';
import { type StepJob, stepContext } from './step-job.ts';

/**
 * Which of the parts that this run knows no ids of are missing in the target. Somebody whose step failed or was skipped
 * may be there from an earlier run, and in the lists where that one has put him: nobody must hear that he is not.
 *
 * Looks only where an earlier run has made one of them.
 *
 * @param told - what a person calls them
 * @returns those of `told` that are not there; all of them where the target does not say
 */
export async function reallyLeftOut(job: StepJob, told: readonly string[]): Promise<readonly string[]> {
  if (told.length === 0) return told;
  const { scope, planned } = job;
  const { step } = planned;
  const parts = [...step.soft, ...step.hard].filter((id) => scope.outputs(id) === undefined);
  const earlier = new Map<StepId, StepOutputs>();
  for (const id of parts) {
    const outputs = scope.madeBefore(id);
    if (outputs !== undefined && told.includes(scope.labelOf(id))) earlier.set(id, outputs);
  }
  if (earlier.size === 0) return told;
  const context = stepContext(job);
  const outputs = (id: StepId): StepOutputs | undefined => context.outputs(id) ?? earlier.get(id);
  try {
    const found = await readForStep(job, () => scope.ports.handlerOf(step).lookUp(step, { ...context, outputs }));
    if (found === undefined) return told;
    const standing = [...earlier].filter(([, ids]) => stands(ids, found.differences)).map(([id]) => scope.labelOf(id));
    return told.filter((label) => !standing.includes(label));
  } catch (error) {
    if (error instanceof LookUpFailed || error instanceof Stopped) return told;
    throw error;
  }
}

/** Whether the target shows these ids wherever they are expected. */
function stands(ids: StepOutputs, differences: readonly Difference[]): boolean {
  return differences.every(({ expected, actual }) => {
    const [wanted, shown] = [JSON.stringify(expected) ?? '', JSON.stringify(actual) ?? ''];
    return Object.values(ids)
      .map(plainId)
      .every((id) => id === '' || !wanted.includes(id) || shown.includes(id));
  });
}
