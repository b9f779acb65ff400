import { createHash } from 'node:crypto';
import { MigrationError } from '../domain/errors.ts';
import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type { ResponseBatch, ResponseHead } from '../domain/response-batch.ts';
import type { BodyElement } from '../domain/response-body.ts';
import type { ExtractIssue, FileClaim, SnapshotRows } from '../domain/snapshot.ts';
import type { SourceFeature, SourceUser } from '../domain/source.ts';
import { bodyReader } from './body-reader.ts';
import { fileContexts } from './file-contexts.ts';
import type { Db } from './open.ts';
import { type AskedCounts, readSnapshotFacts, type SnapshotFacts } from './snapshot-facts.ts';
import { snapshotRowWriter } from './snapshot-rows.ts';

interface ResponseRow {
  readonly id: number;
  readonly file: number;
  readonly stream: number;
  readonly base: string;
  readonly state: 'read' | 'error';
  readonly echo: string;
  readonly ownerKind: EntityKind | undefined;
  readonly ownerKey: string | undefined;
  readonly joinedBy: 'self' | 'request' | 'echo' | 'path' | 'manifest' | 'system' | undefined;
  readonly errorText: string | undefined;
}
/** As SQLite gives it, in the order of {@link ResponseRow}. */
type RawResponse = readonly [
  ...[id: number, file: number, stream: number, base: string, state: 'read' | 'error', echo: string],
  ownerKind: EntityKind | null,
  ownerKey: string | null,
  joinedBy: 'self' | 'request' | 'echo' | 'path' | 'manifest' | 'system' | null,
  errorText: string | null,
];

interface CurrentRow {
  readonly part: string;
  readonly base: string;
  readonly kind: EntityRef['kind'];
  readonly key: string;
  readonly state: 'read' | 'error';
  readonly error: string | null;
  readonly body: string;
}

/** As the index of owners holds it. */
interface UserRow {
  readonly id: number;
  readonly key: string;
  readonly base: string;
  readonly part: string;
  readonly state: 'read' | 'error';
}

interface Settled {
  readonly of: string;
  readonly facts: SnapshotFacts;
}
/** In `meta`. */
const SETTLED = 'settled';
/** As the schema makes them. */
const INDICES: ReadonlyMap<string, string> = new Map([
  ['response_file', 'file_id'],
  ['response_owner', 'owner_kind, owner_key, base, part, state, current'],
  ['response_base', 'base, owner_kind, owner_key'],
]);
const BULK_CACHE_KIB = 24 * 1024;
const USUAL_CACHE_KIB = 16 * 1000;
/** Responses of users that are read at a time. */
const USER_PAGE = 2000;

