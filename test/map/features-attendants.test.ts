import { describe, expect, it } from 'vitest';
import type { AutoAttendant, AutoAttendantKey, SourceResponse } from '../../src/domain/source.ts';
import type { Answers } from '../../src/map/create-context.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import { sourceFeature, sourceInstance } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const MAIN = 'main@acme.example.test';

function attendant(data: Partial<AutoAttendant> = {}, responses: readonly SourceResponse[] = [], answers?: Answers) {
  const mapped = mapFeatures(
    contextOf(
      {
        instances: [sourceInstance({ userId: MAIN, type: 'Auto Attendant', name: 'Main' })],
        features: [
          sourceFeature(MAIN, 'autoAttendant', {
            extensionDialingScope: 'Group',
            nameDialingScope: 'Enterprise',
            businessHoursMenu: menu([]),
            afterHoursMenu: menu([]),
            ...data,
          }),
        ],
        responses,
      },
      answers,
    ),
  );
  const draft = mapped.drafts.find((each) => each.kind === 'autoAttendant');
  if (draft?.kind !== 'autoAttendant') throw new Error('no attendant');
  const schedules = mapped.drafts.filter((each) => each.kind === 'schedule');
  return { ...mapped, draft, schedules };
}

function menu(keys: readonly AutoAttendantKey[], announcementSelection = 'Default') {
  return { announcementSelection, enableFirstMenuLevelExtensionDialing: true, keys };
}

describe('auto attendants', () => {
  it('writes the dialling scope always, a department as the location', () => {
    const { draft } = attendant({ extensionDialingScope: 'Department' });

    expect(draft.data).toMatchObject({ extensionDialing: 'GROUP', nameDialing: 'ENTERPRISE' });
    expect(draft.why.extensionDialing).toMatchObject({ changed: true });
  });

  it.each([
    ['Transfer With Prompt', 'TRANSFER_WITH_PROMPT'],
    ['Transfer Without Prompt', 'TRANSFER_WITHOUT_PROMPT'],
    ['Transfer To Operator', 'TRANSFER_TO_OPERATOR'],
    ['Transfer To Mailbox', 'TRANSFER_TO_MAILBOX'],
  ])('carries the key action %s with its target', (action, expected) => {
    const { draft } = attendant({
      businessHoursMenu: menu([{ key: '1', action, description: 'Anna', phoneNumber: '0101' }]),
    });

    expect(draft.data.businessHoursMenu.keys).toEqual([
      { key: '1', action: expected, description: 'Anna', value: '0101' },
    ]);
  });

  it.each([
    ['Name Dialing', 'NAME_DIALING'],
    ['Extension Dialing', 'EXTENSION_DIALING'],
    ['Repeat Menu', 'REPEAT_MENU'],
    ['Exit', 'EXIT'],
  ])('carries the key action %s', (action, expected) => {
    const { draft } = attendant({ afterHoursMenu: menu([{ key: '#', action }]) });

    expect(draft.data.afterHoursMenu.keys).toEqual([{ key: '#', action: expected }]);
  });

  it.each([
    'Transfer To Submenu',
    'Return to Previous Menu',
    'Play Announcement',
    'Transfer Without Prompt',
  ])('leaves out a key that Webex cannot do, and tells: %s', (action) => {
    const { draft, losses, accounts } = attendant({ businessHoursMenu: menu([{ key: '7', action }]) });

    expect(draft.data.businessHoursMenu.keys).toEqual([]);
    expect(losses).toEqual([expect.objectContaining({ verdict: 'manual', notice: expect.stringContaining('Key 7') })]);
    expect(accounts).toContainEqual({
      prefix: `serviceInstance:${MAIN} GroupAutoAttendantGetInstanceResponse.businessHoursMenu.keyConfiguration[7]`,
      outcome: 'manual',
      reason: 'attendant-key-unsupported',
    });
  });

  it('tells that an attendant which was off will answer', () => {
    const mapped = mapFeatures(
      contextOf({ instances: [sourceInstance({ userId: MAIN, type: 'Auto Attendant', active: false })] }),
    );
    const draft = mapped.drafts.find(({ kind }) => kind === 'autoAttendant');

    expect(draft).toMatchObject({ data: { enabled: true }, why: { enabled: { changed: true } } });
    expect(mapped.losses).toEqual([expect.objectContaining({ notice: expect.stringContaining('answers calls') })]);
  });

  it('keeps a greeting of its own as custom, for precheck to stop', () => {
    const { draft } = attendant({ businessHoursMenu: menu([], 'Personal') });

    expect(draft.data.businessHoursMenu.greeting).toBe('CUSTOM');
    expect(draft.why['businessHoursMenu.greeting']).toMatchObject({ rule: 'attendant-greeting-without-audio' });
  });

  it('tells that a holiday menu is left to a person', () => {
    const { losses } = attendant({ holidaySchedule: { type: 'Group', name: 'Holidays' }, holidayMenu: menu([]) });

    expect(losses).toEqual([
      expect.objectContaining({ verdict: 'manual', notice: expect.stringContaining('Holidays') }),
    ]);
  });
});

