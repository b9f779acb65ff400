import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

/** `enabled` is taken by a change only: a fresh group is on. */
export interface NewPagingGroup {
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly languageCode: string;
  readonly originatorCallerIdEnabled: boolean;
  /** Ids of people, Webex workspaces and virtual lines. */
  readonly originators: readonly string[];
  readonly targets: readonly string[];
}

const listed = z.object({
  id: z.string(),
  name: z.string(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
});
const members = z.array(z.object({ id: z.string() })).default([]);
const group = listed.extend({
  enabled: z.boolean().optional(),
  languageCode: z.string().optional(),
  originatorCallerIdEnabled: z.boolean().optional(),
  originators: members,
  targets: members,
});
export type WebexPagingGroup = z.output<typeof group>;

export function pagingGroupsApi(caller: Caller) {
  const base = (locationId: string): string => `/telephony/config/locations/${encodeURIComponent(locationId)}/paging`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;

  return {
    list: (filter: { readonly locationId: string }, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list('locationPaging', listed, inOrg(call, '/telephony/config/paging', filter), call.signal),

    get: (locationId: string, id: string, call: OrgCall): Promise<WebexPagingGroup | undefined> =>
      caller.find(group, inOrg(call, one(locationId, id)), call.signal),

    create: (
      locationId: string,
      body: NewPagingGroup,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    update: (
      locationId: string,
      id: string,
      body: NewPagingGroup & { readonly enabled: boolean },
      call: OrgCall,
    ): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),
  };
}
export type PagingGroupsApi = ReturnType<typeof pagingGroupsApi>;
