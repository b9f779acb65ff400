import type { Step } from '../domain/plan.ts';
import { chooseCustomer, namedCustomer } from './customers.ts';

/**
 * The draft id of a customer that was ever planned for a target: it may be in no capture any more.
 *
 * @returns what was said where no customer was planned: there is nothing of anybody, whoever is named
 * @throws {MigrationError} `USAGE` when nobody is called so, or several are
 */
export function plannedCustomer(said: string, steps: Iterable<Step>): string {
  const planned = new Map(
    [...steps].flatMap((step) =>
      step.kind === 'customer' ? [[step.customer, namedCustomer(step.customer, step.payload.name)] as const] : [],
    ),
  );
  return planned.size === 0 ? said : chooseCustomer(said, [...planned.values()]).customer;
}
