import { WAS } from '../steps/undo.ts';
import { readForStep } from './look-up-step.ts';
import { type StepJob, stepContext } from './step-job.ts';

/**
 * Reads what a write is about to take away, once in the life of a step: it goes to disk with the intent, before the
 * request leaves, so that a rollback can set it back whatever happens in between.
 *
 * @throws {Stopped} when the run drains, or has to stop because of what was answered
 * @throws {LookUpFailed}
 */
export async function keepWhatStood(job: StepJob): Promise<void> {
  const { step } = job.planned;
  const { keeps } = job.scope.ports.handlerOf(step);
  const known = { ...job.before?.outputs, ...job.made };
  if (keeps === undefined || known[WAS] !== undefined) return;
  const stood = await readForStep(job, () => keeps(step, stepContext(job)));
  if (stood !== undefined) job.made = { ...known, ...stood };
}
