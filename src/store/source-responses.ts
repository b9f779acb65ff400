import type { EntityKind, EntityRef } from '../domain/keys.ts';
import { once } from '../domain/once.ts';
import type { ReadState, SourceResponse } from '../domain/source.ts';
import { bodyReader } from './body-reader.ts';
import type { Db } from './open.ts';

/** Whose responses belong to one future customer. */
export interface ResponseOwners {
  /** Key of the enterprise or group; what it holds (departments, groups) has it at the beginning of its own key. */
  readonly root: string;
  /** Keys of users and virtual users, sorted. */
  readonly people: readonly string[];
  /** Sorted too. */
  readonly devices: readonly string[];
}

interface ResponseRow {
  readonly id: number;
  readonly kind: EntityKind;
  readonly key: string;
  readonly base: string;
  readonly part: string;
  readonly settings: number;
}
interface Range {
  readonly kind: EntityKind;
  readonly root: string;
  readonly from: string;
  readonly to: string;
}
interface Listed {
  readonly kind: EntityKind;
  readonly keys: string;
}
type Bases = { readonly bases: string };

/** How the owners of a kind are found: by name, or by the beginning of their key. Responses of the system belong to no customer. */
const OWNERS: Readonly<Record<Exclude<EntityKind, 'system'>, 'people' | 'devices' | 'below'>> = {
  callPark: 'below',
  callPickup: 'below',
  department: 'below',
  device: 'devices',
  dn: 'below',
  group: 'below',
  schedule: 'below',
  serviceInstance: 'people',
  servicePack: 'below',
  serviceProvider: 'below',
  trunkGroup: 'below',
  user: 'people',
};
const KINDS = Object.keys(OWNERS) as readonly (keyof typeof OWNERS)[];

const COLUMNS = 'current_response.id, owner_kind AS kind, owner_key AS key, base, part, settings';
/** Outer loop over the list, inner one along `response_owner`: the answers come in the order of the list. */
const LISTED = `FROM json_each(@keys) AS wanted CROSS JOIN current_response
  WHERE owner_kind = @kind AND owner_key = wanted.value`;
const BELOW = `FROM current_response
  WHERE owner_kind = @kind AND owner_key >= @root AND owner_key < @to AND (owner_key = @root OR owner_key >= @from)`;
const OF_BASES = 'AND base IN (SELECT value FROM json_each(@bases))';
const READ = `AND state = 'read'`;

/**
 * Responses that count, by the customer that they belong to. Every statement follows `response_owner`, so that a
 * customer costs what it holds, however many others there are; how many statements run depends on nothing. What it is read
 * from belongs to one state of the snapshot: after another `extract` or `settle`, make a new one.
 */