describe('hours of an attendant', () => {
  const event = (body: SourceResponse['body']): SourceResponse => ({
    owner: { kind: 'schedule', key: 'acme/north/Office%20Hours/Weekdays' },
    base: 'GroupScheduleGetEventResponse',
    settings: 0,
    body,
  });
  const weekdays = event(() => ({
    startDate: ['2026-01-05'],
    endDate: ['2026-01-05'],
    startTime: [{ hour: ['8'], minute: ['5'] }],
    endTime: [{ hour: ['17'], minute: ['30'] }],
    recurrence: [
      { recurForEver: ['true'], recurWeekly: [{ recurInterval: ['1'], recurMonday: ['true'], recurFriday: ['true'] }] },
    ],
  }));
  const office = { businessHours: { type: 'Group', name: 'Office Hours' } };

  it('are always open where the source has none, without asking', () => {
    const { draft, schedules, decisions } = attendant();

    expect(decisions).toEqual([]);
    expect(schedules.map(({ id }) => id)).toEqual([draft.data.businessSchedule]);
    expect(schedules[0]?.data).toMatchObject({
      type: 'businessHours',
      events: [{ allDayEnabled: true, weekly: expect.arrayContaining(['sunday', 'wednesday']) }],
    });
  });

  it('are the captured schedule', () => {
    const { draft, schedules } = attendant(office, [weekdays]);

    expect(draft.data.businessSchedule).toBe('schedule:acme/north/businessHours/Office%20Hours');
    expect(schedules[0]?.data.events).toEqual([
      {
        name: 'Weekdays',
        startDate: '2026-01-05',
        endDate: '2026-01-05',
        startTime: '08:05',
        endTime: '17:30',
        allDayEnabled: false,
        weekly: ['monday', 'friday'],
      },
    ]);
  });

  it('are a question where the schedule is named but was never captured', () => {
    const { draft, decisions } = attendant(office);

    expect(draft.why.businessSchedule).toMatchObject({ rule: 'schedule-never-captured' });
    expect(decisions).toEqual([expect.objectContaining({ kind: 'attendant-schedule', recommendation: 'always-open' })]);
  });

  it('follow the answer while its cause is the same', () => {
    const [decision] = attendant(office).decisions ?? [];
    if (!decision) throw new Error('no decision');
    const answer = { answer: 'always-open', fingerprint: decision.fingerprint };

    expect(attendant(office, [], new Map([[decision.id, answer]])).draft.why.businessSchedule?.rule).toBe('decision');
    expect(
      attendant(office, [], new Map([[decision.id, { ...answer, fingerprint: 'older' }]])).draft.why.businessSchedule
        ?.rule,
    ).toBe('schedule-never-captured');
  });

  it.each([
    [{ recurYearlyByDay: [{ dayOfMonth: ['25'], month: ['December'] }] }, { dayOfMonth: 25, month: 'DECEMBER' }],
    [
      { recurYearlyByWeek: [{ dayOfWeek: ['Thursday'], dayOfWeekInMonth: ['Fourth'], month: ['November'] }] },
      { day: 'THURSDAY', week: 'FOURTH', month: 'NOVEMBER' },
    ],
  ])('carry an event that repeats every year', (rule, yearly) => {
    const { schedules, losses } = attendant(office, [
      event(() => ({ startDate: ['2026-11-26'], recurrence: [{ recurForEver: ['true'], ...rule }] })),
    ]);

    expect(schedules[0]?.data.events).toMatchObject([{ allDayEnabled: true, yearly }]);
    expect(losses).toEqual([]);
  });

  it.each([
    [{ recurForEver: ['true'], recurMonthlyByDay: [{ dayOfMonth: ['1'] }] }, 'monthly'],
    [{ recurForEver: ['true'], recurYearlyByDay: [{ recurInterval: ['2'] }] }, 'every 2 years'],
    [{ recurForEver: ['true'], recurYearlyByWeek: [{ dayOfWeek: ['Monday'] }] }, 'not complete'],
    [{ recurEndDate: ['2026-12-31'], recurWeekly: [{ recurInterval: ['1'], recurMonday: ['true'] }] }, 'end date'],
    [{ recurForEver: ['true'], recurWeekly: [{ recurInterval: ['2'], recurMonday: ['true'] }] }, 'every 2 weeks'],
  ])('tell of an event that repeats otherwise than weekly or yearly without end', (recurrence, told) => {
    const { losses, schedules } = attendant(office, [
      event(() => ({ startDate: ['2026-01-05'], recurrence: [recurrence] })),
    ]);

    expect(losses).toEqual([expect.objectContaining({ notice: expect.stringContaining(told) })]);
    expect(schedules.map(({ data }) => data.name)).toEqual(['Always Open']);
  });
});
