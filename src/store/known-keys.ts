import type { Db } from './open.ts';

/** Keys of providers and groups of the snapshot, and of the locations that `map` made of them. */
export function knownKeys(db: Db) {
  const keys = (sql: string): string[] => db.prepare<[], string>(sql).pluck().all();
  return {
    providers: keys('SELECT key FROM bw_provider ORDER BY key'),
    groups: keys('SELECT key FROM bw_group ORDER BY key'),
    locations: keys("SELECT substr(id, 10) FROM draft WHERE kind = 'location' ORDER BY id"),
  };
}
