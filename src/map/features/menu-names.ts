import type { SourceInstance } from '../../domain/source.ts';
import { MOST_CHARACTERS } from './name-length.ts';

/** Of a submenu's own name so much is kept, however long that of its attendant is. */
const MOST_OF_THE_MENU = 20;

/** Names of attendants that are made of menus: each is called after its attendant, and no two are called the same. */
export type MenuNamer = (attendant: string, menu: string) => string;

/**
 * @param instances - virtual users of the customer: no menu takes the name of one
 * @returns a namer that remembers what it gave out
 */
export function menuNamer(instances: readonly SourceInstance[]): MenuNamer {
  const taken = new Set(instances.map(({ name, userId }) => plain(name ?? userId)));
  return (attendant, menu) => {
    const ending = menu.trim().slice(0, MOST_OF_THE_MENU).trimEnd();
    for (let count = 1; ; count++) {
      const suffix = count === 1 ? ` ${ending}` : ` ${ending} ${count}`;
      const name = `${attendant
        .trim()
        .slice(0, MOST_CHARACTERS - suffix.length)
        .trimEnd()}${suffix}`;
      if (taken.has(plain(name))) continue;
      taken.add(plain(name));
      return name;
    }
  };
}

/** As the target compares names. */
function plain(name: string): string {
  return name.trim().toLowerCase();
}
