import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Loss } from '../../domain/drafts.ts';
import type { AutoAttendantData } from '../../domain/feature-data.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { AutoAttendant, AutoAttendantMenu, SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { type MappedMenu, mapMenu, TO_PREVIOUS } from './attendant-menu.ts';
import type { AttendantPlan, MenuAttendant } from './attendant-plan.ts';
import { instanceRef } from './instance-fields.ts';
import { menuDraft } from './menu-draft.ts';
import { menuLoss } from './menu-loss.ts';
import type { MenuNamer } from './menu-names.ts';
import type { MenuPlace } from './menu-place.ts';
import { type Submenus, submenusNamedIn, submenusOf } from './submenus.ts';

const RESPONSE = 'GroupAutoAttendantGetInstanceResponse';

export interface MappedMenus extends Mapped {
  readonly business: MappedMenu;
  readonly after: MappedMenu;
  /** Attendants of the submenus and of the holiday menu. */
  readonly made: (main: AutoAttendantData) => readonly DraftOf<'autoAttendant'>[];
  readonly plan: Omit<AttendantPlan, 'main' | 'holiday'>;
}

/**
 * All menus of an attendant: those of business and after hours are its own, every submenu that a key leads to becomes an
 * attendant (migration rules §3), and so does the holiday menu where it has to.
 *
 * @param main - draft of the attendant itself
 * @param holiday - draft of the attendant of the holiday menu, where one is made
 */
export function mapMenus(
  context: MapContext,
  instance: SourceInstance,
  source: AutoAttendant,
  { main, location }: { readonly main: DraftId; readonly location: DraftId },
  holiday: DraftId | undefined,
  nameOf: MenuNamer,
): MappedMenus {
  const submenus = submenusOf(context, instance);
  const { businessHoursMenu, afterHoursMenu } = source;
  const holidayMenu = holiday === undefined ? undefined : source.holidayMenu;
  const reached = submenus.reachedFrom([businessHoursMenu, afterHoursMenu, holidayMenu]);
  const parents = parentsOf(submenus, reached, [
    [main, businessHoursMenu],
    [main, afterHoursMenu],
    ...(holiday === undefined ? [] : [[holiday, holidayMenu] as const]),
  ]);
  const ownMenu = (draft: DraftId, name: 'businessHoursMenu' | 'afterHoursMenu' | 'holidayMenu', called: string) => ({
    instance,
    location,
    element: name,
    draft,
    called,
    whole: sourceRef(instanceRef(instance), RESPONSE, name),
    ref: (path: string) => sourceRef(instanceRef(instance), RESPONSE, `${name}.${path}`),
    extensionDialing: 'enableFirstMenuLevelExtensionDialing',
    leadsTo: (key: { readonly action: string; readonly key: string }) =>
      key.action === TO_PREVIOUS ? { refused: 'no menu leads here' } : submenus.target(key),
  });
  const atAllHours = ['businessHoursMenu', 'afterHoursMenu'] as const;
  const menus: MenuAttendant[] = reached.flatMap((name): MenuAttendant[] => {
    const menu = submenus.menu(name);
    if (menu === undefined) return [];
    const draft = submenus.draft(name);
    const place: MenuPlace = {
      instance,
      location,
      element: `submenu/${name}`,
      draft,
      fields: atAllHours,
      called: `submenu "${name}"`,
      whole: submenus.ref(name),
      ref: (path) => submenus.ref(name, path),
      extensionDialing: 'enableLevelExtensionDialing',
      leadsTo: (key) => (key.action === TO_PREVIOUS ? backFrom(parents.get(draft)) : submenus.target(key)),
    };
    return [{ draft, name, menu, place }];
  });
  if (holiday !== undefined && holidayMenu !== undefined) {
    const place = { ...ownMenu(holiday, 'holidayMenu', 'holiday menu'), fields: atAllHours };
    menus.push({ draft: holiday, name: 'Holiday', menu: holidayMenu, place });
  }

  const businessPlace = {
    ...ownMenu(main, 'businessHoursMenu', 'business hours menu'),
    fields: ['businessHoursMenu'] as const,
  };
  const afterPlace = { ...ownMenu(main, 'afterHoursMenu', 'after hours menu'), fields: ['afterHoursMenu'] as const };
  const business = mapMenu(context, businessPlace, businessHoursMenu);
  const after = mapMenu(context, afterPlace, afterHoursMenu);
  const further = menus.map((each) => ({ each, mapped: mapMenu(context, each.place, each.menu) }));
  const left = unreached(context, instance, source, submenus, reached, holiday);
  const all = [business, after, ...further.map(({ mapped }) => mapped)];
  return {
    drafts: all.flatMap(({ drafts }) => drafts),
    business,
    after,
    losses: [...all.flatMap(({ losses }) => losses), ...left.losses],
    accounts: [...all.flatMap(({ accounts }) => accounts), ...left.accounts],
    made: (data) => further.map(({ each, mapped }) => menuDraft(context, main, data, each, mapped, nameOf)),
    plan: { instance, menus, links: all.flatMap(({ links }) => links) },
  };
}

