import { type BodyElement, child, flag, text } from '../../domain/response-body.ts';
import type { ScheduleEvent, YearlyRecurrence } from '../../domain/schedule-event.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const WEEKS = ['First', 'Second', 'Third', 'Fourth', 'Last'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
export const EVERY_DAY = DAYS.map((day) => day.toLowerCase());

/**
 * One event of a schedule, or the reason why it has no form here.
 *
 * Events that happen once, and weekly and yearly ones without end, are carried; a daily one becomes weekly on all days.
 * Monthly ones, other intervals and ones that stop are left to a person (R-LOC-6).
 */
export function scheduleEvent(
  name: string,
  body: BodyElement,
): { readonly event: ScheduleEvent; readonly changed: boolean } | { readonly unsupported: string } {
  const startDate = text(body, 'startDate');
  if (startDate === undefined) return { unsupported: 'it has no start date' };
  const endDate = text(body, 'endDate') ?? startDate;
  const start = clock(child(body, 'startTime'));
  const end = clock(child(body, 'endTime'));
  // Never bent into something else: an event whose times cannot be read would otherwise last all day.
  const unreadable = [startDate, endDate].find((date) => !isDate(date)) ?? [start, end].find((time) => !isTime(time));
  if (unreadable !== undefined) return { unsupported: `"${unreadable}" is no date or time` };
  if (endDate < startDate) return { unsupported: 'it ends before it begins' };
  const allDay = flag(body, 'allDayEvent') === true || start === undefined || end === undefined;
  const repeats = recurrence(child(body, 'recurrence'));
  if ('unsupported' in repeats) return repeats;
  return {
    event: {
      name,
      startDate,
      endDate,
      ...(allDay ? {} : { startTime: start, endTime: end }),
      allDayEnabled: allDay,
      ...(repeats.weekly === undefined ? {} : { weekly: repeats.weekly }),
      ...(repeats.yearly === undefined ? {} : { yearly: repeats.yearly }),
    },
    changed: repeats.changed,
  };
}

/** `08:30`, as the target writes times. */
function clock(time: BodyElement | undefined): string | undefined {
  if (time === undefined) return undefined;
  const hour = text(time, 'hour');
  if (hour === undefined) return undefined;
  return `${hour.padStart(2, '0')}:${(text(time, 'minute') ?? '0').padStart(2, '0')}`;
}

/** A day of the calendar: there is no 30 February. */
function isDate(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return false;
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}

function isTime(written: string | undefined): boolean {
  return written === undefined || /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(written);
}

type Recurrence =
  | { readonly weekly?: readonly string[]; readonly yearly?: YearlyRecurrence; readonly changed: boolean }
  | { readonly unsupported: string };

function recurrence(body: BodyElement | undefined): Recurrence {
  if (body === undefined) return { changed: false };
  if (flag(body, 'recurForEver') !== true) return { unsupported: 'it repeats until an end date' };
  const daily = child(body, 'recurDaily');
  const weekly = child(body, 'recurWeekly');
  const rule = daily ?? weekly;
  if (rule === undefined) return yearlyRecurrence(body);
  const interval = text(rule, 'recurInterval') ?? '1';
  if (interval !== '1') return { unsupported: `it repeats every ${interval} ${daily ? 'days' : 'weeks'}` };
  if (daily) return { weekly: EVERY_DAY, changed: true };
  const days = DAYS.filter((day) => flag(rule, `recur${day}`) === true).map((day) => day.toLowerCase());
  return days.length === 0 ? { unsupported: 'it repeats on no day' } : { weekly: days, changed: false };
}

/** `recurYearlyByDay` names a date, `recurYearlyByWeek` a weekday of a month: the target has both. */
function yearlyRecurrence(body: BodyElement): Recurrence {
  const byDate = child(body, 'recurYearlyByDay');
  const byWeek = child(body, 'recurYearlyByWeek');
  const rule = byDate ?? byWeek;
  if (rule === undefined) return { unsupported: 'it repeats monthly' };
  const interval = text(rule, 'recurInterval') ?? '1';
  if (interval !== '1') return { unsupported: `it repeats every ${interval} years` };
  const month = oneOf(MONTHS, text(rule, 'month'));
  const dayOfMonth = Number(text(rule, 'dayOfMonth'));
  if (byDate && month !== undefined && Number.isInteger(dayOfMonth) && dayOfMonth >= 1 && dayOfMonth <= 31) {
    return { yearly: { dayOfMonth, month }, changed: false };
  }
  const day = oneOf(DAYS, text(rule, 'dayOfWeek'));
  const week = oneOf(WEEKS, text(rule, 'dayOfWeekInMonth'));
  return byWeek && month !== undefined && day !== undefined && week !== undefined
    ? { yearly: { day, week, month }, changed: false }
    : { unsupported: 'the day on which it repeats every year is not complete' };
}

/** The word as the target writes it, where it is one of those that it knows. */
function oneOf(known: readonly string[], written: string | undefined): string | undefined {
  const word = written?.toUpperCase();
  return known.some((each) => each.toUpperCase() === word) ? word : undefined;
}
