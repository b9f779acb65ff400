import type { Outcome } from '../domain/outcomes.ts';
import type { StepOutputs } from '../domain/plan.ts';

/** How a step ended in this run. */
export interface StepEnd {
  /** `deferred`: it has to wait for the cutover. `not-reached`: the run stopped before it was settled. */
  readonly state: Outcome | 'deferred' | 'not-reached';
  readonly outputs?: StepOutputs;
  readonly cause?: string;
  /** HTTP status that the target refused it with. */
  readonly status?: number;
  readonly trackingId?: string;
  readonly leftOut?: readonly string[];
  /** Writes that were sent for it in this run. */
  readonly attempts?: number;
}

export function isDone(end: StepEnd): boolean {
  return end.state === 'created' || end.state === 'adopted' || end.state === 'unchanged' || end.state === 'changed';
}
