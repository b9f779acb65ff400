import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  fleet: { type: 'boolean', default: false, describe: 'Many customers in one table, the smallest first' },
  customer: {
    type: 'string',
    requiresArg: true,
    describe: 'Only what belongs to this customer, by its id (acme, or provider/group) or name',
  },
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const inventoryCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'inventory',
  describe: 'Show what the captures hold: counts, services in use, devices, completeness',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.inventory),
  async handler(argv) {
    const [{ withApp }, { showInventory }] = await Promise.all([
      import('../app.ts'),
      import('../actions/inventory.ts'),
    ]);
    await withApp(argv, {}, (app) => showInventory(app, argv));
  },
};
