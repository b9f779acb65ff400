import { BATCH_ALL } from '../domain/batch.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { StepStory } from '../domain/explain-story.ts';
import { foundSince } from '../domain/found-since.ts';
import { DONE_STATES, type StepAction, type StepState } from '../domain/plan.ts';
import type { Db } from './open.ts';

interface StepRow {
  readonly target: string;
  readonly plan: string;
  readonly step: string;
  readonly kind: string;
  readonly label: string;
  readonly action: StepAction;
  readonly reason: string | null;
  readonly observed_at: string;
  readonly state: StepState | null;
  readonly cause: string | null;
  readonly updated_at: string | null;
  readonly outputs: string | null;
  readonly attempts: number;
  readonly tracking_id: string | null;
  readonly verified: string | null;
}

const DONE = DONE_STATES.map((state) => `'${state}'`).join(', ');

/**
 * Steps that carry out given drafts, with what became of them: of the latest plan of each batch of each target, unless
 * everything was planned after it. What was taken back since it was read back is proven by nothing.
 */
export function explainSteps(db: Db): (drafts: readonly DraftId[]) => StepStory[] {
  const select = db.prepare<[string], StepRow>(
    `WITH newest AS (
       SELECT hash, target, batch, observed_at,
         row_number() OVER (PARTITION BY target ORDER BY observed_at DESC, rowid DESC) AS age
       FROM plan AS one WHERE NOT EXISTS (
         SELECT 1 FROM plan AS later WHERE later.target = one.target AND later.batch = one.batch
           AND (later.observed_at, later.rowid) > (one.observed_at, one.rowid))),
     latest AS (
       SELECT * FROM newest WHERE NOT EXISTS (
         SELECT 1 FROM newest AS whole
         WHERE whole.target = newest.target AND whole.batch = '${BATCH_ALL}' AND whole.age < newest.age))
     SELECT latest.target, latest.hash AS plan, latest.observed_at, plan_step.step, plan_step.kind,
       json_extract(plan_step.body, '$.label') AS label, plan_step.action, plan_step.reason,
       step_state.state, step_state.cause, step_state.updated_at, step_state.outputs, verification.state AS verified,
       MIN(latest.age) AS age,
       (SELECT count(*) FROM attempt WHERE attempt.target = latest.target AND attempt.step = plan_step.step) AS attempts,
       (SELECT tracking_id FROM attempt WHERE attempt.target = latest.target AND attempt.step = plan_step.step
          AND tracking_id IS NOT NULL ORDER BY id DESC LIMIT 1) AS tracking_id
     FROM latest JOIN plan_step ON plan_step.plan = latest.hash
       LEFT JOIN step_state ON step_state.target = latest.target AND step_state.step = plan_step.step
       LEFT JOIN verification ON verification.target = latest.target AND verification.step = plan_step.step
         AND step_state.state IN (${DONE})
     WHERE plan_step.draft IN (SELECT value FROM json_each(?))
     GROUP BY latest.target, plan_step.step ORDER BY latest.target, age, plan_step.seq`,
  );
  return (drafts) =>
    select.all(JSON.stringify(drafts)).map((row): StepStory => {
      const outputs: Record<string, string> = JSON.parse(row.outputs ?? '{}');
      const { state, updated_at: updatedAt } = row;
      const since = state && updatedAt ? foundSince({ state, updatedAt }, row.action, row.observed_at) : undefined;
      return {
        target: row.target,
        plan: row.plan,
        step: row.step,
        kind: row.kind,
        label: row.label,
        action: row.action,
        state: row.state ?? 'pending',
        outputs,
        attempts: row.attempts,
        ...(since === undefined ? {} : { foundSince: since }),
        ...(row.reason === null ? {} : { reason: row.reason }),
        ...(row.cause === null ? {} : { cause: row.cause }),
        ...(row.updated_at === null ? {} : { updatedAt: row.updated_at }),
        ...(row.tracking_id === null ? {} : { trackingId: row.tracking_id }),
        ...(row.verified === null ? {} : { verified: row.verified }),
      };
    });
}
