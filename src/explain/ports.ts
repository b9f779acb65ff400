import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import type {
  CheaperPackage,
  CoverageStory,
  DecisionStory,
  ExplainCandidate,
  LossStory,
  ResponseStory,
  SourcePlace,
  StepStory,
} from '../domain/explain-story.ts';
import type { Finding } from '../domain/findings.ts';
import type { EntityRef } from '../domain/keys.ts';
import type { BodyElement } from '../domain/response-body.ts';
import type {
  SourceDevice,
  SourceDn,
  SourceGroup,
  SourceInstance,
  SourceProvider,
  SourceService,
  SourceUser,
} from '../domain/source.ts';

/** What `explain` asks of the store: small answers to narrow questions; nothing is written. */
export interface ExplainPorts {
  /** Every entity with the words it can be found by; streamed, for there may be many. */
  entities(): Iterable<ExplainEntity>;
  /** At least those that hold one of these words (lower-case ASCII letters and digits) anywhere, whatever its case. */
  entitiesHolding(words: readonly string[]): Iterable<ExplainEntity>;
  /** At least those whose id or key this is. */
  entitiesNamed(id: string): Iterable<ExplainEntity>;
  // source
  responses(owner: EntityRef): readonly ResponseStory[];
  /** The current responses of an owner, with their bodies; `part` is empty for a plain question. */
  response(
    owner: EntityRef,
    base: string,
  ): readonly { readonly place: SourcePlace; readonly part: string; readonly body: BodyElement }[];
  services(userKey: string): readonly SourceService[];
  packs(userKey: string): readonly string[];
  // proposal
  draft(id: DraftId): Draft | undefined;
  draftsFrom(origin: string): readonly Draft[];
  /** Drafts whose data name one of these as their owner. */
  draftsOwnedBy(owners: readonly DraftId[]): readonly Draft[];
  /** Hunt groups, queues and the like of their customers with one of these as member. */
  groupsWith(members: readonly Draft[]): readonly Draft[];
  /** Number of drafts by kind inside a customer or location. */
  draftCounts(container: DraftId): Readonly<Record<string, number>>;
  decisions(objects: readonly string[]): readonly DecisionStory[];
  findings(drafts: readonly DraftId[]): readonly Finding[];
  losses(owner: string): readonly LossStory[];
  coverage(owner: string): readonly CoverageStory[];
  // outcome
  /** Steps of the latest plan per target. */
  steps(drafts: readonly DraftId[]): readonly StepStory[];
  /** What the next cheaper package of a subscriber would take away, where that can be worked out. */
  cheaperPackage?(subscriber: DraftId): CheaperPackage | undefined;
}

export type ExplainEntity =
  | { readonly kind: 'customer'; readonly row: SourceProvider }
  | { readonly kind: 'group'; readonly row: SourceGroup }
  | { readonly kind: 'user'; readonly row: Omit<SourceUser, 'services' | 'packs'> }
  | { readonly kind: 'serviceInstance'; readonly row: SourceInstance }
  | { readonly kind: 'device'; readonly row: SourceDevice }
  | { readonly kind: 'number'; readonly row: SourceDn };

/** An entity that a query means. */
export interface ExplainMatch {
  readonly candidate: ExplainCandidate;
  readonly entity: ExplainEntity;
}
