import type { SourceUser } from '../domain/source.ts';
import { askedQuestions } from './asked-questions.ts';
import type { Db } from './open.ts';
import { readSnapshotTotals } from './snapshot-facts.ts';

interface FileRow {
  readonly path: string;
  readonly bytes: number;
  readonly readAt: string;
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
  const users = db.prepare<[], { readonly key: string; readonly data: string }>(
    'SELECT key, data FROM bw_user ORDER BY group_key, key',
  );

  return {
    sourceFiles: (): FileRow[] => files.all(),
    sourceFacts: () => readSnapshotTotals(db),
    ownedResponses: () => owned.get() ?? { responses: 0, settings: 0 },
    questions: () => askedQuestions(db),
    *users() {
      for (const { key, data } of users.iterate()) {
        const user: UserData = JSON.parse(data);
        yield { ...user, key };
      }
    },
  };
}
