import type { SourceUser } from '../domain/source.ts';
import type { Db } from './open.ts';

interface EntityCounts {
  readonly serviceProviders: number;
  readonly groups: number;
  readonly users: number;
  readonly serviceInstances: number;
  readonly devices: number;
  readonly numbers: number;
  readonly servicePacks: number;
}
interface FileRow {
  readonly path: string;
  readonly bytes: number;
  readonly documents: number;
  readonly commands: number;
  readonly readAt: string;
}
interface ResponseRow {
  readonly ownerKind: string | null;
  readonly base: string;
  readonly known: number;
  readonly read: number;
  readonly error: number;
  readonly settings: number;
}
interface IssueRow {
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly file: string | null;
}
interface AnsweredRow {
  readonly read: number | null;
  readonly error: number | null;
}
type UserData = Omit<SourceUser, 'key' | 'services' | 'packs'>;

/** Tables of `extract`, as a report counts them. */
export function reportSourceQueries(db: Db) {
  const files = db.prepare<[], FileRow>(
    'SELECT path, bytes, documents, commands, read_at AS readAt FROM source_file ORDER BY id',
  );
  const entities = db.prepare<[], EntityCounts>(
    `SELECT (SELECT COUNT(*) FROM bw_provider) AS serviceProviders, (SELECT COUNT(*) FROM bw_group) AS groups,
       (SELECT COUNT(*) FROM bw_user) AS users, (SELECT COUNT(*) FROM bw_instance) AS serviceInstances,
       (SELECT COUNT(*) FROM bw_device) AS devices, (SELECT COUNT(*) FROM bw_dn) AS numbers,
       (SELECT COUNT(*) FROM bw_pack) AS servicePacks`,
  );
  const responses = db.prepare<[], ResponseRow>(
    `SELECT owner_kind AS ownerKind, base, known, SUM(state = 'read') AS read, SUM(state = 'error') AS error,
       SUM(settings) AS settings
     FROM response WHERE current = 1 GROUP BY owner_kind, base, known ORDER BY owner_kind, base`,
  );
  const issues = db.prepare<[], IssueRow>(
    `SELECT i.kind, i.code, i.message, f.path AS file
     FROM extract_issue i LEFT JOIN source_file f ON f.id = i.file_id ORDER BY i.id`,
  );
  // An owner with any readable answer counts as read, whatever else it answered.
  const answered = db.prepare<[string, string], AnsweredRow>(
    `SELECT SUM(read) AS read, SUM(1 - read) AS error FROM (
       SELECT MAX(state = 'read') AS read FROM response
       WHERE current = 1 AND owner_kind = ? AND base IN (SELECT value FROM json_each(?)) GROUP BY owner_key)`,
  );
  // A list of the provider speaks for each of its groups.
  const answeredForGroups = db.prepare<[string, string], AnsweredRow>(
    `SELECT SUM(read) AS read, SUM(1 - read) AS error FROM (
       SELECT MAX(read) AS read FROM (
         SELECT owner_key AS key, state = 'read' AS read FROM response
         WHERE current = 1 AND owner_kind = 'group' AND base IN (SELECT value FROM json_each(?))
         UNION ALL
         SELECT g.key, r.state = 'read' FROM response r JOIN bw_group g ON g.provider_key = r.owner_key
         WHERE r.current = 1 AND r.owner_kind = 'serviceProvider' AND r.base IN (SELECT value FROM json_each(?)))
       GROUP BY key)`,
  );
  const holders = db
    .prepare<[string], number>('SELECT COUNT(*) FROM bw_user_service WHERE name = ?')
    .pluck();
  const instances = db.prepare<[string], number>('SELECT COUNT(*) FROM bw_instance WHERE type = ?').pluck();
  const users = db.prepare<[], { readonly key: string; readonly data: string }>(
    'SELECT key, data FROM bw_user ORDER BY group_key, key',
  );

  return {
    sourceFiles: (): FileRow[] => files.all(),
    entityCounts: (): EntityCounts =>
      entities.get() ?? {
        serviceProviders: 0,
        groups: 0,
        users: 0,
        serviceInstances: 0,
        devices: 0,
        numbers: 0,
        servicePacks: 0,
      },
    responseCounts: () =>
      responses.all().map(({ ownerKind, known, ...row }) => ({
        ...row,
        known: known === 1,
        ...(ownerKind === null ? {} : { ownerKind }),
      })),
    extractIssues: () => issues.all().map(({ file, ...row }) => ({ ...row, ...(file === null ? {} : { file }) })),
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
