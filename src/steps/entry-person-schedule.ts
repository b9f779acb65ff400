import type { FurtherSetting } from '../domain/further-settings.ts';
import type { ScheduleEvent } from '../domain/schedule-event.ts';
import type { WebexPersonSchedule } from '../webex/person-schedules.ts';
import { orAbsent } from './absent.ts';
import { type Check, differencesIn } from './compare.ts';
import type { EntryForm, FoundEntry } from './entry-form.ts';

type Value = FurtherSetting<'personSchedule'>;
type Seen = WebexPersonSchedule['events'][number];

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** A schedule of a person. Lists name those of the location too, which are none of ours. */
export const personScheduleForm: EntryForm<Value> = {
  async find(value, { api, owner, call }, { own, isFree }) {
    const { name, type } = value;
    const known = own === undefined ? undefined : await api.personSchedules.get(owner, type, own, call);
    const listed = known === undefined ? await orAbsent(api.personSchedules.list(owner, { name, type }, call)) : [];
    const match = listed?.find(
      (entry) => entry.name === name && entry.type === type && entry.level !== 'GROUP' && isFree(entry.id),
    );
    const seen = known ?? (match && (await api.personSchedules.get(owner, type, match.id, call)));
    if (seen === undefined) return undefined;
    return { id: seen.id, differences: differencesIn([['name', name, seen.name], ...eventChecks(value, seen)]) };
  },
  create: (value, { api, owner, call }) => api.personSchedules.create(owner, bodyOf(value), call),
  update: (value, { api, owner, call }, found) =>
    api.personSchedules.update(owner, value.type, found.id, bodyOf(value, found), call),
  remove: (value, { api, owner, call }, id) => api.personSchedules.remove(owner, value.type, id, call),
  path: (_value, owner) => `/people/${owner.id}/features/schedules`,
  body: bodyOf,
};

function bodyOf({ name, type, events }: Value, found?: FoundEntry) {
  return { ...(found ? { newName: name } : {}), name, type, events: events.map(eventBody) };
}

/** The target asks for times of an event that lasts all day too, unlike for schedules of locations. */
function eventBody(event: ScheduleEvent) {
  const { name, startDate, endDate, startTime, endTime, allDayEnabled, weekly } = event;
  return {
    name,
    startDate,
    endDate,
    startTime: startTime ?? '00:00',
    endTime: endTime ?? '23:59',
    allDayEnabled,
    ...(weekly === undefined
      ? {}
      : {
          recurrence: {
            recurForEver: true,
            recurWeekly: {
              recurInterval: 1,
              ...Object.fromEntries(DAYS.map((day) => [day, weekly.includes(day)])),
            },
          },
        }),
  };
}

/** Events by name; one that nobody planned is a difference too, for it widens the rules that use the schedule. */
function eventChecks({ events }: Value, seen: WebexPersonSchedule): Check[] {
  const planned = new Set(events.map(({ name }) => name));
  return [
    ['events not planned', [], seen.events.filter(({ name }) => !planned.has(name)).map(({ name }) => name)],
    ...events.flatMap((event): Check[] => {
      const actual = seen.events.find(({ name }) => name === event.name);
      const field = `event ${event.name}`;
      if (!actual) return [[field, 'in the schedule', null]];
      return [
        [`${field} startDate`, event.startDate, actual.startDate],
        [`${field} endDate`, event.endDate, actual.endDate],
        [`${field} startTime`, event.startTime, actual.startTime?.slice(0, 5)],
        [`${field} endTime`, event.endTime, actual.endTime?.slice(0, 5)],
        [`${field} allDayEnabled`, event.allDayEnabled, actual.allDayEnabled ?? false],
        [`${field} recurrence`, plannedRecurrence(event), recurrenceText(actual)],
      ];
    }),
  ];
}

function plannedRecurrence({ weekly }: ScheduleEvent): string {
  return weekly === undefined ? 'once' : weeklyText(1, weekly, 'for ever');
}

function recurrenceText({ recurrence }: Seen): string {
  if (recurrence === undefined) return 'once';
  const { recurForEver, recurEndDate, recurEndOccurrence, recurDaily, recurWeekly } = recurrence;
  const times = recurEndOccurrence === undefined ? 'an unknown day' : `it was ${recurEndOccurrence} times`;
  const end = recurForEver === true ? 'for ever' : `until ${recurEndDate ?? times}`;
  if (recurWeekly) {
    const days = DAYS.filter((day) => recurWeekly[day] === true);
    return weeklyText(recurWeekly.recurInterval ?? 1, days, end);
  }
  return recurDaily ? `every ${recurDaily.recurInterval ?? 1} day(s) ${end}` : `in an unknown way ${end}`;
}

function weeklyText(interval: number, days: readonly string[], end: string): string {
  return `every ${interval} week(s) on ${[...days].sort().join(', ')} ${end}`;
}
