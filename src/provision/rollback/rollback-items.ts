import type { RollbackItem } from '../../domain/outcomes.ts';
import type { StepId } from '../../domain/plan-step.ts';
import type { Candidate } from './choose-steps.ts';
import type { UndoEnd } from './undo-end.ts';

/** How the steps of a rollback have ended, in that order. */
export type Ends = Map<StepId, UndoEnd>;

/** What a rollback says of each object, in the order in which they ended. */
export function itemsOf(candidates: readonly Candidate[], ends: Ends): RollbackItem[] {
  const byId = new Map<StepId, Candidate>(candidates.map((candidate) => [candidate.step.id, candidate]));
  return [...ends].flatMap(([id, end]): RollbackItem[] => {
    const candidate = byId.get(id);
    return candidate === undefined ? [] : [itemOf(candidate, end, byId, ends)];
  });
}

function itemOf(candidate: Candidate, end: UndoEnd, byId: ReadonlyMap<StepId, Candidate>, ends: Ends): RollbackItem {
  const { step, intention } = candidate;
  const common = { step: step.id, kind: step.kind, label: step.label };
  if (intention.kind === 'with-owner') {
    const goes = goesWithOwner(candidate, byId, ends);
    return { ...common, state: goes ? 'removed' : 'kept', reason: goes ? intention.why.goes : intention.why.stays };
  }
  return {
    ...common,
    state: end.state === 'with-owner' ? 'kept' : end.state,
    ...(end.reason === undefined ? {} : { reason: end.reason }),
    ...(end.leaves === undefined ? {} : { leaves: end.leaves }),
    ...(end.remains === undefined ? {} : { remains: end.remains }),
    ...(end.trackingId === undefined ? {} : { trackingId: end.trackingId }),
  };
}

/**
 * Whether something that a step belongs to is removed, and the step with it. The organisation of a customer stays, with
 * its first location and all people, and with them all that belongs to those.
 */
export function goesWithOwner(
  { step }: Candidate,
  byId: ReadonlyMap<StepId, Candidate>,
  ends: ReadonlyMap<StepId, UndoEnd>,
): boolean {
  if (step.kind === 'location') return false;
  return step.hard.some((id) => {
    const owner = byId.get(id);
    if (owner === undefined || owner.step.kind === 'customer' || owner.step.kind === 'subscriber') return false;
    const state = ends.get(id)?.state;
    return state === 'removed' || state === 'gone' || (state === 'with-owner' && goesWithOwner(owner, byId, ends));
  });
}
