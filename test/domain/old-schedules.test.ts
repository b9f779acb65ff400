import { describe, expect, it } from 'vitest';
import { oldTimes } from '../../src/domain/old-schedules.ts';
import { scheduleEvent } from '../../src/map/features/schedule-events.ts';

const interval = (startDay: string, start: string, endDay: string, end: string) => {
  const [startHour = '', startMinute = ''] = start.split(':');
  const [endHour = '', endMinute = ''] = end.split(':');
  return {
    startDayOfWeek: [startDay],
    startHour: [startHour],
    startMinute: [startMinute],
    endDayOfWeek: [endDay],
    endHour: [endHour],
    endMinute: [endMinute],
  };
};
/** As `map` reads it. */
const eventOf = ([startDay, start, endDay, end]: readonly [string, string, string, string]) => {
  const [event] = oldTimes({ timeInterval01: [interval(startDay, start, endDay, end)] });
  return event && scheduleEvent(event.name, event.body);
};

describe('spans of a week, as releases before 17 knew them', () => {
  it.each([
    ['within a day', ['Monday', '8:0', 'Monday', '17:30'], '2024-01-01', '2024-01-01', '08:00', '17:30', 'monday'],
    ['over midnight', ['Friday', '22:00', 'Saturday', '6:00'], '2024-01-05', '2024-01-06', '22:00', '06:00', 'friday'],
    [
      'over the end of the week',
      ['Sunday', '18:00', 'Monday', '8:00'],
      '2024-01-07',
      '2024-01-08',
      '18:00',
      '08:00',
      'sunday',
    ],
    ['round the week', ['Tuesday', '0:0', 'Tuesday', '0:0'], '2024-01-02', '2024-01-09', '00:00', '00:00', 'tuesday'],
  ] as const)('%s become events that repeat each week', (_, span, startDate, endDate, startTime, endTime, day) => {
    expect(eventOf(span)).toEqual({
      event: {
        name: `${span[0]} ${startTime}`,
        startDate,
        endDate,
        startTime,
        endTime,
        allDayEnabled: false,
        weekly: [day],
      },
      changed: false,
    });
  });

  it('keep their positions, and say when they have no day', () => {
    const events = oldTimes({
      timeScheduleName: ['Hours'],
      timeInterval02: [interval('Monday', '8:00', 'Monday', '12:00')],
      timeInterval10: [interval('', '8:00', '', '12:00')],
    });

    expect(events.map(({ name, position }) => [name, position])).toEqual([
      ['Monday 08:00', 'timeInterval02'],
      ['timeInterval10', 'timeInterval10'],
    ]);
    expect(scheduleEvent('x', events[1]?.body ?? {})).toEqual({ unsupported: 'it has no start date' });
  });
});
