import type { Draft, DraftDataByKind } from '../../src/domain/drafts.ts';
import type { MenuKeyData } from '../../src/domain/feature-data.ts';
import { acmeDrafts, draft } from './draft-builders.ts';

export const MAIN = 'autoAttendant:Main';
export const SUPPORT = `${MAIN}/submenu/Support`;
export const PARTS = `${MAIN}/submenu/Parts`;
export const HOLIDAY = `${MAIN}/holiday`;

type Attendant = DraftDataByKind['autoAttendant'];

export const leadsTo = (key: string, attendant: string, value: string): MenuKeyData => ({
  key,
  action: 'TRANSFER_WITHOUT_PROMPT',
  attendant,
  value,
});

export function menuDraft(
  id: string,
  extension: string,
  keys: readonly MenuKeyData[],
  data: Partial<Attendant> = {},
): Draft {
  const menu = { greeting: 'DEFAULT', extensionEnabled: false, keys } as const;
  return draft(
    'autoAttendant',
    id.slice('autoAttendant:'.length),
    {
      location: 'location:north',
      name: id.split('/').slice(-1).join('').replace('autoAttendant:', ''),
      extension,
      enabled: true,
      language: 'en_us',
      timeZone: 'America/Los_Angeles',
      businessSchedule: 'schedule:hours',
      extensionDialing: 'GROUP',
      nameDialing: 'GROUP',
      businessHoursMenu: menu,
      afterHoursMenu: menu,
      ...data,
    },
    `serviceInstance:${id.split('/')[0]?.slice('autoAttendant:'.length)}`,
  );
}

/**
 * The customer of `acmeDrafts` whose attendant has two submenus that lead to each other and back, and a holiday menu; two
 * further attendants dial each other by extension.
 */
export function menuDrafts(): Draft[] {
  const rule = {
    feature: MAIN,
    enabled: true,
    callsFrom: 'ANY',
    privateNumbers: false,
    unavailableNumbers: false,
  } as const;
  return [
    ...acmeDrafts().filter(({ id }) => id !== MAIN),
    draft('schedule', 'holidays', {
      location: 'location:north',
      name: 'Holidays',
      type: 'holidays',
      events: [{ name: 'New Year', startDate: '2026-01-01', endDate: '2026-01-01', allDayEnabled: true }],
    }),
    menuDraft(MAIN, '5200', [leadsTo('2', SUPPORT, '5201')], { holidaySchedule: 'schedule:holidays' }),
    menuDraft(SUPPORT, '5201', [leadsTo('1', PARTS, '5202'), leadsTo('*', MAIN, '5200')], { menuOf: MAIN }),
    menuDraft(PARTS, '5202', [leadsTo('1', SUPPORT, '5201'), { key: '#', action: 'EXIT' }], { menuOf: MAIN }),
    menuDraft(HOLIDAY, '5203', [{ key: '1', action: 'EXIT' }], { menuOf: MAIN }),
    menuDraft('autoAttendant:One', '5301', [{ key: '1', action: 'TRANSFER_WITHOUT_PROMPT', value: '5302' }]),
    menuDraft('autoAttendant:Two', '5302', [{ key: '1', action: 'TRANSFER_WITHOUT_PROMPT', value: '5301' }]),
    draft('featureSetting', 'Main/selectiveRule/Holiday%20menu', {
      ...rule,
      setting: 'selectiveRule',
      name: 'Holiday menu',
      holidaySchedule: 'schedule:holidays',
      forwardTo: 'FORWARD_TO_SPECIFIED_NUMBER',
      destination: '5203',
      attendant: HOLIDAY,
      numbers: [],
    }),
    draft('featureSetting', 'Main/forwarding', {
      setting: 'forwarding',
      feature: MAIN,
      always: { enabled: false, ringReminder: false },
      selective: { enabled: true, destination: '5203', ringReminder: false },
    }),
  ];
}
