import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type { ExtractIssue, SnapshotRows, StoredResponse } from '../domain/snapshot.ts';
import type { Db } from './open.ts';
import { readSnapshotFacts, type SnapshotFacts } from './snapshot-facts.ts';
import { snapshotRowWriter } from './snapshot-rows.ts';

interface ResponseRow {
  readonly id: number;
  readonly file: number;
  readonly path: string;
  readonly offset: number;
  readonly stream: number;
  readonly type: string;
  readonly base: string;
  readonly state: 'read' | 'error';
  readonly echo: string;
  readonly ownerKind: EntityKind | undefined;
  readonly ownerKey: string | undefined;
  readonly joinedBy: 'self' | 'request' | 'echo' | 'system' | undefined;
  readonly errorText: string | undefined;
}
/** As SQLite gives it: what is missing is NULL. */
type Nullable<Row> = {
  [Field in keyof Row]: undefined extends Row[Field] ? Exclude<Row[Field], undefined> | null : Row[Field];
};

interface CurrentRow {
  readonly base: string;
  readonly kind: EntityRef['kind'];
  readonly key: string;
  readonly state: 'read' | 'error';
  readonly error: string | null;
  readonly body: string;
}

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
  const insertResponse = db.prepare(
    `INSERT INTO response (file_id, offset, type, base, state, known, stream, echo, owner_kind, owner_key, joined_by, part,
       error_code, error_text, settings, body, current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
  );
  const insertIssue = db.prepare(
    'INSERT INTO extract_issue (file_id, offset, kind, code, message, phase) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const deleteSettleIssues = db.prepare(`DELETE FROM extract_issue WHERE phase = 'settle'`);
  const selectResponses = db.prepare<[], Nullable<ResponseRow>>(
    `SELECT response.id, file_id AS file, path, offset, stream, type, base, state, echo, owner_kind AS ownerKind,
       owner_key AS ownerKey, joined_by AS joinedBy, error_text AS errorText
     FROM response JOIN source_file ON source_file.id = file_id ORDER BY response.id`,
  );
  const selectBodies = db.prepare<[string], { id: number; body: string }>(
    'SELECT id, body FROM response WHERE base = ?',
  );
  // Order by content, never by id: what is projected must not depend on the order of reading.
  const selectCurrent = db.prepare<[string], CurrentRow>(
    `SELECT base, owner_kind AS kind, owner_key AS key, state, error_text AS error, body FROM response
     WHERE current = 1 AND base = ? ORDER BY owner_kind, owner_key, part`,
  );
  const updateOwner = db.prepare('UPDATE response SET owner_kind = ?, owner_key = ?, joined_by = ? WHERE id = ?');
  const clearCurrent = db.prepare('UPDATE response SET current = 0 WHERE current = 1');
  const setCurrent = db.prepare(
    `UPDATE response SET current = 1 WHERE id IN
       (SELECT max(id) FROM response WHERE owner_key IS NOT NULL GROUP BY owner_kind, owner_key, base, part)`,
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
      for (const row of selectResponses.iterate()) {
        yield {
          ...row,
          ownerKind: row.ownerKind ?? undefined,
          ownerKey: row.ownerKey ?? undefined,
          joinedBy: row.joinedBy ?? undefined,
          errorText: row.errorText ?? undefined,
        };
      }
    },
    *bodies(bases: readonly string[]): Generator<{ readonly id: number; readonly body: string }> {
      for (const base of bases) yield* selectBodies.iterate(base);
    },
    *current(base: string) {
      for (const row of selectCurrent.iterate(base)) {
        const owner: EntityRef = { kind: row.kind, key: row.key };
        yield { base: row.base, owner, state: row.state, error: row.error ?? undefined, body: row.body };
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
      setCurrent.run();
    },
    replaceRows: (content: SnapshotRows): void => rows.replace(content),
    replaceSettleIssues(issues: readonly (ExtractIssue & { readonly file?: number })[]): void {
      deleteSettleIssues.run();
      for (const it of issues)
        insertIssue.run(it.file ?? null, it.offset ?? null, it.kind, it.code, it.message, 'settle');
    },
    transaction: (work: () => void): void => db.transaction(work).immediate(),
    facts: (): SnapshotFacts => readSnapshotFacts(db),
  };
}
