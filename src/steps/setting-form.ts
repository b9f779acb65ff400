import type { Difference } from '../domain/plan.ts';
import type { WebexApi } from '../webex/api.ts';
import type { OrgCall, Sent } from '../webex/call.ts';
import type { LineOwner } from '../webex/owners.ts';

/**
 * One kind of setting: `Seen` is what the target answers and takes back whole. `merge` puts what we own over what
 * stands there, so that a PUT, which replaces everything, keeps the rest.
 */
export interface SettingForm<Value, Seen> {
  get(api: WebexApi['ownerSettings'], owner: LineOwner, call: OrgCall): Promise<Seen>;
  put(api: WebexApi['ownerSettings'], owner: LineOwner, body: Seen, call: OrgCall): Promise<Sent>;
  compare(value: Value, seen: Seen): Difference[];
  merge(value: Value, owner: LineOwner['kind'], seen: Seen | undefined): Seen;
}
