import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  kind: { type: 'string', requiresArg: true, describe: 'Only decisions of this kind' },
  customer: {
    type: 'string',
    requiresArg: true,
    describe: 'Only decisions of this customer, by its id (acme, or provider/group) or name',
  },
  state: { choices: ['open', 'answered', 'stale'] as const, describe: 'Only decisions in this state' },
  where: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      'Only where FIELD=PATTERN fits (id, kind, customer, object, question, recommendation, reason, state, answer)',
  },
  answer: { type: 'string', requiresArg: true, describe: 'resolve: the answer to all that were selected' },
  recommended: { type: 'boolean', default: false, describe: 'resolve: take the recommendation of each open one' },
  preview: { type: 'boolean', default: false, describe: 'Show what would be recorded and stop' },
  partial: { type: 'boolean', default: false, describe: 'Record what is valid although other rows are not' },
  by: { type: 'string', requiresArg: true, describe: 'Who answered (default: who runs this)' },
});
type Arguments = GlobalOptions &
  InferredOptionTypes<typeof options> & { readonly action: string; readonly operand: string | undefined };

export const decisionsCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'decisions <action> [operand]',
  describe: 'List, export, import and answer what map could not decide alone',
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ['list', 'export', 'import', 'resolve'] as const,
        demandOption: true,
        describe: 'export [FILE.csv], import FILE.csv, resolve [ID]',
      })
      .positional('operand', { type: 'string', describe: 'id of a decision, or file' })
      .options(options)
      .example(EXAMPLES.decisions),
  async handler(argv) {
    const [{ withApp }, { workOnDecisions }] = await Promise.all([
      import('../app.ts'),
      import('../actions/decisions.ts'),
    ]);
    const writes = argv.action === 'import' || argv.action === 'resolve' ? { writes: 'decisions' } : {};
    await withApp(argv, writes, (app) => workOnDecisions(app, argv));
  },
};
