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

/** Every entity of the snapshot, one after the other: a query is matched against their ids, numbers and names. */
export function explainEntities(db: Db): () => Generator<Entity> {
  const rowsOf = (table: string, order: string) =>
    db.prepare<[], { data: string }>(`SELECT data FROM ${table} ORDER BY ${order}`);
  const providers = rowsOf('bw_provider', 'key');
  const groups = rowsOf('bw_group', 'key');
  const users = rowsOf('bw_user', 'key');
  const instances = rowsOf('bw_instance', 'key');
  const devices = rowsOf('bw_device', 'key');
  const numbers = rowsOf('bw_dn', 'dn');

  return function* entities(): Generator<Entity> {
    for (const { data } of providers.iterate()) yield { kind: 'customer', row: JSON.parse(data) };
    for (const { data } of groups.iterate()) yield { kind: 'group', row: JSON.parse(data) };
    for (const { data } of users.iterate()) yield { kind: 'user', row: JSON.parse(data) };
    for (const { data } of instances.iterate()) yield { kind: 'serviceInstance', row: JSON.parse(data) };
    for (const { data } of devices.iterate()) yield { kind: 'device', row: JSON.parse(data) };
    for (const { data } of numbers.iterate()) yield { kind: 'number', row: JSON.parse(data) };
  };
}
