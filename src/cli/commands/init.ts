import type { CommandModule } from 'yargs';
import type { GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

export const initCommand: CommandModule<GlobalOptions, GlobalOptions> = {
  command: 'init',
  describe: 'Write a commented migration.yaml; never overwrites one',
  builder: (yargs) => yargs.example(EXAMPLES.init),
  async handler(argv) {
    const { initFolder } = await import('../actions/init.ts');
    await initFolder(argv);
  },
};
