import type { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface FeatureApi<Listed, One, New, Change> {
  list(filter: { readonly locationId?: string }, call: OrgCall): Promise<Listed[]>;
  get(locationId: string, id: string, call: OrgCall): Promise<One | undefined>;
  create(locationId: string, body: New, call: OrgCall): Promise<Sent<{ readonly id?: string | undefined } | undefined>>;
  update(locationId: string, id: string, body: Change, call: OrgCall): Promise<Sent>;
  remove(locationId: string, id: string, call: OrgCall): Promise<Sent>;
}

/**
 * Features that are listed over the whole organisation, and made and changed in their location.
 *
 * @param path - their word in the address, below `/telephony/config` as below a location
 * @param member - of the answer to a list
 */
export function featuresInLocation<Listed extends z.ZodType, One extends z.ZodType, New, Change>(
  caller: Caller,
  {
    path,
    member,
    listed,
    one,
  }: { readonly path: string; readonly member: string; readonly listed: Listed; readonly one: One },
): FeatureApi<z.output<Listed>, z.output<One>, New, Change> {
  const all = (locationId: string): string => `/telephony/config/locations/${encodeURIComponent(locationId)}/${path}`;
  const single = (locationId: string, id: string): string => `${all(locationId)}/${encodeURIComponent(id)}`;
  return {
    list: (filter, call) => caller.list(member, listed, inOrg(call, `/telephony/config/${path}`, filter), call.signal),
    get: (locationId, id, call) => caller.find(one, inOrg(call, single(locationId, id)), call.signal),
    create: (locationId, body, call) =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, all(locationId)), body }, call.signal),
    update: (locationId, id, body, call) =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, single(locationId, id)), body }, call.signal),
    remove: (locationId, id, call) =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, single(locationId, id)) }, call.signal),
  };
}