export function sourceResponses(db: Db) {
  type Whole = ResponseRow & { readonly body: string };
  type State = { readonly key: string; readonly base: string; readonly state: 'read' | 'error' };
  const listed = db.prepare<[Listed], Whole>(`SELECT ${COLUMNS}, body ${LISTED} ${READ}`);
  const below = db.prepare<[Range], Whole>(`SELECT ${COLUMNS}, body ${BELOW} ${READ}`);
  const listedOf = db.prepare<[Listed & Bases], ResponseRow>(
    `SELECT ${COLUMNS} ${LISTED} ${OF_BASES} ${READ} ORDER BY wanted.key, base, part`,
  );
  const belowOf = db.prepare<[Range & Bases], ResponseRow>(
    `SELECT ${COLUMNS} ${BELOW} ${OF_BASES} ${READ} ORDER BY owner_key, base, part`,
  );
  const listedStates = db.prepare<[Listed], State>(`SELECT owner_key AS key, base, state ${LISTED}`);
  const belowStates = db.prepare<[Range], State>(`SELECT owner_key AS key, base, state ${BELOW}`);
  const stateOf = db
    .prepare<[string, string, string], 'read' | 'error'>(
      `SELECT state FROM current_response WHERE owner_kind = ? AND owner_key = ? AND base = ? ORDER BY state DESC LIMIT 1`,
    )
    .pluck();
  const kindsOf = once(() => kindsByBase(db));
  const bodyOf = db.prepare<[number], string>('SELECT body FROM response WHERE id = ?').pluck();
  const read = bodyReader(db);
  const whole = (kind: EntityKind, { key, base, part, settings, body }: Whole): SourceResponse => ({
    owner: { kind, key },
    base,
    ...(part === '' ? {} : { part }),
    settings,
    body: () => read(body),
  });
  const later = (kind: EntityKind, { id, key, base, part, settings }: ResponseRow): SourceResponse => ({
    owner: { kind, key },
    base,
    ...(part === '' ? {} : { part }),
    settings,
    body: () => read(bodyOf.get(id) ?? '{}'),
  });

  return {
    /** All of some users with their bodies, read one after the other; none is kept. */
    *ofUsers(users: readonly string[]): Generator<SourceResponse> {
      for (const row of listed.iterate({ kind: 'user', keys: JSON.stringify(users) })) yield whole('user', row);
    },
    /** All of these owners, in the same way. */
    *others(owners: ResponseOwners): Generator<SourceResponse> {
      for (const kind of KINDS) {
        const list = listOf(kind, owners);
        const rows = list === undefined ? below.iterate(rangeOf(kind, owners)) : listed.iterate(list);
        for (const row of rows) yield whole(kind, row);
      }
    },
    /**
     * Those with one of these bases, in the order of kind, key, base and part; a body is read when somebody asks for it.
     * What a provider says about its schedules is for all of its groups, also where each of them is a customer.
     */
    *ofBases(owners: ResponseOwners, wanted: ReadonlySet<string>): Generator<SourceResponse> {
      const bases = JSON.stringify([...wanted]);
      const kinds = new Set([...wanted].flatMap((base) => kindsOf().get(base) ?? []));
      for (const kind of KINDS) {
        if (!kinds.has(kind)) continue;
        const list = listOf(kind, owners);
        const rows =
          list === undefined ? belowOf.all({ ...rangeOf(kind, owners), bases }) : listedOf.all({ ...list, bases });
        yield* rows.map((row) => later(kind, row));
      }
      const [provider = ''] = owners.root.split('/');
      const shared = [...wanted].filter((base) => base.startsWith('ServiceProviderSchedule'));
      if (provider === owners.root || shared.length === 0) return;
      for (const kind of ['serviceProvider', 'schedule'] as const) {
        const range = rangeOf(kind, { ...owners, root: provider });
        yield* belowOf.all({ ...range, bases: JSON.stringify(shared) }).map((row) => later(kind, row));
      }
    },
    /** What was asked about some users, by user and base. */
    statesOfUsers(users: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, 'read' | 'error'>> {
      const known = new Map<string, Map<string, 'read' | 'error'>>();
      for (const { key, base, state } of listedStates.iterate({ kind: 'user', keys: JSON.stringify(users) })) {
        const states = known.get(key) ?? new Map<string, 'read' | 'error'>();
        known.set(key, states);
        if (states.get(base) !== 'read') states.set(base, state);
      }
      return known;
    },
    /** What was asked about the owners of a customer, read at once; about others, such as the system, one by one. */
    states(owners: ResponseOwners): (owner: EntityRef, base: string) => ReadState {
      const own = { people: new Set(owners.people), devices: new Set(owners.devices) };
      const belongs = ({ kind, key }: EntityRef): boolean => {
        if (kind === 'system') return false;
        const by = OWNERS[kind];
        return by === 'below' ? key === owners.root || key.startsWith(`${owners.root}/`) : own[by].has(key);
      };
      const known = new Map<string, Map<string, 'read' | 'error'>>();
      for (const kind of KINDS) {
        const list = listOf(kind, owners);
        const rows = list === undefined ? belowStates.iterate(rangeOf(kind, owners)) : listedStates.iterate(list);
        for (const { key, base, state } of rows) {
          const name = `${kind} ${base}`;
          const states = known.get(name) ?? new Map<string, 'read' | 'error'>();
          known.set(name, states);
          // Parts of one answer may differ: that some of it was read counts.
          if (states.get(key) !== 'read') states.set(key, state);
        }
      }
      // Lists of the system or of the provider of a group: few, and asked for once per user.
      const others = new Map<string, ReadState>();
      const stateOfOther = ({ kind, key }: EntityRef, base: string): ReadState => {
        const name = `${kind}:${key} ${base}`;
        const found = others.get(name) ?? stateOf.get(kind, key, base) ?? 'never-asked';
        others.set(name, found);
        return found;
      };
      return (owner, base) =>
        belongs(owner)
          ? (known.get(`${owner.kind} ${base}`)?.get(owner.key) ?? 'never-asked')
          : stateOfOther(owner, base);
    },
  };
}

/**
 * Which kinds of owners have a response of a base, anywhere in the snapshot. A small customer asks for dozens of bases that
 * nobody has: with thousands of customers that costs more than what they have.
 */
function kindsByBase(db: Db): ReadonlyMap<string, readonly string[]> {
  // From one to the next along `response_base`: a snapshot has some hundred pairs, and millions of responses.
  const nextBase = db
    .prepare<[string], string>('SELECT base FROM response WHERE base > ? ORDER BY base LIMIT 1')
    .pluck();
  const nextKind = db
    .prepare<[string, string], string>(
      'SELECT owner_kind FROM response WHERE base = ? AND owner_kind > ? ORDER BY owner_kind LIMIT 1',
    )
    .pluck();
  const kinds = new Map<string, string[]>();
  for (let base = nextBase.get(''); base !== undefined; base = nextBase.get(base)) {
    const own: string[] = [];
    for (let kind = nextKind.get(base, ''); kind !== undefined; kind = nextKind.get(base, kind)) own.push(kind);
    kinds.set(base, own);
  }
  return kinds;
}

function listOf(kind: keyof typeof OWNERS, owners: ResponseOwners): Listed | undefined {
  const by = OWNERS[kind];
  return by === 'below' ? undefined : { kind, keys: JSON.stringify(owners[by]) };
}

/** Behind every key that begins with a key and `/`. */
const AFTER_SLASH = String.fromCharCode('/'.charCodeAt(0) + 1);

function rangeOf(kind: EntityKind, { root }: ResponseOwners): Range {
  return { kind, root, from: `${root}/`, to: root + AFTER_SLASH };
}
