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
    const isAll = batch === BATCH_ALL;
    const nothing = isAll
      ? 'nothing is planned for this target yet'
      : `batch "${batch}" is not planned for this target yet`;
    const plain = { message: nothing, hint: `Run \`bw2wholesale plan${ofBatch(batch)}\` first.` };
    const { message, hint } =
      isAll && other !== undefined
        ? {
            message: 'only single batches are planned for this target',
            hint: `The latest plan is of batch "${other}": pass${ofBatch(other)}. Or run \`bw2wholesale plan\` first, which takes all that is ready.`,
          }
        : plain;
    throw new MigrationError('NOTHING_PLANNED', message, { place: { where: label }, hint });
  }
  return plan;
}
