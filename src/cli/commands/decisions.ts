import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options> & { readonly action: string };

export const decisionsCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'decisions <action>',
  describe: 'List what map decided by recommendation',
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['list', 'export', 'import', 'resolve'] as const,
        demandOption: true,
        describe: 'list; the others are not supported yet',
      })
      .options(options)
      .example(EXAMPLES.decisions),
  async handler(argv) {
    const [{ withApp }, { showDecisions }] = await Promise.all([
      import('../app.ts'),
      import('../actions/decisions.ts'),
    ]);
    await withApp(argv, {}, (app) => showDecisions(app, argv.action));
  },
};
