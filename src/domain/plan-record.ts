import type { DraftId } from './draft-id.ts';
import type { PlannedStep, StepKind, StepOutputs, StepState } from './plan.ts';
import type { StepId } from './plan-step.ts';

/** Digests of what a plan was made from; provisioning refuses when one of them is another now. */
export interface PlanInputs {
  readonly source: string;
  readonly mappings: string;
  readonly decisions: string;
  /** Of the precheck blockers in force for the target. */
  readonly blockers: string;
  /** Of the members of the batch, and of those outside who moved already; missing when everything moves. */
  readonly batch?: string;
  /** Of `migration.yaml` without its limits: a changed speed leaves a plan as it is. */
  readonly config: string;
  /** Target key: API address and partner organisation. */
  readonly target: string;
}

/** An object that got no step: listed in the plan, never dropped. */
export interface Unplanned {
  readonly draft: DraftId;
  readonly customer: DraftId;
  readonly kind: StepKind;
  readonly label: string;
  readonly reason: string;
  /** True where a person can mend it (no confirmed MAC); false where nothing is to be done here (a soft client). */
  readonly blocked: boolean;
}

/** Who approved a plan, when, and on which machine; that was not recorded by an earlier version. */
export interface Approval {
  readonly by: string;
  readonly at: string;
  readonly host?: string;
}

/** A plan as it is stored. Its steps never change under one hash; what was seen in the target is refreshed. */
export interface PlanRecord {
  readonly hash: string;
  readonly target: string;
  readonly batch: string;
  readonly inputs: PlanInputs;
  /** When the target was looked at, ISO 8601. */
  readonly observedAt: string;
  readonly steps: readonly PlannedStep[];
  readonly unplanned: readonly Unplanned[];
  /** Who made or refreshed it last; missing in plans of an earlier version. */
  readonly plannedBy?: string;
  readonly approved?: Approval;
  /** When a rollback last removed something that it names, ISO 8601: what was seen, and approved, before then is past. */
  readonly rolledBackAt?: string;
}

/** What is known of a step for one target. */
export interface StepRecord {
  readonly step: StepId;
  readonly kind: string;
  readonly label: string;
  readonly state: StepState;
  readonly outputs: StepOutputs;
  /** Hash of the payload that was carried out last. */
  readonly content?: string;
  readonly cause?: string;
  /** Parts that were left out because what they point at did not exist: the step is looked at again. */
  readonly leftOut: readonly string[];
  /** Of a step that was rolled back: ids of what no call could remove, and of the organisation where it stays. */
  readonly left?: StepOutputs;
  readonly updatedAt: string;
}
