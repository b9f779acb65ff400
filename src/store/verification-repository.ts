import { BATCH_ALL } from '../domain/batch.ts';
import type { VerifyItem } from '../domain/outcomes.ts';
import { DONE_STATES } from '../domain/plan.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Db } from './open.ts';

type VerifiedPlan = Pick<PlanRecord, 'target' | 'batch' | 'hash'>;
interface VerificationRow {
  readonly step: string;
  readonly state: VerifyItem['state'];
  readonly differences: string;
  readonly checked_at: string;
}

/** What was seen of the steps of other batches stays true as long as they stand: of this plan nothing was asked about them. */
const CLEAR_BATCH = `WITH
  others AS (
    SELECT hash FROM plan AS one WHERE target = @target AND batch <> @batch AND NOT EXISTS (
      SELECT 1 FROM plan AS later WHERE later.target = one.target AND later.batch = one.batch
        AND (later.observed_at, later.rowid) > (one.observed_at, one.rowid))),
  kept AS (
    SELECT DISTINCT s.step, s.kind, t.outputs FROM plan_step AS s JOIN step_state AS t ON t.target = @target AND t.step = s.step
    WHERE s.plan IN others AND t.state IN (SELECT value FROM json_each(@done))
      AND s.step NOT IN (SELECT step FROM plan_step WHERE plan = @hash)),
  place AS (
    SELECT 'extra:' || step || ':' AS start FROM kept
    UNION SELECT 'extra:' || (outputs ->> '$.orgId') || ':' FROM kept WHERE kind = 'customer' AND outputs ->> '$.orgId' IS NOT NULL)
  DELETE FROM verification WHERE target = @target AND step NOT IN (SELECT step FROM kept)
    AND NOT (state = 'extra' AND EXISTS (SELECT 1 FROM place WHERE substr(step, 1, length(start)) = start))`;

/** `verification` table: what the last `verify` of each batch saw, per target and step. */
export function verificationRepository(db: Db) {
  const clearBatch = db.prepare(CLEAR_BATCH);
  const clear = db.prepare('DELETE FROM verification WHERE target = ?');
  const insert = db.prepare(
    `INSERT INTO verification (target, step, state, differences, checked_at, kind, label) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (target, step) DO NOTHING`,
  );
  const select = db.prepare<[string], VerificationRow>(
    'SELECT step, state, differences, checked_at FROM verification WHERE target = ?',
  );
  const selectOff = db
    .prepare<[string, string], StepId>(
      `SELECT v.step FROM verification AS v JOIN step_state AS s ON s.target = v.target AND s.step = v.step
       WHERE v.target = ? AND v.state IN ('different', 'missing') AND v.checked_at > ? AND s.updated_at <= v.checked_at`,
    )
    .pluck();
  return {
    /** Steps that were found different or missing after a moment, and that nothing was written of since. */
    foundOff: (target: string, since: string): ReadonlySet<StepId> => new Set(selectOff.all(target, since)),
    /** Stores what was seen of a plan in place of what was seen of it before; a plan of everything leaves nothing else. */
    replace: db.transaction((plan: VerifiedPlan, items: readonly VerifyItem[], at: string): void => {
      const { target, batch, hash } = plan;
      if (batch === BATCH_ALL) clear.run(target);
      else clearBatch.run({ target, batch, hash, done: JSON.stringify(DONE_STATES) });
      for (const { step, state, differences, kind, label } of items) {
        insert.run(target, step, state, JSON.stringify(differences), at, kind, label);
      }
    }),
    all: (target: string) =>
      select.all(target).map(({ step, state, differences, checked_at }) => {
        const parsed: VerifyItem['differences'] = JSON.parse(differences);
        return { step, state, differences: parsed, checkedAt: checked_at };
      }),
  };
}
