import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface NewCallPickup {
  readonly name: string;
  readonly notificationType: string;
  /** Ids of people, Webex workspaces and virtual lines. */
  readonly agents: readonly string[];
}

const listed = z.object({ id: z.string(), name: z.string() });
const callPickup = listed.extend({
  notificationType: z.string().optional(),
  agents: z.array(z.object({ id: z.string() })).default([]),
});
export type WebexCallPickup = z.output<typeof callPickup>;

export function callPickupsApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/callPickups`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;

  return {
    list: (locationId: string, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list('callPickups', listed, inOrg(call, base(locationId)), call.signal),

    get: (locationId: string, id: string, call: OrgCall): Promise<WebexCallPickup | undefined> =>
      caller.find(callPickup, inOrg(call, one(locationId, id)), call.signal),

    create: (
      locationId: string,
      body: NewCallPickup,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    /** Answers the id, which is another one after a rename. */
    update: (
      locationId: string,
      id: string,
      body: NewCallPickup,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),
  };
}
export type CallPickupsApi = ReturnType<typeof callPickupsApi>;
