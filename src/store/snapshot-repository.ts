import { createHash } from 'node:crypto';
import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type { ExtractIssue, SnapshotRows, StoredResponse } from '../domain/snapshot.ts';
import type { SourceFeature, SourceUser } from '../domain/source.ts';
import type { Db } from './open.ts';
import { readSnapshotFacts, type SnapshotFacts } from './snapshot-facts.ts';
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
  readonly joinedBy: 'self' | 'request' | 'echo' | 'system' | undefined;
  readonly errorText: string | undefined;
}
/** As SQLite gives it, in the order of {@link ResponseRow}. */
type RawResponse = readonly [
  ...[id: number, file: number, stream: number, base: string, state: 'read' | 'error', echo: string],
  ownerKind: EntityKind | null,
  ownerKey: string | null,
  joinedBy: 'self' | 'request' | 'echo' | 'system' | null,
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

interface Settled {
  readonly of: string;
  readonly facts: SnapshotFacts;
}
/** In `meta`. */
const SETTLED = 'settled';
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
    'UPDATE source_file SET digest = ?, bytes = ?, encoding = ?, documents = ?, commands = ? WHERE id = ?',
  );
  const deleteFile = db.prepare<[number | bigint]>('DELETE FROM source_file WHERE id = ?');
  const deleteUnfinished = db.prepare('DELETE FROM source_file WHERE digest IS NULL');
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
       error_code, error_text, settings, body, current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  );
  const insertIssue = db.prepare(
    'INSERT INTO extract_issue (file_id, offset, kind, code, message, phase) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const deleteSettleIssues = db.prepare(`DELETE FROM extract_issue WHERE phase = 'settle'`);
  // Fetched for every response, and more than once: only what joining needs.
  // Fetched for every response: only what joining needs, and as plain lists.
  const joining = `SELECT id, file_id, stream, base, state, echo, owner_kind, owner_key, joined_by,
     CASE base WHEN 'ErrorResponse' THEN error_text END FROM response`;
  const selectResponses = db.prepare<[]>(`${joining} ORDER BY id`);
  const selectResponse = db.prepare<[number]>(`${joining} WHERE id = ?`);
  const selectJoinedOwners = db.prepare<[], EntityRef>(
    `SELECT DISTINCT owner_kind AS kind, owner_key AS key FROM response
     WHERE state = 'read' AND joined_by IN ('self', 'request') AND owner_key IS NOT NULL`,
  );
  const selectBases = db.prepare<[], string>('SELECT DISTINCT base FROM response').pluck();
  const selectBodies = db.prepare<[string], { id: number; body: string }>(
    // One pass for all bases: only what is current has an index.
    'SELECT id, body FROM response WHERE base IN (SELECT value FROM json_each(?)) ORDER BY id',
  );
  const selectPlace = db.prepare<[number], { type: string; offset: number }>(
    'SELECT type, offset FROM response WHERE id = ?',
  );
  // Order by content, never by id: what is projected must not depend on the order of reading.
  const selectCurrent = db.prepare<[string], CurrentRow>(
    `SELECT base, owner_kind AS kind, owner_key AS key, part, state, error_text AS error, body FROM response
     WHERE current = 1 AND base = ? AND owner_kind <> 'user' ORDER BY owner_kind, owner_key, part`,
  );
  const selectOfUsers = db.prepare<[string, number], CurrentRow>(
    `SELECT base, owner_kind AS kind, owner_key AS key, part, state, error_text AS error, body FROM response
     WHERE current = 1 AND owner_kind = 'user' AND owner_key > ? ORDER BY owner_key LIMIT ?`,
  );
  const updateOwner = db.prepare('UPDATE response SET owner_kind = ?, owner_key = ?, joined_by = ? WHERE id = ?');
  const clearCurrent = db.prepare('UPDATE response SET current = 0 WHERE current = 1');
  const setCurrent = db.prepare(
    `UPDATE response SET current = 1 WHERE id IN
       (SELECT max(id) FROM response WHERE owner_key IS NOT NULL GROUP BY owner_kind, owner_key, base, part)`,
  );
  const selectIndices = db.prepare<[], { name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'response' AND sql LIKE '%current = 1'`,
  );
  const rows = snapshotRowWriter(db);

  const addAll = db.transaction(
    (file: number | bigint, responses: readonly StoredResponse[], issues: readonly ExtractIssue[]) => {
      for (const it of responses) {
        insertResponse.run(
          file,
          it.offset,
          it.type,
          it.base,
          it.state,
          it.known ? 1 : 0,
          it.stream,
          it.echo,
          it.ownerKind ?? null,
          it.ownerKey ?? null,
          it.joinedBy ?? null,
          it.part,
          it.errorCode ?? null,
          it.errorText ?? null,
          it.settings,
          it.body,
        );
      }
      for (const issue of issues)
        insertIssue.run(file, issue.offset ?? null, issue.kind, issue.code, issue.message, 'read');
    },
  );

  const fingerprint = (rules: string): string =>
    createHash('sha256')
      .update([rules, ...selectFinished.all()].join('\n'))
      .digest('hex');

  return {
    dropUnfinished: (): void => void deleteUnfinished.run(),
    hasDigest: (digest: string): boolean => selectDigest.get(digest) !== undefined,
    /** Rows of an unfinished file never count: they are not current, and the next run removes them. */
    beginFile(path: string, readAt: Date) {
      const file = insertFile.run(path, readAt.toISOString()).lastInsertRowid;
      return {
        add: (responses: readonly StoredResponse[], issues: readonly ExtractIssue[]): void =>
          addAll(file, responses, issues),
        finish(facts: {
          readonly digest: string;
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
          return true;
        },
        discard: (): void => void deleteFile.run(file),
      };
    },
    *responses(): Generator<ResponseRow> {
      for (const row of selectResponses.raw().iterate() as Iterable<RawResponse>) yield toResponseRow(row);
    },
    *responsesOf(ids: Iterable<number>): Generator<ResponseRow> {
      for (const id of ids) {
        const row = selectResponse.raw().get(id) as RawResponse | undefined;
        if (row !== undefined) yield toResponseRow(row);
      }
    },
    joinedOwners: (): EntityRef[] => selectJoinedOwners.all(),
    bases: (): string[] => selectBases.all(),
    placeOf: (id: number): { type: string; offset: number } => selectPlace.get(id) ?? { type: '', offset: 0 },
    *bodies(bases: readonly string[]): Generator<{ readonly id: number; readonly body: string }> {
      yield* selectBodies.iterate(JSON.stringify(bases));
    },
    *current(base: string) {
      for (const row of selectCurrent.iterate(base)) yield toCurrent(row);
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
          yield { key, responses: whole.slice(from, to).map(toCurrent) };
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
        readonly joinedBy: 'request' | 'echo' | undefined;
      }[],
    ): void {
      for (const { id, owner, joinedBy } of updates)
        updateOwner.run(owner?.kind ?? null, owner?.key ?? null, joinedBy ?? null, id);
    },
    markCurrent(): void {
      clearCurrent.run();
      // Sorting an index at the end is quicker than filling it in the order of reading.
      const indices = selectIndices.all();
      for (const { name } of indices) db.exec(`DROP INDEX ${name}`);
      setCurrent.run();
      for (const { sql } of indices) db.exec(sql);
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
    transaction: (work: () => void): void => db.transaction(work).immediate(),
    facts: (): SnapshotFacts => readSnapshotFacts(db),
  };
}

function toCurrent(row: CurrentRow) {
  const owner: EntityRef = { kind: row.kind, key: row.key };
  return { base: row.base, owner, part: row.part, state: row.state, error: row.error ?? undefined, body: row.body };
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
