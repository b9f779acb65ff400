import { chmodSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { MigrationError } from '../domain/errors.ts';
import { newId, plainId } from './ids.ts';
import type { ObjectDataByKind, ObjectKind, Stored } from './objects.ts';
import type { ViolationRule } from './violations.ts';

export type Db = Database.Database;

const SCHEMA = new URL('./schema.sql', import.meta.url);

/** Long enough for a command with an embedded sandbox to end; nobody waits longer for one that goes on serving. */
const WAIT_MS = 2000;

/**
 * Opens the state file of a sandbox, or makes it. It is of one sandbox at a time: pauses, tokens and faults live in the
 * process, and two would contradict each other. The operating system gives the lock up when the process is gone, killed
 * or not.
 *
 * WAL with `synchronous=NORMAL`: what is committed survives a kill of the process, which is all a simulator promises.
 *
 * @throws `SQLITE_BUSY` when another sandbox has it open
 */
export function openState(file: string): Db {
  if (file !== ':memory:') refuseForeign(file);
  const db = new Database(file, { timeout: WAIT_MS });
  try {
    // Before anything is read: a connection that has read in WAL mode shares the file from then on.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.exec(readFileSync(SCHEMA, 'utf8'));
    if (file !== ':memory:') chmodSync(file, 0o600);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Tables made beside others cannot be taken out again: the database of a migration is no state file. */
function refuseForeign(file: string): void {
  const db = new Database(file, { timeout: WAIT_MS });
  let tables: string[];
  try {
    tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  } finally {
    db.close();
  }
  if (tables.length === 0 || tables.includes('request_log')) return;
  throw new MigrationError('USAGE', `${file} holds something else than the state of a sandbox`, {
    hint: 'Name another file with --state; one that is not there is made.',
  });
}

interface Row {
  readonly seq: number;
  readonly kind: string;
  readonly id: string;
  readonly org: string;
  readonly key: string;
  readonly location: string | null;
  readonly number: string | null;
  readonly extension: string | null;
  readonly owner: string | null;
  readonly tag: string | null;
  readonly data: string;
  readonly created_at: number;
  readonly due_at: number | null;
}

/** The one place that casts: rows were written by `insert` and `update` below, typed by kind. */
function stored<Kind extends ObjectKind>(row: Row): Stored<Kind> {
  return {
    seq: row.seq,
    kind: row.kind as Kind,
    id: row.id,
    org: row.org,
    key: row.key,
    location: row.location,
    number: row.number,
    extension: row.extension,
    owner: row.owner,
    tag: row.tag,
    createdAt: row.created_at,
    dueAt: row.due_at,
    data: JSON.parse(row.data) as ObjectDataByKind[Kind],
  };
}

/** Objects created before a cut-off: reads of the API may not see the newest yet. Lists are in order of creation. */
export interface StateView {
  get<Kind extends ObjectKind>(kind: Kind, id: string | undefined | null): Stored<Kind> | undefined;
  byKey<Kind extends ObjectKind>(kind: Kind, key: string): Stored<Kind>[];
  inOrg<Kind extends ObjectKind>(kind: Kind, org: string): Stored<Kind>[];
  inLocation<Kind extends ObjectKind>(kind: Kind, location: string): Stored<Kind>[];
  ownedBy<Kind extends ObjectKind>(kind: Kind, owner: string): Stored<Kind>[];
  all<Kind extends ObjectKind>(kind: Kind): Stored<Kind>[];
  /** Person, Webex workspace, virtual line or feature that holds a number or an extension. */
  holderOfNumber(number: string): Stored | undefined;
  holderOfExtension(location: string, extension: string): Stored | undefined;
}

export type NewObject<Kind extends ObjectKind> = Pick<Stored<Kind>, 'org' | 'key' | 'data'> &
  Partial<Pick<Stored<Kind>, 'location' | 'number' | 'extension' | 'owner' | 'tag' | 'dueAt' | 'id'>>;

export type State = ReturnType<typeof createState>;

/** The `object`, `meta` and `violation` tables. Statements are prepared once. */
export function createState(db: Db, now: () => Date) {
  const select = (where: string) =>
    db.prepare<(string | number)[], Row>(`SELECT * FROM object WHERE ${where} AND created_at <= ? ORDER BY seq`);
  const byId = select('id = ? AND kind = ?');
  const byKey = select('kind = ? AND key = ?');
  const byOrg = select('org = ? AND kind = ?');
  const byLocation = select('location = ? AND kind = ?');
  const byOwner = select('owner = ? AND kind = ?');
  const byKind = select('kind = ?');
  const byNumber = select("number = ? AND kind <> 'number'");
  const byExtension = select('location = ? AND extension = ?');
  const selectDue = db.prepare<[number], Row>('SELECT * FROM object WHERE due_at <= ? ORDER BY due_at, seq');
  const insertRow = db.prepare(
    `INSERT INTO object (kind, id, org, key, location, number, extension, owner, tag, data, created_at, due_at)
     VALUES (@kind, @id, @org, @key, @location, @number, @extension, @owner, @tag, @data, @createdAt, @dueAt)`,
  );
  const updateRow = db.prepare(
    `UPDATE object SET key = @key, location = @location, number = @number, extension = @extension, owner = @owner,
       tag = @tag, org = @org, data = @data, due_at = @dueAt WHERE id = @id`,
  );
  const deleteRow = db.prepare<[string]>('DELETE FROM object WHERE id = ?');
  const insertViolation = db.prepare<[string, string, string]>(
    'INSERT INTO violation (at, rule, detail) VALUES (?, ?, ?)',
  );
  const countTagged = db.prepare<[string, string, string], { count: number }>(
    'SELECT count(*) AS count FROM object WHERE owner = ? AND kind = ? AND tag = ?',
  );
  const countAny = db.prepare<[string, string], { count: number }>(
    'SELECT count(*) AS count FROM object WHERE owner = ? AND kind = ?',
  );
  const selectMeta = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?');
  const insertMeta = db.prepare<[string, string]>('INSERT INTO meta (name, value) VALUES (?, ?)');

  function view(cutoff: number): StateView {
    return {
      get: <Kind extends ObjectKind>(kind: Kind, id: string | undefined | null) => {
        const row = id === undefined || id === null ? undefined : byId.get(plainId(id), kind, cutoff);
        return row ? stored<Kind>(row) : undefined;
      },
      byKey: <Kind extends ObjectKind>(kind: Kind, key: string) =>
        byKey.all(kind, key, cutoff).map((row) => stored<Kind>(row)),
      inOrg: <Kind extends ObjectKind>(kind: Kind, org: string) =>
        byOrg.all(org, kind, cutoff).map((row) => stored<Kind>(row)),
      inLocation: <Kind extends ObjectKind>(kind: Kind, location: string) =>
        byLocation.all(location, kind, cutoff).map((row) => stored<Kind>(row)),
      ownedBy: <Kind extends ObjectKind>(kind: Kind, owner: string) =>
        byOwner.all(owner, kind, cutoff).map((row) => stored<Kind>(row)),
      all: <Kind extends ObjectKind>(kind: Kind) => byKind.all(kind, cutoff).map((row) => stored<Kind>(row)),
      holderOfNumber: (number) => first(byNumber.get(number, cutoff)),
      holderOfExtension: (location, extension) => first(byExtension.get(location, extension, cutoff)),
    };
  }

  const everything = view(Number.MAX_SAFE_INTEGER);

  return {
    ...everything,
    /** What a read sees when objects younger than `delayMs` are still invisible. */
    seen: (delayMs: number): StateView => (delayMs <= 0 ? everything : view(now().getTime() - delayMs)),
    due: (): Stored[] => selectDue.all(now().getTime()).map((row) => stored(row)),

    insert<Kind extends ObjectKind>(kind: Kind, object: NewObject<Kind>): Stored<Kind> {
      const row = {
        kind,
        id: object.id ?? newId(kind),
        org: object.org,
        key: object.key,
        location: object.location ?? null,
        number: object.number ?? null,
        extension: object.extension ?? null,
        owner: object.owner ?? null,
        tag: object.tag ?? null,
        createdAt: now().getTime(),
        dueAt: object.dueAt ?? null,
      };
      const { lastInsertRowid } = insertRow.run({ ...row, data: JSON.stringify(object.data) });
      return { ...row, seq: Number(lastInsertRowid), data: object.data };
    },
    update<Kind extends ObjectKind>(
      object: Stored<Kind>,
      changes: Partial<Omit<Stored<Kind>, 'seq' | 'kind' | 'id' | 'createdAt'>>,
    ): Stored<Kind> {
      const { seq, kind, createdAt, ...row } = { ...object, ...changes };
      updateRow.run({ ...row, data: JSON.stringify(row.data) });
      return { seq, kind, createdAt, ...row };
    },
    /** How many objects of an owner carry a tag, or any (`undefined`). */
    countOwned(kind: ObjectKind, owner: string, tag?: string): number {
      const row = tag === undefined ? countAny.get(owner, kind) : countTagged.get(owner, kind, tag);
      return row?.count ?? 0;
    },
    remove(id: string): void {
      deleteRow.run(id);
    },

    /** Notes that a client did what the real target punishes or silently spoils; tests assert that there is none. */
    violate(rule: ViolationRule, detail: string): void {
      insertViolation.run(now().toISOString(), rule, detail);
    },
    /** A value that is made once per state file. */
    once(name: string, make: () => string): string {
      const known = selectMeta.get(name);
      if (known) return known.value;
      const value = make();
      insertMeta.run(name, value);
      return value;
    },
  };
}

function first(row: Row | undefined): Stored | undefined {
  return row ? stored(row) : undefined;
}

export interface Violation {
  readonly at: string;
  readonly rule: string;
  readonly detail: string;
}

export function readViolations(db: Db): Violation[] {
  return db.prepare<[], Violation>('SELECT at, rule, detail FROM violation ORDER BY seq').all();
}
