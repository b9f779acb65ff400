import type { Difference } from '../domain/plan.ts';
import type { AudioFile } from '../webex/announcements.ts';
import type { WebexApi } from '../webex/api.ts';
import type { OrgCall, Sent } from '../webex/call.ts';
import type { LineOwner } from '../webex/owners.ts';

/** A rule that is switched on and off with the setting that it stands below. */
export interface RuleState {
  readonly id: string;
  readonly active: boolean;
}

/**
 * One kind of setting: `Seen` is what the target answers, `Body` what a PUT takes. `merge` puts what we own over what
 * stands there, so that a PUT, which replaces everything, keeps the rest. `members` are the ids of the owners that the
 * setting points at, those that exist, in the order of the plan; `audio` is what it plays; `rules` are those below it
 * that exist.
 */
export interface SettingForm<Value, Seen, Body = Seen> {
  get(api: WebexApi['ownerSettings'], owner: LineOwner, call: OrgCall): Promise<Seen>;
  put(api: WebexApi['ownerSettings'], owner: LineOwner, body: Body, call: OrgCall): Promise<Sent>;
  compare(
    value: Value,
    seen: Seen,
    members: readonly string[],
    audio?: AudioFile,
    rules?: readonly RuleState[],
  ): Difference[];
  merge(
    value: Value,
    owner: LineOwner['kind'],
    seen: Seen | undefined,
    members: readonly string[],
    audio?: AudioFile,
    rules?: readonly RuleState[],
  ): Body;
  /** Ids of the owners who stand on the list of the target; only where the setting has such a list. */
  listed?(seen: Seen): readonly string[];
}
