import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options> & { readonly object: string };

export const explainCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'explain <object>',
  describe: 'Tell the whole story of one user, group, device, number or proposed object',
  builder: (yargs) =>
    yargs
      .positional('object', {
        type: 'string',
        demandOption: true,
        describe: 'User id, e-mail, number, extension, group, device name, MAC, or the id of a proposed object',
      })
      .options(options)
      .example(EXAMPLES.explain),
  async handler(argv) {
    const [{ withApp }, { explain }] = await Promise.all([import('../app.ts'), import('../actions/explain.ts')]);
    await withApp(argv, {}, (app) => explain(app, argv.object));
  },
};
