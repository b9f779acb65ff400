import type { CommandModule, InferredOptionTypes } from 'yargs';
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
      .example(EXAMPLES.logs),
  async handler(argv) {
    const [{ withApp }, { showLogs }] = await Promise.all([import('../app.ts'), import('../actions/logs.ts')]);
    await withApp(argv, {}, (app) => showLogs(app, argv));
  },
};
