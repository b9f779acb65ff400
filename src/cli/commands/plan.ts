import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  batch: { type: 'string', requiresArg: true, describe: 'Plan one batch (default: everything that is ready)' },
  requests: { type: 'boolean', default: false, describe: 'Show the exact requests, secrets replaced' },
  out: { type: 'string', requiresArg: true, describe: 'Write the plan as JSON to a file' },
  ...targetOptions,
});
type Arguments = GlobalOptions &
  InferredOptionTypes<typeof options> & { readonly action: string | undefined; readonly hash: string | undefined };

export const planCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'plan [action] [hash]',
  describe: 'Plan the steps against the live target; read-only',
  builder: (yargs) =>
    yargs
      .positional('action', { choices: ['approve'] as const, describe: 'approve HASH records who approved a plan' })
      .positional('hash', { type: 'string' })
      .options(options)
      .example(EXAMPLES.plan),
  async handler(argv) {
    const [{ withApp }, { planSteps }] = await Promise.all([import('../app.ts'), import('../actions/plan.ts')]);
    await withApp(argv, { writes: 'plan' }, (app) => planSteps(app, argv));
  },
};
