import type { BatchCut } from '../domain/batch.ts';
import type { Draft } from '../domain/drafts.ts';
import type { Step } from '../domain/plan.ts';
import type { PlanInputs, PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Clock } from '../pipeline/clock.ts';
import type { StepHandler } from '../steps/handler.ts';
import type { WebexApi } from '../webex/api.ts';
import type { Blocker } from './blocked-drafts.ts';

/** What planning needs of the world; `cli` wires store and client, tests wire fakes. */
export interface PlanPorts {
  /** Drafts of the batch. */
  drafts(): readonly Draft[];
  /** What the batch leaves outside; missing when everything that is ready moves. */
  cut?(): BatchCut | undefined;
  /** Blockers that hold for this target and are not overridden. */
  blockers(target: string): readonly Blocker[];
  /** Digests of what the drafts came from, and of the blockers in force for the target of the plan. */
  digests(): Pick<PlanInputs, 'source' | 'mappings' | 'decisions' | 'blockers' | 'batch'>;
  states(target: string): ReadonlyMap<StepId, StepRecord>;
  /** What was ever planned for a target and goes by its name or its location: what was renamed or moved has several. */
  everPlaced(target: string): readonly Step[];
  /** Bodies of the creates of a step whose outcome is open. */
  openRequests(target: string, step: StepId): readonly unknown[];
  save(plan: PlanRecord): PlanRecord;
  handlerOf(step: Step): StepHandler;
  /** Paced client; a plan sends nothing but reads. */
  readonly webex: WebexApi;
  readonly clock: Clock;
}
