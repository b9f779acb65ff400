import { z } from 'zod';
import type { EventTimes } from '../domain/schedule-event.ts';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface ScheduleEvent extends EventTimes {
  readonly recurrence?: {
    readonly recurForEver: boolean;
    readonly recurWeekly?: Readonly<Record<Weekday, boolean>>;
    /** `25`, `DECEMBER`. */
    readonly recurYearlyByDate?: { readonly dayOfMonth: number; readonly month: string };
    /** `THURSDAY`, `FOURTH`, `NOVEMBER`. */
    readonly recurYearlyByDay?: { readonly day: string; readonly week: string; readonly month: string };
  };
}

export interface NewSchedule {
  readonly type: 'businessHours' | 'holidays';
  readonly name: string;
  readonly events: readonly ScheduleEvent[];
}

export interface ScheduleChange {
  readonly name: string;
  /** `newName` is the event's name afterwards; the target wants it even where it stays. */
  readonly events: readonly (ScheduleEvent & { readonly newName: string })[];
}

/** Of every event that is read back, whoever has the schedule. */
export const eventTimes = {
  name: z.string(),
  startDate: z.string().optional(),
  endDate: z.string().optional(),
  startTime: z.string().optional(),
  endTime: z.string().optional(),
  allDayEnabled: z.boolean().optional(),
};

const listed = z.object({ id: z.string(), name: z.string(), type: z.string() });
const schedule = listed.extend({
  events: z
    .array(
      z.object({
        ...eventTimes,
        recurrence: z
          .object({
            recurForEver: z.boolean().optional(),
            recurEndDate: z.string().optional(),
            recurWeekly: z.partialRecord(z.enum(WEEKDAYS), z.boolean()).optional(),
            recurYearlyByDate: z.object({ dayOfMonth: z.number(), month: z.string() }).optional(),
            recurYearlyByDay: z.object({ day: z.string(), week: z.string(), month: z.string() }).optional(),
          })
          .optional(),
      }),
    )
    .default([]),
});
export type WebexSchedule = z.output<typeof schedule>;

export function schedulesApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/schedules`;
  const one = (locationId: string, type: string, id: string): string =>
    `${base(locationId)}/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;

  return {
    list: (
      locationId: string,
      filter: { readonly name?: string; readonly type?: string },
      call: OrgCall,
    ): Promise<z.output<typeof listed>[]> =>
      caller.list('schedules', listed, inOrg(call, base(locationId), filter), call.signal),

    get: (locationId: string, type: string, id: string, call: OrgCall): Promise<WebexSchedule | undefined> =>
      caller.find(schedule, inOrg(call, one(locationId, type, id)), call.signal),

    create: (
      locationId: string,
      body: NewSchedule,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    /** Answers the id, which is another one after a rename. */
    update: (
      locationId: string,
      type: string,
      id: string,
      body: ScheduleChange,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'PUT', ...inOrg(call, one(locationId, type, id)), body }, call.signal),

    remove: (locationId: string, type: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, type, id)) }, call.signal),
  };
}
export type SchedulesApi = ReturnType<typeof schedulesApi>;
