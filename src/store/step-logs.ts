import { foundSince } from '../domain/found-since.ts';
import type { Attempt } from '../domain/journal.ts';
import type { PlannedStep, Step } from '../domain/plan.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import type { LoggedAttempt, StepLog } from '../domain/step-log.ts';
import { journalRepository } from './journal-repository.ts';
import type { Db } from './open.ts';
import { stepStateRepository } from './step-state-repository.ts';

/**
 * Everything that the database knows of one step in one target.
 *
 * @param planned - what the latest plan says of it, where it still has the step
 */
export function readStepLog(
  db: Db,
  target: string,
  step: Step,
  planned: (PlannedStep & Pick<PlanRecord, 'observedAt'>) | undefined,
): StepLog {
  const journal = journalRepository(db);
  const record = stepStateRepository(db).get(target, step.id);
  const runs = db.prepare<[string], { command: string; by: string }>(
    'SELECT command, by_user AS by FROM run WHERE id = ?',
  );
  const { id, kind, label, naturalKey } = step;
  const since = record && planned && foundSince(record, planned.action, planned.observedAt);
  return {
    id,
    kind,
    label,
    naturalKey,
    ...(planned === undefined ? {} : { action: planned.action, phase: step.phase }),
    ...(planned?.reason === undefined ? {} : { blocked: planned.reason }),
    state: record?.state ?? 'pending',
    ...(since === undefined ? {} : { foundSince: since }),
    ...(record?.cause === undefined ? {} : { cause: record.cause }),
    outputs: record?.outputs ?? {},
    leftOut: record?.leftOut ?? planned?.leftOut ?? [],
    ...(record === undefined ? {} : { updatedAt: record.updatedAt }),
    attempts: journal.attempts(target, id).map((attempt) => ({
      ...attempt,
      ...requestOf(attempt),
      // A target is named `<api>#<partner organisation>`.
      host: target.slice(0, target.lastIndexOf('#')),
      ...runs.get(attempt.run),
    })),
    settlements: journal.settlements(target, id),
  };
}

function requestOf({ request }: Attempt): Pick<LoggedAttempt, 'method' | 'path' | 'body'> {
  const parsed: { readonly method: string; readonly path: string; readonly body?: unknown } = JSON.parse(request);
  const { method, path, body } = parsed;
  return { method, path, ...(body === undefined ? {} : { body }) };
}
