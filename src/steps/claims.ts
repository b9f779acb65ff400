import type { Step, StepKind, StepOutputs } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import { plainId } from './compare.ts';

/**
 * Answers whether an object belongs to another step of the same kind: two features of one location may bear the same
 * name, and neither may take the other's object for its own.
 *
 * @param outputs - what a step is known to have made or found so far
 */
export function claimsOf(
  steps: readonly Step[],
  outputs: (step: StepId) => StepOutputs | undefined,
): (step: Step, id: string) => boolean {
  const byKind = new Map<StepKind, StepId[]>();
  for (const { kind, id } of steps) {
    const ids = byKind.get(kind);
    if (ids) ids.push(id);
    else byKind.set(kind, [id]);
  }
  return (step, id) => {
    const wanted = plainId(id);
    return (byKind.get(step.kind) ?? []).some(
      (other) => other !== step.id && Object.values(outputs(other) ?? {}).some((own) => plainId(own) === wanted),
    );
  };
}
