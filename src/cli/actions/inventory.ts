import { MigrationError } from '../../domain/errors.ts';
import { fleetView } from '../../report/fleet-view.ts';
import { inventoryView } from '../../report/inventory-view.ts';
import { customerScope } from '../../store/customer-scope.ts';
import type { App } from '../app.ts';
import { chooseCustomer, knownCustomers } from '../customers.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { sizedFleet } from '../fleet.ts';
import { printOutcome } from '../output.ts';
import { snapshotOf } from '../stores.ts';

export function showInventory(
  app: App,
  { fleet, customer }: { readonly fleet: boolean; readonly customer?: string | undefined },
): Promise<ExitCode> {
  if (fleet && customer !== undefined) throw new MigrationError('USAGE', '--fleet and --customer do not go together');
  if (fleet) {
    const customers = sizedFleet(app, snapshotOf(app).customers());
    printOutcome(app.argv, { stage: 'inventory', fleet: customers }, fleetView(customers));
    return Promise.resolve(EXIT.ok);
  }
  // Before the connection is cut down: the customer is looked for among all.
  const chosen = customer === undefined ? undefined : chooseCustomer(customer, knownCustomers(app));
  if (chosen !== undefined) customerScope(app.db).enter(chosen);
  const inventory = snapshotOf(app).inventory();
  printOutcome(app.argv, { stage: 'inventory', ...inventory }, inventoryView(inventory));
  return Promise.resolve(EXIT.ok);
}
