import { FEATURE_SOURCE } from '../../broadworks/families/registry.ts';
import { inventoryView } from '../../report/inventory-view.ts';
import { sourceReader } from '../../store/source-reader.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printOutcome } from '../output.ts';

export function showInventory(app: App): Promise<ExitCode> {
  const inventory = sourceReader(app.db, FEATURE_SOURCE).inventory();
  printOutcome(app.argv, { stage: 'inventory', ...inventory }, inventoryView(inventory));
  return Promise.resolve(EXIT.ok);
}
