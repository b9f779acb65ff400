import { createHash } from 'node:crypto';
import type { ResponseBatch } from '../domain/response-batch.ts';
import type { ExtractIssue, FileClaim, SnapshotRows } from '../domain/snapshot.ts';
import type { SourceFeature, SourceUser } from '../domain/source.ts';
import type { SourceAudio } from '../domain/source-audio.ts';
import { audioWriter } from './audio-files.ts';
import { currentResponses } from './current-responses.ts';
import { fileContexts } from './file-contexts.ts';
import { INDICES, joinQueries } from './joins.ts';
import type { Db } from './open.ts';
import { responseWriter } from './response-writer.ts';
import { type AskedCounts, readSnapshotFacts, type SnapshotFacts } from './snapshot-facts.ts';
import { snapshotRowWriter } from './snapshot-rows.ts';
import { temporaryShelf } from './temporary-shelf.ts';

interface Settled {
  readonly of: string;
  readonly facts: SnapshotFacts;
}
/** In `meta`. */
const SETTLED = 'settled';
const BULK_CACHE_KIB = 24 * 1024;
const USUAL_CACHE_KIB = 16 * 1000;
/**
 * Rows up to which the indices are filled while reading: whoever stores waits for whoever reads, so that it costs no
 * time. Beyond, their pages outgrow the cache, and sorting them at the end is quicker.
 */
const INDEXED_WHILE_READING = 500_000;

/**
 * Responses as captures hold them, and the rows that are projected from those that count.
 *
 * @param indexedWhileReading - rows from which on an empty database is filled without indices
 */
export function snapshotRepository(db: Db, indexedWhileReading = INDEXED_WHILE_READING) {
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
  // Rows of what encloses others stand before them in the file and come behind them: ids tell what came when.
  const setCheckpoint = db.prepare<[string, number | bigint]>(
    `UPDATE source_file SET checkpoint = json_set(?, '$.stored', json_object(
       'response', (SELECT ifnull(max(id), 0) FROM response), 'extract_issue', (SELECT ifnull(max(id), 0) FROM extract_issue)))
     WHERE id = ?`,
  );
  const deleteBehind = (['response', 'extract_issue'] as const).map((table) =>
    db.prepare<[number, number]>(
      `DELETE FROM ${table} WHERE file_id = ? AND id >
         (SELECT ifnull(checkpoint ->> '$.stored.${table}', 0) FROM source_file WHERE id = ?)`,
    ),
  );
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
  const insertIssue = db.prepare(
    'INSERT INTO extract_issue (file_id, offset, kind, code, message, phase) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const deleteSettleIssues = db.prepare(`DELETE FROM extract_issue WHERE phase = 'settle'`);
  const insertPattern = db.prepare<[string, string]>(
    'INSERT INTO table_pattern (id, content) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const countOpen = db.prepare<[number, number | bigint]>(
    'UPDATE source_file SET open_joins = open_joins + ? WHERE id = ?',
  );
  const anyResponse = db.prepare<[], { id: number }>('SELECT id FROM response LIMIT 1');
  const responses = responseWriter(db);
  const rows = snapshotRowWriter(db);
  const contexts = fileContexts(db);
  const addAudio = audioWriter(db);

  const addAll = db.transaction((file: number | bigint, batch: ResponseBatch, checkpoint: string | undefined) => {
    for (const { id, content } of batch.patterns) insertPattern.run(id, content);
    const open = responses.add(file, batch);
    for (const issue of batch.issues)
      insertIssue.run(file, issue.offset ?? null, issue.kind, issue.code, issue.message, 'read');
    if (open > 0) countOpen.run(open, file);
    if (checkpoint !== undefined) setCheckpoint.run(checkpoint, file);
  });

  /** Rows that were added to an empty database; nothing where it was not empty. */
  let added: number | undefined;
  const mayDropIndices = (count: number): void => {
    if (added === undefined) return;
    added += count;
    if (added <= indexedWhileReading) return;
    for (const name of INDICES.keys()) db.exec(`DROP INDEX IF EXISTS ${name}`);
    added = undefined;
  };

  /** Rows of an unfinished file never count: it is not settled. */
  const sinkOf = (file: number | bigint) => ({
    add(batch: ResponseBatch, checkpoint?: string): void {
      mayDropIndices(batch.count);
      addAll(file, batch, checkpoint);
    },
    claim: (claims: readonly FileClaim[]): void => contexts.claim(file, claims),
    audio: (audio: Omit<SourceAudio, 'path' | 'groupKey'>): void => addAudio(file, audio),
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

  const fingerprint = (rules: string): string =>
    createHash('sha256')
      .update([rules, ...selectFinished.all()].join('\n'))
      .digest('hex');

  return {
    ...joinQueries(db),
    ...currentResponses(db),
    dropUnfinished: (keep: readonly string[]): void => void deleteUnfinished.run(JSON.stringify(keep)),
    halfRead: (path: string): { id: number; checkpoint: string } | undefined => selectHalfRead.get(path),
    resumeFile: db.transaction(({ id }: { readonly id: number }) => {
      for (const statement of deleteBehind) statement.run(id, id);
      recount.run(id);
      return sinkOf(id);
    }),
    hasDigest: (digest: string): boolean => selectDigest.get(digest) !== undefined,
    beginFile: (path: string, readAt: Date) => sinkOf(insertFile.run(path, readAt.toISOString()).lastInsertRowid),
    claims: contexts.claims,
    shelf: () => temporaryShelf(db),
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
      added = anyResponse.get() === undefined ? 0 : undefined;
      db.pragma('synchronous = NORMAL');
      db.pragma(`cache_size = -${BULK_CACHE_KIB}`);
      db.pragma('wal_autocheckpoint = 10000');
      try {
        return await work();
      } finally {
        added = undefined;
        db.pragma('synchronous = FULL');
        db.pragma(`cache_size = -${USUAL_CACHE_KIB}`);
        db.pragma('wal_autocheckpoint = 1000');
      }
    },
    transaction: <Result>(work: () => Result): Result => db.transaction(work).immediate(),
    facts: (askedUsers: AskedCounts): SnapshotFacts => readSnapshotFacts(db, askedUsers),
  };
}
