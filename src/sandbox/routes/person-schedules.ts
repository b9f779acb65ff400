import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { pathOwner } from './owner-settings.ts';

const LIST = '/people/{personId}/features/schedules';
const ONE = `${LIST}/{scheduleType}/{scheduleId}`;
export const PERSON_SCHEDULE = 'personSchedule';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must look like 2026-01-31');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must look like 08:30');
const type = z.enum(['businessHours', 'holidays']);
const on = z.boolean().optional();

/** Events of people repeat daily or weekly, never yearly. */
const recurrence = z.strictObject({
  recurForEver: on,
  recurEndDate: date.optional(),
  recurEndOccurrence: z.number().int().optional(),
  recurDaily: z.strictObject({ recurInterval: z.number().int().min(1) }).optional(),
  recurWeekly: z
    .strictObject({
      recurInterval: z.number().int().min(1),
      sunday: on,
      monday: on,
      tuesday: on,
      wednesday: on,
      thursday: on,
      friday: on,
      saturday: on,
    })
    .optional(),
});
const event = z.strictObject({
  name: z.string().min(1),
  startDate: date,
  endDate: date,
  startTime: time,
  endTime: time,
  allDayEnabled: on,
  recurrence: recurrence.optional(),
});
const body = z.strictObject({ name: z.string().min(1), type, events: z.array(event).optional() });
const change = body.extend({ newName: z.string().min(1) });

/** Schedules of people; their list names those of the location too. */
export function personScheduleRoutes(): Route[] {
  return [
    get(LIST, list),
    withBody('POST', LIST, body, create),
    get(ONE, (context) => {
      const { id, data } = pathSchedule(context);
      return { status: 200, body: { id, ...data.value } };
    }),
    withBody('PUT', ONE, change, update),
    remove(ONE, (context) => {
      const schedule = pathSchedule(context);
      refuseUsed(context, schedule);
      context.state.remove(schedule.id);
      return NO_CONTENT;
    }),
  ];
}

function ownSchedules(context: RequestContext, owner: Stored): Stored<'setting'>[] {
  return context.seen.ownedBy('setting', owner.id).filter(({ data }) => data.setting === PERSON_SCHEDULE);
}

function list(context: RequestContext): Reply {
  const owner = pathOwner(context, 'person');
  const shared = owner.location === null ? [] : context.seen.inLocation('schedule', owner.location);
  const wanted = context.query.get('type');
  const schedules = [
    ...ownSchedules(context, owner).map(({ id, data: { value } }) => ({
      id,
      name: String(value.name),
      type: String(value.type),
      level: 'PEOPLE',
    })),
    ...shared.map(({ id, data }) => ({ id, name: data.name, type: data.type, level: 'GROUP' })),
  ].filter((each) => contains(each.name, context.query.get('name')) && (wanted === null || each.type === wanted));
  return page(context, schedules, { key: 'schedules', style: 'start', defaultMax: 2000 });
}

function create(context: RequestContext, { name, type: kind, events }: z.output<typeof body>): Reply {
  const owner = pathOwner(context, 'person');
  refuseTwin(context, owner, kind, name);
  const { org, location } = owner;
  const created = context.state.insert('setting', {
    org,
    location,
    key: `${owner.kind} ${owner.key}/${PERSON_SCHEDULE} ${kind}/${name}`,
    owner: owner.id,
    tag: PERSON_SCHEDULE,
    data: { setting: PERSON_SCHEDULE, value: { name, type: kind, events: events ?? [] } },
  });
  return { status: 201, body: { id: created.id } };
}

function update(context: RequestContext, { newName, type: kind, events }: z.output<typeof change>): Reply {
  const owner = pathOwner(context, 'person');
  const schedule = pathSchedule(context);
  const { value } = schedule.data;
  if (newName !== value.name) refuseTwin(context, owner, kind, newName);
  context.state.update(schedule, {
    key: `${owner.kind} ${owner.key}/${PERSON_SCHEDULE} ${kind}/${newName}`,
    data: { setting: PERSON_SCHEDULE, value: { name: newName, type: kind, events: events ?? value.events } },
  });
  return { status: 200, body: { id: schedule.id } };
}

function refuseTwin(context: RequestContext, owner: Stored, kind: string, name: string): void {
  const twin = ownSchedules({ ...context, seen: context.state }, owner).find(
    ({ data: { value } }) => value.type === kind && value.name === name,
  );
  if (twin) throw new ApiError(409, `schedule "${name}" of type ${kind} exists already`, { errorCode: 25030 });
}

/** A rule that uses the schedule goes first. */
function refuseUsed(context: RequestContext, schedule: Stored<'setting'>): void {
  const { name, type: kind } = schedule.data.value;
  const used = context.state
    .ownedBy('setting', schedule.owner ?? '')
    .some(
      ({ data: { value } }) =>
        value.scheduleLevel === 'PEOPLE' && value.scheduleName === name && value.scheduleType === kind,
    );
  if (used) throw new ApiError(400, `schedule "${String(name)}" is in use`, { errorCode: 25024 });
}

function pathSchedule(context: RequestContext): Stored<'setting'> {
  const owner = pathOwner(context, 'person');
  const schedule = ownSchedules(context, owner).find(({ id }) => id === param(context, 'scheduleId'));
  if (!schedule || schedule.data.value.type !== param(context, 'scheduleType')) throw notFound('schedule', 4008);
  return schedule;
}
