import type { Step, StepOutputs } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { WebexApi } from '../webex/api.ts';

/** What a handler may use. References of the payload resolve through `outputs`. */
export interface StepContext {
  readonly webex: WebexApi;
  readonly signal: AbortSignal;
  /**
   * Outputs of a finished step; `undefined` when that step did not succeed (only soft dependencies may be missing).
   * Asked for the step itself too: an object whose id is known is read by id, so that a change of its natural key shows.
   */
  outputs(step: StepId): StepOutputs | undefined;
  /** What a person calls a step, for parts that are left out; without it they are named by step id. */
  label?(step: StepId): string | undefined;
  /** Whether another step of the plan, of the same kind, is known to have made or found the object with this id. */
  isAnothers?(step: Step, id: string): boolean;
  /**
   * Bodies of the creates that were sent for a step and whose outcome is open. For what the target keeps without a name: it
   * may stand there as they say, whatever is wanted by now.
   */
  openRequests?(step: StepId): readonly unknown[];
}
