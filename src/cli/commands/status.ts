import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  watch: { type: 'boolean', default: false, describe: 'Draw it anew every two seconds until the run ends' },
  batch: { type: 'string', requiresArg: true, describe: 'How far the plan of one batch is (default: the latest plan)' },
  customer: {
    type: 'string',
    requiresArg: true,
    describe: 'Only this customer, by its id (acme, or provider/group), external id (bw:acme) or name',
  },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const statusCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'status',
  describe: 'Show how far the latest plan is, failures grouped by cause',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.status),
  async handler(argv) {
    const [{ withApp }, { showStatus }] = await Promise.all([import('../app.ts'), import('../actions/status.ts')]);
    await withApp(argv, {}, (app) => showStatus(app, argv));
  },
};
