import type { InferredOptionTypes, Options } from 'yargs';

/** Stands for a lone `-` while yargs parses: it drops that word from a list of positionals. */
export const STANDARD_INPUT = 'standard-input:';

/** Long flags of all commands, so that a misspelt one can be answered with the nearest. */
export const KNOWN_FLAGS = new Set<string>();

/** Declares options of a command and remembers their names. */
export function flags<const Declared extends Record<string, Options>>(declared: Declared): Declared {
  for (const name of Object.keys(declared)) KNOWN_FLAGS.add(name);
  return declared;
}

/** Options that every command takes. */
export const globalOptions = flags({
  C: { alias: 'directory', type: 'string', default: '.', requiresArg: true, describe: 'Workspace folder' },
  format: { choices: ['text', 'json'] as const, default: 'text' as const, describe: 'Form of the result on stdout' },
  q: { alias: 'quiet', type: 'boolean', default: false, describe: 'No progress' },
  v: { alias: 'verbose', type: 'boolean', default: false, describe: 'Every step, and causes of errors' },
  color: { type: 'boolean', default: true, describe: 'Colours (--no-color, NO_COLOR and TERM=dumb switch them off)' },
});
export type GlobalOptions = InferredOptionTypes<typeof globalOptions>;

/** For commands that talk to a target. */
export const targetOptions = flags({
  sandbox: {
    type: 'boolean',
    default: false,
    describe: 'Use the embedded simulator (sandbox.db in the workspace folder) instead of Webex',
  },
});
