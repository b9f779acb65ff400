import type { Db } from './state.ts';

/** Fields that differ between two runs to the same state: times, and places that are given in the order of arrival. */
const OF_THE_RUN = new Set(['created', 'lastModified', 'lastStatusChange', 'index']);

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly location: string | null;
  readonly number: string | null;
  readonly extension: string | null;
  readonly owner: string | null;
  readonly data: string;
}

/** All state for comparisons: ids become natural keys, times go, lists of objects are sorted by key. */
export function dumpObjects(db: Db): Record<string, Record<string, unknown>[]> {
  const rows = db
    .prepare<[], Row>("SELECT * FROM object WHERE kind NOT IN ('org', 'job') ORDER BY kind, key, seq")
    .all();
  const orgs = db.prepare<[], Row>("SELECT * FROM object WHERE kind = 'org'").all();
  const keys = new Map([...rows, ...orgs].map((row) => [row.id, `${row.kind} ${row.key}`]));
  const named = (value: unknown, field?: string): unknown => {
    if (typeof value === 'string') return field === 'id' && !keys.has(value) ? undefined : (keys.get(value) ?? value);
    if (Array.isArray(value)) return value.map((item) => named(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !OF_THE_RUN.has(name))
        .map(([name, inner]) => [name, named(inner, name)]),
    );
  };
  const dump: Record<string, Record<string, unknown>[]> = {};
  for (const row of rows) {
    const columns = { location: row.location, number: row.number, extension: row.extension, owner: row.owner };
    const set = Object.entries(columns).filter(([, value]) => value !== null);
    const list = dump[row.kind] ?? [];
    list.push({
      key: row.key,
      ...Object.fromEntries(set.map(([name, value]) => [name, named(value)])),
      data: named(JSON.parse(row.data)),
    });
    dump[row.kind] = list;
  }
  return dump;
}
