import type { Difference } from '../domain/plan.ts';
import type { OrgCall, Sent } from '../webex/call.ts';
import type { FurtherSettingsApi } from '../webex/further-settings.ts';
import type { LineOwner } from '../webex/owners.ts';

/** Who has the entry, and how to call for it. */
export interface EntryOwner {
  readonly api: FurtherSettingsApi;
  readonly owner: LineOwner;
  readonly call: OrgCall;
}

/** What is known of the entry that is looked for. */
export interface EntryPast {
  /** Its id, where a write of ours has named it. */
  readonly own: string | undefined;
  /** Bodies of our creates whose outcome is open: what they say may stand there. */
  readonly open: readonly unknown[];
  /** Whether no other step has made or found the entry with this id. */
  isFree(id: string): boolean;
}

export interface FoundEntry {
  readonly id: string;
  readonly differences: readonly Difference[];
  /** See {@link Found.inTheWay}. */
  readonly inTheWay?: string;
}

type Id = { readonly id?: string | undefined } | undefined;

/** One kind of entry below a setting of an owner: an object with an id of its own. */
export interface EntryForm<Value> {
  /** By its own id where that is known, so that a change shows as one; else by what the target tells it by. */
  find(value: Value, at: EntryOwner, past: EntryPast): Promise<FoundEntry | undefined>;
  create(value: Value, at: EntryOwner): Promise<Sent<Id>>;
  /** May answer another id, or none. */
  update(value: Value, at: EntryOwner, found: FoundEntry): Promise<Sent<Id>>;
  remove(value: Value, at: EntryOwner, id: string): Promise<Sent>;
  /** Where the target keeps entries of the kind, for the description of a request. */
  path(value: Value, owner: LineOwner): string;
  /** @param found - what is changed; without it the entry is created */
  body(value: Value, found?: FoundEntry): object;
}
