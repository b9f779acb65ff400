import { MigrationError } from '../domain/errors.ts';
import type { PlanRecord } from '../domain/plan-record.ts';

/**
 * Refuses a plan that nobody but its planner approved, where migration.yaml asks for two persons.
 *
 * @throws {MigrationError} `APPROVAL_NEEDED` saying who planned and who approved
 */
export function assertTwoPersons({ hash, plannedBy, approved }: PlanRecord): void {
  const refuse = (message: string, hint?: string): never => {
    const place = { where: `plan ${hash}` };
    throw new MigrationError('APPROVAL_NEEDED', message, hint === undefined ? { place } : { place, hint });
  };
  if (plannedBy === undefined) {
    refuse('an earlier version made the plan: who planned it is not known', 'Run `bw2wholesale plan` again.');
  }
  if (approved === undefined) refuse(`planned by ${plannedBy}; nobody has approved what it shows`);
  if (approved?.by === plannedBy) refuse(`planned by ${plannedBy} and approved by the same person`);
}
