import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions, wholeNumber } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  yes: { alias: 'y', type: 'boolean', default: false, describe: 'Remove without asking' },
  'dry-run': { type: 'boolean', default: false, describe: 'Show what would be removed and stop' },
  run: {
    type: 'string',
    requiresArg: true,
    describe: 'Only what this run has created (`report --run` lists them), or latest',
  },
  customer: {
    type: 'string',
    requiresArg: true,
    describe: 'Only this customer, by its id (acme, or provider/group), external id (bw:acme) or name',
  },
  batch: {
    type: 'string',
    requiresArg: true,
    conflicts: 'run',
    describe: 'Only what the runs of this batch have created',
  },
  concurrency: { ...wholeNumber('concurrency', 1, 100), describe: 'Steps at a time (default: limits.concurrency)' },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const rollbackCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'rollback',
  describe: 'Remove what this tool has created, newest first; shows its plan before',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.rollback),
  async handler(argv) {
    const [{ withApp }, { rollback }] = await Promise.all([import('../app.ts'), import('../actions/rollback.ts')]);
    await withApp(argv, { writes: 'rollback' }, (app) => rollback(app, argv));
  },
};
