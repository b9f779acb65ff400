import type { Step } from '../../domain/plan.ts';
import type { StepId } from '../../domain/plan-step.ts';
import type { Candidate } from './choose-steps.ts';

/**
 * The steps of a rollback with their edges turned round: what depends on a step is removed before it. A hard dependant
 * that stays keeps what it stands on; a soft one is only waited for.
 */
export function turnRound(candidates: readonly Candidate[]): Step[] {
  const chosen = new Map<StepId, Candidate>(candidates.map((candidate) => [candidate.step.id, candidate]));
  const hard = new Map<StepId, Set<StepId>>();
  const soft = new Map<StepId, Set<StepId>>();
  const note = (edges: Map<StepId, Set<StepId>>, parent: StepId, dependant: StepId): void => {
    const set = edges.get(parent) ?? new Set();
    set.add(dependant);
    edges.set(parent, set);
  };
  for (const { step } of candidates) {
    for (const parent of step.hard) if (chosen.has(parent)) note(hard, parent, step.id);
    for (const parent of step.soft) if (chosen.has(parent)) note(soft, parent, step.id);
  }
  return candidates.map(({ step }) => ({
    ...step,
    hard: [...(hard.get(step.id) ?? [])],
    soft: [...(soft.get(step.id) ?? [])],
  }));
}
