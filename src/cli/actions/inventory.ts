import { FEATURE_SOURCE } from '../../broadworks/families/registry.ts';
import { fleetView } from '../../report/fleet-view.ts';
import { inventoryView } from '../../report/inventory-view.ts';
import { sourceReader } from '../../store/source-reader.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { sizedFleet } from '../fleet.ts';
import { printOutcome } from '../output.ts';

export function showInventory(app: App, fleet: boolean): Promise<ExitCode> {
  if (fleet) {
    const customers = sizedFleet(app, sourceReader(app.db, FEATURE_SOURCE).customers());
    printOutcome(app.argv, { stage: 'inventory', fleet: customers }, fleetView(customers));
    return Promise.resolve(EXIT.ok);
  }
  const inventory = sourceReader(app.db, FEATURE_SOURCE).inventory();
  printOutcome(app.argv, { stage: 'inventory', ...inventory }, inventoryView(inventory));
  return Promise.resolve(EXIT.ok);
}
