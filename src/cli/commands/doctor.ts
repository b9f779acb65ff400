import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  offline: { type: 'boolean', default: false, describe: 'Only what can be told without the target' },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const doctorCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'doctor',
  describe: 'Check Node, disk, permissions, settings, the target, its token and template',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.doctor),
  async handler(argv) {
    const { examine } = await import('../actions/doctor.ts');
    process.exitCode = await examine(argv);
  },
};
