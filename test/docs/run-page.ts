import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT } from '../cli/run-cli.ts';

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

/** Runs every command of a page, one behind the other, in one shell and an empty folder. */
export function runPage(file: string): { readonly folder: string; readonly lines: PageLine[] } {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-docs-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(join(ROOT, 'bin/bw2wholesale.js'), join(bin, 'bw2wholesale'));
  const commands = commandsOf(readFileSync(file, 'utf8'));
  // One shell for all of them, so that `cd` and variables hold; each says how it ended.
  const script = commands
    .map(({ command }, index) => `{ ${command}\n} </dev/null >"$OUT/out-${index}.txt" 2>&1; echo "${index} $?" >&3`)
    .join('\n');
  const { WEBEX_ACCESS_TOKEN: _token, BW2W_WEBEX_BASE_URL: _url, ...env } = process.env;
  const run = spawnSync('bash', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...env,
      COLUMNS: '100',
      OUT: folder,
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
  const lines = commands.map(({ command, expected, excerpt }, index) => ({
    command,
    expected,
    excerpt,
    code: codes.get(index) ?? -1,
    output: readFileSync(join(folder, `out-${index}.txt`), 'utf8'),
  }));
  return { folder, lines };
}
