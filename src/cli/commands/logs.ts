import type { CommandModule, InferredOptionTypes } from 'yargs';
import { MigrationError } from '../../domain/errors.ts';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options> & { readonly step: string };

export const logsCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'logs <step>',
  describe: 'Show every attempt of one step',
  builder: (yargs) =>
    yargs
      .positional('step', { type: 'string', demandOption: true, describe: 'Step id or natural key' })
      .options(options)
      .check(({ step }) => {
        if (step.trim() !== '') return true;
        throw new MigrationError('USAGE', 'logs needs a STEP: an empty text is part of every label', {
          hint: 'Give a step id, a natural key, or a part of a label, as `plan` shows them.',
        });
      })
      .example(EXAMPLES.logs),
  async handler(argv) {
    const [{ withApp }, { showLogs }] = await Promise.all([import('../app.ts'), import('../actions/logs.ts')]);
    await withApp(argv, {}, (app) => showLogs(app, argv));
  },
};
