import type { StepRecord } from './plan-record.ts';
import type { StepId } from './plan-step.ts';

/** What a rollback is limited to, as it was asked for; without any it takes back everything. */
export interface RollbackScope {
  /** Only what this run has created. */
  readonly run?: string;
  /** Only this customer: its draft id; of runs of an earlier version also its external id. */
  readonly customer?: string;
  /** Only what the runs of this batch have created. */
  readonly batch?: string;
}

/** One execution of `provision` or `rollback`. */
export interface RunRecord {
  readonly id: string;
  readonly target: string;
  readonly plan: string;
  readonly startedAt: string;
  readonly command: string;
  readonly by: string;
  /** Machine that it ran on; missing in runs of an earlier version. */
  readonly host?: string;
  /** Of a rollback: whoever goes on with it must mean the same. */
  readonly only?: RollbackScope;
  readonly endedAt?: string;
  /** `done`, or why it stopped. */
  readonly outcome?: string;
  /** Steps by how they ended: one that is done has come to its end, whatever became of its steps. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** A write that is about to be sent. It is on disk before the request leaves. */
export interface Intent {
  readonly run: string;
  readonly target: string;
  readonly operation: 'create' | 'change' | 'delete';
  /** The request with secrets as placeholders, as JSON. */
  readonly request: string;
  readonly naturalKey: string;
  readonly at: string;
  /** State of the step while the outcome is open: `in-doubt`. */
  readonly record: StepRecord;
}

export interface JournalOutcome {
  readonly target: string;
  /** The attempt that ended; missing where nothing was sent (adopted, skipped). */
  readonly attempt?: number;
  readonly at: string;
  readonly status?: number;
  /** `done`, `accepted`, `refused`, `throttled`, `never-sent`, `ambiguous`. */
  readonly outcome: string;
  readonly trackingId?: string;
  /** Never holds a secret. */
  readonly detail?: string;
  /** The id that we gave the request. */
  readonly clientTrackingId?: string;
  /** Error codes of the target. */
  readonly code?: string;
  /** Answer of a refusal, its beginning. Never holds a secret. */
  readonly answer?: string;
  /** What follows from it, in words. */
  readonly decision?: string;
  /** New state of the step; missing while it stays as the intent left it. */
  readonly record?: StepRecord;
  /** States of other steps that change with it, in the same transaction. */
  readonly also?: readonly StepRecord[];
}

/** One line of the journal, for `logs`. */
export interface Attempt {
  readonly step: StepId;
  readonly run: string;
  readonly number: number;
  readonly operation: string;
  readonly request: string;
  readonly naturalKey: string;
  readonly intentAt: string;
  readonly endedAt?: string;
  readonly status?: number;
  readonly outcome?: string;
  readonly trackingId?: string;
  readonly detail?: string;
  readonly clientTrackingId?: string;
  readonly code?: string;
  readonly answer?: string;
  readonly decision?: string;
}

/** How a step in doubt was settled by a look-up. */
export interface Settlement {
  readonly run: string;
  readonly at: string;
  /** Why it was in doubt. */
  readonly why: string;
  /** What stands in the target, in words. */
  readonly found: string;
  readonly decision: string;
}
