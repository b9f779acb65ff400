import type { CoverageOutcome } from './drafts.ts';

/** Result of `map`: what scripts read as JSON and what the view draws. */
export interface MapSummary {
  readonly stage: 'map';
  readonly counts: {
    readonly customers: number;
    readonly locations: number;
    readonly numbers: number;
    readonly subscribers: number;
    readonly workspaces: number;
    readonly virtualLines: number;
    readonly devices: number;
    readonly huntGroups: number;
    readonly callQueues: number;
    readonly autoAttendants: number;
    readonly callPickups: number;
    readonly callParks: number;
    readonly pagingGroups: number;
    readonly voicePortals: number;
    readonly voicemailGroups: number;
    readonly schedules: number;
    readonly settings: number;
    readonly notMigrated: number;
  };
  /** Subscribers and Webex workspaces per package. */
  readonly packages: Readonly<Record<string, number>>;
  readonly decisions: { readonly open: number; readonly answered: number; readonly stale: number };
  /** Open and stale decisions by kind: until somebody answers, each takes its recommendation. */
  readonly openDecisions: Readonly<Record<string, number>>;
  readonly losses: number;
  /** The coverage proof in total: every stored value ended in exactly one of the five. */
  readonly coverage: Readonly<Record<CoverageOutcome, number>> & { readonly total: number };
  /** What stays behind, by category. */
  readonly notMigrated: Readonly<Record<string, number>>;
}
