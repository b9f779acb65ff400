import { EXPECTED_PARTS } from '../domain/expected-parts.ts';
import { joinKey, splitKey } from '../domain/keys.ts';
import type { SnapshotGap } from '../domain/snapshot.ts';
import { bodyReader } from './body-reader.ts';
import type { Db } from './open.ts';

/** Parts that an answer names and nobody asked about yet: submenus, criteria, DNIS, directories, trunks, pickups, parks. */
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
  // Events may have come one by one, each an entity below its schedule.
  const anyEvent = db
    .prepare<[{ readonly key: string; readonly from: string; readonly to: string; readonly parts: string }], number>(
      `SELECT 1 FROM current_response WHERE owner_kind = 'schedule' AND base LIKE '%ScheduleGetEvent%'
         AND base NOT LIKE '%GetEventList%' AND part IN (SELECT value FROM json_each(@parts))
         AND (owner_key = @key OR (owner_key >= @from AND owner_key < @to)) LIMIT 1`,
    )
    .pluck();
  const named = new Set<string>();
  for (const { list, names, base, kind, release, element, of, at } of EXPECTED_PARTS) {
    for (const { key, id, body } of lists.all(list, kind)) {
      const all = names(bodies(body));
      for (const name of all) {
        if (of === 'schedule') {
          const [type = '', schedule = ''] = splitKey(name);
          const entity = `${key}/${joinKey(schedule)}`;
          // An answer without its request does not say of which type it is: of two of one name it may be either.
          const alone = all.filter((each) => splitKey(each)[1] === schedule).length === 1;
          const parts = JSON.stringify([`${element}=${type}`, ...(alone ? [''] : [])]);
          if (anyEvent.get({ key: entity, from: `${entity}/`, to: `${entity}0`, parts }) !== undefined) continue;
          yield { base, kind: of, key: entity, release, part: { element, name: type } };
          continue;
        }
        if (of === 'trunkGroup') {
          const [group = '', trunk = ''] = splitKey(name);
          const entity = joinKey(...splitKey(key).slice(0, 1), group === '' ? (splitKey(key)[1] ?? '') : group, trunk);
          // Two groups of an enterprise may both name it.
          const known = `${base} ${entity}`;
          if (named.has(known) || asked.get(base, of, entity, '') !== undefined) continue;
          named.add(known);
          yield { base, kind: of, key: entity, release };
          continue;
        }
        if (of === 'callPickup' || of === 'callPark') {
          const entity = `${key}/${name}`;
          if (asked.get(base, of, entity, '') === undefined) yield { base, kind: of, key: entity, release };
          continue;
        }
        if (of === 'oldSchedule') {
          // The answer names its schedule, and is one about it.
          if (asked.get(base, 'schedule', `${key}/${joinKey(name)}`, '') !== undefined) continue;
          yield { base, kind, key, release, part: { element, name } };
          continue;
        }
        if (at === 'system') {
          const known = `${base} ${name}`;
          if (named.has(known) || asked.get(base, at, at, `${element}=${name}`) !== undefined) continue;
          named.add(known);
          yield { base, kind: at, key: at, release, part: { element, name } };
          continue;
        }
        if (asked.get(base, kind, key, `${element}=${name}`) !== undefined) continue;
        yield { base, kind, key, release, ...(id === null ? {} : { id }), part: { element, name } };
      }
    }
  }
}
