import { fleetView } from '../../report/fleet-view.ts';
import { inventoryView } from '../../report/inventory-view.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { sizedFleet } from '../fleet.ts';
import { printOutcome } from '../output.ts';
import { snapshotOf } from '../stores.ts';

export function showInventory(app: App, fleet: boolean): Promise<ExitCode> {
  if (fleet) {
    const customers = sizedFleet(app, snapshotOf(app).customers());
    printOutcome(app.argv, { stage: 'inventory', fleet: customers }, fleetView(customers));
    return Promise.resolve(EXIT.ok);
  }
  const inventory = snapshotOf(app).inventory();
  printOutcome(app.argv, { stage: 'inventory', ...inventory }, inventoryView(inventory));
  return Promise.resolve(EXIT.ok);
}
