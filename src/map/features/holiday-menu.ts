import type { DraftId } from '../../domain/draft-id.ts';
import type { Loss, Why } from '../../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { AutoAttendant, AutoAttendantMenu, SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { indexOf } from '../source-index.ts';
import { readInstanceFeature } from './instance-features.ts';
import { instanceRef } from './instance-fields.ts';
import type { Account } from './merge.ts';
import { findSchedule } from './schedule-reference.ts';
import type { ScheduleIndex } from './schedules.ts';
import { submenusOf } from './submenus.ts';

const RESPONSE = 'GroupAutoAttendantGetInstanceResponse';

/** The attendant of a holiday menu, and when calls are sent there. */
export interface HolidayPlan {
  readonly attendant: DraftId;
  readonly schedule: DraftId;
  readonly source: SourceRef;
}

export interface Holidays {
  /** On these days the menu of after hours answers, whatever becomes of the holiday menu. */
  readonly schedule?: { readonly id: DraftId; readonly why: Why };
  readonly plan?: HolidayPlan;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

/**
 * What an attendant does on holidays. Webex plays the menu of after hours then, so a holiday menu that is another one
 * becomes a second attendant, to which a forwarding rule sends the calls of those days (migration rules §3).
 *
 * A forwarding of the attendant that is on already stands in the way: in BroadWorks its calls never come to a menu, and
 * nothing says which of two rules comes first in Webex.
 */
export function planHolidays(
  context: MapContext,
  instance: SourceInstance,
  source: AutoAttendant,
  schedules: ScheduleIndex,
): Holidays {
  const ref = (path: string): SourceRef => sourceRef(instanceRef(instance), RESPONSE, path);
  const { holidaySchedule, holidayMenu } = source;
  if (holidaySchedule === undefined) {
    return {
      losses: [],
      accounts: [{ prefix: ref('holidayMenu'), outcome: 'not used', reason: 'no-holiday-schedule' }],
    };
  }
  const group = indexOf(context.source).group(instance.groupKey);
  const id = findSchedule(schedules, holidaySchedule, group, 'holidays');
  if (id === undefined) {
    const reason = `the schedule "${holidaySchedule.name}" was not captured, or not all of it can come along`;
    const notice = `On holidays ("${holidaySchedule.name}") ${nameOf(instance)} answers as on any other day: ${reason}.`;
    return {
      losses: [byHand(context, instance, holidayMenu, notice)],
      accounts: ['holidayMenu', 'holidaySchedule'].map((path) => ({
        prefix: ref(path),
        outcome: 'manual',
        reason: 'holiday-schedule-not-captured',
      })),
    };
  }
  const schedule = { id, why: { rule: 'carried-over', sources: [ref('holidaySchedule')] } };
  if (holidayMenu === undefined) return { schedule, losses: [], accounts: [] };
  if (isSame(holidayMenu, source.afterHoursMenu)) {
    return {
      schedule,
      losses: [],
      accounts: [{ prefix: ref('holidayMenu'), outcome: 'migrated', reason: 'same-as-after-hours' }],
    };
  }
  const standsInTheWay = forwarding(context, instance);
  if (standsInTheWay !== undefined) {
    return { schedule, ...withoutHolidayMenu(context, instance, holidayMenu, standsInTheWay) };
  }
  const plan = { attendant: `autoAttendant:${instance.key}/holiday`, schedule: id, source: ref('holidaySchedule') };
  return { schedule, plan, losses: [], accounts: [] };
}

/** The holiday menu is left to a person: on those days callers hear the menu of after hours. */
export function withoutHolidayMenu(
  context: MapContext,
  instance: SourceInstance,
  menu: AutoAttendantMenu | undefined,
  reason: string,
): { readonly losses: readonly Loss[]; readonly accounts: readonly Account[] } {
  const notice = `On holidays ${nameOf(instance)} answers with its menu of after hours, not with its holiday menu: ${reason}.`;
  return {
    losses: [byHand(context, instance, menu, notice)],
    accounts: [
      {
        prefix: sourceRef(instanceRef(instance), RESPONSE, 'holidayMenu'),
        outcome: 'manual',
        reason: 'holiday-menu-by-hand',
      },
    ],
  };
}

/** Names every key that goes with the menu, those of submenus that only it leads to as well. */
function byHand(
  context: MapContext,
  instance: SourceInstance,
  menu: AutoAttendantMenu | undefined,
  notice: string,
): Loss {
  const self = instanceRef(instance);
  const submenus = submenusOf(context, instance);
  const keys = (menu?.keys ?? []).map(({ key }) => sourceRef(self, RESPONSE, `holidayMenu.keyConfiguration[${key}]`));
  const below = submenus
    .reachedFrom([menu])
    .flatMap((name) =>
      (submenus.menu(name)?.keys ?? []).map(({ key }) => submenus.ref(name, `keyConfiguration[${key}]`)),
    );
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Auto Attendant',
    verdict: 'manual',
    notice,
    action: 'Build a second attendant for holidays and send calls there by a holiday rule.',
    sources: [sourceRef(self, RESPONSE, 'holidaySchedule'), ...keys, ...below],
  };
}

/** Two recordings may differ although both menus say no more than that they have one. */
function isSame(menu: AutoAttendantMenu, other: AutoAttendantMenu | undefined): boolean {
  return other !== undefined && menu.announcementSelection !== 'Personal' && plain(menu) === plain(other);
}

function plain({ announcementSelection = 'Default', enableFirstMenuLevelExtensionDialing, keys }: AutoAttendantMenu) {
  const entries = keys.map(({ key, action, description, phoneNumber, submenuId, audioFile }) =>
    JSON.stringify([key, action, description ?? '', phoneNumber ?? '', submenuId ?? '', audioFile?.name ?? '']),
  );
  return JSON.stringify([announcementSelection, enableFirstMenuLevelExtensionDialing ?? false, entries.sort()]);
}

function forwarding(context: MapContext, instance: SourceInstance): string | undefined {
  if (readInstanceFeature(context, instance, 'callForwardingAlways')?.data.isActive) {
    return 'all its calls are forwarded, which comes before any menu';
  }
  const selective = readInstanceFeature(context, instance, 'selectiveForwarding')?.data;
  // Before release 16 there was no switch: each rule has its own.
  return (selective?.isActive ?? true) && selective?.criteria.some(({ isActive }) => isActive !== false)
    ? 'it forwards calls by rules already, and nothing says which of two rules comes first in Webex'
    : undefined;
}

function nameOf({ name, userId }: SourceInstance): string {
  return name ?? userId;
}
