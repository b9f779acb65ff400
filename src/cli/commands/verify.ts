import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  batch: { type: 'string', requiresArg: true, describe: 'Read back the plan of one batch (default: the latest plan)' },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const verifyCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'verify',
  describe: 'Read every object back and compare field by field',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.verify),
  async handler(argv) {
    const [{ withApp }, { verify }] = await Promise.all([import('../app.ts'), import('../actions/verify.ts')]);
    await withApp(argv, { writes: 'verify' }, (app) => verify(app, argv));
  },
};
