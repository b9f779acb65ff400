import type { SnapshotRows } from '../domain/snapshot.ts';
import type { SourceFeature, SourceUser } from '../domain/source.ts';
import type { Db } from './open.ts';
import { toServiceRow } from './service-rows.ts';

const TABLES = [
  'bw_provider',
  'bw_group',
  'bw_department',
  'bw_user',
  'bw_pack',
  'bw_instance',
  'bw_device',
  'bw_dn',
  'bw_feature',
] as const;

/** The projected tables, written anew as a whole: they hold nothing that the responses do not say. */
export function snapshotRowWriter(db: Db) {
  const clear = TABLES.map((table) => db.prepare(`DELETE FROM ${table}`));
  const insert = {
    provider: db.prepare('INSERT INTO bw_provider (key, id, data, is_enterprise) VALUES (?, ?, ?, ?)'),
    group: db.prepare('INSERT INTO bw_group (key, provider_key, id, data) VALUES (?, ?, ?, ?)'),
    department: db.prepare('INSERT INTO bw_department (key, provider_key, group_key, data) VALUES (?, ?, ?, ?)'),
    user: db.prepare(
      'INSERT INTO bw_user (key, provider_key, group_key, data, services, packs) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    pack: db.prepare('INSERT INTO bw_pack (provider_key, name, services) VALUES (?, ?, ?)'),
    instance: db.prepare('INSERT INTO bw_instance (key, provider_key, group_key, type, data) VALUES (?, ?, ?, ?, ?)'),
    device: db.prepare('INSERT INTO bw_device (key, provider_key, group_key, data) VALUES (?, ?, ?, ?)'),
    dn: db.prepare('INSERT INTO bw_dn (dn, provider_key, group_key, data) VALUES (?, ?, ?, ?)'),
    feature: db.prepare(
      'INSERT INTO bw_feature (owner_kind, owner_key, name, state, response, data, error) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
  };
  const bit = (value: boolean | undefined): number | null => (value === undefined ? null : value ? 1 : 0);

  function addUser({ services, packs, ...it }: SourceUser): void {
    const rows = services.map(toServiceRow);
    insert.user.run(
      it.key,
      it.providerKey,
      it.groupKey,
      JSON.stringify(it),
      JSON.stringify(rows),
      JSON.stringify(packs),
    );
  }
  function addFeature(it: SourceFeature): void {
    const data = it.data === undefined ? null : JSON.stringify(it.data);
    insert.feature.run(it.owner.kind, it.owner.key, it.name, it.state, it.response, data, it.error ?? null);
  }

  return {
    clear(): void {
      for (const statement of clear) statement.run();
    },
    addUser(user: SourceUser, features: readonly SourceFeature[]): void {
      addUser(user);
      for (const feature of features) addFeature(feature);
    },
    add(rows: SnapshotRows): void {
      for (const it of rows.providers) insert.provider.run(it.key, it.id, JSON.stringify(it), bit(it.isEnterprise));
      for (const it of rows.groups) insert.group.run(it.key, it.providerKey, it.id, JSON.stringify(it));
      for (const it of rows.departments)
        insert.department.run(it.key, it.providerKey, it.groupKey ?? null, JSON.stringify(it));
      for (const it of rows.users) addUser(it);
      for (const it of rows.packs) {
        insert.pack.run(it.providerKey, it.name, it.services === undefined ? null : JSON.stringify(it.services));
      }
      for (const it of rows.instances)
        insert.instance.run(it.key, it.providerKey, it.groupKey, it.type, JSON.stringify(it));
      for (const it of rows.devices)
        insert.device.run(it.key, it.providerKey ?? null, it.groupKey ?? null, JSON.stringify(it));
      for (const it of rows.dns) insert.dn.run(it.dn, it.providerKey, it.groupKey ?? null, JSON.stringify(it));
      for (const it of rows.features) addFeature(it);
    },
  };
}
