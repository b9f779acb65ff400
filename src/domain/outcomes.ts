import type { RollbackScope } from './journal.ts';
import type { Difference, StepAction, StepKind } from './plan.ts';
import type { Approval, Unplanned } from './plan-record.ts';

/** Results of the later stages: what scripts read as JSON and what the views draw. */

export interface PlanItem {
  readonly action: StepAction;
  readonly kind: StepKind;
  readonly label: string;
  readonly phase: 'provision' | 'deferred';
  readonly differences: readonly Difference[];
  readonly reason?: string;
  readonly leftOut?: readonly string[];
}

export interface PlanSummary {
  readonly stage: 'plan';
  readonly batch: string;
  readonly hash: string;
  readonly target: string;
  readonly steps: {
    readonly total: number;
    readonly byKind: Readonly<Partial<Record<StepKind, number>>>;
    readonly byAction: Readonly<Record<StepAction, number>>;
  };
  /** HTTP calls that provisioning will send, deferred steps apart. */
  readonly calls: number;
  /** At the request budget, one decimal. */
  readonly estimatedMinutes: number;
  /** Steps that wait for the cutover. */
  readonly deferred: number;
  readonly approved: boolean;
  readonly plannedBy?: string;
  readonly approval?: Approval;
  readonly items: readonly PlanItem[];
  /** Customers that are held back whole, by the key that `explain` takes; missing: none. */
  readonly heldCustomers?: readonly string[];
  readonly notPlanned: readonly Unplanned[];
  /** What was asked about numbers that Webex does not show in the organisation yet: whether another one has them. */
  readonly asked?: { readonly numbers: number; readonly requests: number };
}

export const OUTCOMES = [
  'created',
  'adopted',
  'unchanged',
  'changed',
  'failed',
  'skipped',
  'waiting',
  'unknown',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export interface StepFailure {
  readonly step: string;
  readonly kind: string;
  readonly label: string;
  readonly state: 'failed' | 'skipped' | 'waiting' | 'unknown';
  readonly cause: string;
  readonly trackingId?: string;
}

/** Why a run ended before its last step; all of them leave a state from which it can be resumed. */
export type StopReason = 'interrupted' | 'authentication' | 'unavailable' | 'max-failures' | 'limit' | 'until';

export interface ProvisionSummary {
  readonly type: 'summary';
  readonly run: string;
  readonly plan: string;
  /** The batch that the plan is of, or `all`. */
  readonly batch: string;
  readonly target: string;
  /** Of this run; a step that was done before counts as unchanged. */
  readonly counts: OutcomeCounts;
  readonly byKind: Readonly<Partial<Record<StepKind, OutcomeCounts>>>;
  /** Left for the cutover (`--include-deferred`). */
  readonly deferred: number;
  /** The run was asked to carry those out too: whoever goes on with it means the same. */
  readonly includeDeferred?: true;
  /** Steps that the plan holds back. */
  readonly blocked: number;
  /** Not begun, because the run was stopped or what they need still waits for the target. */
  readonly notReached: number;
  /** Done before, but `verify` has found it different or missing since the plan was made: left alone. */
  readonly foundOff?: number;
  readonly retries: number;
  readonly throttled: number;
  readonly durationMs: number;
  readonly failures: readonly StepFailure[];
  readonly leftOut: readonly { readonly label: string; readonly parts: readonly string[] }[];
  readonly stopped?: { readonly reason: StopReason; readonly message: string };
}

/** Whether a run had nothing that it could carry out, for its plan holds everything back: a person has to mend that first. */
export function nothingCouldGo({ counts, blocked, deferred, notReached }: ProvisionSummary): boolean {
  return blocked > 0 && deferred + notReached + OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0) === 0;
}

