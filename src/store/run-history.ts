import type { RunHistoryRow, RunRequestCount, RunStepRow } from '../domain/run-history.ts';
import type { Db } from './open.ts';

/** Earlier runs out of `run` and `attempt`, for `report --run`. */
export function runHistory(db: Db) {
  const columns = `r.id, r.target, r.plan, r.command, r.by_user AS by, r.host, r.started_at AS startedAt, r.ended_at AS endedAt,
       r.outcome, r.summary, (SELECT COUNT(*) FROM attempt a WHERE a.run = r.id) AS requests`;
  const all = db.prepare<[], RunHistoryRow>(`SELECT ${columns} FROM run r ORDER BY r.rowid`);
  const one = db.prepare<[string], RunHistoryRow>(`SELECT ${columns} FROM run r WHERE r.id = ?`);
  const ofTarget = db.prepare<[string], { id: string; batch: string | null }>(
    'SELECT r.id, p.batch FROM run r LEFT JOIN plan p ON p.hash = r.plan WHERE r.target = ? ORDER BY r.rowid',
  );
  const counts = db.prepare<[string], RunRequestCount>(
    `SELECT operation, outcome, COUNT(*) AS count FROM attempt WHERE run = ? GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
  );
  const repeated = db
    .prepare<[string], number>(
      `SELECT COALESCE(SUM(n - 1), 0) FROM
         (SELECT COUNT(*) AS n FROM attempt WHERE run = ? GROUP BY step, operation, request)`,
    )
    .pluck();
  const steps = db.prepare<[string, string], RunStepRow>(
    `SELECT a.step, s.kind, COALESCE(s.label, a.natural_key) AS label, n.requests, a.outcome, a.status,
       a.tracking_id AS trackingId, a.detail, s.state AS stateNow
     FROM (SELECT step, MAX(id) AS last, MIN(id) AS first, COUNT(*) AS requests FROM attempt WHERE run = ? GROUP BY step) n
     JOIN attempt a ON a.id = n.last
     LEFT JOIN step_state s ON s.target = ? AND s.step = a.step
     ORDER BY n.first`,
  );

  return {
    /** Oldest first, as they were begun: a clock may have been set back since. */
    all: (): RunHistoryRow[] => all.all(),
    get: (id: string): RunHistoryRow | undefined => one.get(id),
    /** Runs of one target with the batch whose plan they carried out; a rollback has none. */
    ofTarget: (target: string): { readonly id: string; readonly batch: string | null }[] => ofTarget.all(target),
    requestCounts: (id: string): RunRequestCount[] => counts.all(id),
    /** Requests that were sent again as they were. */
    repeated: (id: string): number => repeated.get(id) ?? 0,
    /** In the order of their first request. */
    steps: (id: string, target: string): RunStepRow[] => steps.all(id, target),
  };
}
