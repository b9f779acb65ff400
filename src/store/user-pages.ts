/** Neighbours that are read together. */
const PAGE = 250;
/** Pages that stay: passes go from neighbour to neighbour, and look aside now and then. */
const PAGES = 4;

/**
 * What belongs to single users, read for a page of neighbours when one of them is asked about, and dropped when others
 * were. A large customer is never in memory as a whole, and the number of statements does not follow that of questions.
 *
 * @param keys - all users, neighbours beside each other: passes go in this order
 * @param load - reads what some of them have; whoever has nothing may be missing from its answer
 * @returns what a user has; `undefined` for those who have nothing, and for keys that are no user's
 */
export function pagedByUser<Value>(
  keys: readonly string[],
  load: (some: readonly string[]) => ReadonlyMap<string, Value>,
): (key: string) => Value | undefined {
  let pageOf: ReadonlyMap<string, number> | undefined;
  // The one that was asked for longest ago stands first.
  const pages = new Map<number, ReadonlyMap<string, Value>>();
  return (key) => {
    pageOf ??= new Map(keys.map((each, index) => [each, Math.floor(index / PAGE)]));
    const number = pageOf.get(key);
    if (number === undefined) return undefined;
    const page = pages.get(number) ?? load(keys.slice(number * PAGE, (number + 1) * PAGE));
    pages.delete(number);
    pages.set(number, page);
    if (pages.size > PAGES) {
      const [oldest] = pages.keys();
      if (oldest !== undefined) pages.delete(oldest);
    }
    return page.get(key);
  };
}