/** Drafts that lead to each submenu; one that leads to itself is not its own parent. */
function parentsOf(
  submenus: Submenus,
  reached: readonly string[],
  own: readonly (readonly [DraftId, AutoAttendantMenu | undefined])[],
): ReadonlyMap<DraftId, ReadonlySet<DraftId>> {
  const parents = new Map<DraftId, Set<DraftId>>();
  const all = [...own, ...reached.map((name) => [submenus.draft(name), submenus.menu(name)] as const)];
  for (const [parent, menu] of all) {
    for (const name of submenusNamedIn(menu)) {
      const child = submenus.draft(name);
      if (child === parent) continue;
      const known = parents.get(child);
      if (known) known.add(parent);
      else parents.set(child, new Set([parent]));
    }
  }
  return parents;
}

function backFrom(parents: ReadonlySet<DraftId> | undefined) {
  const [only, ...others] = parents ?? [];
  if (only !== undefined && others.length === 0) return { attendant: only };
  return { refused: 'several menus lead here, and Webex attendants have no key for the previous menu' };
}

/** Submenus that nobody builds: what leads to them is not built or was not captured, or no key leads there at all. */
function unreached(
  context: MapContext,
  instance: SourceInstance,
  source: AutoAttendant,
  submenus: Submenus,
  reached: readonly string[],
  holiday: DraftId | undefined,
): Required<Pick<Mapped, 'losses' | 'accounts'>> {
  const others = submenus.names.filter((name) => !reached.includes(name));
  const behind = new Set(submenus.reachedFrom([holiday === undefined ? source.holidayMenu : undefined]));
  const unread = source.businessHoursMenu === undefined && source.afterHoursMenu === undefined;
  return {
    losses: unread
      ? others.map((name) =>
          submenuLoss(context, instance, submenus, name, 'the menus of its attendant were not captured'),
        )
      : [],
    accounts: others.map((name) => {
      const prefix = submenus.ref(name);
      if (unread) return { prefix, outcome: 'manual', reason: 'attendant-menus-not-captured' };
      return behind.has(name)
        ? { prefix, outcome: 'manual', reason: 'holiday-menu-by-hand' }
        : { prefix, outcome: 'not used', reason: 'submenu-without-a-key' };
    }),
  };
}

function submenuLoss(
  context: MapContext,
  instance: SourceInstance,
  submenus: Submenus,
  name: string,
  reason: string,
): Loss {
  return menuLoss(context, instance, `submenu "${name}"`, reason, [
    ...(submenus.menu(name)?.keys ?? []).map(({ key }) => submenus.ref(name, `keyConfiguration[${key}]`)),
  ]);
}
