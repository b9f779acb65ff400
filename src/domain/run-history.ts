/** One run as its row has it: `summary` is what it said of itself at its end, as JSON. */
export interface RunHistoryRow {
  readonly id: string;
  readonly target: string;
  readonly plan: string;
  readonly command: string;
  readonly by: string;
  /** `null` in runs of an earlier version. */
  readonly host: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  /** `null` while it runs, and after a crash. */
  readonly endedAt: string | null;
  readonly outcome: string | null;
  readonly summary: string | null;
  /** Writes that left for the target. */
  readonly requests: number;
}

/** What the journal holds of one step in one run. */
export interface RunStepRow {
  readonly step: string;
  readonly kind: string | null;
  readonly label: string;
  readonly requests: number;
  /** Of its last request in this run; `null`: no answer was recorded. */
  readonly outcome: string | null;
  readonly status: number | null;
  readonly trackingId: string | null;
  readonly detail: string | null;
  /** Where the step stands today, whatever later runs did. */
  readonly stateNow: string | null;
}

export interface RunRequestCount {
  readonly operation: string;
  readonly outcome: string | null;
  readonly count: number;
}
