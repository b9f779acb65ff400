import type { Step } from '../domain/plan.ts';
import type { StepHandler } from './handler.ts';
import type { Undo } from './undo.ts';

/** How this very step is taken back: most are like all of their kind. */
export function undoOf<S extends Step>(
  handler: Pick<StepHandler<S>, 'undo' | 'undoLike'>,
  step: S,
): Undo<S> | undefined {
  return handler.undoLike?.(step) ?? handler.undo;
}
