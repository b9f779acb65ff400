import type { ScheduleStep } from '../domain/plan.ts';
import type { OrgCall } from '../webex/call.ts';
import type { ScheduleEvent, WebexSchedule } from '../webex/schedules.ts';
import { orAbsent } from './absent.ts';
import { type Check, differencesIn } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededPlace, placeOf, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

type Days = NonNullable<NonNullable<ScheduleEvent['recurrence']>['recurWeekly']>;

export const scheduleHandler: StepHandler<ScheduleStep> = {
  kind: 'schedule',
  safety: 'refused',
  canChange: true,
  calls: 1,
  key: ['location', 'type', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/schedules'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const schedule = place && (await orAbsent(findSchedule(step, context, place.locationId, place.call)));
    if (!schedule) return undefined;
    return {
      outputs: { scheduleId: schedule.id },
      differences: differencesIn([['name', step.payload.name, schedule.name], ...eventChecks(step, schedule)]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { schedules } = context.webex;
    const id = found?.outputs.scheduleId;
    const sent =
      id === undefined
        ? await schedules.create(locationId, newSchedule(step), call)
        : await schedules.update(locationId, step.payload.type, id, changedSchedule(step), call);
    return writtenAs(sent, idAs('scheduleId', sent));
  },

  undo: {
    kind: 'remove',
    standing: (step, context) => standsUnder('scheduleId', scheduleHandler.lookUp, step, context),
    remove: (step, context) => {
      const { call, locationId } = neededPlace(context, step.payload);
      const id = needed(context)(step.id, 'scheduleId');
      return context.webex.schedules.remove(locationId, step.payload.type, id, call);
    },
    describe(step, context) {
      const refer = shown(context);
      const { customer, location, type } = step.payload;
      const base = `/telephony/config/locations/${refer(location, 'locationId')}/schedules`;
      return { method: 'DELETE', path: inOrgPath(refer, customer, `${base}/${type}/${refer(step.id, 'scheduleId')}`) };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location, type } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/schedules`;
    const id = found?.outputs.scheduleId;
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, customer, base), body: newSchedule(step) }
      : { method: 'PUT', path: inOrgPath(refer, customer, `${base}/${type}/${id}`), body: changedSchedule(step) };
  },
};

async function findSchedule(
  step: ScheduleStep,
  context: StepContext,
  locationId: string,
  call: OrgCall,
): Promise<WebexSchedule | undefined> {
  const { schedules } = context.webex;
  const { name, type } = step.payload;
  const own = known(context, step.id, 'scheduleId');
  const schedule = own === undefined ? undefined : await schedules.get(locationId, type, own, call);
  if (schedule) return schedule;
  const listed = await schedules.list(locationId, { name, type }, call);
  const match = listed.find((entry) => entry.name === name && entry.type === type);
  return match && schedules.get(locationId, type, match.id, call);
}

function newSchedule({ payload }: ScheduleStep) {
  return { type: payload.type, name: payload.name, events: payload.events.map(eventBody) };
}

function changedSchedule({ payload }: ScheduleStep) {
  return {
    name: payload.name,
    events: payload.events.map((event) => ({ ...eventBody(event), newName: event.name })),
  };
}

function eventBody(event: ScheduleStep['payload']['events'][number]): ScheduleEvent {
  const { name, startDate, endDate, startTime, endTime, allDayEnabled, weekly, yearly } = event;
  return {
    name,
    startDate,
    endDate,
    ...(startTime === undefined ? {} : { startTime }),
    ...(endTime === undefined ? {} : { endTime }),
    allDayEnabled,
    ...(weekly === undefined ? {} : { recurrence: { recurForEver: true, recurWeekly: daysOf(weekly) } }),
    ...(yearly === undefined ? {} : { recurrence: { recurForEver: true, ...yearlyOf(yearly) } }),
  };
}

function yearlyOf(yearly: NonNullable<ScheduleStep['payload']['events'][number]['yearly']>) {
  return 'day' in yearly ? { recurYearlyByDay: yearly } : { recurYearlyByDate: yearly };
}

function daysOf(weekly: readonly string[]): Days {
  const chosen = new Set(weekly.map((day) => day.toLowerCase()));
  return {
    sunday: chosen.has('sunday'),
    monday: chosen.has('monday'),
    tuesday: chosen.has('tuesday'),
    wednesday: chosen.has('wednesday'),
    thursday: chosen.has('thursday'),
    friday: chosen.has('friday'),
    saturday: chosen.has('saturday'),
  };
}

/** Events by name; one that nobody planned is a difference too, for it opens or closes the business. */
function eventChecks({ payload }: ScheduleStep, schedule: WebexSchedule): Check[] {
  const planned = new Set(payload.events.map(({ name }) => name));
  const extra = schedule.events.filter(({ name }) => !planned.has(name)).map(({ name }) => name);
  return [
    ['events not planned', [], extra],
    ...payload.events.flatMap((event): Check[] => {
      const actual = schedule.events.find(({ name }) => name === event.name);
      const field = `event ${event.name}`;
      if (!actual) return [[field, 'in the schedule', null]];
      return [
        [`${field} startDate`, event.startDate, actual.startDate],
        [`${field} endDate`, event.endDate, actual.endDate],
        [`${field} startTime`, event.startTime, minutesOnly(actual.startTime)],
        [`${field} endTime`, event.endTime, minutesOnly(actual.endTime)],
        [`${field} allDayEnabled`, event.allDayEnabled, actual.allDayEnabled ?? false],
        [`${field} recurrence`, recurrenceText(eventBody(event).recurrence), recurrenceText(actual.recurrence)],
      ];
    }),
  ];
}

function minutesOnly(time: string | undefined): string | undefined {
  return time?.slice(0, 5);
}

function recurrenceText(recurrence: WebexSchedule['events'][number]['recurrence']): string {
  if (recurrence === undefined) return 'once';
  const { recurWeekly, recurYearlyByDate, recurYearlyByDay, recurForEver, recurEndDate } = recurrence;
  const end = recurForEver === true ? 'for ever' : `until ${recurEndDate ?? 'an unknown day'}`;
  if (recurYearlyByDate) return `yearly on ${recurYearlyByDate.dayOfMonth} ${recurYearlyByDate.month} ${end}`;
  if (recurYearlyByDay) {
    const { week, day, month } = recurYearlyByDay;
    return `yearly on the ${week} ${day} of ${month} ${end}`;
  }
  const days = Object.entries(recurWeekly ?? {}).filter(([, on]) => on);
  return `weekly on ${days
    .map(([day]) => day)
    .sort()
    .join(', ')} ${end}`;
}
