import type { Attempt, Intent, JournalOutcome, RunRecord, Settlement } from '../domain/journal.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { createGroupCommit, type Fence } from './group-commit.ts';
import type { Db } from './open.ts';
import { stepStateRepository } from './step-state-repository.ts';

interface RunRow {
  readonly id: string;
  readonly target: string;
  readonly plan: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly outcome: string | null;
  readonly command: string;
  readonly by_user: string;
  readonly host: string | null;
  readonly summary: string | null;
}
interface AttemptRow {
  readonly step: string;
  readonly run: string;
  readonly number: number;
  readonly operation: string;
  readonly request: string;
  readonly natural_key: string;
  readonly intent_at: string;
  readonly ended_at: string | null;
  readonly status: number | null;
  readonly outcome: string | null;
  readonly tracking_id: string | null;
  readonly detail: string | null;
  readonly client_tracking_id: string | null;
  readonly code: string | null;
  readonly answer: string | null;
  readonly decision: string | null;
}
const ATTEMPT_COLUMNS = `step, run, number, operation, request, natural_key, intent_at, ended_at, status, outcome,
  tracking_id, detail, client_tracking_id, code, answer, decision`;

/**
 * `run` and `attempt` tables: the journal. Each entry moves the step's state in the same transaction.
 *
 * @param fence - asked inside each transaction whether this process may still write
 */
