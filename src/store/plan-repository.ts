import type { Difference, PlannedStep, Step, StepAction, StepKind } from '../domain/plan.ts';
import type { Approval, PlanInputs, PlanRecord, Unplanned } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { isCovered, shownBy } from './approval.ts';
import type { Db } from './open.ts';
import { stepStateRepository } from './step-state-repository.ts';

interface PlanRow {
  readonly hash: string;
  readonly target: string;
  readonly batch: string;
  readonly observed_at: string;
  readonly inputs: string;
  readonly unplanned: string;
  readonly planned_by: string | null;
  readonly approved_by: string | null;
  readonly approved_at: string | null;
  readonly approved_host: string | null;
  readonly approved_shown: string | null;
}
interface StepRow {
  readonly action: StepAction;
  readonly differences: string;
  readonly reason: string | null;
  readonly left_out: string;
  readonly body: string;
}
const COLUMNS =
  'hash, target, batch, observed_at, inputs, unplanned, planned_by, approved_by, approved_at, approved_host, approved_shown';

/** Kinds whose natural key holds their location or their name: moved or renamed, they are another step. */
const PLACED: readonly StepKind[] = [
  'location',
  'workspace',
  'virtualLine',
  'huntGroup',
  'callQueue',
  'autoAttendant',
  'callPickup',
  'callPark',
  'pagingGroup',
  'voicemailGroup',
];

