import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

const option = z.object({
  id: z.string(),
  displayName: z.string().optional(),
  pstnServices: z.array(z.string()).default([]),
});
export type PstnOption = z.output<typeof option>;

const connection = z.object({
  id: z.string().optional(),
  displayName: z.string().optional(),
  /** LOCAL_GATEWAY, NON_INTEGRATED_CCP, INTEGRATED_CCP (the carrier manages the numbers), CISCO_PSTN. */
  pstnConnectionType: z.string().optional(),
  routeType: z.string().optional(),
  routeId: z.string().optional(),
});
export type PstnConnection = z.output<typeof connection>;

export function pstnApi(caller: Caller) {
  const base = (locationId: string): string => `/telephony/pstn/locations/${encodeURIComponent(locationId)}`;

  return {
    options: (locationId: string, call: OrgCall): Promise<PstnOption[]> =>
      caller.list('items', option, inOrg(call, `${base(locationId)}/connectionOptions`), call.signal),

    /** `undefined` while the location has no connection. */
    getConnection: (locationId: string, call: OrgCall): Promise<PstnConnection | undefined> =>
      caller.find(connection, inOrg(call, `${base(locationId)}/connection`), call.signal),

    connect: (locationId: string, body: { readonly id: string }, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, `${base(locationId)}/connection`), body }, call.signal),
  };
}
export type PstnApi = ReturnType<typeof pstnApi>;
