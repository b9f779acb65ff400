import type { Draft } from '../domain/drafts.ts';
import type { VerifyItem } from '../domain/outcomes.ts';
import type { Step } from '../domain/plan.ts';
import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Clock } from '../pipeline/clock.ts';
import type { StepHandler } from '../steps/handler.ts';
import type { WebexApi } from '../webex/api.ts';

export interface VerifyPorts {
  /** The latest plan of the target, or of the batch that is asked about. */
  plan(target: string): PlanRecord | undefined;
  /** Steps of a plan whose payload of this content a later plan has carried out. */
  carriedOutLater(plan: PlanRecord, contents: ReadonlyMap<StepId, string>): ReadonlyMap<StepId, Step>;
  /** Drafts that other batches than that of the plan move, or have moved; none for a plan of everything. */
  othersOf(plan: PlanRecord): readonly Draft[];
  states(target: string): ReadonlyMap<StepId, StepRecord>;
  /** Steps of all plans of the target that set selective services and forwarding of features, the latest of each. */
  everWithRules(target: string): readonly Step[];
  /** Replaces what an earlier verification of this plan, and of what is in no plan now, has stored. */
  record(plan: PlanRecord, items: readonly VerifyItem[], at: string): void;
  handlerOf(step: Step): StepHandler;
  /** Paced client; verification sends nothing but reads. */
  readonly webex: WebexApi;
  readonly clock: Clock;
}
