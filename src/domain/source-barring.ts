import type { FeatureParts } from './feature-part.ts';
import type { Listed } from './source-policies.ts';

/**
 * Communication barring: profiles of a provider say what happens to a call by the first rule whose criterion it fits.
 * Criteria are those of the system (categories of calls) or patterns of digits of the provider.
 */
export interface ListedBarringProfile {
  readonly name: string;
  /** The one that groups follow unless they say otherwise. */
  readonly isDefault?: boolean;
  readonly description?: string;
}

export interface BarringRule {
  /** Number of the rule in the answer, from 1: they are tried by priority. */
  readonly position: number;
  /** Name of a criterion of the system … */
  readonly criteria?: string;
  /** … or of patterns of digits of the provider. */
  readonly digitPatternCriteria?: string;
  /** `Allow`, `Block`, `Authorization Code` …, as written. */
  readonly action?: string;
  readonly transferNumber?: string;
  readonly callTimeoutSeconds?: string;
  /** A rule with a schedule holds at those times only. */
  readonly timeSchedule?: string;
  readonly holidaySchedule?: string;
  readonly priority?: string;
}

/** What becomes of calls of one direction. */
export interface BarringDirection {
  /** What happens where no rule fits. */
  readonly action?: string;
  readonly transferNumber?: string;
  readonly callTimeoutSeconds?: string;
  readonly rules: readonly BarringRule[];
}

export interface BarringProfile {
  readonly isDefault?: boolean;
  readonly originating: BarringDirection;
  readonly redirecting: BarringDirection;
  readonly incoming: BarringDirection;
}

/** A criterion of the system. */
export interface BarringCriterion {
  /** Categories and kinds of calls that it is switched on for: `International`, `Local`, `GroupCalls` … */
  readonly matches: readonly string[];
  /** What else must fit, by the name of its field; a call type is a word of the platform's own. */
  readonly further: readonly string[];
}

export interface BarringPatterns {
  readonly patterns: readonly string[];
}

export interface BarringFeatureData {
  readonly barringProfiles: Listed<ListedBarringProfile>;
  readonly barringProfileDetails: FeatureParts<BarringProfile>;
  readonly barringPatternNames: Listed<{ readonly name: string }>;
  readonly barringDigitPatterns: FeatureParts<BarringPatterns>;
  /** Criteria of the system that a provider may use. */
  readonly barringCriteriaNames: Listed<{ readonly name: string }>;
  readonly barringCriteria: FeatureParts<BarringCriterion>;
  /** Profiles that a group may give to its people. */
  readonly groupBarringProfiles: Listed<{ readonly name: string }>;
}
