import type { MigrationConfig } from '../domain/config.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Decision, Draft, Loss } from '../domain/drafts.ts';
import type { SourceRef } from '../domain/keys.ts';
import type { SourceCustomer, SourceService, SourceUser } from '../domain/source.ts';
import type { Catalogues } from './catalogues.ts';

/** Who a BroadWorks user becomes. */
export interface OwnerDraft {
  readonly userKey: string;
  readonly draft: DraftId;
  readonly kind: 'subscriber' | 'workspace' | 'virtualLine';
}

/** A phone number or extension that a setting points at, resolved in the context of a group. */
export type ResolvedTarget =
  | { readonly kind: 'extension'; readonly value: string }
  | { readonly kind: 'e164'; readonly value: string }
  /** Empty, a SIP URI, a feature code, or a number whose country stays open: `value` is the text as written. */
  | { readonly kind: 'unresolved'; readonly value: string; readonly reason: string };

/**
 * Shared by the mapping concerns of one customer. Filled in order: location, package and owner passes first, so that
 * features and settings can point at owners.
 */
export interface MapContext {
  readonly source: SourceCustomer;
  readonly config: MigrationConfig;
  readonly catalogues: Catalogues;
  readonly customer: DraftId;
  /** Draft id of the location of a group; `undefined` when the group is skipped. */
  location(groupKey: string): DraftId | undefined;
  /** All locations that come from a group, its own first; none when it is skipped. */
  locationsOf(groupKey: string): readonly DraftId[];
  /** Draft id of the location that a user goes to: that of its group, or a part split off from it. */
  locationOf(user: SourceUser): DraftId | undefined;
  /** Language (`en_us`) and IANA zone of a group's location. */
  locale(groupKey: string): { readonly language: string; readonly timeZone: string };
  owner(userKey: string): OwnerDraft | undefined;
  /** Draft id of the voicemail group that a user becomes: it has a line, but is nobody who makes calls. */
  mailbox?(userKey: string): DraftId | undefined;
  /** Services in use of a user (R-SVC-0), packs expanded. */
  inUse(user: SourceUser): readonly SourceService[];
  resolve(target: string | undefined, groupKey: string): ResolvedTarget | undefined;
  /** The answer that a person gave to a decision, while its cause is the same; `undefined` when open or stale. */
  answer?(decision: string, fingerprint: string): string | undefined;
}

/** What one mapping concern contributes. */
export interface Mapped {
  readonly drafts: readonly Draft[];
  readonly losses?: readonly Loss[];
  readonly decisions?: readonly Decision[];
  /**
   * How settings that no draft field names as its source ended, by source reference prefix (owner and response, with a
   * path or without). Fields that a draft names count as migrated (or changed, see `Why.changed`) by themselves.
   */
  readonly accounts?: readonly {
    readonly prefix: SourceRef;
    readonly outcome: 'migrated' | 'changed' | 'manual' | 'lost' | 'not used';
    readonly reason: string;
  }[];
}
