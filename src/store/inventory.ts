import type { Db } from './open.ts';
import { serviceSwitches } from './service-switches.ts';
import { readCompleteness, readCounts, type SnapshotCompleteness, type SnapshotCounts } from './snapshot-facts.ts';

export interface NamedCount {
  readonly name: string;
  readonly count: number;
}

/** What is there, in numbers. */
export interface SourceInventory {
  readonly counts: SnapshotCounts;
  readonly providers: readonly {
    readonly key: string;
    readonly name: string;
    readonly isEnterprise: boolean | undefined;
    readonly groups: number;
    readonly users: number;
  }[];
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly users: number;
    readonly serviceInstances: number;
    readonly devices: number;
    readonly numbers: number;
  }[];
  /** Effective services of users, packs expanded. */
  readonly services: readonly (NamedCount & { readonly active: number; readonly inactive: number })[];
  readonly packs: readonly NamedCount[];
  readonly deviceTypes: readonly NamedCount[];
  readonly instanceTypes: readonly NamedCount[];
  readonly completeness: SnapshotCompleteness;
}

export function readInventory(db: Db): SourceInventory {
  const switches = serviceSwitches(db);
  const named = (sql: string): NamedCount[] => db.prepare<[], NamedCount>(sql).all();
  return {
    counts: readCounts(db),
    providers: db
      .prepare<[], { key: string; name: string; enterprise: number | null; groups: number; users: number }>(
        `SELECT key, coalesce(data ->> 'name', id) AS name, is_enterprise AS enterprise,
           (SELECT count(*) FROM bw_group WHERE provider_key = bw_provider.key) AS groups,
           (SELECT count(*) FROM bw_user WHERE provider_key = bw_provider.key) AS users
         FROM bw_provider ORDER BY key`,
      )
      .all()
      .map(({ enterprise, ...row }) => ({ ...row, isEnterprise: enterprise === null ? undefined : enterprise === 1 })),
    groups: db
      .prepare<[], SourceInventory['groups'][number]>(
        `SELECT key, coalesce(data ->> 'name', id) AS name,
           (SELECT count(*) FROM bw_user WHERE provider_key = bw_group.provider_key AND group_key = bw_group.key) AS users,
           (SELECT count(*) FROM bw_instance WHERE provider_key = bw_group.provider_key AND group_key = bw_group.key) AS serviceInstances,
           (SELECT count(*) FROM bw_device WHERE provider_key = bw_group.provider_key AND group_key = bw_group.key) AS devices,
           (SELECT count(*) FROM bw_dn WHERE provider_key = bw_group.provider_key AND group_key = bw_group.key) AS numbers
         FROM bw_group ORDER BY key`,
      )
      .all(),
    services: db
      .prepare<[], SourceInventory['services'][number]>(
        `SELECT name, count(*) AS count, count(CASE WHEN active = 1 THEN 1 END) AS active,
           count(CASE WHEN active = 0 THEN 1 END) AS inactive FROM bw_user_service GROUP BY name ORDER BY name`,
      )
      .all()
      .map((row) => {
        const { active, inactive } = switches.counts(row.name);
        return { ...row, active: row.active + active, inactive: row.inactive + inactive };
      }),
    packs: named('SELECT pack AS name, count(*) AS count FROM bw_user_pack GROUP BY pack ORDER BY pack'),
    deviceTypes: named(
      `SELECT coalesce(data ->> 'type', '(type unknown)') AS name, count(*) AS count FROM bw_device GROUP BY name ORDER BY name`,
    ),
    instanceTypes: named('SELECT type AS name, count(*) AS count FROM bw_instance GROUP BY type ORDER BY type'),
    completeness: readCompleteness(db),
  };
}
