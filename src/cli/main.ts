import { readFileSync } from 'node:fs';
import yargs from 'yargs';
import { closest } from '../domain/closest.ts';
import { MigrationError } from '../domain/errors.ts';
import { COMMANDS } from './commands/index.ts';
import { describeFailure, exitCodeOf, failureDocument } from './failure.ts';
import { globalOptions, KNOWN_FLAGS, ONE_VALUE_FLAGS, STANDARD_INPUT } from './globals.ts';
import { dashed, folderIn, inWords, pointed } from './usage.ts';

/**
 * Runs one command line and sets `process.exitCode`; never throws.
 *
 * @param words - arguments without `node` and script
 */
export async function main(words: readonly string[]): Promise<void> {
  // Everything written here holds customers' data, the side files of SQLite and backups too.
  process.umask(0o077);
  goOnUnread(process.stdout);
  goOnUnread(process.stderr);
  const json = words.some(
    (word, index) => word === '--format=json' || (word === '--format' && words[index + 1] === 'json'),
  );
  try {
    await parse(words);
  } catch (thrown) {
    const error = pointed(thrown, words);
    const folder = folderIn(words);
    process.exitCode = exitCodeOf(error);
    process.stderr.write(describeFailure(error, words.includes('-v') || words.includes('--verbose'), folder));
    if (json) process.stdout.write(`${JSON.stringify(failureDocument(error, folder))}\n`);
  }
}

/** Somebody may run many commands in one process, such as the one that writes the reference of commands. */
const goingOn = new WeakSet<NodeJS.WriteStream>();

/**
 * A reader that closes early (`| head`) is no failure of ours, and no end of the work either: a run is finished, and the
 * exit code says how it went. Only who watches for nobody ends.
 */
function goOnUnread(stream: NodeJS.WriteStream): void {
  if (goingOn.has(stream)) return;
  goingOn.add(stream);
  let unread = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // What is written behind the first failure fails too, with a code of its own.
    if (error.code !== 'EPIPE' && !unread) throw error;
    unread = true;
  });
}

async function parse(words: readonly string[]): Promise<void> {
  // A shell that completes hands over words that are not whole yet.
  if (words[0] === COMPLETION_FLAG) await createParser(words).parseAsync();
  else {
    refuseUnknownFlags(words);
    await createParser(plainWords(words)).parseAsync();
  }
}

/** Behind `--` stand words only: yargs would keep them from the command, so those that look like options get a folder in front. */
function plainWords(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  if (end === -1) return words;
  const behind = words.slice(end + 1).map((word) => (/^-./.test(word) ? `./${word}` : word));
  return [...words.slice(0, end), ...behind];
}

const COMPLETION_FLAG = '--get-yargs-completions';

function createParser(words: readonly string[]) {
  const parser = yargs(words.map((word) => (word === '-' ? STANDARD_INPUT : word)))
    .scriptName('bw2wholesale')
    .usage(
      '$0 [-C DIR] <command>\n\nMoves BroadWorks customers to Webex Wholesale: extract, map, precheck, plan, provision, verify, report.',
    )
    .options(globalOptions)
    .group(Object.keys(globalOptions), 'Everywhere:')
    .demandCommand(1, 'name a command')
    .check((argv) => {
      for (const name of ONE_VALUE_FLAGS)
        if (Array.isArray(argv[name]))
          throw new MigrationError('USAGE', `${dashed(name)} takes one value, and was given ${argv[name].length}`);
      return true;
    })
    .strict()
    .version(version())
    .help()
    .alias('h', 'help')
    .epilogue(
      'First time? bw2wholesale run samples/enterprise --sandbox --allow-blocked\nExit codes and settings: README.md',
    )
    .wrap(Math.min(100, Number(process.env.COLUMNS ?? process.stdout.columns ?? 80) || 80))
    .exitProcess(false)
    // It must throw: if it returned, the handler would run with the bad arguments.
    .fail((message, error) => {
      // Refusals of single options come wrapped by yargs, in its own error.
      if (error?.name === 'YError') throw new MigrationError('USAGE', inWords(error.message, words));
      if (error !== undefined && error !== null) throw error;
      throw new MigrationError('USAGE', inWords(message ?? 'wrong arguments', words));
    });
  for (const { register } of COMMANDS) register(parser);
  return parser;
}

/**
 * Before yargs: it takes the word behind an unknown flag for the flag's value, and then misses that word elsewhere.
 *
 * @throws {MigrationError} `USAGE` naming every unknown flag, each with the nearest known one
 */
function refuseUnknownFlags(words: readonly string[]): void {
  const end = words.indexOf('--');
  const unknown = (end === -1 ? words : words.slice(0, end))
    .flatMap((word) => /^--([a-zA-Z][\w-]*)/.exec(word)?.[1] ?? [])
    .filter((name) => !KNOWN_FLAGS.has(name) && !KNOWN_FLAGS.has(name.replace(/^no-/, '')));
  // Several letters behind one dash are no option of ours, but may be a file; -C takes its value without a blank too.
  const file = (end === -1 ? words : words.slice(0, end)).find(
    (word, index) => /^-[^-C\d]./.test(word) && !/^-[qvyh]+$/.test(word) && !/^-/.test(words[index - 1] ?? ''),
  );
  if (file !== undefined) {
    throw new MigrationError('USAGE', `unknown option ${file}; a file of that name is written ./${file}`);
  }
  if (unknown.length === 0) return;
  const described = unknown.map((name) => {
    const nearest = closest(name, KNOWN_FLAGS);
    return `unknown option --${name}${nearest === undefined ? '' : `; did you mean --${nearest}?`}`;
  });
  throw new MigrationError('USAGE', described.join('\n'));
}

function version(): string {
  const document: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const found = typeof document === 'object' && document !== null ? Reflect.get(document, 'version') : undefined;
  return typeof found === 'string' ? found : 'unknown';
}
