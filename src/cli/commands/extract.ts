import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  'allow-orphans': { type: 'boolean', default: false, describe: 'Exit 0 although responses could not be attributed' },
  'write-requests': {
    type: 'string',
    requiresArg: true,
    describe: 'Write the OCI-P requests that would fill the gaps to this file',
  },
  forget: { type: 'string', array: true, requiresArg: true, describe: 'Take a file that was read out again' },
  diff: {
    type: 'boolean',
    default: false,
    describe: 'Show what changed since the stored snapshot; stores nothing',
  },
  probe: {
    type: 'boolean',
    default: false,
    describe: 'Describe an unknown export by paths and shapes of values; stores nothing, shows no value',
  },
});
type Arguments = GlobalOptions &
  InferredOptionTypes<typeof options> & { readonly SOURCE: readonly string[] | undefined };

export const extractCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'extract [SOURCE..]',
  describe: 'Read BroadWorks captures into the workspace folder',
  builder: (yargs) =>
    yargs
      .positional('SOURCE', {
        type: 'string',
        array: true,
        describe: 'Files, folders or archives of OCI-P XML; - for standard input',
      })
      .options(options)
      .example(EXAMPLES.extract),
  async handler(argv) {
    if (argv.probe) {
      const { probe } = await import('../actions/probe.ts');
      process.exitCode = await probe(argv, argv.SOURCE ?? []);
      return;
    }
    const [{ withApp }, { extractSources }] = await Promise.all([import('../app.ts'), import('../actions/extract.ts')]);
    await withApp(argv, { creates: true, writes: 'extract' }, (app) => extractSources(app, argv));
  },
};
