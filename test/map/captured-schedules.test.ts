import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import type { DraftOf } from '../../src/domain/drafts.ts';
import { listedSchedules } from '../../src/domain/listed-schedules.ts';
import { createMapContext } from '../../src/map/create-context.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import { scheduleIndex } from '../../src/map/features/schedules.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { documentOf } from '../extract/exchanges.ts';
import { extractInto, folderOf, newStore } from '../extract/extract-into.ts';
import { CATALOGUES, CONFIG } from './features-context.ts';

const PROVIDER = '<serviceProviderId>acme</serviceProviderId>';
const GROUP = `${PROVIDER}<groupId>north</groupId>`;
const keyOf = (name: string, type: string): string =>
  `<scheduleKey><scheduleName>${name}</scheduleName><scheduleType>${type}</scheduleType></scheduleKey>`;
const listed = (name: string, type: string, level = 'Group'): string =>
  `<scheduleGlobalKey>${keyOf(name, type)}<scheduleLevel>${level}</scheduleLevel></scheduleGlobalKey>`;
const day = (date: string): string => `<startDate>${date}</startDate><allDayEvent>true</allDayEvent>`;
const entry = (name: string, date: string): string =>
  `<scheduleEventsList><eventName>${name}</eventName>${day(date)}</scheduleEventsList>`;

/** A question and its answer, in documents of their own. */
function asked(base: string, request: string, answer: string): string {
  const command = (type: string, body: string): string =>
    documentOf([`<command echo="" xsi:type="${type}" xmlns="">${body}</command>`]);
  return command(`${base}Request`, request) + command(`${base}Response`, answer);
}

const WORLD = [
  asked('ServiceProviderGet17sp1', PROVIDER, `${PROVIDER}<isEnterprise>true</isEnterprise>`),
  asked(
    'GroupGet',
    GROUP,
    `${GROUP}<groupName>North</groupName><timeZone>America/Chicago</timeZone><address><city>Austin</city></address>`,
  ),
];

/** Everything that map says about schedules, from a real capture. */
async function schedulesOf(...captures: readonly string[]) {
  const db = newStore();
  const capture = [...WORLD, ...captures].join('').replaceAll('17sp1Re', 'Re');
  const summary = await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': capture }) });
  expect(summary).toMatchObject({ orphans: 0, conflicts: 0 });
  const reader = sourceReader(db, FEATURE_SOURCE);
  const [handle] = reader.customers();
  if (handle === undefined) throw new Error('no customer');
  const context = createMapContext(reader.load(handle), { config: CONFIG, catalogues: CATALOGUES, answers: new Map() });
  const { drafts, losses = [], accounts = [] } = mapFeatures(context);
  const [group] = context.source.groups;
  if (group === undefined) throw new Error('no group');
  const schedules = drafts.filter((draft): draft is DraftOf<'schedule'> => draft.kind === 'schedule');
  return {
    schedules: schedules.map(({ data }) => ({
      name: data.name,
      type: data.type,
      events: data.events.map(({ name, startDate }) => `${name} ${startDate}`),
    })),
    losses: losses.map(({ notice }) => notice),
    accounts,
    index: scheduleIndex(context),
    group,
  };
}

describe('schedules of one name and two types', () => {
  const LIST = asked('GroupScheduleGetList', GROUP, listed('Main', 'Time') + listed('Main', 'Holiday'));
  const details = (type: string, name: string, date: string): string =>
    asked('GroupScheduleGetEventDetailList', GROUP + keyOf('Main', type), entry(name, date));

  it('are two, each with its own events, whichever was asked about last', async () => {
    const expected = [
      { name: 'Main', type: 'businessHours', events: ['Week 2026-01-05'] },
      { name: 'Main', type: 'holidays', events: ['New Year 2026-01-01'] },
    ];
    const [hours, holidays] = [details('Time', 'Week', '2026-01-05'), details('Holiday', 'New Year', '2026-01-01')];
    for (const order of [
      [hours, holidays],
      [holidays, hours],
    ]) {
      const { schedules, losses, index, group } = await schedulesOf(LIST, ...order);
      expect(schedules.sort((a, b) => (a.type < b.type ? -1 : 1))).toEqual(expected);
      expect(losses).toEqual([]);
      expect(index.find('Group', 'Main', 'holidays', group)).toBe('schedule:acme/north/holidays/Main');
      expect(index.find('Group', 'Main', 'businessHours', group)).toBe('schedule:acme/north/businessHours/Main');
    }
  });

  it('come not along where nothing says whose events were read', async () => {
    const answers = documentOf([
      `<command echo="acme/north/Main" xsi:type="GroupScheduleGetEventDetailListResponse" xmlns="">${entry('Week', '2026-01-05')}</command>`,
    ]);
    const { schedules, losses, accounts, index, group } = await schedulesOf(LIST, answers);

    expect(schedules).toEqual([]);
    expect(losses).toEqual(['Of two schedules called "Main" nothing says which of them these events belong to.']);
    expect(accounts).toContainEqual({
      prefix: 'schedule:acme/north/Main GroupScheduleGetEventDetailListResponse.scheduleEventsList',
      outcome: 'manual',
      reason: 'schedule-name-twice',
    });
    expect(index.find('Group', 'Main', 'businessHours', group)).toBeUndefined();
  });
});

