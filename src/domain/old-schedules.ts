import { type BodyElement, isElement, text } from './response-body.ts';

/** One event of a schedule of a release before 17, in the form that events have since. */
export interface OldEvent {
  readonly name: string;
  /** Element of the answer that it stands in. */
  readonly position: string;
  readonly body: BodyElement;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Up to twenty days or spans of days, some positions empty; none of them is more than whole days. */
export function oldHolidays(body: BodyElement): OldEvent[] {
  return positions(body, /^holiday\d+$/).map(([position, holiday]) => ({
    name: text(holiday, 'holidayName') ?? position,
    position,
    body: { ...holiday, allDayEvent: ['true'] },
  }));
}

/**
 * Up to twenty spans of a week, from a day and time to a day and time: events that repeat each week without end. They
 * never had a first day; any week serves, the same one on every day of mapping.
 */
export function oldTimes(body: BodyElement): OldEvent[] {
  return positions(body, /^timeInterval\d+$/).flatMap(([position, interval]): OldEvent[] => {
    const day = text(interval, 'startDayOfWeek') ?? '';
    const from = DAYS.indexOf(day);
    const until = DAYS.indexOf(text(interval, 'endDayOfWeek') ?? day);
    const [start, end] = [clock(interval, 'start'), clock(interval, 'end')];
    // Without a day it is no event that anybody could place.
    if (from < 0 || until < 0) return [{ name: position, position, body: {} }];
    const wraps = until < from || (until === from && minutes(end) <= minutes(start));
    return [
      {
        name: `${day} ${start.hour}:${start.minute}`,
        position,
        body: {
          startDate: [dateOf(from)],
          endDate: [dateOf(until + (wraps ? DAYS.length : 0))],
          startTime: [{ hour: [start.hour], minute: [start.minute] }],
          endTime: [{ hour: [end.hour], minute: [end.minute] }],
          recurrence: [{ recurForEver: ['true'], recurWeekly: [{ recurInterval: ['1'], [`recur${day}`]: ['true'] }] }],
        },
      },
    ];
  });
}

function positions(body: BodyElement, pattern: RegExp): [position: string, element: BodyElement][] {
  return Object.keys(body)
    .filter((name) => pattern.test(name))
    .sort()
    .flatMap((name) => (body[name] ?? []).filter(isElement).map((it): [string, BodyElement] => [name, it]));
}

interface Clock {
  readonly hour: string;
  readonly minute: string;
}

function clock(interval: BodyElement, end: 'start' | 'end'): Clock {
  const two = (part: string): string => (text(interval, `${end}${part}`) ?? '0').padStart(2, '0');
  return { hour: two('Hour'), minute: two('Minute') };
}

function minutes({ hour, minute }: Clock): number {
  return Number(hour) * 60 + Number(minute);
}

/** A day of the week that begins on Monday, the first of January 2024, or of the one after it. */
function dateOf(day: number): string {
  return `2024-01-${String(day + 1).padStart(2, '0')}`;
}
