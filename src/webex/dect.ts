import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

const network = z.object({
  id: z.string(),
  name: z.string(),
  model: z.string(),
  location: z.object({ id: z.string(), name: z.string().optional() }),
});

export interface NewDectNetwork {
  readonly name: string;
  /** `DMS Cisco DBS110` or `DMS Cisco DBS210`. */
  readonly model: string;
  /** Off: every handset has a code of its own. */
  readonly defaultAccessCodeEnabled: boolean;
  /** Four digits, or empty where it is off. */
  readonly defaultAccessCode: string;
}
const createdNetwork = z.object({ dectNetworkId: z.string().optional() }).optional();

const base = z.object({ id: z.string(), mac: z.string() });
/** One result per base: the call as a whole succeeds even where a MAC address is refused. */
const createdBases = z
  .object({
    baseStations: z
      .array(z.object({ mac: z.string(), result: z.object({ status: z.number(), id: z.string().optional() }) }))
      .default([]),
  })
  .optional();

const handset = z.object({
  id: z.string(),
  customDisplayName: z.string().optional(),
  defaultDisplayName: z.string().optional(),
  lines: z.array(z.object({ memberId: z.string() })).default([]),
});
export type DectHandset = z.output<typeof handset>;

export interface NewHandset {
  readonly line1MemberId: string;
  readonly line2MemberId?: string;
  /** At most 16 characters. */
  readonly customDisplayName: string;
}

/** DECT networks of a location, with their bases and handsets. */
export function dectApi(caller: Caller) {
  const at = (locationId: string, rest = ''): string => `/telephony/config/locations/${locationId}/dectNetworks${rest}`;
  const write = <Schema extends z.ZodType>(
    schema: Schema,
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
    call: OrgCall,
  ): Promise<Sent<z.output<Schema>>> => caller.write(schema, { method, ...inOrg(call, path), body }, call.signal);

  return {
    listNetworks: (filter: { readonly name?: string; readonly locationId?: string }, call: OrgCall) =>
      caller.list('dectNetworks', network, inOrg(call, '/telephony/config/dectNetworks', filter), call.signal),
    createNetwork: (locationId: string, body: NewDectNetwork, call: OrgCall) =>
      write(createdNetwork, 'POST', at(locationId), body, call),

    /** With its bases and handsets. */
    removeNetwork: (locationId: string, networkId: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, at(locationId, `/${networkId}`)) }, call.signal),

    listBases: (locationId: string, networkId: string, call: OrgCall) =>
      caller.list('baseStations', base, inOrg(call, at(locationId, `/${networkId}/baseStations`)), call.signal),
    createBases: (locationId: string, networkId: string, macs: readonly string[], call: OrgCall) =>
      write(createdBases, 'POST', at(locationId, `/${networkId}/baseStations`), { baseStationMacs: macs }, call),

    listHandsets: (locationId: string, networkId: string, memberId: string, call: OrgCall) =>
      caller.list(
        'handsets',
        handset,
        inOrg(call, at(locationId, `/${networkId}/handsets`), { memberId }),
        call.signal,
      ),
    /** Answers no id: the handset is found by its member. */
    createHandset: (locationId: string, networkId: string, body: NewHandset, call: OrgCall) =>
      write(nothing, 'POST', at(locationId, `/${networkId}/handsets`), body, call),
    updateHandset: (locationId: string, networkId: string, id: string, body: NewHandset, call: OrgCall) =>
      write(nothing, 'PUT', at(locationId, `/${networkId}/handsets/${id}`), body, call),
  };
}
export type DectApi = ReturnType<typeof dectApi>;
