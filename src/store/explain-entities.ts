import { joinKey, userKey } from '../domain/keys.ts';
import type {
  SourceDevice,
  SourceDn,
  SourceGroup,
  SourceInstance,
  SourceProvider,
  SourceUser,
} from '../domain/source.ts';
import type { Db } from './open.ts';

type Entity =
  | { readonly kind: 'customer'; readonly row: SourceProvider }
  | { readonly kind: 'group'; readonly row: SourceGroup }
  | { readonly kind: 'user'; readonly row: Omit<SourceUser, 'services' | 'packs'> }
  | { readonly kind: 'serviceInstance'; readonly row: SourceInstance }
  | { readonly kind: 'device'; readonly row: SourceDevice }
  | { readonly kind: 'number'; readonly row: SourceDn };

const TABLES = [
  { kind: 'customer', table: 'bw_provider', key: 'key' },
  { kind: 'group', table: 'bw_group', key: 'key' },
  { kind: 'user', table: 'bw_user', key: 'key' },
  { kind: 'serviceInstance', table: 'bw_instance', key: 'key' },
  { kind: 'device', table: 'bw_device', key: 'key' },
  { kind: 'number', table: 'bw_dn', key: 'dn' },
] as const;

/** Entities of the snapshot: a query is matched against their ids, numbers and names. */
export function explainEntities(db: Db) {
  const tables = TABLES.map(({ kind, table, key }) => ({
    kind,
    all: db.prepare<[], string>(`SELECT data FROM ${table} ORDER BY ${key}`).pluck(),
    // LIKE compares without case, which is enough: whoever asks looks closer.
    holding: db
      .prepare<[string], string>(
        `SELECT data FROM ${table} WHERE EXISTS (SELECT 1 FROM json_each(?) AS word WHERE data LIKE word.value)
         ORDER BY ${key}`,
      )
      .pluck(),
  }));
  // The keys of users and virtual users are lower case; other keys are looked through without case, data unread.
  const byUserKey = [['user', 'bw_user'] as const, ['serviceInstance', 'bw_instance'] as const].map(
    ([kind, table]) => ({
      kind,
      select: db.prepare<[string], string>(`SELECT data FROM ${table} WHERE key = ?`).pluck(),
    }),
  );
  const providers = db.prepare<[], string>('SELECT data FROM bw_provider ORDER BY key').pluck();
  const groups = db
    .prepare<[string, string, string], string>(
      'SELECT data FROM bw_group WHERE key COLLATE NOCASE IN (?, ?) OR id = ? COLLATE NOCASE ORDER BY key',
    )
    .pluck();
  const devices = db
    .prepare<[string, string], string>('SELECT data FROM bw_device WHERE key COLLATE NOCASE IN (?, ?) ORDER BY key')
    .pluck();

  return {
    /** Every entity, one after the other. */
    *entities(): Generator<Entity> {
      for (const { kind, all } of tables) for (const data of all.iterate()) yield entity(kind, data);
    },
    /** Those that hold one of these words anywhere, whatever the case of ASCII letters. */
    *entitiesHolding(words: readonly string[]): Generator<Entity> {
      const patterns = JSON.stringify(words.map((word) => `%${word}%`));
      for (const { kind, holding } of tables) for (const data of holding.iterate(patterns)) yield entity(kind, data);
    },
    /** All that could have this id or key, and perhaps others. */
    *entitiesNamed(id: string): Generator<Entity> {
      const encoded = joinKey(...id.split('/'));
      for (const data of providers.iterate()) yield entity('customer', data);
      for (const data of groups.iterate(id, encoded, id)) yield entity('group', data);
      for (const { kind, select } of byUserKey) {
        for (const data of select.iterate(userKey(id))) yield entity(kind, data);
      }
      for (const data of devices.iterate(id, encoded)) yield entity('device', data);
    },
  };
}

function entity(kind: (typeof TABLES)[number]['kind'], data: string): Entity {
  return { kind, row: JSON.parse(data) };
}
