import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions } from '../globals.ts';

const options = flags({
  port: { type: 'number', default: 8085, requiresArg: true, describe: 'Port on 127.0.0.1; 0 picks a free one' },
  state: { type: 'string', requiresArg: true, describe: 'State file (default: sandbox.db in the workspace folder)' },
  seed: { type: 'number', default: 1, requiresArg: true, describe: 'Seed of the faults' },
  faults: { type: 'string', requiresArg: true, describe: 'JSON file of fault rules' },
  latency: { type: 'number', default: 0, requiresArg: true, describe: 'Milliseconds before each answer' },
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const sandboxCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'sandbox',
  describe: 'Simulate the Webex APIs on loopback, with the token "sandbox"',
  builder: (yargs) => yargs.options(options),
  async handler(argv) {
    const { serveSandbox } = await import('../actions/sandbox.ts');
    await serveSandbox(argv);
  },
};
