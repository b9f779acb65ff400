import type { Draft } from '../domain/drafts.ts';
import type { Severity } from '../domain/findings.ts';
import type { CustomerFacts } from './facts.ts';
import type { Subject, SubjectDraft } from './subjects.ts';

/** One thing that is wrong. A bare text is a problem of the draft itself. */
export interface Problem {
  readonly message: string;
  /** Path into the draft's data; its recorded source becomes the source of the finding. */
  readonly field?: string;
  /** Source reference, where the value never reached a draft. */
  readonly source?: string;
  /** How to mend this one, where it is not as the rule says. */
  readonly hint?: string;
}
export type Outcome = undefined | string | Problem | readonly (string | Problem)[];

/**
 * When a rule is evaluated: `always`, only against a `target` that is not on loopback (its findings count for that
 * target alone), or only as long as no target is named (a hint of what a target will demand).
 */
type RuleScope = 'always' | 'target' | 'no-target';

interface RuleHead {
  /** Stable: reports, JSON, overrides and docs all show it. */
  readonly id: string;
  readonly severity: Severity;
  /** What is checked, as a sentence for the catalogue. */
  readonly summary: string;
  /** How to mend it. */
  readonly hint: string;
  /** `R-…` id of the migration rules, where it comes from there. */
  readonly cites?: string;
  readonly scope?: RuleScope;
  /** False where nothing could be written even if somebody took the risk. */
  readonly overridable?: false;
  /** True where the finding means "we do not know", not "it is wrong": readiness says `unknown`. */
  readonly unknown?: true;
  /** Data path whose recorded source the finding names, unless the problem names its own. */
  readonly field?: string;
}

interface RuleOn<On extends Subject> extends RuleHead {
  readonly on: On;
  /** What is wrong, all of it; `undefined` when the draft passes. */
  check(draft: SubjectDraft<On>, facts: CustomerFacts): Outcome;
}
/** How rules are written: `on` decides what `check` is given. */
export type AnyRule = { [On in Subject]: RuleOn<On> }[Subject];

/** How rules are run: only on drafts that they concern. */
export interface Rule extends RuleHead {
  readonly on: Subject;
  check(draft: Draft, facts: CustomerFacts): Outcome;
}
