import { MigrationError } from '../domain/errors.ts';
import { ofBatch } from '../domain/next-command.ts';
import type { PlanInputs, PlanRecord } from '../domain/plan-record.ts';

const NAMES: Readonly<Record<keyof PlanInputs, string>> = {
  source: 'the source (a later extract)',
  mappings: 'the mappings',
  decisions: 'the decisions',
  blockers: 'the precheck findings',
  batch: 'the batch, or what other batches have moved',
  config: 'migration.yaml',
  target: 'the target',
};

/** What changed since a plan was made, in words; empty when it still holds. */
export function changedInputs(plan: PlanInputs, present: PlanInputs): string[] {
  const keys: readonly (keyof PlanInputs)[] = [
    'source',
    'mappings',
    'decisions',
    'blockers',
    'batch',
    'config',
    'target',
  ];
  return keys.filter((key) => plan[key] !== present[key]).map((key) => NAMES[key]);
}

/**
 * Refuses a plan that is no longer about what is there.
 *
 * @throws {MigrationError} `WRONG_ORG` for another partner organisation or API, `PLAN_STALE` naming what changed
 */
export function assertPlanFresh(
  plan: Pick<PlanRecord, 'hash' | 'batch' | 'inputs' | 'observedAt' | 'rolledBackAt'>,
  present: PlanInputs,
): void {
  const place = { where: `plan ${plan.hash}` };
  if (plan.inputs.target !== present.target) {
    const message = `the plan is for ${plan.inputs.target}, the present target is ${present.target}`;
    throw new MigrationError('WRONG_ORG', message, { place });
  }
  const changed = changedInputs(plan.inputs, present);
  if (changed.length > 0) {
    throw new MigrationError('PLAN_STALE', `changed since the plan was made: ${changed.join(', ')}`, {
      place,
      hint: `Run \`bw2wholesale map\`, \`precheck\` and \`plan${ofBatch(plan.batch)}\` again, look at the plan, then provision.`,
    });
  }
  // What it has left may be in the way, and only planning looks for that.
  if (plan.rolledBackAt !== undefined && plan.observedAt < plan.rolledBackAt) {
    throw new MigrationError('PLAN_STALE', 'a rollback has removed objects of the plan since it was made', {
      place,
      hint: `Run \`bw2wholesale plan${ofBatch(plan.batch)}\` again: it looks at what the rollback has left.`,
    });
  }
}
