import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';

const options = flags({
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const statusCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'status',
  describe: 'Show how far the latest plan is, failures grouped by cause',
  builder: (yargs) => yargs.options(options),
  async handler(argv) {
    const [{ withApp }, { showStatus }] = await Promise.all([import('../app.ts'), import('../actions/status.ts')]);
    await withApp(argv, {}, (app) => showStatus(app, argv));
  },
};
