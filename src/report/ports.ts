import type { AskedQuestion } from '../domain/asked-question.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { CoverageOutcome, Decision, Draft, DraftKind, Loss } from '../domain/drafts.ts';
import type { Finding, Readiness } from '../domain/findings.ts';
import type { PlanSummary, ProvisionSummary, VerifyItem } from '../domain/outcomes.ts';
import type { SourceUser } from '../domain/source.ts';

/** What the report asks of the store: small answers to narrow questions, nothing written. */
export interface ReportPorts {
  // what `extract` left behind
  sourceFiles(): readonly SourceFileRow[];
  /** Totals of everything stored, as `extract` and `inventory` say them. */
  sourceFacts(): SourceFacts;
  /** Readable responses with an owner, and the values stored in them, keys apart. */
  ownedResponses(): { readonly responses: number; readonly settings: number };
  /** How far each question of a migration was asked of those whom it is about; without any of those it is left out. */
  questions(): readonly AskedQuestion[];
  users(): Iterable<ReportUser>;
  /** Names per user key, as the mapping stage sees them (rule R-SVC-0), packs expanded. */
  servicesInUse(): ReadonlyMap<string, readonly string[]>;
  // what `map` left behind
  drafts<Kind extends DraftKind>(kind: Kind): readonly Extract<Draft, { kind: Kind }>[];
  settingCount(): number;
  losses(): readonly Loss[];
  coverage(): readonly CoverageTotalRow[];
  decisions(): readonly DecisionRow[];
  /** Whether somebody has answered since the drafts were made. */
  readonly answeredSince?: boolean;
  // what `precheck` left behind, for one target
  checkedAt(target: string | undefined): string | undefined;
  findings(target: string | undefined): readonly Finding[];
  /** As the precheck stage judges them, so that both say the same. */
  readiness(target: string | undefined): readonly ReadinessOf[];
  // what `plan`, `provision` and `verify` left behind
  /** The target that was planned for last. */
  latestTarget(): string | undefined;
  /** Latest plan for the target, in the numbers of the plan stage. */
  latestPlan(target: string): ReportPlan | undefined;
  latestRun(target: string): RunRow | undefined;
  /**
   * Where every step of the latest plan of each batch stands, whatever run brought it about; objects held back without a
   * step included.
   */
  stepStates(target: string): readonly StepStateCount[];
  /** How many of them stand in the target, as planned or as an earlier plan has made them. */
  stepsStanding(target: string): number;
  /** Steps of those plans that failed, were skipped, wait, or need a person. */
  stepProblems(target: string): readonly StepProblem[];
  verification(target: string): VerificationRows | undefined;
}

export interface ReadinessOf {
  readonly id: DraftId;
  readonly kind: 'customer' | 'location' | 'owner';
  readonly readiness: Readiness;
}

export type SourceEntity =
  | 'serviceProviders'
  | 'groups'
  | 'users'
  | 'serviceInstances'
  | 'devices'
  | 'numbers'
  | 'servicePacks';

export interface SourceFileRow {
  readonly path: string;
  readonly bytes: number;
  readonly readAt: string;
}

export interface SourceFacts {
  readonly counts: Readonly<Record<SourceEntity | 'documents' | 'commands', number>>;
  /** Answers that were errors. */
  readonly errors: number;
  readonly orphans: readonly { readonly type: string; readonly file: string; readonly offset: number }[];
  readonly unknown: readonly { readonly type: string; readonly count: number }[];
  readonly issues: readonly {
    readonly kind: string;
    readonly code: string;
    readonly message: string;
    readonly file: string | undefined;
  }[];
}

export type ReportUser = Pick<
  SourceUser,
  'key' | 'userId' | 'groupKey' | 'firstName' | 'lastName' | 'phoneNumber' | 'dn' | 'extension' | 'servicesState'
>;

export interface CoverageTotalRow {
  readonly outcome: CoverageOutcome;
  readonly reason: string;
  readonly settings: number;
}

export interface DecisionRow extends Decision {
  readonly answer?: string;
  readonly answeredBy?: string;
  readonly answeredAt?: string;
  readonly answeredFingerprint?: string;
}

export interface ReportPlan {
  readonly summary: PlanSummary;
  /** When the target was looked at. */
  readonly observedAt: string;
  readonly approved?: { readonly by: string; readonly at: string };
}

export interface RunRow {
  readonly id: string;
  readonly plan: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly outcome?: string;
  readonly command: string;
  readonly by: string;
  /** Missing after a crash. */
  readonly summary?: Partial<ProvisionSummary>;
}

export interface StepStateCount {
  readonly kind: string;
  /** A step state; `blocked`, `deferred` or `pending` where no run has touched the step. */
  readonly state: string;
  readonly count: number;
}

export interface StepProblem {
  readonly kind: string;
  readonly label: string;
  readonly state: string;
  readonly cause?: string;
}

export interface VerificationRows {
  readonly checkedAt: string;
  readonly counts: readonly { readonly state: string; readonly count: number }[];
  /** All that did not match. */
  readonly items: readonly VerifyItem[];
}
