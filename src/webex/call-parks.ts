import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface ParkRecall {
  readonly option: string;
  readonly huntGroupId?: string;
}

export interface NewCallPark {
  readonly name: string;
  readonly recall: ParkRecall;
  readonly parkOnAgentsEnabled: boolean;
  /** Ids of people, Webex workspaces and virtual lines. */
  readonly agents: readonly string[];
}

/** What holds for every parked call of a location; times in seconds. */
export interface CallParkSettings {
  readonly callParkRecall: ParkRecall;
  readonly callParkSettings: {
    readonly ringPattern: string;
    readonly recallTime?: number;
    readonly huntWaitTime?: number;
  };
}

const recall = z.object({ option: z.string().optional(), huntGroupId: z.string().optional() });
const listed = z.object({ id: z.string(), name: z.string() });
const callPark = listed.extend({
  recall: recall.optional(),
  parkOnAgentsEnabled: z.boolean().optional(),
  agents: z.array(z.object({ id: z.string() })).default([]),
});
export type WebexCallPark = z.output<typeof callPark>;
const settings = z.object({
  callParkRecall: recall.optional(),
  callParkSettings: z
    .object({
      ringPattern: z.string().optional(),
      recallTime: z.number().optional(),
      huntWaitTime: z.number().optional(),
    })
    .optional(),
});

export function callParksApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/callParks`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;

  return {
    list: (locationId: string, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list('callParks', listed, inOrg(call, base(locationId)), call.signal),

    get: (locationId: string, id: string, call: OrgCall): Promise<WebexCallPark | undefined> =>
      caller.find(callPark, inOrg(call, one(locationId, id)), call.signal),

    create: (
      locationId: string,
      body: NewCallPark,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    /** Answers the id, which is another one after a rename. */
    update: (
      locationId: string,
      id: string,
      body: NewCallPark,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),

    getSettings: (locationId: string, call: OrgCall): Promise<z.output<typeof settings> | undefined> =>
      caller.find(settings, inOrg(call, `${base(locationId)}/settings`), call.signal),

    putSettings: (locationId: string, body: CallParkSettings, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, `${base(locationId)}/settings`), body }, call.signal),
  };
}
export type CallParksApi = ReturnType<typeof callParksApi>;
