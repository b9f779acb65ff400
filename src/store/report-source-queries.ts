import type { SourceUser } from '../domain/source.ts';
import type { Db } from './open.ts';
import { readSnapshotTotals } from './snapshot-facts.ts';

interface FileRow {
  readonly path: string;
  readonly bytes: number;
  readonly readAt: string;
}
interface AnsweredRow {
  readonly read: number | null;
  readonly error: number | null;
}
type UserData = Omit<SourceUser, 'key' | 'services' | 'packs'>;

/** Tables of `extract`, as a report counts them. */
export function reportSourceQueries(db: Db) {
  const files = db.prepare<[], FileRow>(
    'SELECT path, bytes, read_at AS readAt FROM source_file WHERE digest IS NOT NULL ORDER BY id',
  );
  const owned = db.prepare<[], { readonly responses: number; readonly settings: number }>(
    `SELECT COUNT(*) AS responses, COALESCE(SUM(settings), 0) AS settings FROM current_response
     WHERE state = 'read'`,
  );
  // An owner with any readable answer counts as read, whatever else it answered.
  const answered = db.prepare<[string, string], AnsweredRow>(
    `SELECT SUM(read) AS read, SUM(1 - read) AS error FROM (
       SELECT MAX(state = 'read') AS read FROM current_response
       WHERE owner_kind = ? AND base IN (SELECT value FROM json_each(?)) GROUP BY owner_key)`,
  );
  // A list of the provider speaks for each of its groups.
  const answeredForGroups = db.prepare<[string, string], AnsweredRow>(
    `SELECT SUM(read) AS read, SUM(1 - read) AS error FROM (
       SELECT MAX(read) AS read FROM (
         SELECT owner_key AS key, state = 'read' AS read FROM current_response
         WHERE owner_kind = 'group' AND base IN (SELECT value FROM json_each(?))
         UNION ALL
         SELECT g.key, r.state = 'read' FROM current_response r JOIN bw_group g ON g.provider_key = r.owner_key
         WHERE r.owner_kind = 'serviceProvider' AND r.base IN (SELECT value FROM json_each(?)))
       GROUP BY key)`,
  );
  const holders = db.prepare<[string], number>('SELECT COUNT(*) FROM bw_user_service WHERE name = ?').pluck();
  const instances = db.prepare<[string], number>('SELECT COUNT(*) FROM bw_instance WHERE type = ?').pluck();
  const users = db.prepare<[], { readonly key: string; readonly data: string }>(
    'SELECT key, data FROM bw_user ORDER BY group_key, key',
  );

  return {
    sourceFiles: (): FileRow[] => files.all(),
    sourceFacts: () => readSnapshotTotals(db),
    ownedResponses: () => owned.get() ?? { responses: 0, settings: 0 },
    answered(ownerKind: string, bases: readonly string[]) {
      const list = JSON.stringify(bases);
      const row = ownerKind === 'group' ? answeredForGroups.get(list, list) : answered.get(ownerKind, list);
      return { read: row?.read ?? 0, error: row?.error ?? 0 };
    },
    serviceHolders: (service: string): number => holders.get(service) ?? 0,
    instancesOf: (type: string): number => instances.get(type) ?? 0,
    *users() {
      for (const { key, data } of users.iterate()) {
        const user: UserData = JSON.parse(data);
        yield { ...user, key };
      }
    },
  };
}
