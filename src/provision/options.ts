import type { StepKind } from '../domain/plan.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { RunControl } from './run-control.ts';

export interface ProvisionOptions {
  readonly plan: PlanRecord;
  /** Target key; the caller has compared it with the plan's (`assertPlanFresh`). */
  readonly target: string;
  readonly concurrency: number;
  /** Limits that may change while the run goes on; they win over `concurrency`. */
  readonly limits?: { concurrency(): number };
  /** Is handed the run's control when it begins; what it answers is called when the run ends. */
  readonly steer?: (control: RunControl) => () => void;
  /** Steps of one kind at a time, beside the overall limit. */
  readonly perKind?: Readonly<Partial<Record<StepKind, number>>>;
  /** How long an object may take to become visible; customers get four times that. */
  readonly settleSeconds: number;
  /** Carry out what was left for the cutover too. */
  readonly includeDeferred?: boolean;
  readonly retryFailed?: boolean;
  /**
   * Steps that `verify` has found different or missing since the plan was made: nobody has agreed to what would mend them,
   * so that they are left alone, and told.
   */
  readonly foundOff?: ReadonlySet<StepId>;
  /** Canary: at most so many steps that are not done yet. */
  readonly limit?: number;
  /** Claim nothing more after so many failed steps. */
  readonly maxFailures?: number;
  /** For the record of the run. */
  readonly by: string;
  readonly host?: string;
  readonly command: string;
}
