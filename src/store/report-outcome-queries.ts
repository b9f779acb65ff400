import { BATCH_ALL } from '../domain/batch.ts';
import type { ProvisionSummary, VerifyItem } from '../domain/outcomes.ts';
import { DONE_STATES } from '../domain/plan.ts';
import type { Db } from './open.ts';

interface RunRow {
  readonly id: string;
  readonly plan: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: string | null;
  readonly command: string;
  readonly by: string;
  readonly summary: string | null;
}
interface StateCount {
  readonly kind: string;
  readonly state: string;
  readonly count: number;
}
interface ProblemRow {
  readonly kind: string;
  readonly label: string;
  readonly state: string;
  readonly cause: string | null;
}
interface VerificationRow {
  readonly step: string;
  readonly state: VerifyItem['state'];
  readonly differences: string;
  readonly kind: string | null;
  readonly label: string | null;
}

const DONE = DONE_STATES.map((state) => `'${state}'`).join(', ');

/** Plans that stand for what is planned now: the latest of each batch, unless everything was planned after it. */
const PLANS = `WITH latest AS (
    SELECT hash, batch, observed_at, unplanned, row_number() OVER (ORDER BY observed_at DESC, rowid DESC) AS age
    FROM plan AS one WHERE target = @target AND NOT EXISTS (
      SELECT 1 FROM plan AS later WHERE later.target = one.target AND later.batch = one.batch
        AND (later.observed_at, later.rowid) > (one.observed_at, one.rowid))),
  present AS (SELECT * FROM latest WHERE age <= coalesce((SELECT age FROM latest WHERE batch = '${BATCH_ALL}'), age))`;

/**
 * Their steps, each once, as the latest of them has it, and where it stands. The states are those of `status`: what a plan
 * holds back counts as blocked whatever stands in its place, what it has found otherwise since is to be done again.
 */
const STEPS_OF_PLANS = `${PLANS},
  planned AS (
    SELECT p.step, p.kind, p.action, p.body, p.seq, present.observed_at, MIN(present.age) AS age
    FROM present JOIN plan_step p ON p.plan = present.hash GROUP BY p.step),
  step AS (
    SELECT p.kind, p.age, p.seq, s.label, s.cause,
      CASE
        WHEN p.action = 'blocked' AND (coalesce(s.state, 'pending') IN ('pending', 'skipped', ${DONE})
          OR (s.state = 'failed' AND s.updated_at < p.observed_at)) THEN 'blocked'
        WHEN s.state IN (${DONE}) AND s.updated_at < p.observed_at AND p.action IN ('create', 'change', 'delete')
          THEN 'pending'
        WHEN s.state = 'failed' AND (s.content <> json_extract(p.body, '$.content')
          OR (s.updated_at < p.observed_at AND p.action IN ('unchanged', 'adopt'))) THEN 'pending'
        WHEN s.state IS NOT NULL AND s.state <> 'pending' THEN s.state
        WHEN json_extract(p.body, '$.phase') <> 'deferred' THEN 'pending'
        WHEN p.action IN ('unchanged', 'adopt') THEN 'unchanged'
        ELSE 'deferred' END AS state,
      coalesce(s.state, '') IN (${DONE}) AND NOT (p.action = 'create' AND s.updated_at < p.observed_at) AS stands
    FROM planned p LEFT JOIN step_state s ON s.target = @target AND s.step = p.step)`;

