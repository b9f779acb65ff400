import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const mapCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'map',
  describe: 'Map BroadWorks to Webex, with a reason for every choice',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.map),
  async handler(argv) {
    const [{ withApp }, { mapSnapshot }] = await Promise.all([import('../app.ts'), import('../actions/map.ts')]);
    await withApp(argv, { writes: 'map' }, (app) => mapSnapshot(app));
  },
};