describe('an event', () => {
  it.each([
    ['a day that no calendar has', '<startDate>2026-02-30</startDate><allDayEvent>true</allDayEvent>', '2026-02-30'],
    ['a date in another form', '<startDate>25/12/2026</startDate><allDayEvent>true</allDayEvent>', '25/12/2026'],
    [
      'a time that no clock shows',
      '<startDate>2026-01-05</startDate><startTime><hour>8</hour><minute>0</minute></startTime><endTime><hour>25</hour><minute>0</minute></endTime>',
      '25:00',
    ],
    ['an end before its begin', `${day('2026-01-05')}<endDate>2026-01-04</endDate>`, 'it ends before it begins'],
    [
      'a week that no month has',
      `${day('2026-01-05')}<recurrence><recurForEver>true</recurForEver><recurYearlyByWeek><recurInterval>1</recurInterval><dayOfWeekInMonth>Fifth</dayOfWeekInMonth><dayOfWeek>Monday</dayOfWeek><month>May</month></recurYearlyByWeek></recurrence>`,
      'is not complete',
    ],
  ])('with %s is left to a person, and bent into nothing else', async (_what, body, said) => {
    const event = `<scheduleEventsList><eventName>Odd</eventName>${body}</scheduleEventsList>`;
    const { schedules, losses } = await schedulesOf(
      asked('GroupScheduleGetList', GROUP, listed('Main', 'Time')),
      asked('GroupScheduleGetEventDetailList', GROUP + keyOf('Main', 'Time'), entry('Week', '2026-01-05') + event),
    );

    expect(schedules).toEqual([{ name: 'Main', type: 'businessHours', events: ['Week 2026-01-05'] }]);
    expect(losses).toEqual([expect.stringContaining(said)]);
  });
});

describe('schedules of a provider', () => {
  const LIST = asked('ServiceProviderScheduleGetList', PROVIDER, keyOf('Feasts', 'Holiday'));
  const FEASTS = { name: 'Feasts', type: 'holidays', events: ['May Day 2026-05-01'] };

  it('are made in each location, of the type that their own list says', async () => {
    const event = asked(
      'ServiceProviderScheduleGetEvent',
      `${PROVIDER + keyOf('Feasts', 'Holiday')}<eventName>May Day</eventName>`,
      day('2026-05-01'),
    );
    const { schedules, index, group } = await schedulesOf(LIST, event);

    expect(schedules).toEqual([FEASTS]);
    expect(index.find('Service Provider', 'Feasts', 'holidays', group)).toBe('schedule:acme/north/holidays/Feasts');
    expect(index.find('Group', 'Feasts', 'holidays', group)).toBeUndefined();
  });

  it('are there for a group that is a customer of its own', async () => {
    const details = asked(
      'ServiceProviderScheduleGetEventDetailList',
      PROVIDER + keyOf('Feasts', 'Holiday'),
      entry('May Day', '2026-05-01'),
    );
    const single = WORLD[0]?.replace('<isEnterprise>true', '<isEnterprise>false') ?? '';
    const { schedules } = await schedulesOf(single, LIST, details);

    expect(schedules).toEqual([FEASTS]);
  });
});

