import type { Outcome } from '../domain/outcomes.ts';
import type { Step, StepOutputs } from '../domain/plan.ts';

/** How a step ended in this run. */
export interface StepEnd {
  /**
   * `deferred`: it has to wait for the cutover. `not-reached`: the run stopped before it was settled, or what it needs still
   * waits for the target.
   */
  readonly state: Outcome | 'deferred' | 'not-reached';
  readonly outputs?: StepOutputs;
  readonly cause?: string;
  /** HTTP status that the target refused it with. */
  readonly status?: number;
  readonly trackingId?: string;
  readonly leftOut?: readonly string[];
  /** Not looked at, although `verify` has found it different or missing since it was done. */
  readonly foundOff?: true;
  /** Writes that were sent for it in this run. */
  readonly attempts?: number;
}

export function isDone(end: StepEnd): boolean {
  return end.state === 'created' || end.state === 'adopted' || end.state === 'unchanged' || end.state === 'changed';
}

/** How a step ends that cannot go on without another one. */
export function inheritEnd(parent: Step, end: StepEnd): StepEnd {
  const cause = end.cause ?? end.state;
  switch (end.state) {
    case 'failed':
    case 'unknown':
      return { state: 'skipped', cause: `needs ${parent.label}, which failed: ${cause}` };
    case 'skipped':
      return { state: 'skipped', cause };
    case 'waiting':
      // Only what the target itself is still at waits: of what is behind it nothing was sent, and `status` says the same.
      return { state: 'not-reached' };
    case 'deferred':
      return { state: 'deferred', cause };
    case 'not-reached':
      return { state: 'not-reached' };
    case 'created':
    case 'adopted':
    case 'unchanged':
    case 'changed':
      return { state: 'not-reached' };
    default:
      return end.state satisfies never;
  }
}
