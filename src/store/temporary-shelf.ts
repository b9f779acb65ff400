import type { Db } from './open.ts';

const PAGE = 200;
const CACHE_KIB = 8 * 1024;

/** A capture of some hundred megabytes needs no shelf at all. */
const MOST = 15_000;

/**
 * A shelf in a table that goes with the connection: what a settling needs beyond its memory.
 *
 * @param most - entries of a kind that stay in memory
 */
export function temporaryShelf(db: Db, most = MOST) {
  db.exec(
    'CREATE TEMP TABLE IF NOT EXISTS shelf (kind TEXT, key TEXT, text TEXT, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID',
  );
  db.exec('DELETE FROM temp.shelf');
  db.pragma(`temp.cache_size = -${CACHE_KIB}`);
  const insert = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO temp.shelf VALUES (?, ?, ?)');
  const select = db.prepare<[string, string], string>('SELECT text FROM temp.shelf WHERE kind = ? AND key = ?').pluck();
  const remove = db.prepare<[string, string]>('DELETE FROM temp.shelf WHERE kind = ? AND key = ?');
  const selectPage = db.prepare<[string, string, number], { key: string; text: string }>(
    'SELECT key, text FROM temp.shelf WHERE kind = ? AND key > ? ORDER BY key LIMIT ?',
  );

  return {
    most,
    put(kind: string, entries: Iterable<readonly [key: string, text: string]>): void {
      for (const [key, text] of entries) insert.run(kind, key, text);
    },
    get: (kind: string, key: string): string | undefined => select.get(kind, key),
    delete: (kind: string, key: string): void => void remove.run(kind, key),
    *all(kind: string): Generator<readonly [key: string, text: string]> {
      for (let after = ''; ; ) {
        const page = selectPage.all(kind, after, PAGE);
        for (const { key, text } of page) yield [key, text];
        const last = page.at(-1);
        if (last === undefined) return;
        after = last.key;
      }
    },
  };
}
