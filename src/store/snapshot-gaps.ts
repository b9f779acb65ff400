import { EXPECTED_RESPONSES, type ExpectedResponse } from '../domain/expected-responses.ts';
import { joinKey } from '../domain/keys.ts';
import type { SnapshotGap } from '../domain/snapshot.ts';
import type { Db } from './open.ts';
import { readPartGaps } from './part-gaps.ts';

/** Packs that somebody listed, and packs that users have although nobody listed them. */
export const PACKS = `(SELECT provider_key, name, services FROM bw_pack UNION
     SELECT provider_key, pack, NULL FROM bw_user_pack JOIN bw_user ON bw_user.key = user_key
     WHERE NOT EXISTS (SELECT 1 FROM bw_pack WHERE bw_pack.provider_key = bw_user.provider_key AND name = pack))`;

/** Where the entities of a kind stand, and the id that a request names where it is not the key. */
const ENTITIES: Readonly<Record<string, string>> = {
  serviceProvider: 'SELECT key, NULL AS id FROM bw_provider AS it',
  group: 'SELECT key, NULL AS id FROM bw_group AS it',
  user: `SELECT key, data ->> 'userId' AS id FROM bw_user AS it`,
  serviceInstance: `SELECT key, data ->> 'userId' AS id FROM bw_instance AS it`,
  device: 'SELECT key, NULL AS id FROM bw_device AS it',
  servicePack: `SELECT provider_key AS key, name AS id FROM ${PACKS} AS it`,
};

/** Everything that nobody asked yet, in the order of `EXPECTED_RESPONSES`, then by key; parts last. Errors were asked. */
export function* readGaps(db: Db): Generator<SnapshotGap> {
  for (const expected of EXPECTED_RESPONSES) {
    const { entities, where, parameters } = gapQuery(expected);
    const rows = db
      .prepare<[Record<string, string>], { key: string; id: string | null }>(
        `${entities} WHERE ${where} ORDER BY key, id`,
      )
      .all(parameters);
    for (const { key, id } of rows) {
      const gap = { base: expected.base, kind: expected.kind, key, release: expected.release };
      if (expected.kind !== 'servicePack') yield id === null ? gap : { ...gap, id };
      else if (id !== null) yield { ...gap, key: `${key}/${joinKey(id)}` };
    }
  }
  yield* readPartGaps(db);
}

/**
 * How many of a kind nobody asked.
 *
 * @param others - further responses that would do as well
 */
export function countGaps(db: Db, expected: ExpectedResponse, others: readonly string[] = []): number {
  const { entities, where, parameters } = gapQuery(expected, others);
  return (
    db
      .prepare<[Record<string, string>], { n: number }>(`SELECT count(*) AS n FROM (${entities} WHERE ${where})`)
      .get(parameters)?.n ?? 0
  );
}

/** Releases in which the platform answered (what a profile made of a nested export is no answer of it): type name by base, the most frequent one. */
export function readReleases(db: Db): Map<string, string> {
  const rows = db
    .prepare<[], { base: string; type: string }>(
      `SELECT base, type FROM settled_response
       WHERE state = 'read' AND type NOT LIKE '% (%' GROUP BY base, type ORDER BY base, count(*), type`,
    )
    .all();
  return new Map(rows.map(({ base, type }) => [base, type.slice(base.length)]));
}

function gapQuery(
  { base, kind, services, instance, beyondBasic, level, coveredBy, whereProviderHas }: ExpectedResponse,
  others: readonly string[] = [],
): {
  readonly entities: string;
  readonly where: string;
  readonly parameters: Record<string, string>;
} {
  const parameters: Record<string, string> = { kind };
  const asked = (about: string): string => `EXISTS (SELECT 1 FROM current_response WHERE base = ${about})`;
  const conditions =
    kind === 'servicePack'
      ? ['services IS NULL']
      : [base, ...others].map((each, index) => {
          parameters[`base${index}`] = each;
          return `NOT ${asked(`@base${index} AND owner_kind = @kind AND owner_key = it.key`)}`;
        });
  if (services !== undefined) {
    parameters.services = JSON.stringify(services);
    conditions.push(
      'EXISTS (SELECT 1 FROM bw_user_service WHERE user_key = it.key AND name IN (SELECT value FROM json_each(@services)))',
    );
  }
  if (instance !== undefined) {
    parameters.instance = instance;
    conditions.push('it.type = @instance');
  }
  if (beyondBasic === true) {
    conditions.push(
      `NOT EXISTS (SELECT 1 FROM bw_feature WHERE owner_key = it.key AND name = 'callCenter' AND data ->> 'type' = 'Basic')`,
    );
  }
  if (level !== undefined) {
    parameters.level = level;
    conditions.push(`it.data ->> 'level' = @level`);
  }
  if (whereProviderHas !== undefined) {
    parameters.whereProviderHas = whereProviderHas;
    conditions.push(
      `EXISTS (SELECT 1 FROM bw_feature WHERE owner_key = it.${kind === 'serviceProvider' ? 'key' : 'provider_key'}
         AND name = @whereProviderHas AND json_array_length(data, '$.listed') > 0)`,
    );
  }
  if (coveredBy !== undefined) {
    parameters.coveredBy = coveredBy;
    conditions.push(
      `NOT ${asked(`@coveredBy AND state = 'read' AND owner_kind = 'serviceProvider' AND owner_key = it.provider_key`)}`,
    );
  }
  return { entities: ENTITIES[kind] ?? '', where: conditions.join(' AND '), parameters };
}
