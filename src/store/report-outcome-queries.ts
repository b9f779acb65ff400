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

/** Tables of `plan`, `provision` and `verify`, as a report shows them. */
export function reportOutcomeQueries(db: Db) {
  const latestTarget = db
    .prepare<[], string>('SELECT target FROM plan ORDER BY observed_at DESC, rowid DESC LIMIT 1')
    .pluck();
  const latestRun = db.prepare<[string], RunRow>(
    `SELECT id, plan, started_at AS startedAt, ended_at AS endedAt, outcome, command, by_user AS by, summary
     FROM run WHERE target = ? ORDER BY started_at DESC, rowid DESC LIMIT 1`,
  );
  // What the plan held back or put off is said so, as long as no run has touched it.
  const states = db.prepare<[string, string], StateCount>(
    `SELECT p.kind, CASE
         WHEN s.state IS NOT NULL AND s.state <> 'pending' THEN s.state
         WHEN p.action = 'blocked' THEN 'blocked'
         WHEN json_extract(p.body, '$.phase') = 'deferred' THEN 'deferred'
         ELSE 'pending' END AS state,
       COUNT(*) AS count
     FROM plan_step p LEFT JOIN step_state s ON s.target = ? AND s.step = p.step
     WHERE p.plan = ? GROUP BY 1, 2 ORDER BY MIN(p.seq)`,
  );
  // Objects that got no step, because a person has to mend them first, are held back as much as blocked steps are.
  const held = db.prepare<[string], StateCount>(
    `SELECT json_extract(u.value, '$.kind') AS kind, 'blocked' AS state, COUNT(*) AS count
     FROM plan, json_each(plan.unplanned) u WHERE plan.hash = ? AND json_extract(u.value, '$.blocked') GROUP BY 1`,
  );
  const problems = db.prepare<[string, string], ProblemRow>(
    `SELECT s.kind, s.label, s.state, s.cause FROM plan_step p JOIN step_state s ON s.target = ? AND s.step = p.step
     WHERE p.plan = ? AND s.state IN ('failed', 'unknown', 'in-doubt', 'waiting', 'skipped')
     ORDER BY instr('failed unknown in-doubt waiting skipped', s.state), p.seq`,
  );
  // What was taken back since, or written anew without success, is proven by nothing that was seen before.
  const seen = `FROM verification v LEFT JOIN step_state s ON s.target = v.target AND s.step = v.step
     WHERE v.target = ? AND (v.state = 'extra' OR s.state IN (${DONE_STATES.map((state) => `'${state}'`).join(', ')}))`;
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
    stepStates: (plan: string, target: string): StateCount[] => [...states.all(target, plan), ...held.all(plan)],
    stepProblems: (plan: string, target: string) =>
      problems.all(target, plan).map(({ cause, ...row }) => ({ ...row, ...(cause === null ? {} : { cause }) })),
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
