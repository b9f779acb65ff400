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

type Id = { readonly id?: string | undefined } | undefined;

/** One kind of entry below a setting of an owner: an object with an id of its own. */
export interface EntryForm<Value> {
  /** By `own` where our write has named an id, so that a change shows as one; else by what the target tells it by. */
  find(
    value: Value,
    at: EntryOwner,
    own: string | undefined,
  ): Promise<{ readonly id: string; readonly differences: readonly Difference[] } | undefined>;
  create(value: Value, at: EntryOwner): Promise<Sent<Id>>;
  /** May answer another id, or none. */
  update(value: Value, at: EntryOwner, id: string): Promise<Sent<Id>>;
  remove(value: Value, at: EntryOwner, id: string): Promise<Sent>;
  /** Where the target keeps entries of the kind, for the description of a request. */
  path(value: Value, owner: LineOwner): string;
  body(value: Value, change: boolean): object;
}
