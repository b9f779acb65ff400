import type { DraftId } from '../../domain/draft-id.ts';
import { partRef, type SourceRef } from '../../domain/keys.ts';
import type { AutoAttendantKey, AutoAttendantMenu, SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { TO_SUBMENU } from './attendant-menu.ts';
import { instanceRef } from './instance-fields.ts';
import type { MenuTarget } from './menu-place.ts';

const RESPONSE = 'GroupAutoAttendantSubmenuGetResponse';

/** Submenus of one attendant as they were captured, by the id that keys name them by. */
export interface Submenus {
  /** Those that these menus lead to, over other submenus too, in the order in which they are met. */
  reachedFrom(menus: readonly (AutoAttendantMenu | undefined)[]): readonly string[];
  /** All that were captured. */
  readonly names: readonly string[];
  menu(name: string): AutoAttendantMenu | undefined;
  ref(name: string, path?: string): SourceRef;
  draft(name: string): DraftId;
  /** Where a key to a submenu leads; one that was never read is told, not guessed. */
  target(key: AutoAttendantKey): MenuTarget;
}

export function submenusOf(context: MapContext, instance: SourceInstance): Submenus {
  const parts = context.source.feature(instance.key, 'submenuMenus')?.data?.parts ?? [];
  const menus = new Map(
    parts.flatMap(({ name, content }) => (content === undefined ? [] : [[name, content] as const])),
  );
  const failed = new Set(parts.filter(({ state }) => state === 'error').map(({ name }) => name));
  const draft = (name: string): DraftId => `autoAttendant:${instance.key}/submenu/${encodeURIComponent(name)}`;
  return {
    names: [...menus.keys()],
    menu: (name) => menus.get(name),
    ref: (name, path) => partRef(instanceRef(instance), RESPONSE, `submenuId=${name}`, path),
    draft,
    reachedFrom(starts) {
      const reached = new Set<string>();
      const follow = (menu: AutoAttendantMenu | undefined): void => {
        for (const name of submenusNamedIn(menu)) {
          if (reached.has(name) || !menus.has(name)) continue;
          reached.add(name);
          follow(menus.get(name));
        }
      };
      for (const start of starts) follow(start);
      return [...reached];
    },
    target({ submenuId }) {
      if (submenuId === undefined) return { refused: 'it names no submenu' };
      if (menus.has(submenuId)) return { attendant: draft(submenuId) };
      return {
        refused: failed.has(submenuId)
          ? `BroadWorks answered with an error when asked for its submenu "${submenuId}"`
          : `its submenu "${submenuId}" was not captured (${RESPONSE})`,
      };
    },
  };
}

/** Submenus that keys of a menu lead to. */
export function submenusNamedIn(menu: AutoAttendantMenu | undefined): readonly string[] {
  return (menu?.keys ?? []).flatMap(({ action, submenuId }) =>
    action === TO_SUBMENU && submenuId !== undefined ? [submenuId] : [],
  );
}
