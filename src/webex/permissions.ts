import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

/** One outgoing call type of a location. */
export interface OutgoingPermission {
  /** INTERNATIONAL, NATIONAL, TOLL_FREE … */
  readonly callType: string;
  /** ALLOW, BLOCK, AUTH_CODE … */
  readonly action: string;
  readonly transferEnabled: boolean;
}

const permissions = z.object({
  callingPermissions: z
    .array(z.object({ callType: z.string(), action: z.string(), transferEnabled: z.boolean() }))
    .default([]),
});

export function permissionsApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/outgoingPermission`;

  return {
    /** `undefined` while the location has no Webex Calling. */
    get: async (locationId: string, call: OrgCall): Promise<OutgoingPermission[] | undefined> =>
      (await caller.find(permissions, inOrg(call, base(locationId)), call.signal))?.callingPermissions,

    put: (
      locationId: string,
      body: { readonly callingPermissions: readonly OutgoingPermission[] },
      call: OrgCall,
    ): Promise<Sent> => caller.write(nothing, { method: 'PUT', ...inOrg(call, base(locationId)), body }, call.signal),
  };
}
export type PermissionsApi = ReturnType<typeof permissionsApi>;