/** Responses as captures hold them, and the rows that are projected from those that count. */
export function snapshotRepository(db: Db) {
  const insertFile = db.prepare<[string, string]>(
    `INSERT INTO source_file (path, digest, bytes, encoding, documents, commands, read_at) VALUES (?, NULL, 0, '', 0, 0, ?)`,
  );
  const finishFile = db.prepare(
    'UPDATE source_file SET digest = ?, bytes = ?, encoding = ?, documents = ?, commands = ?, checkpoint = NULL WHERE id = ?',
  );
  const deleteFile = db.prepare<[number | bigint]>('DELETE FROM source_file WHERE id = ?');
  const deleteUnfinished = db.prepare<[string]>(
    `DELETE FROM source_file WHERE digest IS NULL
       AND (checkpoint IS NULL OR path NOT IN (SELECT value FROM json_each(?)))`,
  );
  const selectHalfRead = db.prepare<[string], { id: number; checkpoint: string }>(
    'SELECT id, checkpoint FROM source_file WHERE digest IS NULL AND checkpoint IS NOT NULL AND path = ?',
  );
  const setCheckpoint = db.prepare<[string, number | bigint]>('UPDATE source_file SET checkpoint = ? WHERE id = ?');
  const deleteBehind = [
    db.prepare<[number, number]>('DELETE FROM response WHERE file_id = ? AND offset >= ?'),
    db.prepare<[number, number]>('DELETE FROM extract_issue WHERE file_id = ? AND offset >= ?'),
  ];
  const recount = db.prepare<[number]>(
    `UPDATE source_file SET open_joins = (SELECT count(*) FROM response WHERE file_id = source_file.id AND (owner_key IS NULL
       OR (joined_by <> 'system' AND echo <> ''))) WHERE id = ?`,
  );
  const selectDigest = db.prepare<[string], { id: number }>('SELECT id FROM source_file WHERE digest = ?');
  const selectSize = db.prepare<[number], { id: number }>(
    // Archives are recorded without their size.
    'SELECT id FROM source_file WHERE digest IS NOT NULL AND bytes IN (0, ?) LIMIT 1',
  );
  const selectFinished = db
    .prepare<[], string>(`SELECT id || ' ' || digest FROM source_file WHERE digest IS NOT NULL ORDER BY id`)
    .pluck();
  const selectSettled = db.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck();
  const putSettled = db.prepare<[string, string]>(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const insertResponse = db.prepare(
    `INSERT INTO response (file_id, offset, type, base, state, known, stream, echo, owner_kind, owner_key, joined_by, part,
       error_code, error_text, settings, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))`,
  );
  const insertIssue = db.prepare(
    'INSERT INTO extract_issue (file_id, offset, kind, code, message, phase) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const deleteSettleIssues = db.prepare(`DELETE FROM extract_issue WHERE phase = 'settle'`);
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
  // Order by content, never by id: what is projected must not depend on the order of reading.
  const selectCurrent = db.prepare<[string], CurrentRow>(
    `SELECT base, owner_kind AS kind, owner_key AS key, part, state, error_text AS error, body FROM current_response
     WHERE base = ? AND owner_kind <> 'user' ORDER BY owner_kind, owner_key, part`,
  );
  // No file is half read when responses are settled, so that the index alone answers.
  const selectOfUsers = db.prepare<[string, number], UserRow>(
    `SELECT id, owner_key AS key, base, part, state FROM response
     WHERE owner_kind = 'user' AND owner_key > ? AND current = 1 ORDER BY owner_key LIMIT ?`,
  );
  const selectContent = db.prepare<[number], CurrentRow>(
    `SELECT base, owner_kind AS kind, owner_key AS key, part, state, error_text AS error, body FROM response WHERE id = ?`,
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
  const insertPattern = db.prepare<[string, string]>(
    'INSERT INTO table_pattern (id, content) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const countOpen = db.prepare<[number, number | bigint]>(
    'UPDATE source_file SET open_joins = open_joins + ? WHERE id = ?',
  );
  const anyResponse = db.prepare<[], { id: number }>('SELECT id FROM response LIMIT 1');
  const bodies = bodyReader(db);
  const rows = snapshotRowWriter(db);
  const contexts = fileContexts(db);

  const addAll = db.transaction((file: number | bigint, batch: ResponseBatch, checkpoint: string | undefined) => {
    for (const { id, content } of batch.patterns) insertPattern.run(id, content);
    const rare = new Map(batch.rare.map((fields) => [fields.row, fields] as const));
    const bodies = Buffer.from(batch.bodies.buffer, batch.bodies.byteOffset, batch.bodies.byteLength);
    let open = 0;
    for (let row = 0; row < batch.count; row++) {
      const head = batch.heads[batch.head[row] ?? 0];
      if (head === undefined) continue;
      const fields = rare.get(row);
      const echo = batch.echo[row] ?? null;
      const key = batch.ownerKey[row] ?? null;
      if (isOpen(head, key, echo)) open += 1;
      insertResponse.run(
        file,
        batch.offset[row],
        head.type,
        head.base,
        head.state,
        head.known ? 1 : 0,
        batch.stream[row],
        echo,
        head.ownerKind ?? null,
        key,
        head.joinedBy ?? null,
        fields?.part ?? '',
        fields?.errorCode ?? null,
        fields?.errorText ?? null,
        batch.settings[row],
        bodies.subarray(row === 0 ? 0 : batch.bodyEnd[row - 1], batch.bodyEnd[row]),
      );
    }
    for (const issue of batch.issues)
      insertIssue.run(file, issue.offset ?? null, issue.kind, issue.code, issue.message, 'read');
    if (open > 0) countOpen.run(open, file);
    if (checkpoint !== undefined) setCheckpoint.run(checkpoint, file);
  });

  /** Rows of an unfinished file never count: it is not settled. */
  const sinkOf = (file: number | bigint) => ({
    add: (batch: ResponseBatch, checkpoint?: string): void => addAll(file, batch, checkpoint),
    claim: (claims: readonly FileClaim[]): void => contexts.claim(file, claims),
    finish(facts: {
      readonly digest: string;
      readonly content?: string;
      readonly bytes: number;
      readonly encoding: string;
      readonly documents: number;
      readonly commands: number;
    }): boolean {
      if (selectDigest.get(facts.digest) !== undefined) {
        deleteFile.run(file);
        return false;
      }
      finishFile.run(facts.digest, facts.bytes, facts.encoding, facts.documents, facts.commands, file);
      contexts.finish(file, facts);
      return true;
    },
    discard: (): void => void deleteFile.run(file),
  });

  const toUserResponse = ({ id, base, part, state }: UserRow) => ({
    base,
    part,
    state,
    content() {
      const row = selectContent.get(id);
      if (row === undefined) throw new MigrationError('DATABASE', `the database is damaged: no response ${id}`);
      return toCurrent(row, bodies);
    },
  });

  const fingerprint = (rules: string): string =>
    createHash('sha256')
      .update([rules, ...selectFinished.all()].join('\n'))
      .digest('hex');

  return {
    dropUnfinished: (keep: readonly string[]): void => void deleteUnfinished.run(JSON.stringify(keep)),
    halfRead: (path: string): { id: number; checkpoint: string } | undefined => selectHalfRead.get(path),
    resumeFile: db.transaction(({ id }: { readonly id: number }, offset: number) => {
      for (const statement of deleteBehind) statement.run(id, offset);
      recount.run(id);
      return sinkOf(id);
    }),
    hasDigest: (digest: string): boolean => selectDigest.get(digest) !== undefined,
    beginFile: (path: string, readAt: Date) => sinkOf(insertFile.run(path, readAt.toISOString()).lastInsertRowid),
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
    claims: contexts.claims,
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
    *current(base: string) {
      for (const row of selectCurrent.iterate(base)) yield toCurrent(row, bodies);
    },
    /** In pages, because rows may be written while this goes on. */
    *currentOfUsers() {
      let after = '';
      for (let limit = USER_PAGE; ; ) {
        const page = selectOfUsers.all(after, limit);
        const last = page.length < limit ? undefined : page.at(-1)?.key;
        // The last user of a full page may go on behind it.
        const whole = last === undefined ? page : page.filter(({ key }) => key !== last);
        for (let from = 0, to = 0; from < whole.length; from = to) {
          const key = whole[from]?.key ?? '';
          while (to < whole.length && whole[to]?.key === key) to += 1;
          yield { key, responses: whole.slice(from, to).map(toUserResponse) };
          after = key;
        }
        if (last === undefined) return;
        limit = whole.length === 0 ? limit * 2 : USER_PAGE;
      }
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
    clearRows: (): void => rows.clear(),
    addRows: (content: SnapshotRows): void => rows.add(content),
    addUserRows: (user: SourceUser, features: readonly SourceFeature[]): void => rows.addUser(user, features),
    replaceSettleIssues(issues: readonly (ExtractIssue & { readonly file?: number })[]): void {
      deleteSettleIssues.run();
      for (const it of issues)
        insertIssue.run(it.file ?? null, it.offset ?? null, it.kind, it.code, it.message, 'settle');
    },
    /** Whether a file of this size could be stored already, so that it is worth while to hash it. */
    mayHold: (bytes: number): boolean => selectSize.get(bytes) !== undefined,
    /** What was found when exactly the files that are stored now were settled, by the same rules. */
    settledFacts(rules: string): SnapshotFacts | undefined {
      const stored = selectSettled.get(SETTLED);
      if (stored === undefined) return undefined;
      const settled = JSON.parse(stored) as Settled;
      return settled.of === fingerprint(rules) ? settled.facts : undefined;
    },
    rememberSettled(rules: string, facts: SnapshotFacts): void {
      const settled: Settled = { of: fingerprint(rules), facts };
      putSettled.run(SETTLED, JSON.stringify(settled));
    },
    /** Reading is many short transactions of which the last may be lost: the next run reads the file again. */
    async bulk<Result>(work: () => Promise<Result>): Promise<Result> {
      // Sorting an index at the end is quicker than filling it in the order of reading.
      if (anyResponse.get() === undefined) for (const name of INDICES.keys()) db.exec(`DROP INDEX IF EXISTS ${name}`);
      db.pragma('synchronous = NORMAL');
      db.pragma(`cache_size = -${BULK_CACHE_KIB}`);
      db.pragma('wal_autocheckpoint = 10000');
      try {
        return await work();
      } finally {
        db.pragma('synchronous = FULL');
        db.pragma(`cache_size = -${USUAL_CACHE_KIB}`);
        db.pragma('wal_autocheckpoint = 1000');
      }
    },
    /** The indices that joining leans on; they are missing after the first files of an empty database. */
    buildIndices(): void {
      for (const [name, columns] of INDICES) db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON response (${columns})`);
    },
    transaction: <Result>(work: () => Result): Result => db.transaction(work).immediate(),
    facts: (askedUsers: AskedCounts): SnapshotFacts => readSnapshotFacts(db, askedUsers),
  };
}

/** Whether only the whole of what is loaded tells whose row it is, or whether its owner is right. */
function isOpen({ joinedBy }: ResponseHead, key: string | null, echo: string | null): boolean {
  return key === null || (joinedBy !== 'system' && echo !== null && echo !== '');
}

function toCurrent(row: CurrentRow, bodies: (json: string) => BodyElement) {
  const owner: EntityRef = { kind: row.kind, key: row.key };
  const { base, part, state } = row;
  const body = state === 'error' ? {} : bodies(row.body);
  return { base, owner, part, state, error: row.error ?? undefined, body };
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
