/**
 * Options of the project's own scripts: a text for `--help`, and for a mistake one line that says what is wrong and what
 * to do, with exit code 2. Needs nothing but Node: some scripts run before anything is installed.
 */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * Reads the words behind a script; ends the process with 0 after `--help`, with 2 after a mistake.
 *
 * @param script - `name` in front of what is refused; `call` as a user types it; `about`, a paragraph; `options` by name:
 *   `says` what it is for; `value` a word for its value, without one it is a switch; `whole: [least, most]` for numbers;
 *   `share` for numbers from 0 to 1; `shares` for a list of those; `folder` for one that exists; `default`
 * @returns values by name, numbers as numbers
 */
export function readOptions(script, words = process.argv.slice(2)) {
  const { options = {} } = script;
  const { tokens } = parseArgs({
    args: words,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }]),
    ),
    strict: false,
    tokens: true,
  });
  if (tokens.some(({ kind, rawName }) => kind === 'option' && ['--help', '-h'].includes(rawName))) {
    process.stdout.write(usageOf(script));
    process.exit(0);
  }
  const values = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
  for (const token of tokens) {
    if (token.kind === 'positional') refuse(script, `it takes options only, and was given "${token.value}"`);
    if (token.kind === 'option') values[token.name] = readToken(script, token);
  }
  return values;
}

/** Ends the process with 2: a mistake that whoever called can mend. */
export function refuse({ name, call }, message) {
  process.stderr.write(`${name}: ${message}. All options: ${call}--help\n`);
  process.exit(2);
}

function readToken(script, { name, rawName, value, inlineValue }) {
  if (!Object.hasOwn(script.options ?? {}, name)) {
    const known = Object.keys(script.options ?? {}).map((one) => `--${one}`);
    refuse(script, `there is no ${rawName}${known.length === 0 ? '' : `, but ${known.join(', ')}`}`);
  }
  const option = script.options[name];
  if (option.value === undefined) {
    if (value !== undefined) refuse(script, `${rawName} takes no value, and was given "${value}"`);
    return true;
  }
  if (value === undefined || value === '' || (!inlineValue && value.startsWith('--')))
    refuse(script, `${rawName} needs a value: ${rawName} ${option.value}`);
  return read(script, rawName, option, value);
}

function read(script, rawName, option, text) {
  const wrong = (what) => refuse(script, `${rawName} takes ${what}, and was given "${text}"`);
  const share = (part) => (/^(?:0|1|[01]?\.\d+)$/.test(part) && Number(part) <= 1 ? Number(part) : undefined);
  if (option.whole !== undefined) {
    const [least, most] = option.whole;
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) wrong(`a whole number from ${least} to ${most}`);
    return number;
  }
  if (option.share) return share(text) ?? wrong('a number from 0 to 1');
  if (option.shares && text.split(',').some((part) => share(part) === undefined))
    wrong('numbers from 0 to 1, with commas between');
  if (option.folder && !statSync(text, { throwIfNoEntry: false })?.isDirectory()) wrong('a folder that is there');
  return text;
}

function usageOf({ call, about, options = {}, more = '' }) {
  const rows = [...Object.entries(options), ['help', { says: 'show this text' }]].map(([name, option]) => [
    `--${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    option.default === undefined || option.default === false
      ? option.says
      : `${option.says} (default ${option.default})`,
  ]);
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
  return `${call}[options]\n\n${about}\n\n${lines}${more}`;
}
