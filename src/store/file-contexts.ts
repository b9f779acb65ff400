import type { FileClaim } from '../domain/snapshot.ts';
import type { Db } from './open.ts';

/** A claim of a stored file. */
export interface StoredClaim extends FileClaim {
  readonly file: number;
}

/** What besides its bytes decides how a file is read: its place, a manifest, a profile. */
export function fileContexts(db: Db) {
  const setContent = db.prepare<[string, number | bigint]>('UPDATE source_file SET content = ? WHERE id = ?');
  const dropEarlier = db.prepare<{ file: number | bigint; content: string }>(
    `DELETE FROM source_file
     WHERE path = (SELECT path FROM source_file WHERE id = @file) AND id <> @file AND digest IS NOT NULL AND coalesce(content, digest) = @content`,
  );
  const insertClaim = db.prepare<[number | bigint, string, string | null, string, string]>(
    'INSERT INTO source_claim (file_id, rule, base, parts, place) VALUES (?, ?, ?, ?, ?)',
  );
  const selectClaims = db.prepare<
    [],
    { file: number; rule: FileClaim['rule']; base: string | null; parts: string; place: string }
  >(
    `SELECT file_id AS file, rule, base, parts, place FROM source_claim
     WHERE file_id IN (SELECT id FROM source_file WHERE settled = 1) ORDER BY source_claim.rowid`,
  );
  return {
    /**
     * Remembers the bytes of a file that was read with more than them, and takes out what the same bytes at the same
     * path said when they were read otherwise: a mended manifest must not leave its mistakes behind.
     */
    finish(file: number | bigint, facts: { readonly digest: string; readonly content?: string }): void {
      if (facts.content !== undefined) setContent.run(facts.content, file);
      dropEarlier.run({ file, content: facts.content ?? facts.digest });
    },
    claim(file: number | bigint, claims: readonly FileClaim[]): void {
      for (const { rule, base, parts, place } of claims)
        insertClaim.run(file, rule, base ?? null, JSON.stringify(parts), place);
    },
    /** Claims of the files that count, in order of reading. */
    claims(): StoredClaim[] {
      return selectClaims.all().map(({ file, rule, base, parts, place }) => ({
        file,
        rule,
        // Written by `claim`.
        parts: JSON.parse(parts) as string[],
        place,
        ...(base === null ? {} : { base }),
      }));
    },
  };
}