describe('events of schedules', () => {
  it('that were read one by one and all in one are there once', async () => {
    const { schedules, accounts } = await schedulesOf(
      asked('GroupScheduleGetList', GROUP, listed('Hours', 'Time')),
      asked('GroupScheduleGetEventDetailList', GROUP + keyOf('Hours', 'Time'), entry('Week', '2026-01-05')),
      asked('GroupScheduleGetEvent', `${GROUP + keyOf('Hours', 'Time')}<eventName>Week</eventName>`, day('2026-01-05')),
    );

    expect(schedules).toEqual([{ name: 'Hours', type: 'businessHours', events: ['Week 2026-01-05'] }]);
    expect(accounts.filter(({ reason }) => reason === 'copy-of-schedule-events')).toHaveLength(1);
  });

  it('count as the answer says whose type is told, where two disagree', async () => {
    const untyped = `<command echo="acme/north/Hours/Week" xsi:type="GroupScheduleGetEventResponse" xmlns="">${day('2025-01-06')}</command>`;
    const names = `<command echo="acme/north/Hours" xsi:type="GroupScheduleGetEventListResponse" xmlns=""><eventName>Week</eventName></command>`;
    const { schedules } = await schedulesOf(
      asked('GroupScheduleGetList', GROUP, listed('Hours', 'Time')),
      documentOf([names, untyped]),
      asked('GroupScheduleGetEventDetailList', GROUP + keyOf('Hours', 'Time'), entry('Week', '2026-01-05')),
    );

    expect(schedules).toEqual([{ name: 'Hours', type: 'businessHours', events: ['Week 2026-01-05'] }]);
  });

  it('that a list names and nobody asked about are a loss, and nobody follows the rest', async () => {
    const { schedules, losses, index, group } = await schedulesOf(
      asked('GroupScheduleGetList', GROUP, listed('Hours', 'Time')),
      asked(
        'GroupScheduleGetEventList',
        GROUP + keyOf('Hours', 'Time'),
        '<eventName>Week</eventName><eventName>Fair</eventName>',
      ),
      asked('GroupScheduleGetEvent', `${GROUP + keyOf('Hours', 'Time')}<eventName>Week</eventName>`, day('2026-01-05')),
    );
    const found = index.find('Group', 'Hours', 'businessHours', group);

    expect(schedules).toEqual([{ name: 'Hours', type: 'businessHours', events: ['Week 2026-01-05'] }]);
    expect(losses).toEqual(['The event "Fair" of the schedule "Hours" is missing: nobody asked when it is.']);
    expect(found === undefined ? undefined : index.isWhole(found)).toBe(false);
  });

  it('of releases before 17 are hours of a week, beside holidays of the same name', async () => {
    const span = (day: string): string =>
      `<startDayOfWeek>${day}</startDayOfWeek><startHour>8</startHour><startMinute>0</startMinute><endDayOfWeek>${day}</endDayOfWeek><endHour>17</endHour><endMinute>0</endMinute>`;
    const { schedules, index, group } = await schedulesOf(
      asked(
        'GroupTimeScheduleGet',
        `${GROUP}<timeScheduleName>Main</timeScheduleName>`,
        `<timeScheduleName>Main</timeScheduleName><timeInterval01>${span('Monday')}</timeInterval01><timeInterval02>${span('Friday')}</timeInterval02>`,
      ),
      asked(
        'GroupHolidayScheduleGet',
        `${GROUP}<holidayScheduleName>Main</holidayScheduleName>`,
        '<holidayScheduleName>Main</holidayScheduleName><holiday01><holidayName>New Year</holidayName><startDate>2026-01-01</startDate></holiday01>',
      ),
      asked('GroupTimeScheduleGetList', GROUP, '<timeSchedule>Main</timeSchedule>'),
    );

    expect(schedules).toEqual([
      { name: 'Main', type: 'holidays', events: ['New Year 2026-01-01'] },
      { name: 'Main', type: 'businessHours', events: ['Monday 08:00 2024-01-01', 'Friday 08:00 2024-01-05'] },
    ]);
    expect(index.find('Group', 'Main', 'businessHours', group)).toBe('schedule:acme/north/businessHours/Main');
  });

  it('of releases before schedules are days on which a place is closed', async () => {
    const holiday = (name: string, from: string, to: string): string =>
      `<holidayName>${name}</holidayName><startDate>${from}</startDate><endDate>${to}</endDate>`;
    const { schedules } = await schedulesOf(
      asked(
        'GroupHolidayScheduleGet',
        `${GROUP}<holidayScheduleName>Feasts</holidayScheduleName>`,
        `<holidayScheduleName>Feasts</holidayScheduleName><holiday01>${holiday('Easter', '2026-04-03', '2026-04-06')}</holiday01><holiday03>${holiday('Labour Day', '2026-05-01', '2026-05-01')}</holiday03>`,
      ),
    );

    expect(schedules).toEqual([
      { name: 'Feasts', type: 'holidays', events: ['Easter 2026-04-03', 'Labour Day 2026-05-01'] },
    ]);
  });

  it('whose type nobody says are taken for hours, and followed by no holiday rule', async () => {
    const answers = asked(
      'GroupScheduleGetEventDetailList',
      `${GROUP}<scheduleKey><scheduleName>Hours</scheduleName></scheduleKey>`,
      entry('Week', '2026-01-05'),
    );
    const { schedules, index, group } = await schedulesOf(answers);

    expect(schedules).toEqual([{ name: 'Hours', type: 'businessHours', events: ['Week 2026-01-05'] }]);
    expect(index.find('Group', 'Hours', 'holidays', group)).toBeUndefined();
  });
});

describe('lists of releases before 17sp1', () => {
  const list = (types: string[]) =>
    listedSchedules('GroupScheduleGetListResponse', {
      scheduleName: ['Hours', 'Feasts'],
      scheduleType: types,
      scheduleLevel: ['Group', 'Service Provider'],
    });

  it('say name, type and level side by side', () => {
    expect(list(['Time', 'Holiday'])).toEqual([
      { name: 'Hours', type: 'Time', level: 'Group' },
      { name: 'Feasts', type: 'Holiday', level: 'Service Provider' },
    ]);
  });

  it('say nothing but names where one of them is missing: nobody knows whose', () => {
    expect(list(['Holiday'])).toEqual([{ name: 'Hours' }, { name: 'Feasts' }]);
  });
});
