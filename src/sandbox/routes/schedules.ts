import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { callingLocation, get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';

const LIST = '/telephony/config/locations/{locationId}/schedules';
const ONE = '/telephony/config/locations/{locationId}/schedules/{type}/{scheduleId}';
const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;
const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must look like 2026-01-31');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must look like 08:30');
const type = z.enum(['businessHours', 'holidays']);

/** Events repeat weekly or yearly, never otherwise. */
const recurrence = z.strictObject({
  recurForEver: z.boolean().optional(),
  recurEndDate: date.optional(),
  recurWeekly: z
    .strictObject({
      sunday: z.boolean(),
      monday: z.boolean().optional(),
      tuesday: z.boolean().optional(),
      wednesday: z.boolean().optional(),
      thursday: z.boolean().optional(),
      friday: z.boolean().optional(),
      saturday: z.boolean().optional(),
    })
    .optional(),
  recurYearlyByDate: z.strictObject({ dayOfMonth: z.number().int().min(1).max(31), month: z.enum(MONTHS) }).optional(),
  recurYearlyByDay: z
    .strictObject({
      day: z.enum(DAYS),
      week: z.enum(['FIRST', 'SECOND', 'THIRD', 'FOURTH', 'LAST']),
      month: z.enum(MONTHS),
    })
    .optional(),
});
const event = z.strictObject({
  name: z.string().min(1),
  startDate: date,
  endDate: date,
  startTime: time.optional(),
  endTime: time.optional(),
  allDayEnabled: z.boolean().optional(),
  recurrence: recurrence.optional(),
});
const createBody = z.strictObject({ type, name: z.string().min(1), events: z.array(event).optional() });
const updateBody = z.strictObject({
  name: z.string().min(1),
  events: z.array(event.extend({ newName: z.string().optional() })).optional(),
});

/** Schedules of a location, addressed by type and id. */
export function scheduleRoutes(): Route[] {
  return [
    get(LIST, listSchedules),
    withBody('POST', LIST, createBody, createSchedule),
    get(ONE, readSchedule),
    withBody('PUT', ONE, updateBody, updateSchedule),
    remove(ONE, deleteSchedule),
  ];
}

function listSchedules(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  const wanted = context.query.get('type');
  const schedules = context.seen
    .inLocation('schedule', location.id)
    .filter(({ data }) => contains(data.name, context.query.get('name')))
    .filter(({ data }) => wanted === null || data.type === wanted)
    .map(({ id, data }) => ({
      id,
      name: data.name,
      type: data.type,
      locationName: location.data.name,
      locationId: location.id,
    }));
  return page(context, schedules, { key: 'schedules', style: 'start', defaultMax: 2000 });
}

function createSchedule(context: RequestContext, body: z.output<typeof createBody>): Reply {
  const { state } = context;
  const { location } = callingLocation(context);
  refuseTwin(context, location, body.type, body.name);
  const events = (body.events ?? []).map(withId);
  const schedule = state.insert('schedule', {
    org: location.org,
    location: location.id,
    key: `${location.key}/${body.type}/${body.name}`,
    data: { name: body.name, type: body.type, events },
  });
  return { status: 201, body: { id: schedule.id } };
}

function withId(entry: z.output<typeof event>) {
  if (entry.allDayEnabled !== true && (entry.startTime === undefined || entry.endTime === undefined)) {
    throw new ApiError(400, `event ${entry.name}: startTime and endTime are required unless it lasts all day`, {
      errorCode: 25008,
    });
  }
  return { ...entry, id: randomUUID(), allDayEnabled: entry.allDayEnabled ?? false };
}

function refuseTwin(context: RequestContext, location: Stored<'location'>, kind: string, name: string): void {
  const twin = context.state
    .inLocation('schedule', location.id)
    .find(({ data }) => data.type === kind && data.name === name);
  if (twin) throw new ApiError(409, `schedule "${name}" of type ${kind} exists already`, { errorCode: 25030 });
}

function pathSchedule(context: RequestContext): Stored<'schedule'> {
  const { location } = callingLocation(context);
  const schedule = context.seen.get('schedule', param(context, 'scheduleId'));
  if (!schedule || schedule.location !== location.id || schedule.data.type !== param(context, 'type')) {
    throw notFound('schedule', 4008);
  }
  return schedule;
}

function readSchedule(context: RequestContext): Reply {
  const { id, data } = pathSchedule(context);
  return { status: 200, body: { id, name: data.name, type: data.type, events: data.events } };
}

function updateSchedule(context: RequestContext, body: z.output<typeof updateBody>): Reply {
  const schedule = pathSchedule(context);
  const { location } = callingLocation(context);
  if (body.name !== schedule.data.name) refuseTwin(context, location, schedule.data.type, body.name);
  const events = body.events?.map(({ newName, ...entry }) => withId({ ...entry, name: newName ?? entry.name }));
  context.state.update(schedule, {
    key: `${location.key}/${schedule.data.type}/${body.name}`,
    data: { ...schedule.data, name: body.name, events: events ?? schedule.data.events },
  });
  return { status: 200, body: { id: schedule.id } };
}

function deleteSchedule(context: RequestContext): Reply {
  context.state.remove(pathSchedule(context).id);
  return NO_CONTENT;
}