/** One object in a rollback. */
export interface RollbackItem {
  readonly step: string;
  readonly kind: string;
  readonly label: string;
  /**
   * `remove`: will be, or was to be; `removed`; `gone`: was not there any more; `kept`: stays, with the reason; `failed`;
   * `not-reached`: the run stopped before it.
   */
  readonly state: 'remove' | 'removed' | 'gone' | 'kept' | 'failed' | 'not-reached';
  readonly reason?: string;
  /** What stays in the target although it is removed. */
  readonly leaves?: string;
  /** What it leaves is an object of its own: a person, an organisation. */
  readonly remains?: true;
  /** What will be sent, first request only. */
  readonly request?: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly trackingId?: string;
}

export interface RollbackSummary {
  readonly stage: 'rollback';
  readonly target: string;
  /** What it was limited to (`--run`, `--customer`, `--batch`). */
  readonly only: RollbackScope;
  /** Nothing was sent but reads. */
  readonly dryRun: boolean;
  readonly run?: string;
  /** In the order of removal: newest first, what depends before what it depends on. */
  readonly items: readonly RollbackItem[];
  readonly counts: Readonly<Record<RollbackItem['state'], number>>;
  readonly stopped?: { readonly reason: StopReason; readonly message: string };
}

export interface VerifyItem {
  readonly step: string;
  readonly kind: string;
  readonly label: string;
  readonly state: 'matched' | 'different' | 'missing' | 'extra';
  readonly differences: readonly Difference[];
  /** Why the plan does not change it: it stands as an earlier plan has made it. */
  readonly heldBack?: string;
}

export interface VerifySummary {
  readonly stage: 'verify';
  readonly target: string;
  readonly plan: string;
  /** The batch that the plan is of, or `all`. */
  readonly batch: string;
  readonly matched: number;
  readonly different: number;
  readonly missing: number;
  readonly extra: number;
  /** Of those that are different or missing: their change is held back by the plan, so that no run mends them. */
  readonly heldBack: number;
  /** Everything that is not as planned; matched objects are only counted. */
  readonly items: readonly VerifyItem[];
  /** Steps of the plan that are not done, so that nothing could be compared. */
  readonly notDone: number;
  /** What was not looked at, and why. */
  readonly notes: readonly string[];
  readonly stopped?: { readonly reason: StopReason; readonly message: string };
}

export interface StatusSummary {
  readonly stage: 'status';
  readonly target: string;
  /** Draft id of the one that everything here is of; missing: all. */
  readonly customer?: string;
  readonly plan?: {
    readonly hash: string;
    readonly batch: string;
    readonly observedAt: string;
    readonly approved: boolean;
    readonly plannedBy?: string;
    readonly approval?: Approval;
  };
  readonly counts: Readonly<Record<Outcome | 'pending' | 'inDoubt' | 'deferred' | 'blocked', number>>;
  /** Failed steps by cause, the most frequent first. */
  readonly failures: readonly {
    readonly cause: string;
    readonly count: number;
    readonly examples: readonly string[];
  }[];
  /** Skipped steps by the root cause that each of them names. */
  readonly skipped: StatusSummary['failures'];
  readonly waiting: readonly { readonly label: string; readonly cause: string }[];
  readonly inDoubt: readonly string[];
  readonly lastRun?: {
    readonly id: string;
    /** `provision`, `run` or `rollback`. */
    readonly command: string;
    readonly startedAt: string;
    readonly endedAt?: string;
    readonly outcome?: string;
    /** Steps of it by how they ended, once it has ended. */
    readonly counts?: Readonly<Record<string, number>>;
    readonly by: string;
  };
  /** Of those that are blocked: what an earlier plan has made of them stands. */
  readonly blockedStanding: number;
  /** What `verify` saw, where it has read everything back since it was written. */
  readonly verified?: {
    /** Of the object that was read first. */
    readonly at: string;
    readonly matched: number;
    readonly different: number;
    readonly missing: number;
    readonly extra: number;
    /** Of those that are different or missing: their change is held back by the plan. */
    readonly heldBack: number;
  };
  readonly lock?: {
    readonly host: string;
    readonly pid: number;
    readonly by: string;
    readonly command: string;
    readonly since: string;
  };
  /** What to run next. */
  readonly next: { readonly command: string; readonly why: string };
}
