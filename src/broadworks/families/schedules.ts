import { joinKey, splitKey } from '../../domain/keys.ts';
import { listedSchedules } from '../../domain/listed-schedules.ts';
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

/** Holidays of releases before schedules: up to 20, some positions empty. The answer names its schedule itself. */
const holidays: ResponseReader = {
  bases: ['GroupHolidayScheduleGetResponse'],
  describes: ['group', 'schedule'],
  refine(owner, body) {
    const name = text(body, 'holidayScheduleName');
    if (owner.kind !== 'group' || name === undefined) return owner;
    return { kind: 'schedule', key: `${owner.key}/${joinKey(name)}` };
  },
  project(response, model) {
    addFeature(response, model, {
      base: response.base,
      name: 'holidaySchedule',
      read: (body) => ({
        events: Object.keys(body)
          .filter((name) => /^holiday\d+$/.test(name))
          .sort()
          .flatMap((name) => {
            const holiday = child(body, name);
            if (holiday === undefined) return [];
            const startDate = text(holiday, 'startDate');
            return [
              present<ScheduleEvent>({
                name: text(holiday, 'holidayName'),
                startDate,
                endDate: text(holiday, 'endDate') ?? startDate,
              }),
            ];
          }),
      }),
    });
  },
};

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

export const scheduleReaders = [...names, ...events, holidays, personSchedule, personScheduleEvent] as const;
