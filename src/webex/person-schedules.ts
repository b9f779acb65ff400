import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall } from './call.ts';
import { featurePath, type LineOwner } from './owners.ts';
import { eventTimes } from './schedules.ts';

const on = z.boolean().optional();
const listed = z.object({ id: z.string(), name: z.string(), type: z.string(), level: z.string().optional() });
const schedule = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  events: z
    .array(
      z.object({
        ...eventTimes,
        recurrence: z
          .object({
            recurForEver: on,
            recurEndDate: z.string().optional(),
            recurEndOccurrence: z.number().optional(),
            recurDaily: z.object({ recurInterval: z.number().optional() }).optional(),
            recurWeekly: z
              .object({
                recurInterval: z.number().optional(),
                sunday: on,
                monday: on,
                tuesday: on,
                wednesday: on,
                thursday: on,
                friday: on,
                saturday: on,
              })
              .optional(),
          })
          .optional(),
      }),
    )
    .default([]),
});
export type WebexPersonSchedule = z.output<typeof schedule>;

/** Schedules of people. Lists of them name those of the location too. */
export function personSchedulesApi(caller: Caller) {
  const base = (owner: LineOwner): string => featurePath(owner, 'schedules');
  const one = (owner: LineOwner, type: string, id: string): string =>
    `${base(owner)}/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;

  return {
    list: (owner: LineOwner, filter: { readonly name?: string; readonly type?: string }, call: OrgCall) =>
      caller.list('schedules', listed, inOrg(call, base(owner), filter), call.signal),
    get: (owner: LineOwner, type: string, id: string, call: OrgCall) =>
      caller.find(schedule, inOrg(call, one(owner, type, id)), call.signal),
    create: (owner: LineOwner, body: object, call: OrgCall) =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(owner)), body }, call.signal),
    /** Answers the id, which is another one after a rename. */
    update: (owner: LineOwner, type: string, id: string, body: object, call: OrgCall) =>
      caller.write(createdId, { method: 'PUT', ...inOrg(call, one(owner, type, id)), body }, call.signal),
    remove: (owner: LineOwner, type: string, id: string, call: OrgCall) =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(owner, type, id)) }, call.signal),
  };
}
