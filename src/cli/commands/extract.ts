import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';

const options = flags({
  'allow-orphans': { type: 'boolean', default: false, describe: 'Exit 0 although responses could not be attributed' },
  probe: { type: 'boolean', default: false, describe: 'Describe an unknown export (not supported yet)' },
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options> & { readonly SOURCE: readonly string[] };

export const extractCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'extract <SOURCE..>',
  describe: 'Read BroadWorks captures into the workspace folder',
  builder: (yargs) =>
    yargs
      .positional('SOURCE', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Files or folders of OCI-P XML; - for standard input',
      })
      .options(options),
  async handler(argv) {
    const [{ withApp }, { extractSources }] = await Promise.all([import('../app.ts'), import('../actions/extract.ts')]);
    await withApp(argv, { creates: true, writes: 'extract' }, (app) => extractSources(app, argv));
  },
};