/** Tables of `plan`, `provision` and `verify`, as a report shows them. */
export function reportOutcomeQueries(db: Db) {
  const latestTarget = db
    .prepare<[], string>('SELECT target FROM plan ORDER BY observed_at DESC, rowid DESC LIMIT 1')
    .pluck();
  const latestRun = db.prepare<[string], RunRow>(
    `SELECT id, plan, started_at AS startedAt, ended_at AS endedAt, outcome, command, by_user AS by, summary
     FROM run WHERE target = ? ORDER BY started_at DESC, rowid DESC LIMIT 1`,
  );
  const states = db.prepare<{ readonly target: string }, StateCount>(
    `${STEPS_OF_PLANS} SELECT kind, state, COUNT(*) AS count FROM step GROUP BY 1, 2 ORDER BY MIN(age), MIN(seq)`,
  );
  const standing = db
    .prepare<{ readonly target: string }, number>(`${STEPS_OF_PLANS} SELECT COUNT(*) FROM step WHERE stands`)
    .pluck();
  // Objects that got no step, because a person has to mend them first, are held back as much as blocked steps are.
  const held = db.prepare<{ readonly target: string }, StateCount>(
    `${PLANS}, held AS (
       SELECT json_extract(u.value, '$.kind') AS kind, rank() OVER (
         PARTITION BY json_extract(u.value, '$.draft'), json_extract(u.value, '$.kind'), json_extract(u.value, '$.label')
         ORDER BY age) AS place
       FROM present, json_each(present.unplanned) u WHERE json_extract(u.value, '$.blocked'))
     SELECT kind, 'blocked' AS state, COUNT(*) AS count FROM held WHERE place = 1 GROUP BY 1`,
  );
  const problems = db.prepare<{ readonly target: string }, ProblemRow>(
    `${STEPS_OF_PLANS} SELECT kind, label, state, cause FROM step
     WHERE state IN ('failed', 'unknown', 'in-doubt', 'waiting', 'skipped')
     ORDER BY instr('failed unknown in-doubt waiting skipped', state), age, seq`,
  );
  // What was taken back since, or written anew without success, is proven by nothing that was seen before.
  const seen = `FROM verification v LEFT JOIN step_state s ON s.target = v.target AND s.step = v.step
     WHERE v.target = ? AND (v.state = 'extra' OR s.state IN (${DONE}))`;
  const verified = db.prepare<[string], { readonly state: string; readonly count: number; readonly at: string }>(
    `SELECT v.state, COUNT(*) AS count, MAX(v.checked_at) AS at ${seen} GROUP BY v.state`,
  );
  const differing = db.prepare<[string], VerificationRow>(
    `SELECT v.step, v.state, v.differences, coalesce(s.kind, v.kind) AS kind, coalesce(s.label, v.label) AS label
     ${seen} AND v.state <> 'matched' ORDER BY v.state, 4, 5`,
  );

  return {
    latestTarget: (): string | undefined => latestTarget.get(),
    latestRun(target: string) {
      const row = latestRun.get(target);
      if (row === undefined) return undefined;
      const { endedAt, outcome, summary, ...rest } = row;
      return {
        ...rest,
        ...(endedAt === null ? {} : { endedAt }),
        ...(outcome === null ? {} : { outcome }),
        ...(summary === null ? {} : { summary: readSummary(summary) }),
      };
    },
    stepStates: (target: string): StateCount[] => [...states.all({ target }), ...held.all({ target })],
    stepsStanding: (target: string): number => standing.get({ target }) ?? 0,
    stepProblems: (target: string) =>
      problems.all({ target }).map(({ cause, ...row }) => ({ ...row, ...(cause === null ? {} : { cause }) })),
    verification(target: string) {
      const counts = verified.all(target);
      if (counts.length === 0) return undefined;
      return {
        checkedAt:
          counts
            .map(({ at }) => at)
            .sort()
            .at(-1) ?? '',
        counts: counts.map(({ state, count }) => ({ state, count })),
        items: differing.all(target).map(readItem),
      };
    },
  };
}

function readSummary(text: string): Partial<ProvisionSummary> {
  const summary: Partial<ProvisionSummary> = JSON.parse(text);
  return summary;
}

function readItem({ step, state, differences, kind, label }: VerificationRow): VerifyItem {
  const parsed: VerifyItem['differences'] = JSON.parse(differences);
  return { step, kind: kind ?? '', label: label ?? step, state, differences: parsed };
}
