import type { DraftId } from './draft-id.ts';
import type { Finding, Readiness } from './findings.ts';

export type ReadinessCounts = Readonly<Record<Readiness, number>>;

/** What one target refused when it was asked last: `plan` for it goes by that until it is asked again. */
export interface RemoteRefusals {
  readonly target: string;
  readonly blockers: number;
  /** ISO 8601. */
  readonly askedAt: string;
}

/** Result of `precheck`: what scripts read as JSON and what the view draws. */
export interface PrecheckSummary {
  readonly stage: 'precheck';
  readonly blockers: number;
  readonly warnings: number;
  readonly infos: number;
  /** Blockers first, then by rule and object. */
  readonly findings: readonly Finding[];
  /** Customers, locations and owners together; of everything that was found, whatever was selected. */
  readonly readiness: ReadinessCounts;
  readonly readinessOf: Readonly<Record<'customer' | 'location' | 'owner', ReadinessCounts>>;
  readonly customers: readonly { readonly id: DraftId; readonly name: string; readonly readiness: Readiness }[];
  /** Key of the target that was asked about. */
  readonly target?: string;
  /** Objects that the target itself was asked about. */
  readonly remoteChecks: number;
  /** Of targets that were not asked now; their blockers are not among those above. */
  readonly earlier: readonly RemoteRefusals[];
  readonly checkedAt: string;
  /** From then on the results must be taken again. */
  readonly expiresAt: string;
  /** What `migration.yaml` says without effect: overrides of nothing, keys that nobody has. */
  readonly notes: readonly string[];
  readonly strict: boolean;
  /** No blocker, and with `strict` no warning. */
  readonly passed: boolean;
}
