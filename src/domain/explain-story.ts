import type { DraftId } from './draft-id.ts';
import type { CoverageOutcome, DraftKind } from './drafts.ts';
import type { Finding } from './findings.ts';
import type { FoundSince } from './found-since.ts';
import type { StepAction } from './plan.ts';

/** What can be explained; `customer` is an enterprise or a service provider. */
/** `draft`: what has no entity of its own in BroadWorks, such as a schedule, a call park or a setting. */
export type ExplainKind = 'customer' | 'group' | 'user' | 'serviceInstance' | 'device' | 'number' | 'draft';

/** One object of the source that a query may mean. */
export interface ExplainCandidate {
  readonly kind: ExplainKind;
  /** Key of the entity; for a number its E.164 form, for a draft its id. */
  readonly key: string;
  readonly name: string;
  /** What of it fits the query: `id`, `e-mail`, `number`, `MAC`, `extension` … */
  readonly matchedBy: string;
}

/** Place of a stored value in a capture. */
export interface SourcePlace {
  readonly file: string;
  /** Byte offset of the command in the file. */
  readonly offset: number;
  readonly type: string;
}

/** One response that was read about the object. */
export interface ResponseStory extends SourcePlace {
  readonly state: 'read' | 'error';
  /** How it was attributed: by itself, by its request, by its echo. */
  readonly joinedBy: string;
  readonly settings: number;
  readonly error?: string;
  /** Earlier copies that this one replaces. */
  readonly replaces: number;
}

export interface ServiceStory {
  readonly name: string;
  readonly active?: boolean;
  readonly pack?: string;
  readonly place?: SourcePlace;
}

/** One field of a draft: the value, the rule that decided, and where it was read. */
export interface FieldStory {
  readonly path: string;
  readonly value: unknown;
  readonly rule?: string;
  readonly note?: string;
  readonly changed?: boolean;
  readonly sources: readonly {
    readonly ref: string;
    /** The text that the capture holds there. */
    readonly value?: string;
    readonly place?: SourcePlace;
  }[];
}

export interface DraftStory {
  readonly id: DraftId;
  readonly kind: DraftKind;
  readonly name: string;
  readonly fields: readonly FieldStory[];
}

/** Why this package; `cheaper` is the next one below and what it would take away. */
export interface PackageStory {
  readonly package: string;
  readonly rule?: string;
  readonly reason?: string;
  readonly cheaper?: CheaperPackage;
}

export interface CheaperPackage {
  readonly package: string;
  /** Services in use that it does not hold. */
  readonly loses: readonly string[];
  /** False: what it holds rests on no source. */
  readonly confirmed: boolean;
  readonly obstacle?: string;
}

export interface DecisionStory {
  readonly id: string;
  readonly question: string;
  readonly recommendation: string;
  readonly reason: string;
  readonly state: 'open' | 'answered' | 'stale';
  readonly answer?: string;
  readonly by?: string;
  readonly host?: string;
  readonly at?: string;
}

export interface LossStory {
  readonly service: string;
  readonly verdict: string;
  readonly notice: string;
  readonly action: string;
}

export interface CoverageStory {
  readonly outcome: CoverageOutcome;
  readonly response: string;
  readonly reason: string;
  readonly settings: number;
}

/** A step of a plan, and what became of it in that target. */
export interface StepStory {
  readonly target: string;
  readonly plan: string;
  readonly step: string;
  readonly kind: string;
  readonly label: string;
  readonly action: StepAction;
  /** Why it is blocked. */
  readonly reason?: string;
  /** `pending` where no run has touched it. */
  readonly state: string;
  /** What the latest plan has found of it since it was done. */
  readonly foundSince?: FoundSince;
  readonly cause?: string;
  readonly updatedAt?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly trackingId?: string;
  /** Result of the last `verify`. */
  readonly verified?: string;
}

/** The whole story of one object, from source byte to outcome. */
export interface ExplainStory {
  readonly object: ExplainCandidate;
  /** What BroadWorks says of it, in a few words: number, extension, device … */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly responses: readonly ResponseStory[];
  readonly services: readonly ServiceStory[];
  readonly drafts: readonly DraftStory[];
  /** Hunt groups and queues that it is a member of. */
  readonly memberOf: readonly { readonly id: DraftId; readonly name: string }[];
  readonly package?: PackageStory;
  readonly decisions: readonly DecisionStory[];
  readonly findings: readonly Finding[];
  readonly losses: readonly LossStory[];
  readonly coverage: readonly CoverageStory[];
  readonly steps: readonly StepStory[];
  /** Drafts inside a customer or group, by kind. */
  readonly holds: Readonly<Record<string, number>>;
}

/** Answer of `explain`: one story, or what the query may mean. */
export type ExplainAnswer =
  | { readonly stage: 'explain'; readonly query: string; readonly found: 'one'; readonly story: ExplainStory }
  | {
      readonly stage: 'explain';
      readonly query: string;
      readonly found: 'several';
      readonly candidates: readonly ExplainCandidate[];
    }
  | {
      readonly stage: 'explain';
      readonly query: string;
      readonly found: 'none';
      /** Nearest keys and names. */
      readonly suggestions: readonly string[];
    };
