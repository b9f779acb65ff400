import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, wholeNumber } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  port: { ...wholeNumber('port', 0, 65535), default: '8085', describe: 'Port on 127.0.0.1; 0 picks a free one' },
  state: { type: 'string', requiresArg: true, describe: 'State file (default: sandbox.db in the workspace folder)' },
  seed: { ...wholeNumber('seed', 0), default: '1', describe: 'Seed of the faults' },
  faults: { type: 'string', requiresArg: true, describe: 'JSON file of fault rules' },
  'token-seconds': { ...wholeNumber('token-seconds', 1), describe: 'Life of tokens that POST /access_token hands out' },
  latency: { ...wholeNumber('latency', 0, 60000), default: '0', describe: 'Milliseconds before each answer' },
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const sandboxCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'sandbox',
  describe: 'Simulate the Webex APIs on loopback, with the token "sandbox"',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.sandbox),
  async handler(argv) {
    const { serveSandbox } = await import('../actions/sandbox.ts');
    await serveSandbox(argv);
  },
};
