import { entryOf } from '../domain/entry-of.ts';
import type { FeatureSource } from '../domain/feature-source.ts';
import type { ComparedEntity } from '../domain/snapshot-diff.ts';
import type { Db } from './open.ts';
import { userResponses } from './user-responses.ts';

interface Row {
  readonly key: string;
  readonly data: string;
}

/** Kinds in the order of their names, which is the order in which two snapshots are compared. */
const TABLES = [
  { kind: 'department', sql: 'SELECT key, data FROM bw_department ORDER BY key' },
  { kind: 'device', sql: 'SELECT key, data FROM bw_device ORDER BY key' },
  { kind: 'group', sql: 'SELECT key, data FROM bw_group ORDER BY key' },
  { kind: 'number', sql: 'SELECT dn AS key, data FROM bw_dn ORDER BY dn' },
  { kind: 'serviceInstance', sql: 'SELECT key, data FROM bw_instance ORDER BY key' },
  { kind: 'serviceProvider', sql: 'SELECT key, data FROM bw_provider ORDER BY key' },
  { kind: 'user', sql: 'SELECT key, data FROM bw_user ORDER BY key' },
] as const;

/** How an entity came to be known is no change of it. */
const OF_THE_READING: ReadonlySet<string> = new Set([
  'detail',
  'servicesState',
  'listed',
  'source',
  'macCandidate',
  'written',
  'services',
  'packs',
]);

/**
 * Everything in a snapshot, one entity at a time.
 *
 * @param source - reads the features of users out of their responses
 */
export function* readComparedEntities(db: Db, source: FeatureSource): Generator<ComparedEntity> {
  const features = db.prepare<[string], { name: string; data: string }>(
    `SELECT name, data FROM bw_feature WHERE owner_key = ? AND state = 'read' AND data IS NOT NULL ORDER BY name`,
  );
  const services = db
    .prepare<[string], string>(
      `SELECT name || CASE active WHEN 1 THEN ': on' WHEN 0 THEN ': off' ELSE '' END FROM bw_user_service
       WHERE user_key = ? ORDER BY name`,
    )
    .pluck();
  const packs = db.prepare<[string], string>('SELECT pack FROM bw_user_pack WHERE user_key = ? ORDER BY pack').pluck();
  for (const { kind, sql } of TABLES) {
    for (const { key, data } of db.prepare<[], Row>(sql).iterate()) {
      const row = JSON.parse(data) as Record<string, unknown>;
      const fields: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(row)) if (!OF_THE_READING.has(name)) fields[name] = value;
      for (const feature of features.all(key)) fields[`feature ${feature.name}`] = JSON.parse(feature.data);
      if (kind === 'user') {
        for (const response of userResponses(db, source.bases, [key])) {
          const feature = source.read(response);
          if (feature?.data !== undefined) fields[`feature ${feature.name}`] = feature.data;
        }
      }
      if (kind === 'user' && row.servicesState === 'read') {
        fields.services = services.all(key);
        fields.packs = packs.all(key);
      }
      yield { kind, key, fields, detailed: row.detail === 'read' };
    }
  }
}

/** Lists that name all entities of a kind: of their group, or of their provider. */
const LISTS: Readonly<Record<string, { readonly group: readonly string[]; readonly provider: readonly string[] }>> = {
  device: { group: ['GroupAccessDeviceGetListResponse'], provider: [] },
  group: { group: [], provider: ['GroupGetListInServiceProviderResponse'] },
  number: { group: ['GroupDnGetAssignmentListResponse'], provider: ['ServiceProviderDnGetSummaryListResponse'] },
  serviceInstance: { group: [], provider: ['UserGetServiceInstanceListInServiceProviderResponse'] },
  user: { group: ['UserGetListInGroupResponse'], provider: ['UserGetListInServiceProviderResponse'] },
};

/** Whether this snapshot would name the entity, had it still been there. */
export function listCoverage(db: Db): (entity: ComparedEntity) => boolean {
  const read = db.prepare<[string, string], { n: number }>(
    `SELECT count(*) AS n FROM current_response WHERE state = 'read' AND owner_key = ?
     AND base IN (SELECT value FROM json_each(?))`,
  );
  const known = new Map<string, boolean>();
  const has = (owner: unknown, bases: readonly string[]): boolean => {
    if (typeof owner !== 'string' || bases.length === 0) return false;
    const name = `${owner} ${bases[0]}`;
    const found = known.get(name) ?? (read.get(owner, JSON.stringify(bases))?.n ?? 0) > 0;
    known.set(name, found);
    return found;
  };
  return ({ kind, fields }) => {
    const lists = entryOf(LISTS, kind);
    if (lists === undefined) return false;
    return has(fields.groupKey, lists.group) || has(fields.providerKey, lists.provider);
  };
}
