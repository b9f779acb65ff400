import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions, wordList } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  remote: { type: 'boolean', default: false, describe: 'Also call the validate endpoints of Webex' },
  strict: { type: 'boolean', default: false, describe: 'Exit 3 on warnings too' },
  include: { ...wordList(), describe: 'Only these rules' },
  exclude: { ...wordList(), describe: 'All but these rules' },
  customer: {
    type: 'string',
    requiresArg: true,
    describe: 'Tell only of this customer, by its id (acme, or provider/group) or name; all are checked',
  },
  fleet: { type: 'boolean', default: false, describe: 'Many customers in one table, easy first' },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const precheckCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'precheck',
  describe: 'Check the mapping against every rule; writes nothing to Webex',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.precheck),
  async handler(argv) {
    const [{ withApp }, { checkDrafts }] = await Promise.all([import('../app.ts'), import('../actions/precheck.ts')]);
    await withApp(argv, { writes: 'precheck' }, (app) => checkDrafts(app, argv));
  },
};
