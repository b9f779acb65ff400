import { joinKey, splitKey } from '../../domain/keys.ts';
import { listedSchedules } from '../../domain/listed-schedules.ts';
import { oldHolidays, oldTimes } from '../../domain/old-schedules.ts';
import { type BodyElement, child, flag, isElement, text } from '../../domain/response-body.ts';
import type { ScheduleEvent } from '../../domain/source-features.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { addFeature, featureReader } from './feature-reader.ts';
import { partReader } from './part-reader.ts';

function timeOf(body: BodyElement, name: string): string | undefined {
  const hour = text(body, name, 'hour');
  const minute = text(body, name, 'minute');
  return hour === undefined || minute === undefined ? undefined : `${hour}:${minute.padStart(2, '0')}`;
}

function eventOf(body: BodyElement): ScheduleEvent {
  const recurrence = Object.keys(child(body, 'recurrence') ?? {}).find((name) => name.startsWith('recur'));
  return present<ScheduleEvent>({
    name: text(body, 'eventName'),
    startDate: text(body, 'startDate'),
    endDate: text(body, 'endDate'),
    allDay: flag(body, 'allDayEvent'),
    startTime: timeOf(body, 'startTime'),
    endTime: timeOf(body, 'endTime'),
    recurrence,
  });
}

const names = (['group', 'serviceProvider'] as const).map((kind) => {
  const base = kind === 'group' ? 'GroupScheduleGetListResponse' : 'ServiceProviderScheduleGetListResponse';
  return featureReader([kind], {
    base,
    name: 'schedules',
    read: (body) => ({ schedules: [...listedSchedules(base, body)] }),
  });
});

const events = (['Group', 'ServiceProvider'] as const).flatMap((level) => [
  featureReader(['schedule'], {
    base: `${level}ScheduleGetEventDetailListResponse`,
    name: 'scheduleEvents',
    read: (body) => ({ events: (body.scheduleEventsList ?? []).filter(isElement).map(eventOf) }),
  }),
  featureReader(['schedule'], {
    base: `${level}ScheduleGetEventResponse`,
    name: 'scheduleEvent',
    read: eventOf,
  }),
]);

/** Of releases before schedules: up to 20 days or spans of a week, some positions empty. The answer names its schedule. */
const ofOldReleases = (
  [
    ['GroupHolidayScheduleGetResponse', 'holidaySchedule', 'holidayScheduleName', oldHolidays],
    ['GroupTimeScheduleGetResponse', 'timeSchedule', 'timeScheduleName', oldTimes],
  ] as const
).map(
  ([base, feature, element, events]): ResponseReader => ({
    bases: [base],
    describes: ['group', 'schedule'],
    refine(owner, body) {
      const name = text(body, element);
      if (owner.kind !== 'group' || name === undefined) return owner;
      return { kind: 'schedule', key: `${owner.key}/${joinKey(name)}` };
    },
    project(response, model) {
      addFeature(response, model, {
        base,
        name: feature,
        read: (body) => ({
          events: events(body).map(({ name, body: event }) => {
            const read = eventOf(event);
            const { startDate } = read;
            return { ...present({ endDate: startDate }), ...read, name };
          }),
        }),
      });
    },
  }),
);

/** Lists of names alone. */
const namesOfOldReleases = (
  [
    ['GroupHolidayScheduleGetListResponse', 'holidayScheduleNames'],
    ['GroupTimeScheduleGetListResponse', 'timeScheduleNames'],
  ] as const
).map(([base, name]) =>
  featureReader(['group'], {
    base,
    name,
    read: (body) => ({ listed: listedSchedules(base, body).map((schedule) => ({ name: schedule.name })) }),
  }),
);

const PERSON = ['user'] as const;

/** A schedule of a person with all its events; the answer says of neither whose it is nor what it is called. */
const personSchedule = partReader(
  PERSON,
  'UserScheduleGetEventDetailListResponse',
  'personSchedules',
  (body) => ({
    events: (body.scheduleEvents ?? []).filter(isElement).flatMap((entry) => {
      const name = text(entry, 'eventName');
      return name === undefined ? [] : [{ name, body: entry }];
    }),
  }),
  (parts) => ({ parts }),
);

/** The same, one event an answer. */
const personScheduleEvent = partReader(
  PERSON,
  'UserScheduleGetEventResponse',
  'personScheduleEvents',
  (body, part) => {
    const [, , name] = splitKey(part);
    return { events: name === undefined ? [] : [{ name, body }] };
  },
  (parts) => ({ parts }),
);

/** Of releases before 17, one answer a schedule. */
const personOldSchedules = (
  [
    ['UserTimeScheduleGetResponse', 'personTimeSchedules', oldTimes],
    ['UserHolidayScheduleGetResponse', 'personHolidaySchedules', oldHolidays],
  ] as const
).map(([base, name, eventsIn]) =>
  partReader(
    PERSON,
    base,
    name,
    (body) => ({ events: eventsIn(body).map((event) => ({ name: event.name, body: event.body })) }),
    (parts) => ({ parts }),
  ),
);

export const scheduleReaders: readonly ResponseReader[] = [
  ...names,
  ...namesOfOldReleases,
  ...events,
  ...ofOldReleases,
  personSchedule,
  personScheduleEvent,
  ...personOldSchedules,
];
