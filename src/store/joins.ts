import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type { BodyElement } from '../domain/response-body.ts';
import type { ResponseRow } from '../domain/response-rows.ts';
import { bodyReader } from './body-reader.ts';
import type { Db } from './open.ts';

/** As SQLite gives it, in the order of {@link ResponseRow}. */
type RawResponse = readonly [
  ...[id: number, file: number, stream: number, base: string, state: 'read' | 'error', echo: string],
  ownerKind: EntityKind | null,
  ownerKey: string | null,
  joinedBy: 'self' | 'request' | 'echo' | 'path' | 'manifest' | 'system' | null,
  errorText: string | null,
];

/** As the schema makes them. */
export const INDICES: ReadonlyMap<string, string> = new Map([
  ['response_file', 'file_id'],
  ['response_owner', 'owner_kind, owner_key, base, part, state, current'],
  ['response_base', 'base, owner_kind, owner_key'],
]);

/** Finds the owner of each response over everything that is stored, and which copies count. */
export function joinQueries(db: Db) {
  // May be fetched for every response, and more than once: only what joining needs, and as plain lists.
  const joining = `SELECT id, file_id, stream, base, state, coalesce(echo, ''), owner_kind, owner_key, joined_by,
     CASE base WHEN 'ErrorResponse' THEN error_text END FROM settled_response`;
  const selectOpen = db.prepare<[]>(
    `${joining} WHERE owner_key IS NULL OR joined_by = 'echo' OR (echo <> '' AND joined_by <> 'system') ORDER BY id`,
  );
  const selectOpenJoins = db
    .prepare<[], number>('SELECT coalesce(sum(open_joins), 0) FROM source_file WHERE settled = 1')
    .pluck();
  const selectResponse = db.prepare<[number]>(`${joining} WHERE id = ?`);
  const selectOfFiles = db.prepare<[string]>(
    `${joining} WHERE file_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  const selectJoinedOwners = db.prepare<[], EntityRef>(
    `SELECT DISTINCT owner_kind AS kind, owner_key AS key FROM settled_response
     WHERE state = 'read' AND joined_by IN ('self', 'request') AND owner_key IS NOT NULL`,
  );
  const selectBases = db.prepare<[], string>('SELECT DISTINCT base FROM settled_response').pluck();
  const selectBodies = db.prepare<[string], { id: number; body: string }>(
    // One pass for all bases: only what is current has an index.
    'SELECT id, body FROM settled_response WHERE base IN (SELECT value FROM json_each(?)) ORDER BY id',
  );
  const selectBodiesOf = db.prepare<[string], string>('SELECT body FROM settled_response WHERE base = ?').pluck();
  const selectPlace = db.prepare<[number], { type: string; offset: number }>(
    'SELECT type, offset FROM response WHERE id = ?',
  );
  const updateOwner = db.prepare('UPDATE response SET owner_kind = ?, owner_key = ?, joined_by = ? WHERE id = ?');
  const admit = db.prepare('UPDATE source_file SET settled = 1 WHERE settled = 0 AND digest IS NOT NULL');
  const resetCurrent = db.prepare('UPDATE response SET current = 1 WHERE current = 0');
  // No file is half read when responses are settled, so that the index alone answers.
  const supersede = db.prepare(
    `UPDATE response SET current = 0 FROM (
       SELECT owner_kind AS kind, owner_key AS key, base AS of_base, part AS of_part, max(id) AS latest
       FROM response WHERE owner_key IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING count(*) > 1) AS several
     WHERE owner_kind = kind AND owner_key = key AND base = of_base AND part = of_part AND id <> latest`,
  );
  db.exec('CREATE TEMP TABLE IF NOT EXISTS virtual_user (key TEXT PRIMARY KEY) WITHOUT ROWID');
  const insertVirtual = db.prepare<[string]>('INSERT OR IGNORE INTO temp.virtual_user VALUES (?)');
  const addVirtual = db.prepare(
    `INSERT OR IGNORE INTO temp.virtual_user SELECT DISTINCT owner_key FROM settled_response
     WHERE owner_kind = 'serviceInstance' AND state = 'read' AND base NOT LIKE 'User%' AND owner_key IS NOT NULL`,
  );
  const strong = `base LIKE 'User%' AND joined_by IN ('self', 'request')`;
  const giveToUsers = db.prepare(
    `UPDATE response SET owner_kind = 'user' WHERE owner_kind = 'serviceInstance' AND ${strong}
       AND owner_key NOT IN (SELECT key FROM temp.virtual_user)`,
  );
  const giveToInstances = db.prepare(
    `UPDATE response SET owner_kind = 'serviceInstance' WHERE owner_kind = 'user' AND ${strong}
       AND base <> 'UserGetResponse' AND owner_key IN (SELECT key FROM temp.virtual_user)`,
  );
  const bodies = bodyReader(db);

  return {
    hasOpenJoins: (): boolean => (selectOpenJoins.get() ?? 0) > 0,
    *openResponses(): Generator<ResponseRow> {
      for (const row of selectOpen.raw().iterate() as Iterable<RawResponse>) yield toResponseRow(row);
    },
    *responsesOf(ids: Iterable<number>): Generator<ResponseRow> {
      for (const id of ids) {
        const row = selectResponse.raw().get(id) as RawResponse | undefined;
        if (row !== undefined) yield toResponseRow(row);
      }
    },
    *responsesOfFiles(files: readonly number[]): Generator<ResponseRow> {
      for (const row of selectOfFiles.raw().all(JSON.stringify(files)) as RawResponse[]) yield toResponseRow(row);
    },
    joinedOwners: (): EntityRef[] => selectJoinedOwners.all(),
    bases: (): string[] => selectBases.all(),
    placeOf: (id: number): { type: string; offset: number } => selectPlace.get(id) ?? { type: '', offset: 0 },
    *bodiesOf(base: string): Generator<BodyElement> {
      for (const body of selectBodiesOf.iterate(base)) yield bodies(body);
    },
    *bodies(bases: readonly string[]): Generator<{ readonly id: number; readonly body: BodyElement }> {
      for (const { id, body } of selectBodies.iterate(JSON.stringify(bases))) yield { id, body: bodies(body) };
    },
    setOwners(
      updates: readonly {
        readonly id: number;
        readonly owner: EntityRef | undefined;
        readonly joinedBy: 'request' | 'echo' | 'path' | 'manifest' | undefined;
      }[],
    ): void {
      for (const { id, owner, joinedBy } of updates)
        updateOwner.run(owner?.kind ?? null, owner?.key ?? null, joinedBy ?? null, id);
    },
    admitFinished: (): void => void admit.run(),
    ownByInstances(instances: readonly string[]): void {
      db.exec('DELETE FROM temp.virtual_user');
      for (const key of instances) insertVirtual.run(key);
      addVirtual.run();
      giveToUsers.run();
      giveToInstances.run();
    },
    markCurrent(): void {
      resetCurrent.run();
      supersede.run();
    },
    /** The indices that joining leans on; they are missing after very large files in an empty database. */
    buildIndices(): void {
      for (const [name, columns] of INDICES) db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON response (${columns})`);
    },
  };
}

function toResponseRow(row: RawResponse): ResponseRow {
  const [id, file, stream, base, state, echo, ownerKind, ownerKey, joinedBy, errorText] = row;
  return {
    id,
    file,
    stream,
    base,
    state,
    echo,
    ownerKind: ownerKind ?? undefined,
    ownerKey: ownerKey ?? undefined,
    joinedBy: joinedBy ?? undefined,
    errorText: errorText ?? undefined,
  };
}
