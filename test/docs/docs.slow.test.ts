import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run-cli.ts';

const DOCS = join(ROOT, 'docs');

interface Line {
  readonly command: string;
  readonly code: number;
}

/** Lines of the `sh` blocks of a page; `# exits 3` behind a command says how it ends. */
function commandsOf(page: string): Line[] {
  const text = readFileSync(join(DOCS, page), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => ({ command: line.replace(/ *#.*$/, ''), code: Number(/# exits (\d+)/.exec(line)?.[1] ?? 0) }));
}

describe('the tutorial', () => {
  it('does what it says, command by command, in an empty folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bw2w-docs-'));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(join(ROOT, 'bin/bw2wholesale.js'), join(bin, 'bw2wholesale'));
    const lines = commandsOf('tutorial.md');
    // One shell for all of them, so that `cd` holds; each says how it ended.
    const script = lines
      .map(({ command }, index) => `${command} </dev/null >out-${index}.txt 2>&1; echo "${index} $?" >&3`)
      .map((line) => (/^cd /.test(line) ? line.replace(/ <.*?; echo/, '; echo') : line))
      .join('\n');
    const { WEBEX_ACCESS_TOKEN: _token, BW2W_WEBEX_BASE_URL: _url, ...env } = process.env;
    const run = spawnSync('bash', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, PATH: `${bin}${delimiter}${env.PATH ?? ''}`, REPOSITORY: ROOT.replace(/\/$/, '') },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const codes = String(run.output[3]).trim().split('\n');

    expect(lines.length).toBeGreaterThan(12);
    expect(codes.map((code, index) => `${lines[index]?.command}: ${code.split(' ')[1]}`)).toEqual(
      lines.map(({ command, code }) => `${command}: ${code}`),
    );
    expect(readdirSync(join(folder, 'acme/reports')).sort()).toEqual(['audit', 'csv', 'report.html', 'report.xlsx']);
  }, 240_000);
});

describe('the reference', () => {
  it('is what the program says of itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bw2w-reference-'));
    const made = spawnSync(process.execPath, [join(ROOT, 'test/scripts/generate-reference.mjs'), folder], {
      encoding: 'utf8',
    });

    expect(made.stderr).toBe('');
    for (const name of readdirSync(folder)) {
      expect([name, readFileSync(join(DOCS, 'reference', name), 'utf8')]).toEqual([
        name,
        readFileSync(join(folder, name), 'utf8'),
      ]);
    }
    expect(readdirSync(folder)).toHaveLength(3);
  }, 120_000);
});

describe('links between pages', () => {
  const pages = readdirSync(DOCS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));

  it.each(pages)('of %s lead somewhere', (page) => {
    const text = readFileSync(join(DOCS, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);

    for (const link of links) expect(() => readFileSync(join(DOCS, page, '..', link))).not.toThrow();
  });
});
