import { resolve } from 'node:path';
import { closest } from '../domain/closest.ts';
import { MigrationError } from '../domain/errors.ts';
import { COMMANDS } from './commands/index.ts';
import { sandboxKept } from './output.ts';

/** How each command is written, by its name: `batch` → `batch <action> [name] [objects..]`. */
const USAGES: ReadonlyMap<string, string> = new Map(
  COMMANDS.map(({ usage }) => [usage.split(' ', 1)[0] ?? usage, usage]),
);
const ANY_HELP = new MigrationError('USAGE', '').hint;

/** What yargs refuses, in one line that says what was meant. */
export function inWords(message: string, words: readonly string[]): string {
  const command = commandIn(words);
  const usage = command === undefined ? undefined : USAGES.get(command);
  const surplus = /^Unknown (?:command|argument)s?: (.*)$/.exec(message)?.[1];
  if (surplus !== undefined && usage === undefined) {
    // What follows the misspelt command is unknown along with it.
    const [first = surplus] = surplus.split(', ', 1);
    const nearest = closest(first, USAGES.keys());
    return `unknown command "${first}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`;
  }
  if (surplus !== undefined) return `"${surplus}" is more than it takes: bw2wholesale ${usage}`;
  const given = /^Not enough non-option arguments: got (\d+)/.exec(message)?.[1];
  if (given !== undefined && usage !== undefined) {
    const missing = [...usage.matchAll(/<[^>]+>/g)].map(([argument]) => argument).slice(Number(given));
    return `${command} needs ${missing.join(' and ')}: bw2wholesale ${usage}`;
  }
  const option = /^Not enough arguments following: (\S+)$/.exec(message)?.[1];
  if (option !== undefined) return `${dashed(option)} needs a value`;
  return noneOf(message);
}

function noneOf(message: string): string {
  const [, name = '', given = '', choices = ''] =
    /Argument: (\S+), Given: "([^"]*)", Choices: (.*)/.exec(message) ?? [];
  const allowed = [...choices.matchAll(/"([^"]*)"/g)].map(([, choice]) => choice ?? '');
  if (allowed.length === 0) return message;
  const nearest = closest(given, allowed);
  const meant = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return `${name} "${given}" is none of ${allowed.join(', ')}${meant}`;
}

/** An option as it is written. */
export function dashed(flag: string): string {
  return flag.length === 1 ? `-${flag}` : `--${flag}`;
}

/**
 * A failure with the hint that fits the command line: the help of the command it is about, and a rehearsal that stays in
 * the sandbox.
 */
export function pointed(error: unknown, words: readonly string[]): unknown {
  if (!(error instanceof MigrationError)) return error;
  const command = commandIn(words);
  const own = error.code === 'USAGE' && error.hint === ANY_HELP && command !== undefined && USAGES.has(command);
  const help = own ? `See \`bw2wholesale ${command} --help\`.` : error.hint;
  const hint = words.includes('--sandbox') ? sandboxKept(help) : help;
  if (hint === error.hint) return error;
  const { code, message, cause, place } = error;
  return new MigrationError(code, message, { cause, hint, ...(place === undefined ? {} : { place }) });
}

/** The folder that a command line works in. */
export function folderIn(words: readonly string[]): string {
  const at = words.findIndex((word) => FOLDER.test(word));
  const attached = words[at]?.replace(FOLDER, '') ?? '';
  return resolve(attached === '' && at !== -1 ? (words[at + 1] ?? '') : attached);
}

const FOLDER = /^(?:--directory(?:=|$)|-C=?)/;

/** The first word that is neither an option nor the value of one that holds everywhere. */
function commandIn(words: readonly string[]): string | undefined {
  return words.find(
    (word, index) => !word.startsWith('-') && !['-C', '--directory', '--format'].includes(words[index - 1] ?? ''),
  );
}
