import { readerOf } from '../broadworks/families/registry.ts';
import { entryOf } from '../domain/entry-of.ts';
import { type EntityKind, type EntityRef, joinKey, splitKey, userKey } from '../domain/keys.ts';
import { listedKey, listedSchedules, SCHEDULE_LISTS } from '../domain/listed-schedules.ts';
import { type BodyElement, tableRows, texts } from '../domain/response-body.ts';

/** Entities that a list names or a response identifies: what an `echo` may stand for. */
export interface KnownEntities {
  add(entity: EntityRef): void;
  has(entity: EntityRef): boolean;
  /**
   * The entity that an `echo` names, of one of these kinds. A bare name (a group without its provider, a device without
   * its group) counts only where it is unique.
   */
  resolve(echo: string, kinds: readonly EntityKind[]): EntityRef | undefined;
}

const SEVERAL = Symbol('several');

export function createKnownEntities(): KnownEntities {
  const keys = new Map<EntityKind, Set<string>>();
  /** Last part of a key -> the only key that ends in it, or that several do. */
  const bare = new Map<string, string | typeof SEVERAL>();

  return {
    add({ kind, key }) {
      const set = keys.get(kind) ?? new Set();
      keys.set(kind, set.add(key));
      const last = `${kind} ${key.slice(key.lastIndexOf('/') + 1)}`;
      const earlier = bare.get(last);
      if (earlier === undefined) bare.set(last, key);
      else if (earlier !== key) bare.set(last, SEVERAL);
    },
    has: ({ kind, key }) => keys.get(kind)?.has(key) ?? false,
    resolve(echo, kinds) {
      const found: EntityRef[] = [];
      for (const kind of kinds) {
        const key = keyFor(kind, echo);
        if (key === undefined) continue;
        if (keys.get(kind)?.has(key)) {
          found.push({ kind, key });
          continue;
        }
        const ending = bare.get(`${kind} ${key}`);
        if (typeof ending === 'string') found.push({ kind, key: ending });
      }
      return found.length === 1 ? found[0] : undefined;
    },
  };
}

/** Whether an `echo` is just the key of the owner (of a service pack: of its provider). */
export function namesOwner(echo: string, { kind, key }: EntityRef): boolean {
  if (echo === '') return false;
  if (echo === key) return true;
  const named = keyFor(kind, echo);
  return named === key || (kind === 'servicePack' && named === key.split('/')[0]);
}

/** Brings an `echo` into the form of a key: encoded parts, user ids in lower case. */
function keyFor(kind: EntityKind, echo: string): string | undefined {
  try {
    if (kind === 'user' || kind === 'serviceInstance')
      return userKey(echo.includes('%') ? decodeURIComponent(echo) : echo);
    return joinKey(...echo.split('/').map(decodeURIComponent));
  } catch {
    // A `%` that is no escape: whoever wrote this echo did not mean a key.
    return undefined;
  }
}

/** Lists of names below a group, for kinds without a table of their own. */
const NAME_LISTS: Readonly<
  Record<
    string,
    {
      readonly kind: EntityKind;
      names(body: BodyElement): readonly (string | undefined)[];
      /** Where a list names what is not below its owner: whose each of the names is. */
      parents?(body: BodyElement, owner: string): readonly string[];
    }
  >
> = {
  GroupCallParkGetInstanceListResponse: { kind: 'callPark', names: (body) => texts(body, 'name') },
  GroupCallPickupGetInstanceListResponse: { kind: 'callPickup', names: (body) => texts(body, 'name') },
  GroupTrunkGroupGetInstanceListResponse: {
    kind: 'trunkGroup',
    names: (body) => tableRows(body, 'trunkGroupTable').map((row) => row.get('Name')),
    // A list of the whole enterprise names groups that are not this one.
    parents: (body, owner) =>
      tableRows(body, 'trunkGroupTable').map((row) => {
        const group = row.get('Group Id');
        return group === undefined ? owner : joinKey(splitKey(owner)[0] ?? '', group);
      }),
  },
  GroupScheduleGetEventListResponse: { kind: 'schedule', names: (body) => texts(body, 'eventName') },
  ServiceProviderScheduleGetEventListResponse: { kind: 'schedule', names: (body) => texts(body, 'eventName') },
};

/** Responses that name further entities. */
export function listingBases(all: Iterable<string>): string[] {
  return [...all].filter(
    (base) => Object.hasOwn(NAME_LISTS, base) || SCHEDULE_LISTS.has(base) || readerOf(base)?.lists !== undefined,
  );
}

/** @param owner - of the list, where it is known: names below a group mean nothing without it */
export function* listedEntities(base: string, body: BodyElement, owner: EntityRef | undefined): Iterable<EntityRef> {
  yield* readerOf(base)?.lists?.(body, owner) ?? [];
  if (owner === undefined) return;
  for (const schedule of listedSchedules(base, body)) yield { kind: 'schedule', key: listedKey(owner.key, schedule) };
  const below = entryOf(NAME_LISTS, base);
  if (below === undefined) return;
  const parents = below.parents?.(body, owner.key);
  for (const [at, name] of below.names(body).entries())
    if (name !== undefined) yield { kind: below.kind, key: `${parents?.[at] ?? owner.key}/${joinKey(name)}` };
}
