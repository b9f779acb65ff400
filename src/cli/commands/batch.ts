import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  enterprise: { type: 'string', requiresArg: true, describe: 'create: everybody of this enterprise' },
  group: { type: 'string', requiresArg: true, describe: 'create: everybody of this group (provider/group)' },
  users: { type: 'string', requiresArg: true, describe: 'create: the users in this file, one per line' },
  query: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      'create: where FIELD=PATTERN fits (location, customer, kind, name, package, email, extension, number, user)',
  },
  all: { type: 'boolean', default: false, describe: 'create: everybody who is in no batch yet' },
  preview: { type: 'boolean', default: false, describe: 'move: show what breaks and stop' },
  ...targetOptions,
});
type Arguments = GlobalOptions &
  InferredOptionTypes<typeof options> & {
    readonly action: string;
    readonly name: string | undefined;
    readonly objects: string[] | undefined;
  };

export const batchCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'batch <action> [name] [objects..]',
  describe: 'Cut a migration into batches, and see what a cut tears apart',
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['create', 'list', 'show', 'lint', 'move'] as const,
        demandOption: true,
        describe: 'create NAME …, list, show NAME, lint NAME, move NAME|none USER…',
      })
      .positional('name', { type: 'string', describe: 'name of the batch' })
      .positional('objects', { type: 'string', array: true, describe: 'move: user ids or e-mail addresses' })
      .options(options)
      .example(EXAMPLES.batch),
  async handler(argv) {
    const [{ withApp }, { workOnBatches }] = await Promise.all([import('../app.ts'), import('../actions/batch.ts')]);
    const writes = argv.action === 'create' || argv.action === 'move' ? { writes: 'batch' } : {};
    await withApp(argv, writes, async (app) => workOnBatches(app, argv));
  },
};
