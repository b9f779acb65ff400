import type { RollbackItem } from '../../domain/outcomes.ts';
import { readPatiently } from '../../steps/read-patiently.ts';
import { undoOf } from '../../steps/undo-of.ts';
import type { ProvisionPorts } from '../ports.ts';
import type { StepJob } from '../step-job.ts';
import type { Candidate } from './choose-steps.ts';
import { keptInPart, leavesOf, type UndoEnd } from './undo-end.ts';
import { contextOf } from './undo-step.ts';

/** How the removal of one step would end if nothing else kept it. */
export interface Foreseen {
  readonly end: UndoEnd;
  /** The first request, where one will be sent. */
  readonly request?: NonNullable<RollbackItem['request']>;
}

/**
 * Looks at what one step has made, with reads alone. What no call can remove of it ends as it will end in the run: it
 * stays, and so does what it stands on.
 *
 * @returns `undefined` where no request could take it back
 */
export async function foresee(
  candidate: Candidate,
  job: StepJob,
  { handlerOf, clock }: Pick<ProvisionPorts, 'handlerOf' | 'clock'>,
): Promise<Foreseen | undefined> {
  const { step, intention } = candidate;
  const undo = undoOf(handlerOf(step), step);
  if (intention.kind !== 'remove' || undo?.kind !== 'remove') return undefined;
  const context = contextOf(job, candidate, true);
  const standing = await readPatiently(() => undo.standing(step, context), {
    signal: job.scope.stage.signal,
    sleep: clock.sleep,
  });
  if (standing.keep !== undefined) return { end: { state: 'kept', reason: standing.keep, protects: true } };
  if (standing.stays !== undefined && standing.gone) return { end: keptInPart(standing.stays, false) };
  const request = undo.describe(step, context);
  if (standing.stays !== undefined) return { end: keptInPart(standing.stays, true), request };
  return { end: { state: 'removed', ...leavesOf(undo) }, request };
}