export function journalRepository(db: Db, fence?: Fence) {
  const states = stepStateRepository(db);
  const group = createGroupCommit(db, fence);
  const insertRun = db.prepare(
    'INSERT INTO run (id, target, plan, started_at, command, by_user, host, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const updateRun = db.prepare('UPDATE run SET ended_at = ?, outcome = ?, summary = ? WHERE id = ?');
  // A rollback has no plan: one that was not limited to a batch is of all of them.
  const selectLastRun = db.prepare<[{ target: string; batch: string | null }], RunRow>(
    `SELECT run.id, run.target, run.plan, started_at, ended_at, outcome, command, by_user, run.host, summary
     FROM run LEFT JOIN plan ON plan.hash = run.plan
     WHERE run.target = @target AND (@batch IS NULL OR plan.batch = @batch
       OR (run.plan = '' AND coalesce(run.summary ->> '$.only.batch', @batch) = @batch))
     ORDER BY started_at DESC, run.rowid DESC LIMIT 1`,
  );
  const insertAttempt = db.prepare(
    `INSERT INTO attempt (run, target, step, number, operation, request, natural_key, intent_at)
     VALUES (?, ?, ?, (SELECT COALESCE(MAX(number), 0) + 1 FROM attempt WHERE target = ? AND step = ?), ?, ?, ?, ?)`,
  );
  const updateAttempt = db.prepare(
    `UPDATE attempt SET ended_at = ?, status = ?, outcome = ?, tracking_id = ?, detail = ?, client_tracking_id = ?,
       code = ?, answer = ?, decision = ? WHERE id = ?`,
  );
  const selectAttempts = db.prepare<[string, string], AttemptRow>(
    `SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE target = ? AND step = ? ORDER BY id`,
  );
  const selectAllAttempts = db.prepare<[string], AttemptRow>(
    `SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE target = ? ORDER BY id`,
  );
  const insertSettlement = db.prepare(
    'INSERT INTO settlement (run, target, step, at, why, found, decision) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const selectSettlements = db.prepare<[string, string], Settlement>(
    'SELECT run, at, why, found, decision FROM settlement WHERE target = ? AND step = ? ORDER BY id',
  );
  const selectOpen = db.prepare<[string, string], { request: string }>(
    `SELECT request FROM attempt
     WHERE target = ? AND step = ? AND operation = 'create' AND (outcome IS NULL OR outcome = 'doubtful') ORDER BY id`,
  );

  return {
    states: (target: string): ReadonlyMap<StepId, StepRecord> => states.all(target),
    startRun(run: RunRecord): void {
      const summary = run.only === undefined ? null : JSON.stringify({ only: run.only });
      insertRun.run(run.id, run.target, run.plan, run.startedAt, run.command, run.by, run.host ?? null, summary);
    },
    endRun(id: string, endedAt: string, outcome: string, summary: object): void {
      updateRun.run(endedAt, outcome, JSON.stringify(summary), id);
    },
    /** @param batch - of everything where it is left out; that of a plan, and rollbacks of it or of all batches */
    lastRun(target: string, batch?: string): RunRecord | undefined {
      const row = selectLastRun.get({ target, batch: batch ?? null });
      return row && readRun(row);
    },
    /** Resolves with the number of the attempt once it is on disk: only then may the request leave. */
    intent: (intent: Intent): Promise<number> =>
      group.commit(() => {
        const { run, target, operation, request, naturalKey, at, record } = intent;
        states.put(target, record);
        const { step } = record;
        const added = insertAttempt.run(run, target, step, target, step, operation, request, naturalKey, at);
        return Number(added.lastInsertRowid);
      }),
    outcome: (outcome: JournalOutcome): Promise<void> =>
      group.commit(() => {
        const { target, attempt, at, record } = outcome;
        if (record) states.put(target, record);
        for (const other of outcome.also ?? []) states.put(target, other);
        if (attempt === undefined) return;
        const { status = null, trackingId = null, detail = null } = outcome;
        const { clientTrackingId = null, code = null, answer = null, decision = null } = outcome;
        updateAttempt.run(
          at,
          status,
          outcome.outcome,
          trackingId,
          detail,
          clientTrackingId,
          code,
          answer,
          decision,
          attempt,
        );
      }),
    settled: (target: string, step: StepId, { run, at, why, found, decision }: Settlement): Promise<void> =>
      group.commit(() => void insertSettlement.run(run, target, step, at, why, found, decision)),
    /** How a step was settled while it was in doubt, oldest first. */
    settlements: (target: string, step: StepId): Settlement[] => selectSettlements.all(target, step),
    /** Attempts of every step of a target, oldest first. */
    allAttempts: (target: string): Attempt[] => selectAllAttempts.all(target).map(readAttempt),
    attempts: (target: string, step: StepId): Attempt[] => selectAttempts.all(target, step).map(readAttempt),
    /** Bodies of the creates that were sent for a step and whose outcome is still open. */
    openRequests(target: string, step: StepId): readonly unknown[] {
      const state = states.get(target, step)?.state;
      if (state !== 'in-doubt' && state !== 'unknown' && state !== 'failed') return [];
      return selectOpen.all(target, step).map(({ request }) => bodyIn(request));
    },
  };
}

function bodyIn(request: string): unknown {
  const parsed: { readonly body?: unknown } = JSON.parse(request);
  return parsed.body;
}

function readRun(row: RunRow): RunRecord {
  return {
    id: row.id,
    target: row.target,
    plan: row.plan,
    startedAt: row.started_at,
    command: row.command,
    by: row.by_user,
    ...(row.host === null ? {} : { host: row.host }),
    ...notedIn(row.summary),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
  };
}

/** A rollback says at its start what it is limited to, so that one that was killed can be named again. */
function notedIn(summary: string | null): Pick<RunRecord, 'only' | 'counts'> {
  if (summary === null) return {};
  const { only, counts }: Pick<RunRecord, 'only' | 'counts'> = JSON.parse(summary);
  return { ...(only === undefined ? {} : { only }), ...(counts === undefined ? {} : { counts }) };
}

function readAttempt(row: AttemptRow): Attempt {
  return {
    step: row.step,
    run: row.run,
    number: row.number,
    operation: row.operation,
    request: row.request,
    naturalKey: row.natural_key,
    intentAt: row.intent_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.tracking_id === null ? {} : { trackingId: row.tracking_id }),
    ...(row.detail === null ? {} : { detail: row.detail }),
    ...(row.client_tracking_id === null ? {} : { clientTrackingId: row.client_tracking_id }),
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.decision === null ? {} : { decision: row.decision }),
  };
}
