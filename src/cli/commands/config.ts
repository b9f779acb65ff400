import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  origin: { type: 'boolean', default: false, describe: 'Also say where each value comes from' },
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options> & { readonly action: 'show' };

export const configCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'config <action>',
  describe: 'Show the settings in force',
  builder: (yargs) =>
    yargs
      .positional('action', { choices: ['show'] as const, demandOption: true, describe: 'What to do' })
      .options(options)
      .example(EXAMPLES.config),
  async handler(argv) {
    const { showConfig } = await import('../actions/config.ts');
    process.exitCode = showConfig(argv, argv.origin);
  },
};
