import type { RunHistoryRow, RunRequestCount, RunStepRow } from '../domain/run-history.ts';

/** One run in the list of runs. */
export interface RunLine {
  readonly id: string;
  readonly command: string;
  readonly target: string;
  readonly plan: string;
  readonly by: string;
  /** Machine that it ran on; missing in runs of an earlier version. */
  readonly host?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Missing while it runs, and after a crash. */
  readonly endedAt?: string;
  /** `done`, or why it stopped; missing likewise. */
  readonly outcome?: string;
  /** Steps by how they ended, once it has ended. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Writes that left for the target. */
  readonly requests: number;
}

/** What a run wrote down of itself at its end; a run that was killed left none. */
export interface RunSummary {
  /** Steps by how they ended (`provision`), objects likewise (`rollback`). */
  readonly counts: Readonly<Record<string, number>>;
  readonly byKind: readonly { readonly kind: string; readonly counts: Readonly<Record<string, number>> }[];
  readonly failures: readonly RunProblem[];
  readonly retries?: number;
  readonly throttled?: number;
  readonly durationMs?: number;
  readonly deferred?: number;
  readonly blocked?: number;
  readonly notReached?: number;
}
interface RunProblem {
  readonly kind: string;
  readonly label: string;
  readonly state: string;
  readonly cause: string;
}

export interface RunStep {
  readonly step: string;
  readonly kind: string;
  readonly label: string;
  readonly requests: number;
  /** Of its last request in this run; `no-answer`: none was recorded. */
  readonly outcome: string;
  readonly status?: number;
  readonly trackingId?: string;
  readonly detail?: string;
  /** Where the step stands today, whatever later runs did. */
  readonly stateNow?: string;
}

/** Everything that the database holds of one run: `report --run ID --format json`. */
export interface RunReport {
  readonly stage: 'report-run';
  /** Minor versions only add fields. */
  readonly schema: '1.0';
  readonly generatedAt: string;
  readonly run: RunLine;
  readonly summary?: RunSummary;
  /** Counted in the journal, which knows of a killed run too. */
  readonly journal: {
    readonly requests: number;
    readonly steps: number;
    /** Requests that were sent again as they were. */
    readonly repeated: number;
    /** Steps whose last request in this run left open whether it took effect; a look-up settles them. */
    readonly unclear: number;
    /** Those of them that no look-up has settled until today. */
    readonly inDoubt: number;
    readonly byOutcome: readonly { readonly operation: string; readonly outcome: string; readonly count: number }[];
  };
  readonly steps: readonly RunStep[];
}

const NO_ANSWER = 'no-answer';
/** Answers after which nobody knows whether the write took effect. */
const UNCLEAR: ReadonlySet<string> = new Set([NO_ANSWER, 'doubtful', 'ambiguous']);

/** A step whose last request in the run left open whether it took effect. */
export function isUnclear({ outcome }: RunStep): boolean {
  return UNCLEAR.has(outcome);
}

/** No look-up has settled it, neither in this run nor since. */
export function isInDoubt(step: RunStep): boolean {
  return isUnclear(step) && step.stateNow === 'in-doubt';
}

export function runLine({ host, endedAt, outcome, summary, ...row }: RunHistoryRow): RunLine {
  const { counts }: Pick<RunLine, 'counts'> = summary === null ? {} : JSON.parse(summary);
  return {
    ...row,
    ...(host === null ? {} : { host }),
    ...(endedAt === null ? {} : { endedAt }),
    ...(outcome === null ? {} : { outcome }),
    ...(counts === undefined ? {} : { counts }),
  };
}

/** What the rows of one run say, put together; nothing is inferred that no row holds. */
export function collectRunReport(
  row: RunHistoryRow,
  rows: {
    readonly counts: readonly RunRequestCount[];
    readonly repeated: number;
    readonly steps: readonly RunStepRow[];
  },
  now: Date,
): RunReport {
  const steps = rows.steps.map(readStep);
  return {
    stage: 'report-run',
    schema: '1.0',
    generatedAt: now.toISOString(),
    run: runLine(row),
    // A rollback notes what it is limited to when it begins; what came of it is known at its end.
    ...(row.summary === null || row.endedAt === null ? {} : { summary: readSummary(row.summary) }),
    journal: {
      requests: row.requests,
      steps: steps.length,
      repeated: rows.repeated,
      unclear: steps.filter(isUnclear).length,
      inDoubt: steps.filter(isInDoubt).length,
      byOutcome: rows.counts.map(({ operation, outcome, count }) => ({
        operation,
        outcome: outcome ?? NO_ANSWER,
        count,
      })),
    },
    steps,
  };
}

function readStep({ kind, outcome, status, trackingId, detail, stateNow, ...row }: RunStepRow): RunStep {
  return {
    ...row,
    kind: kind ?? '',
    outcome: outcome ?? NO_ANSWER,
    ...(status === null ? {} : { status }),
    ...(trackingId === null ? {} : { trackingId }),
    ...(detail === null ? {} : { detail }),
    ...(stateNow === null ? {} : { stateNow }),
  };
}

type Stored = Partial<Omit<RunSummary, 'byKind' | 'failures'>> & {
  readonly byKind?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly failures?: readonly RunProblem[];
};

/** Summaries are ours; older ones may lack fields that came later. */
function readSummary(text: string): RunSummary {
  const stored: Stored = JSON.parse(text);
  const { retries, throttled, durationMs, deferred, blocked, notReached } = stored;
  const numbers = Object.entries({ retries, throttled, durationMs, deferred, blocked, notReached });
  return {
    counts: stored.counts ?? {},
    byKind: Object.entries(stored.byKind ?? {}).map(([kind, counts]) => ({ kind, counts })),
    failures: (stored.failures ?? []).map(({ kind, label, state, cause }) => ({ kind, label, state, cause })),
    ...Object.fromEntries(numbers.filter(([, value]) => value !== undefined)),
  };
}
