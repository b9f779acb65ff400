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
  batch: { type: 'string', requiresArg: true, describe: 'Carry out the plan of one batch' },
  'dry-run': { type: 'boolean', default: false, describe: 'Show what would be sent and stop' },
  'allow-blocked': { type: 'boolean', default: false, describe: 'Exit 0 although something was blocked' },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const provisionCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'provision',
  describe: 'Carry out the plan; resumes where an earlier run ended',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.provision),
  async handler(argv) {
    const [{ withApp }, { provision }] = await Promise.all([import('../app.ts'), import('../actions/provision.ts')]);
    await withApp(argv, { writes: 'provision' }, (app) => provision(app, argv));
  },
};
