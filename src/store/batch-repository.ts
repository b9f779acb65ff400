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

/** How somebody came to stand in a target; nothing is known of the run where he was found there and adopted. */
export interface Arrival {
  readonly run?: string;
  readonly batch?: string;
  readonly at?: string;
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
  // The last create counts: after a rollback there may be a second one. A plan may be gone where its run is kept.
  const selectArrival = db.prepare<[string, string], { run: string; batch: string | null; at: string }>(
    `SELECT attempt.run, plan.batch, attempt.intent_at AS at
     FROM plan_step JOIN attempt ON attempt.step = plan_step.step AND attempt.target = ?
       JOIN run ON run.id = attempt.run LEFT JOIN plan ON plan.hash = run.plan
     WHERE plan_step.draft = ? AND attempt.operation = 'create'
       AND plan_step.kind IN ('subscriber', 'workspace', 'virtualLine', 'huntGroup', 'callQueue', 'autoAttendant',
           'pagingGroup', 'voicemailGroup')
     ORDER BY attempt.id DESC LIMIT 1`,
  );

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
    /** With which run and batch somebody of {@link moved} was created. */
    arrival(target: string, draft: DraftId): Arrival {
      const { run, batch, at } = selectArrival.get(target, draft) ?? {};
      return {
        ...(run === undefined ? {} : { run }),
        ...(batch === undefined || batch === null ? {} : { batch }),
        ...(at === undefined ? {} : { at }),
      };
    },
  };
}
