import type { StepOutputs, StepState } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Db } from './open.ts';

interface StateRow {
  readonly step: string;
  readonly kind: string;
  readonly label: string;
  readonly state: StepState;
  readonly outputs: string;
  readonly content: string | null;
  readonly cause: string | null;
  readonly left_out: string;
  readonly left: string | null;
  readonly updated_at: string;
}
const COLUMNS = 'step, kind, label, state, outputs, content, cause, left_out, "left", updated_at';

/** `step_state` table: what is known of each step, per target. */
export function stepStateRepository(db: Db) {
  const selectAll = db.prepare<[string], StateRow>(`SELECT ${COLUMNS} FROM step_state WHERE target = ?`);
  const selectOne = db.prepare<[string, string], StateRow>(
    `SELECT ${COLUMNS} FROM step_state WHERE target = ? AND step = ?`,
  );
  const upsert = db.prepare(
    `INSERT INTO step_state (target, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (target, step) DO UPDATE SET kind = excluded.kind, label = excluded.label, state = excluded.state,
       outputs = excluded.outputs, content = excluded.content, cause = excluded.cause, left_out = excluded.left_out,
       updated_at = excluded.updated_at,
       "left" = CASE WHEN excluded.state IN ('created', 'adopted', 'unchanged', 'changed') THEN NULL
         ELSE coalesce(excluded."left", "left") END`,
  );
  return {
    all: (target: string): ReadonlyMap<StepId, StepRecord> =>
      new Map(selectAll.all(target).map((row) => [row.step, readState(row)])),
    get(target: string, step: StepId): StepRecord | undefined {
      const row = selectOne.get(target, step);
      return row && readState(row);
    },
    put(target: string, record: StepRecord): void {
      upsert.run(
        target,
        record.step,
        record.kind,
        record.label,
        record.state,
        JSON.stringify(record.outputs),
        record.content ?? null,
        record.cause ?? null,
        JSON.stringify(record.leftOut),
        record.left === undefined ? null : JSON.stringify(record.left),
        record.updatedAt,
      );
    },
  };
}

function readState(row: StateRow): StepRecord {
  const outputs: StepOutputs = JSON.parse(row.outputs);
  const leftOut: string[] = JSON.parse(row.left_out);
  return {
    step: row.step,
    kind: row.kind,
    label: row.label,
    state: row.state,
    outputs,
    leftOut,
    updatedAt: row.updated_at,
    ...(row.content === null ? {} : { content: row.content }),
    ...(row.cause === null ? {} : { cause: row.cause }),
    ...(row.left === null ? {} : { left: JSON.parse(row.left) as StepOutputs }),
  };
}
