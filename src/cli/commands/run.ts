import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions, wholeNumber } from '../globals.ts';
import { nextTime } from '../next-time.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  yes: { alias: 'y', type: 'boolean', default: false, describe: 'Write without asking' },
  concurrency: { ...wholeNumber('concurrency', 1, 100), describe: 'Steps at a time (default: limits.concurrency)' },
  'retry-failed': { type: 'boolean', default: false, describe: 'Try failed and skipped steps again' },
  'include-deferred': {
    type: 'boolean',
    default: false,
    describe: 'Carry out deferred steps too (activation of numbers)',
  },
  limit: { ...wholeNumber('limit', 1), describe: 'Stop after so many steps (canary)' },
  until: {
    type: 'string',
    requiresArg: true,
    coerce: (text: string) => nextTime(text, new Date()),
    describe: 'Begin nothing new after this time of day (HH:MM)',
  },
  'max-failures': { ...wholeNumber('max-failures', 1), describe: 'Stop after so many failed steps' },
  'allow-orphans': { type: 'boolean', default: false, describe: 'Exit 0 although responses could not be attributed' },
  'allow-blocked': { type: 'boolean', default: false, describe: 'Exit 0 although something was blocked' },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options> & { readonly SOURCE: readonly string[] };

export const runCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'run <SOURCE..>',
  describe: 'Extract, map, precheck, plan, provision, verify and report in one go',
  builder: (yargs) =>
    yargs
      .positional('SOURCE', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Files or folders of OCI-P XML; - for standard input',
      })
      .options(options)
      .example(EXAMPLES.run),
  async handler(argv) {
    const [{ withApp }, { runAll }] = await Promise.all([import('../app.ts'), import('../actions/run.ts')]);
    await withApp(argv, { creates: true, writes: 'run' }, (app) => runAll(app, argv));
  },
};
