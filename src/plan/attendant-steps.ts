import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { MenuKeyData } from '../domain/feature-data.ts';
import type { AttendantMenusStep, AutoAttendantStep } from '../domain/plan-features.ts';
import { spokenKey, spokenMenu } from './announcement-steps.ts';
import { type OrderedAttendant, orderAttendants } from './attendant-order.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { linesOf } from './dialled-lines.ts';
import { labelOf, nameOfDraft } from './draft-index.ts';
import { featureParts } from './feature-steps.ts';
import { stepBase } from './step-identity.ts';

type Menus = Pick<DraftOf<'autoAttendant'>['data'], 'businessHoursMenu' | 'afterHoursMenu'>;
type SecondPass = Omit<AttendantMenusStep['payload'], 'attendant'>;

/**
 * Auto attendants come last: their menus point at everything else by number or extension. Those that point at each other
 * are made in two passes: first without the keys that close the circle, which a later step adds once all of them are there.
 */
export function addAttendantSteps(context: BuildContext): void {
  const lines = linesOf(context);
  const second: { readonly ordered: OrderedAttendant; readonly payload: SecondPass }[] = [];
  for (const ordered of orderAttendants(plannedMenus(context))) {
    const { draft, earlier, laterKeys } = ordered;
    const { location: _location, businessSchedule, holidaySchedule, menuOf: _menuOf, ...data } = draft.data;
    const shared = featureParts(context, draft);
    if (shared === undefined) continue;
    const schedule = context.drafts.get(businessSchedule);
    if (schedule?.kind !== 'schedule') {
      context.omit('autoAttendant', draft, 'its business hours were not mapped', true);
      continue;
    }
    const holidays = holidaySchedule === undefined ? undefined : context.drafts.get(holidaySchedule);
    const spoken = (menus: Menus) => ({
      businessHoursMenu: spokenMenu(context, menus.businessHoursMenu),
      afterHoursMenu: spokenMenu(context, menus.afterHoursMenu),
    });
    const whole: SecondPass = {
      ...data,
      ...spoken(data),
      ...shared.refs,
      businessSchedule: schedule.data.name,
      ...(holidays?.kind === 'schedule' ? { holidaySchedule: holidays.data.name } : {}),
    };
    const inTwo = laterKeys.businessHoursMenu.length + laterKeys.afterHoursMenu.length > 0;
    const payload: AutoAttendantStep['payload'] = inTwo
      ? { ...whole, ...spoken(without(data, laterKeys)), laterKeys: spokenKeys(context, laterKeys) }
      : whole;
    const keys = [...payload.businessHoursMenu.keys, ...payload.afterHoursMenu.keys];
    const identity = {
      ...shared.identity,
      hard: [
        ...shared.identity.hard,
        context.schedules.get(businessSchedule),
        // A schedule that was not mapped leaves an edge to nowhere, which blocks the step.
        holidaySchedule === undefined ? undefined : (context.schedules.get(holidaySchedule) ?? holidaySchedule),
        whole.businessHoursMenu.audio?.step,
        whole.afterHoursMenu.audio?.step,
        ...[...whole.businessHoursMenu.keys, ...whole.afterHoursMenu.keys].map(({ audio }) => audio?.step),
      ],
      soft: [
        ...keys.map(({ value }) => lines(value, draft.data.location)),
        ...earlier.map((id) => context.features.get(id)),
      ],
    };
    const step: AutoAttendantStep = { ...stepBase('autoAttendant', identity, payload), kind: 'autoAttendant', payload };
    context.add(step, { ...blockedNote(context, draft.id), leftOut: leftOutKeys(context, draft.id) });
    context.features.set(draft.id, step.id);
    if (inTwo) second.push({ ordered, payload: whole });
  }
  for (const { ordered, payload } of second) addSecondPass(context, ordered, payload);
}

/** Drafts without the keys that lead to an attendant which is held back: callers who press them would get no further. */
function plannedMenus(context: BuildContext): DraftOf<'autoAttendant'>[] {
  return context.drafts.of(context.customer.id, 'autoAttendant').map((draft) => {
    const isHeld = ({ attendant }: MenuKeyData): boolean => heldBack(context, attendant) !== undefined;
    const { businessHoursMenu, afterHoursMenu } = draft.data;
    const held = {
      businessHoursMenu: businessHoursMenu.keys.filter(isHeld),
      afterHoursMenu: afterHoursMenu.keys.filter(isHeld),
    };
    return { ...draft, data: { ...draft.data, ...without(draft.data, held) } };
  });
}

function spokenKeys(
  context: BuildContext,
  keys: OrderedAttendant['laterKeys'],
): NonNullable<AutoAttendantStep['payload']['laterKeys']> {
  const spoken = (menu: keyof Menus) => keys[menu].flatMap((key) => spokenKey(context, key) ?? []);
  return { businessHoursMenu: spoken('businessHoursMenu'), afterHoursMenu: spoken('afterHoursMenu') };
}

function heldBack(context: BuildContext, attendant: DraftId | undefined): string | undefined {
  if (attendant === undefined) return undefined;
  return context.drafts.get(attendant) === undefined ? 'not planned' : context.blockedDrafts.get(attendant);
}

function leftOutKeys(context: BuildContext, id: DraftId): string[] {
  const draft = context.drafts.get(id);
  if (draft?.kind !== 'autoAttendant') return [];
  const { businessHoursMenu, afterHoursMenu } = draft.data;
  const lines = [...businessHoursMenu.keys, ...afterHoursMenu.keys].flatMap(({ key, attendant, announcement }) => {
    if (announcement !== undefined && !context.announcements.has(announcement)) {
      return [
        `key ${key}, which plays ${nameOfDraft(context.drafts, announcement)}: ${context.blockedDrafts.get(announcement) ?? 'not planned'}`,
      ];
    }
    const reason = heldBack(context, attendant);
    if (reason === undefined || attendant === undefined) return [];
    return [`key ${key} to ${nameOfDraft(context.drafts, attendant)}: ${reason}`];
  });
  return [...new Set(lines)];
}

function without(
  { businessHoursMenu, afterHoursMenu }: Menus,
  gone: Readonly<Record<keyof Menus, readonly MenuKeyData[]>>,
): Menus {
  return {
    businessHoursMenu: {
      ...businessHoursMenu,
      keys: businessHoursMenu.keys.filter((key) => !gone.businessHoursMenu.includes(key)),
    },
    afterHoursMenu: {
      ...afterHoursMenu,
      keys: afterHoursMenu.keys.filter((key) => !gone.afterHoursMenu.includes(key)),
    },
  };
}

function addSecondPass(context: BuildContext, { draft, later }: OrderedAttendant, whole: SecondPass): void {
  const attendant = context.features.get(draft.id);
  if (attendant === undefined) return;
  const payload: AttendantMenusStep['payload'] = { ...whole, attendant };
  const identity = {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey: `${draft.id} menus`,
    label: `menus of ${labelOf(draft)}, second pass`,
    // A key is set once what it leads to is there; without that one it would lead nowhere.
    hard: [attendant, ...later.map((id) => context.features.get(id) ?? id)],
  };
  const step: AttendantMenusStep = {
    ...stepBase('attendantMenus', identity, payload),
    kind: 'attendantMenus',
    payload,
  };
  context.add(step, blockedNote(context, draft.id));
}
