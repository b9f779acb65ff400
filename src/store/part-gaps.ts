import { EXPECTED_PARTS } from '../domain/expected-parts.ts';
import type { SnapshotGap } from '../domain/snapshot.ts';
import { bodyReader } from './body-reader.ts';
import type { Db } from './open.ts';

/** Parts that an answer names and nobody asked about yet: submenus, criteria, DNIS, contact directories. */
export function* readPartGaps(db: Db): Generator<SnapshotGap> {
  const bodies = bodyReader(db);
  const lists = db.prepare<[string, string], { key: string; id: string | null; body: string }>(
    `SELECT owner_key AS key, body, coalesce(
       (SELECT data ->> 'userId' FROM bw_user WHERE key = owner_key),
       (SELECT data ->> 'userId' FROM bw_instance WHERE key = owner_key)) AS id
     FROM current_response WHERE base = ? AND owner_kind = ? AND state = 'read' ORDER BY owner_key`,
  );
  const asked = db
    .prepare<[string, string, string, string], number>(
      'SELECT 1 FROM current_response WHERE base = ? AND owner_kind = ? AND owner_key = ? AND part = ?',
    )
    .pluck();
  for (const { list, names, base, kind, release, element } of EXPECTED_PARTS) {
    for (const { key, id, body } of lists.all(list, kind)) {
      for (const name of names(bodies(body))) {
        if (asked.get(base, kind, key, `${element}=${name}`) !== undefined) continue;
        yield { base, kind, key, release, ...(id === null ? {} : { id }), part: { element, name } };
      }
    }
  }
}
