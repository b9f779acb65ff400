import type { Intent, JournalOutcome, RunRecord, Settlement } from '../domain/journal.ts';
import type { Step } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Clock } from '../pipeline/clock.ts';
import type { StepHandler } from '../steps/handler.ts';
import type { WebexApi } from '../webex/api.ts';

/** The durable memory of provisioning. Promises resolve when the entry is on disk. */
export interface JournalPort {
  states(target: string): ReadonlyMap<StepId, StepRecord>;
  /** Bodies of the creates of a step whose outcome is open. */
  openRequests(target: string, step: StepId): readonly unknown[];
  startRun(run: RunRecord): void;
  endRun(id: string, endedAt: string, outcome: string, summary: object): void;
  intent(intent: Intent): Promise<number>;
  outcome(outcome: JournalOutcome): Promise<void>;
  /** What a look-up has found of a step in doubt, for whoever asks later. */
  settled(target: string, step: StepId, settlement: Settlement): Promise<void>;
}

export interface ProvisionPorts {
  readonly journal: JournalPort;
  handlerOf(step: Step): StepHandler;
  /** A paced client: the engine decides what to send, the pace decides when. */
  readonly webex: WebexApi;
  readonly clock: Clock;
}
