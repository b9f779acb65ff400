import { MigrationError } from '../domain/errors.ts';
import type { Difference } from '../domain/plan.ts';

/** Refuses before anything is sent: what stands there cannot be turned into what the plan wants. */
export function cannotChange(what: string, differences: readonly Difference[]): MigrationError {
  return new MigrationError('CONFLICT', `${what} ${cannotBeChanged(differences)}`);
}

/** The same as the reason why a plan holds the step back. */
export function cannotBeChanged(differences: readonly Difference[]): string {
  const list = differences.map(
    ({ field, expected, actual }) => `${field} is ${JSON.stringify(actual)}, planned ${JSON.stringify(expected)}`,
  );
  return `exists and cannot be changed by an API call: ${list.join('; ')}`;
}
