import { EXPECTED_RESPONSES } from '../domain/expected-responses.ts';
import type { ExtractIssue } from '../domain/snapshot.ts';
import { readAudioFiles } from './audio-files.ts';
import type { Db } from './open.ts';
import { readDoubts, type SnapshotDoubts } from './snapshot-doubts.ts';
import { countGaps, PACKS } from './snapshot-gaps.ts';

export interface SnapshotCounts {
  readonly documents: number;
  readonly commands: number;
  readonly serviceProviders: number;
  readonly groups: number;
  readonly users: number;
  readonly serviceInstances: number;
  readonly devices: number;
  readonly numbers: number;
  readonly servicePacks: number;
}

/** What was asked and answered, and what was not. */
export interface SnapshotCompleteness extends SnapshotDoubts {
  readonly usersWithoutDetail: readonly string[];
  readonly usersWithoutServices: readonly string[];
  readonly packsWithoutDetail: readonly string[];
  readonly instancesWithoutDetail: readonly string[];
  /** Named by a user or a shared line, but in no list and without details. */
  readonly devicesReferencedOnly: readonly string[];
  readonly responses: readonly {
    readonly response: string;
    readonly read: number;
    readonly error: number;
    readonly neverAsked: number;
  }[];
}

export interface SnapshotFacts {
  readonly counts: SnapshotCounts;
  readonly errors: number;
  readonly audioFiles: number;
  readonly orphans: readonly {
    readonly type: string;
    readonly file: string;
    readonly offset: number;
    readonly echo: string;
  }[];
  readonly unknown: readonly { readonly type: string; readonly count: number }[];
  readonly issues: readonly {
    readonly kind: ExtractIssue['kind'];
    readonly code: string;
    readonly message: string;
    readonly file: string | undefined;
    readonly offset: number | undefined;
  }[];
  readonly completeness: SnapshotCompleteness;
}

/** Totals over everything that is stored and settled, and what was never asked. */
export function readSnapshotFacts(db: Db, askedUsers?: AskedCounts): SnapshotFacts {
  return { ...readSnapshotTotals(db), completeness: readCompleteness(db, askedUsers) };
}

/** The same without completeness, which takes longer than all the rest. */
export function readSnapshotTotals(db: Db): Omit<SnapshotFacts, 'completeness'> {
  return {
    counts: readCounts(db),
    errors: total(
      db,
      `SELECT count(*) AS n FROM settled_response WHERE state = 'error' AND (current = 1 OR owner_key IS NULL)`,
    ),
    audioFiles: readAudioFiles(db).length,
    orphans: db
      .prepare<[], SnapshotFacts['orphans'][number]>(
        `SELECT type, path AS file, offset, coalesce(echo, '') AS echo FROM settled_response JOIN source_file ON source_file.id = file_id
         WHERE owner_key IS NULL ORDER BY path, offset`,
      )
      .all(),
    unknown: db
      .prepare<[], SnapshotFacts['unknown'][number]>(
        `SELECT type, count(*) AS count FROM settled_response WHERE known = 0 AND state = 'read' GROUP BY type ORDER BY type`,
      )
      .all(),
    issues: db
      .prepare<
        [],
        { kind: ExtractIssue['kind']; code: string; message: string; file: string | null; offset: number | null }
      >(
        `SELECT kind, code, message, path AS file, offset FROM extract_issue LEFT JOIN source_file ON source_file.id = file_id
         WHERE file_id IS NULL OR settled = 1
         ORDER BY kind, code, path, offset, message`,
      )
      .all()
      .map((row) => ({ ...row, file: row.file ?? undefined, offset: row.offset ?? undefined })),
  };
}

export function readCounts(db: Db): SnapshotCounts {
  return {
    documents: total(db, 'SELECT coalesce(sum(documents), 0) AS n FROM source_file'),
    commands: total(db, 'SELECT coalesce(sum(commands), 0) AS n FROM source_file'),
    serviceProviders: total(db, 'SELECT count(*) AS n FROM bw_provider'),
    groups: total(db, 'SELECT count(*) AS n FROM bw_group'),
    users: total(db, 'SELECT count(*) AS n FROM bw_user'),
    serviceInstances: total(db, 'SELECT count(*) AS n FROM bw_instance'),
    devices: total(db, 'SELECT count(*) AS n FROM bw_device'),
    numbers: total(db, 'SELECT count(*) AS n FROM bw_dn'),
    servicePacks: total(db, 'SELECT count(*) AS n FROM bw_pack'),
  };
}

/** Virtual users whose details stand in an answer of their group: nobody is asked about them by themselves. */
const TOLD_BY_THE_GROUP = {
  'Voice Messaging': 'GroupVoiceMessagingGroupGetVoicePortalResponse',
  'Music On Hold': 'GroupMusicOnHoldGetInstanceResponse',
} as const;

export function readCompleteness(db: Db, askedUsers?: AskedCounts): SnapshotCompleteness {
  const keys = (sql: string, ...values: string[]): string[] =>
    db
      .prepare<string[], { key: string }>(sql)
      .all(...values)
      .map(({ key }) => key);
  const state = (field: string): string => `data ->> '${field}' IS NOT 'read'`;
  return {
    usersWithoutDetail: keys(`SELECT key FROM bw_user WHERE ${state('detail')} ORDER BY key`),
    usersWithoutServices: keys(`SELECT key FROM bw_user WHERE ${state('servicesState')} ORDER BY key`),
    packsWithoutDetail: keys(
      `SELECT provider_key || '/' || name AS key FROM ${PACKS} WHERE services IS NULL ORDER BY key`,
    ),
    instancesWithoutDetail: keys(
      `SELECT key FROM bw_instance WHERE ${state('detail')} AND NOT EXISTS (
         SELECT 1 FROM json_each(?) AS told JOIN settled_response ON base = told.value
         WHERE told.key = bw_instance.type AND owner_kind = 'group' AND owner_key = bw_instance.group_key
           AND state = 'read' AND current = 1)
       ORDER BY key`,
      JSON.stringify(TOLD_BY_THE_GROUP),
    ),
    devicesReferencedOnly: keys(
      `SELECT key FROM bw_device WHERE data ->> 'detail' = 'never-asked' AND data ->> 'status' IS NULL AND data ->> 'type' IS NULL ORDER BY key`,
    ),
    ...readDoubts(db),
    responses: readAsked(db, askedUsers),
  };
}

/** Of users, what each kind of response says; see `createAskedUsers`. */
export type AskedCounts = ReadonlyMap<
  string,
  { readonly read: number; readonly error: number; readonly neverAsked: number }
>;

function readAsked(db: Db, askedUsers: AskedCounts | undefined): SnapshotCompleteness['responses'] {
  const asked = db.prepare<[string, string], { read: number; error: number }>(
    `SELECT count(DISTINCT CASE WHEN state = 'read' THEN owner_key END) AS read,
       count(DISTINCT CASE WHEN state = 'error' THEN owner_key END) AS error
     FROM current_response WHERE base = ? AND owner_kind = ?`,
  );
  return EXPECTED_RESPONSES.filter(({ welcome }) => welcome !== true).map((expected) => {
    const counted = expected.kind === 'user' ? askedUsers?.get(expected.base) : undefined;
    if (counted !== undefined) return { response: expected.base, ...counted };
    const { read, error } = asked.get(expected.base, expected.kind) ?? { read: 0, error: 0 };
    return { response: expected.base, read, error, neverAsked: countGaps(db, expected) };
  });
}

function total(db: Db, sql: string): number {
  return db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
}
