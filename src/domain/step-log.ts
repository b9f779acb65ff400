import type { FoundSince } from './found-since.ts';
import type { Attempt, Settlement } from './journal.ts';
import type { StepOutputs } from './plan.ts';

/** One request of a step, and all that followed from it. */
export interface LoggedAttempt extends Attempt {
  /** API that it was sent to. */
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Secrets are placeholders. */
  readonly body?: unknown;
  /** Command of the run that sent it, and who gave it. */
  readonly command?: string;
  readonly by?: string;
}

/** The whole story of one step in one target. */
export interface StepLog {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly naturalKey: string;
  /** What the latest plan says of it; missing where the plan has no such step any more. */
  readonly action?: string;
  readonly phase?: string;
  /** Why the plan holds it back. */
  readonly blocked?: string;
  readonly state: string;
  /** What the latest plan has found of it since it was done. */
  readonly foundSince?: FoundSince;
  /** Why it failed, waits or was skipped. */
  readonly cause?: string;
  readonly outputs: StepOutputs;
  readonly leftOut: readonly string[];
  readonly updatedAt?: string;
  readonly attempts: readonly LoggedAttempt[];
  readonly settlements: readonly Settlement[];
}

export interface LogsResult {
  readonly stage: 'logs';
  readonly target: string;
  readonly steps: readonly StepLog[];
}
