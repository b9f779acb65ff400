import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT, unpace } from '../cli/run-cli.ts';

/** A line of a `sh` block: what it should end with, how it ended, and what it said. */
export interface PageLine {
  readonly command: string;
  readonly expected: number;
  readonly code: number;
  readonly output: string;
  /** Lines of the `text` block behind the block of this command. */
  readonly excerpt: readonly string[];
}

interface Command {
  readonly command: string;
  readonly expected: number;
  excerpt: readonly string[];
}

/** Commands of a page, with the excerpt that follows their block; `# exits 3` behind one says how it ends. */
function commandsOf(text: string): Command[] {
  const commands: Command[] = [];
  for (const [, kind, block = ''] of text.matchAll(/^```(sh|text)\n([\s\S]*?)^```/gm)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    if (kind === 'sh') {
      for (const line of lines) {
        const expected = Number(/# exits (\d+)/.exec(line)?.[1] ?? 0);
        commands.push({ command: line.replace(/ *# exits.*$/, '').replace(/ +# .*$/, ''), expected, excerpt: [] });
      }
    } else {
      const last = commands.at(-1);
      if (last !== undefined) last.excerpt = lines;
    }
  }
  return commands;
}

interface Page {
  readonly folder: string;
  readonly lines: readonly PageLine[];
}

/** Most pages begin with it: what it leaves is made once, and each of them goes on in a copy. */
const OPENING = [
  'bw2wholesale -C acme init',
  'cd acme',
  'bw2wholesale extract $REPOSITORY/samples/enterprise',
] as const;
let opened: Page | undefined;

/** Runs every command of a page, one behind the other, in an empty folder. */
export function runPage(file: string): Page {
  const commands = commandsOf(readFileSync(file, 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-docs-'));
  if (!OPENING.every((command, index) => commands[index]?.command === command))
    return { folder, lines: carryOut(folder, commands) };
  opened ??= openOnce(commands.slice(0, OPENING.length));
  cpSync(opened.folder, folder, { recursive: true });
  return {
    folder,
    lines: [...opened.lines, ...carryOut(join(folder, 'acme'), commands.slice(OPENING.length))],
  };
}

function openOnce(commands: readonly Command[]): Page {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-docs-'));
  const lines = carryOut(folder, commands);
  unpace(join(folder, 'acme'));
  return { folder, lines };
}

/** One shell for all of them, so that `cd` and variables hold; each says how it ended. */
function carryOut(cwd: string, commands: readonly Command[]): PageLine[] {
  const out = mkdtempSync(join(tmpdir(), 'bw2w-docs-out-'));
  const bin = join(out, 'bin');
  mkdirSync(bin);
  symlinkSync(join(ROOT, 'bin/bw2wholesale.js'), join(bin, 'bw2wholesale'));
  const script = commands
    .map(({ command }, index) => `{ ${command}\n} </dev/null >"$OUT/out-${index}.txt" 2>&1; echo "${index} $?" >&3`)
    .join('\n');
  const { WEBEX_ACCESS_TOKEN: _token, BW2W_WEBEX_BASE_URL: _url, ...env } = process.env;
  const run = spawnSync('bash', ['-c', script], {
    cwd,
    encoding: 'utf8',
    env: {
      ...env,
      COLUMNS: '100',
      OUT: out,
      PATH: `${bin}${delimiter}${env.PATH ?? ''}`,
      REPOSITORY: ROOT.replace(/\/$/, ''),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const codes = new Map(
    String(run.output[3])
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number))
      .map(([index = -1, code = -1]) => [index, code]),
  );
  return commands.map(({ command, expected, excerpt }, index) => ({
    command,
    expected,
    excerpt,
    code: codes.get(index) ?? -1,
    output: readFileSync(join(out, `out-${index}.txt`), 'utf8'),
  }));
}
