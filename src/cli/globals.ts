import type { InferredOptionTypes, Options } from 'yargs';
import { MigrationError } from '../domain/errors.ts';

/** Stands for a lone `-` while yargs parses: it drops that word from a list of positionals. */
export const STANDARD_INPUT = 'standard-input:';

/** Long flags of all commands, so that a misspelt one can be answered with the nearest. */
export const KNOWN_FLAGS = new Set<string>(['help', 'version']);

/** Flags that take one value: given twice, nobody knows which of them is meant. */
export const ONE_VALUE_FLAGS = new Set<string>();

/** Declares options of a command and remembers their names. */
export function flags<const Declared extends Record<string, Options>>(declared: Declared): Declared {
  for (const [name, { alias, array, type }] of Object.entries(declared)) {
    KNOWN_FLAGS.add(name);
    if (array !== true && type !== 'boolean') ONE_VALUE_FLAGS.add(name);
    for (const other of [alias ?? []].flat()) KNOWN_FLAGS.add(other);
  }
  return declared;
}

/**
 * Reads a whole number and refuses anything else: a canary limit that cannot be read must not mean "no limit".
 *
 * @throws {MigrationError} `USAGE` naming the flag and the bounds
 */
export function wholeNumber(flag: string, least: number, most: number = Number.MAX_SAFE_INTEGER) {
  return {
    type: 'string' as const,
    requiresArg: true,
    coerce: (text: string): number => {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (value >= least && value <= most) return value;
      const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `between ${least} and ${most}`;
      throw new MigrationError('USAGE', `--${flag} needs a whole number ${bounds}, not "${text}"`);
    },
  };
}

/** Lists given as several words or with commas. */
export function wordList() {
  return {
    type: 'string' as const,
    array: true as const,
    coerce: (words: readonly string[] = []): string[] =>
      words.flatMap((word) => String(word).split(',')).filter(Boolean),
  };
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
