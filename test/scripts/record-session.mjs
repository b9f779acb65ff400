/**
 * `node test/scripts/record-session.mjs`: records the session of the README anew. The real commands move the sample
 * enterprise to a sandbox with faults, Ctrl-C comes in the middle, the same command goes on, `verify` proves the end.
 *
 * Output goes through pipes, not a terminal: what is written there is whole lines, the same on every machine. What differs
 * from run to run (ids, hashes, times) is masked; long stretches are left out behind `…`. Needs a built program.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'bin/bw2wholesale.js');
const START = '<!-- session: written by test/scripts/record-session.mjs -->';
const END = '<!-- /session -->';

const SEED = 10;
/** Refusals before anything happened, a budget that is spent, and answers lost after the write took effect. */
const FAULTS = [
  { kind: 'throttle', method: 'POST', path: '/wholesale/*', probability: 0.1, attempts: [1], retryAfter: 1 },
  { kind: 'error-before', method: 'POST', probability: 0.05, attempts: [1] },
  { kind: 'drop-after', method: 'POST', probability: 0.15, attempts: [1] },
];
/** Ctrl-C comes when so many steps are through. */
const STOP_AFTER = 70;

/** Lines worth showing of a long output; stretches of others become one `…`. */
const WORTH =
  /attempt|^created +customer|^adopted|^throttled|^\^C|^Stopping|^Run |^[┌├└]|│ (kind|all) |retries|^Stopped|^Next|^ {6}\S/;
const everything = () => true;
const worth = (line) => WORTH.test(line);

/**
 * Runs the whole session in a folder of its own.
 *
 * @returns each command as a reader would type it, with its exit code, all its lines (masked) and those worth showing
 */
export async function recordSession() {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-session-'));
  const workspace = join(folder, 'acme');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'migration.yaml'), 'partner:\n  provisioningId: template-1\n');
  writeFileSync(join(folder, 'faults.json'), JSON.stringify(FAULTS));
  const words = ['--seed', String(SEED), '--faults', 'faults.json', '--latency', '30'];
  const sandbox = begin(folder, ['sandbox', '--port', '0', ...words]);
  try {
    const address = /http:\/\/127\.0\.0\.1:\d+\/v1/;
    await sandbox.seen((text) => address.test(text));
    const env = { BW2W_WEBEX_BASE_URL: address.exec(sandbox.text())?.[0], WEBEX_ACCESS_TOKEN: 'sandbox' };
    for (const command of [['extract', join(root, 'samples/enterprise')], ['map'], ['precheck'], ['plan']]) {
      const made = begin(workspace, ['-q', ...command], env);
      const code = await made.end;
      if (code !== 0 && !(command[0] === 'precheck' && code === 3)) throw new Error(`${command[0]}: ${made.text()}`);
    }
    const ask = async (typed, shown, stop) => {
      const made = begin(workspace, typed.split(' ').slice(1), env);
      if (stop) {
        await made.seen((text) => text.split('\n').filter((line) => /^created /.test(line)).length >= STOP_AFTER);
        made.interrupt();
      }
      return entry(typed, await made.end, made.text(), shown);
    };
    return [
      { typed: 'cat faults.json', code: 0, lines: [], shown: faultLines() },
      { typed: `bw2wholesale sandbox --port 8085 ${words.join(' ')} &`, code: 0, lines: [], shown: [] },
      await ask('bw2wholesale provision --yes -v', worth, true),
      await ask('bw2wholesale provision --yes -v', worth),
      await ask('bw2wholesale verify', everything),
    ];
  } finally {
    sandbox.interrupt();
    await sandbox.end;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A command under way, both streams in the order in which they come. */
function begin(cwd, words, more = {}) {
  const { WEBEX_ACCESS_TOKEN: _token, BW2W_WEBEX_BASE_URL: _url, ...env } = process.env;
  const child = spawn(process.execPath, [bin, ...words], {
    cwd,
    env: { ...env, COLUMNS: '100', NO_COLOR: '1', ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let ended = false;
  const watchers = new Set();
  const note = (chunk) => {
    text += chunk;
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding('utf8').on('data', note);
  child.stderr.setEncoding('utf8').on('data', note);
  const end = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      ended = true;
      note('');
      resolve(code);
    });
  });
  return {
    end,
    text: () => text,
    /** Resolves once the output fits; a command that ends before that is a failure of the recording. */
    seen: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!fits(text) && !ended) return;
          watchers.delete(look);
          if (fits(text)) resolve();
          else reject(new Error(`${words.join(' ')} ended too early: ${text}`));
        };
        watchers.add(look);
        look();
      }),
    interrupt() {
      if (ended) return;
      // A terminal shows the keys; a pipe does not.
      note('^C\n');
      child.kill('SIGINT');
    },
  };
}

function faultLines() {
  return FAULTS.map((fault, index) => {
    const inner = Object.entries(fault).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
    return `${index === 0 ? '[' : ' '}{ ${inner.join(', ')} }${index === FAULTS.length - 1 ? ']' : ','}`;
  });
}

function entry(typed, code, text, shows) {
  const lines = text
    .split('\n')
    .map((line) => masked(line).trimEnd())
    .filter((line) => line !== '');
  const shown = [];
  for (const line of lines) {
    if (shows(line)) shown.push(line);
    else if (shown.at(-1) !== '…') shown.push('…');
  }
  return { typed, code, lines, shown };
}

/** Ids, hashes and durations differ from run to run. */
function masked(line) {
  return line
    .replaceAll(/\b01[0-9A-HJKMNP-TV-Z]{24}\b/g, '<run>')
    .replaceAll(/\bY2lzY29zcGFyazovL[\w-]+/g, '<organisation>')
    .replaceAll(/\b[0-9a-f]{16}\b/g, '<hash>')
    .replaceAll(/^[\d.]+ (s|min), (?=\d+ retr)/g, '<time>, ');
}

/** A line without its numbers and the width of its columns: how many steps were through at Ctrl-C varies. */
export function shapeOf(line) {
  return line.replaceAll(/\d+/g, 'N').replaceAll(/[─ ]+/g, ' ');
}

/** The block of the README. */
export function sessionText(session) {
  const commands = session.map(({ typed, code, shown }) =>
    [`$ ${typed}`, ...shown, ...(code === 0 ? [] : [`$ echo $?`, String(code)])].join('\n'),
  );
  return `\`\`\`console\n${commands.join('\n')}\n\`\`\``;
}

/** The text between the marks, without them. */
export function sessionIn(readme) {
  const [, rest] = readme.split(START);
  const [inside, after] = (rest ?? '').split(END);
  if (after === undefined) throw new Error('README.md has no marks for the session');
  return inside.trim();
}

if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) {
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const old = sessionIn(readme);
  const session = await recordSession();
  // A function, for `$` means something in a replacement.
  writeFileSync(
    file,
    readme.replace(`${START}\n${old}`.trimEnd(), () => `${START}\n${sessionText(session)}`),
  );
}
