import type { Membership } from '../domain/batch.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Db } from './open.ts';

export interface StoredBatch {
  readonly name: string;
  /** How its members were chosen, as the command line said it. */
  readonly selection: string;
  readonly by: string;
  readonly createdAt: string;
  readonly members: number;
}

/** `batch` and `batch_member` tables. */
export function batchRepository(db: Db) {
  const insertBatch = db.prepare('INSERT INTO batch (name, selection, by_user, created_at) VALUES (?, ?, ?, ?)');
  const insertMember = db.prepare(
    'INSERT INTO batch_member (origin, batch) VALUES (?, ?) ON CONFLICT (origin) DO UPDATE SET batch = excluded.batch',
  );
  const deleteMember = db.prepare('DELETE FROM batch_member WHERE origin = ?');
  const selectBatches = db.prepare<[], StoredBatch>(
    `SELECT name, selection, by_user AS by, created_at AS createdAt,
       (SELECT count(*) FROM batch_member WHERE batch = name) AS members
     FROM batch ORDER BY created_at, name`,
  );
  const selectMembers = db.prepare<[], { origin: string; batch: string }>('SELECT origin, batch FROM batch_member');
  // A draft has the steps of every plan that was ever made of it; one that is done counts, and one whose last change went
  // wrong, as long as ids are known of it: it still stands there. A setting counts from its first attempt: a list that
  // failed is completed like one that was written.
  const selectMoved = db
    .prepare<[string], string>(
      `SELECT DISTINCT draft FROM plan_step JOIN step_state ON step_state.step = plan_step.step AND target = ?
       WHERE plan_step.kind IN ('subscriber', 'workspace', 'virtualLine', 'huntGroup', 'callQueue', 'autoAttendant',
           'pagingGroup', 'voicemailGroup')
           AND (step_state.state IN ('created', 'adopted', 'unchanged', 'changed')
             OR step_state.state IN ('failed', 'in-doubt', 'skipped', 'unknown') AND step_state.outputs <> '{}')
         OR plan_step.kind = 'setting' AND (json_extract(body, '$.payload.members') IS NOT NULL
           OR json_extract(body, '$.payload.value.setting') = 'executiveAssistant')`,
    )
    .pluck();

  return {
    list: (): StoredBatch[] => selectBatches.all(),
    membership: (): Membership => new Map(selectMembers.all().map(({ origin, batch }) => [origin, batch])),
    create: db.transaction((batch: Omit<StoredBatch, 'members'>, origins: readonly string[]): void => {
      insertBatch.run(batch.name, batch.selection, batch.by, batch.createdAt);
      for (const origin of origins) insertMember.run(origin, batch.name);
    }),
    /** @param batch - undefined takes them out of every batch */
    move: db.transaction((origins: readonly string[], batch: string | undefined): void => {
      for (const origin of origins) {
        if (batch === undefined) deleteMember.run(origin);
        else insertMember.run(origin, batch);
      }
    }),
    /** Owners and features that stand in a target already, and settings about others that were carried out there. */
    moved: (target: string): Set<DraftId> => new Set(selectMoved.all(target)),
  };
}
