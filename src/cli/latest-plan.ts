import { BATCH_ALL } from '../domain/batch.ts';
import { MigrationError } from '../domain/errors.ts';
import { ofBatch } from '../domain/next-command.ts';
import type { Target } from '../domain/plan.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import { planRepository } from '../store/plan-repository.ts';
import type { App } from './app.ts';

interface Place {
  readonly target: Pick<Target, 'key'>;
  /** As people call it. */
  readonly label: string;
}

/**
 * The plan of a batch that was made or refreshed last for a target.
 *
 * @throws {MigrationError} `NOTHING_PLANNED` when there is none, with what to run
 */
export function latestPlan(app: App, { target, label }: Place, batch: string = BATCH_ALL): PlanRecord {
  const plans = planRepository(app.db);
  const plan = plans.latest(target.key, batch);
  if (plan === undefined) {
    const other = plans.latest(target.key)?.batch;
    const what = batch === BATCH_ALL ? 'there is no plan of everything' : `there is no plan of batch "${batch}"`;
    throw new MigrationError('NOTHING_PLANNED', `${what} for this target`, {
      place: { where: label },
      ...(batch === BATCH_ALL && other !== undefined
        ? { hint: `The latest plan is of a batch: pass${ofBatch(other)}.` }
        : { hint: `Run \`bw2wholesale plan${ofBatch(batch)}\` first.` }),
    });
  }
  return plan;
}