/** `plan` and `plan_step` tables. */
export function planRepository(db: Db) {
  const insertPlan = db.prepare(
    `INSERT INTO plan (hash, target, batch, created_at, observed_at, inputs, unplanned, planned_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET observed_at = excluded.observed_at, planned_by = excluded.planned_by`,
  );
  const clearSteps = db.prepare('DELETE FROM plan_step WHERE plan = ?');
  const insertStep = db.prepare(
    `INSERT INTO plan_step (plan, seq, step, kind, draft, action, differences, reason, left_out, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const selectPlan = db.prepare<[string], PlanRow>(`SELECT ${COLUMNS} FROM plan WHERE hash = ?`);
  const selectLatest = db.prepare<[string], PlanRow>(
    `SELECT ${COLUMNS} FROM plan WHERE target = ? ORDER BY observed_at DESC, rowid DESC LIMIT 1`,
  );
  const selectLatestOf = db.prepare<[string, string], PlanRow>(
    `SELECT ${COLUMNS} FROM plan WHERE target = ? AND batch = ? ORDER BY observed_at DESC, rowid DESC LIMIT 1`,
  );
  const selectSteps = db.prepare<[string], StepRow>(
    'SELECT action, differences, reason, left_out, body FROM plan_step WHERE plan = ? ORDER BY seq',
  );
  const selectByDraft = db.prepare<[string, string], StepRow>(
    `SELECT action, differences, reason, left_out, body FROM plan_step WHERE plan = ? AND draft = ? ORDER BY seq`,
  );
  const approve = db.prepare(
    'UPDATE plan SET approved_by = ?, approved_at = ?, approved_host = ?, approved_shown = ? WHERE hash = ?',
  );
  // Few runs are rollbacks: their attempts are looked through, not those of every step.
  const selectRolledBack = db.prepare<[string, string], { at: string | null }>(
    `SELECT max(a.ended_at) AS at FROM run r CROSS JOIN attempt a ON a.run = r.id AND a.target = r.target
     WHERE r.target = ? AND r.command = 'rollback' AND a.operation = 'delete' AND a.outcome IN ('done', 'accepted')
       AND a.step IN (SELECT step FROM plan_step WHERE plan = ?)`,
  );
  const selectEver = db.prepare<[string], { body: string }>(
    `SELECT s.body FROM plan_step s JOIN plan p ON p.hash = s.plan WHERE p.target = ?
     ORDER BY p.observed_at, p.rowid, s.seq`,
  );
  // Most settings hold no rules: those are not parsed.
  const selectEverWithRules = db.prepare<[string], { body: string }>(
    `SELECT s.body FROM plan_step s JOIN plan p ON p.hash = s.plan
     WHERE p.target = ? AND (s.kind = 'featureSetting' OR (s.kind = 'setting'
       AND (instr(s.body, '"setting":"selective') > 0 OR instr(s.body, '"setting":"executiveFiltering"') > 0
         OR instr(s.body, '"setting":"digitPatterns"') > 0)))
     ORDER BY p.observed_at, p.rowid, s.seq`,
  );
  const selectLaterSteps = db.prepare<[string, string], { body: string }>(
    `SELECT s.body FROM plan AS this JOIN plan AS p ON p.target = this.target
       AND (p.observed_at, p.rowid) > (this.observed_at, this.rowid) JOIN plan_step AS s ON s.plan = p.hash
     WHERE this.hash = ? AND s.step IN (SELECT value FROM json_each(?))`,
  );
  const selectEverPlaced = db.prepare<[string, string], { body: string }>(
    `SELECT s.body FROM plan_step s JOIN plan p ON p.hash = s.plan
     WHERE p.target = ? AND s.kind IN (SELECT value FROM json_each(?)) ORDER BY p.observed_at, p.rowid, s.seq`,
  );
  const states = stepStateRepository(db);
  const latestOf = (rows: readonly { readonly body: string }[]): Map<StepId, Step> => {
    const steps = new Map<StepId, Step>();
    for (const { body } of rows) {
      const step: Step = JSON.parse(body);
      steps.set(step.id, step);
    }
    return steps;
  };

  const read = (row: PlanRow | undefined): PlanRecord | undefined => {
    if (row === undefined) return undefined;
    const inputs: PlanInputs = JSON.parse(row.inputs);
    const unplanned: Unplanned[] = JSON.parse(row.unplanned);
    const steps = selectSteps.all(row.hash).map(readStep);
    const rolledBackAt = selectRolledBack.get(row.target, row.hash)?.at ?? undefined;
    return {
      hash: row.hash,
      target: row.target,
      batch: row.batch,
      inputs,
      observedAt: row.observed_at,
      steps,
      unplanned,
      ...(row.planned_by === null ? {} : { plannedBy: row.planned_by }),
      ...(rolledBackAt === undefined ? {} : { rolledBackAt }),
      ...approvalOf(row, steps, rolledBackAt),
    };
  };

  /** The approval of a plan, while it covers what the plan shows: what was made and taken back needs a new one. */
  const approvalOf = (
    row: PlanRow,
    steps: readonly PlannedStep[],
    rolledBackAt: string | undefined,
  ): Pick<PlanRecord, 'approved'> => {
    const { target, approved_by: by, approved_at: at, approved_host: host, approved_shown: shown } = row;
    if (by === null || at === null || shown === null) return {};
    if (rolledBackAt !== undefined && at < rolledBackAt) return {};
    if (!isCovered(shown, steps, (step) => states.get(target, step)?.state)) return {};
    return { approved: { by, at, ...(host === null ? {} : { host }) } };
  };

  return {
    /**
     * Stores a plan. The same hash again means the same steps: only what was seen in the target is refreshed, and an
     * approval stays as long as no more is shown than was approved.
     *
     * @returns the plan as it stands now, approval included
     */
    save: db.transaction((plan: PlanRecord): PlanRecord => {
      const { hash, target, batch, observedAt } = plan;
      const inputs = JSON.stringify(plan.inputs);
      const planner = plan.plannedBy ?? null;
      insertPlan.run(hash, target, batch, observedAt, observedAt, inputs, JSON.stringify(plan.unplanned), planner);
      clearSteps.run(hash);
      plan.steps.forEach(({ step, action, differences, reason, leftOut }, seq) => {
        insertStep.run(
          hash,
          seq,
          step.id,
          step.kind,
          step.draft,
          action,
          JSON.stringify(differences),
          reason ?? null,
          JSON.stringify(leftOut ?? []),
          JSON.stringify(step),
        );
      });
      return read(selectPlan.get(hash)) ?? plan;
    }),
    get: (hash: string): PlanRecord | undefined => read(selectPlan.get(hash)),
    /** The plan that was made or refreshed last for a target, of one batch or of any. */
    latest: (target: string, batch?: string): PlanRecord | undefined =>
      read(batch === undefined ? selectLatest.get(target) : selectLatestOf.get(target, batch)),
    /** Every step that was ever planned for a target, each as its latest plan has it. */
    everPlanned: (target: string): ReadonlyMap<StepId, Step> => latestOf(selectEver.all(target)),
    /** Of those, the ones that set something which has rules below it: selective services and forwarding of features. */
    everWithRules: (target: string): readonly Step[] => [...latestOf(selectEverWithRules.all(target)).values()],
    /** Of those, what goes by its name or its location, under every one that it has had. */
    everPlaced: (target: string): readonly Step[] => [
      ...latestOf(selectEverPlaced.all(target, JSON.stringify(PLACED))).values(),
    ],
    /**
     * Steps as a later plan than this one has carried them out: the plan of another batch adds its people to a list, or
     * frees an extension.
     *
     * @param contents - content of the last payload that was carried out, by step
     */
    carriedOutLater(hash: string, contents: ReadonlyMap<StepId, string>): ReadonlyMap<StepId, Step> {
      const steps = new Map<StepId, Step>();
      for (const { body } of selectLaterSteps.iterate(hash, JSON.stringify([...contents.keys()]))) {
        const step: Step = JSON.parse(body);
        if (contents.get(step.id) === step.content) steps.set(step.id, step);
      }
      return steps;
    },
    stepsOfDraft: (hash: string, draft: string): PlannedStep[] => selectByDraft.all(hash, draft).map(readStep),
    /**
     * Records who approved what a plan shows, when and on which machine; the first approval that covers it counts, and that of a second
     * person more than the planner's own. `false` when there is no such plan.
     */
    approve(hash: string, { by, at, host }: Approval): boolean {
      const plan = read(selectPlan.get(hash));
      if (plan === undefined) return false;
      const isOwn = plan.approved !== undefined && plan.approved.by === plan.plannedBy && by !== plan.plannedBy;
      if (plan.approved === undefined || isOwn) approve.run(by, at, host ?? null, shownBy(plan.steps), hash);
      return true;
    },
  };
}

function readStep(row: StepRow): PlannedStep {
  const step: Step & { readonly id: StepId } = JSON.parse(row.body);
  const differences: Difference[] = JSON.parse(row.differences);
  const leftOut: string[] = JSON.parse(row.left_out);
  return {
    step,
    action: row.action,
    differences,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
}
