import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run-cli.ts';
import { runPage } from './run-page.ts';

const DOCS = join(ROOT, 'docs');

const HOW_TO = readdirSync(join(DOCS, 'how-to')).map((name) => `how-to/${name}`);
/** Pages that only explain, or that need the real target. */
const WITHOUT_COMMANDS = ['how-to/real-target.md', 'how-to/resume.md', 'how-to/share-a-report.md'];
const PAGES = ['tutorial.md', ...HOW_TO.filter((page) => !WITHOUT_COMMANDS.includes(page))];

describe.each(PAGES)('%s', (page) => {
  it('does what it says, command by command, in an empty folder', () => {
    const { folder, lines } = runPage(join(DOCS, page));

    expect(lines.length).toBeGreaterThan(4);
    expect(lines.map(({ command, code }) => `${command}: ${code}`)).toEqual(
      lines.map(({ command, expected }) => `${command}: ${expected}`),
    );
    for (const { command, excerpt, output } of lines) {
      for (const line of excerpt) expect([command, output]).toEqual([command, expect.stringContaining(line.trim())]);
    }
    if (page === 'tutorial.md') {
      expect(lines.length).toBeGreaterThan(12);
      expect(readdirSync(join(folder, 'acme/reports')).sort()).toEqual(['audit', 'csv', 'report.html', 'report.xlsx']);
    }
  }, 240_000);
});

describe('pages without commands', () => {
  it.each(WITHOUT_COMMANDS)('%s holds none that would go untested', (page) => {
    expect(readFileSync(join(DOCS, page), 'utf8')).not.toContain('```sh');
  });
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
    expect(readdirSync(folder)).toHaveLength(4);
  }, 120_000);
});

describe('the reference of JSON results', () => {
  it('names every field of the program, with answers that it still gives', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'bw2w-reference-')), 'json.md');
    const made = spawnSync(process.execPath, [join(ROOT, 'test/scripts/generate-json-reference.mjs'), file], {
      encoding: 'utf8',
    });

    expect(made.stderr).toBe('');
    expect(readFileSync(join(DOCS, 'reference/json.md'), 'utf8')).toBe(readFileSync(file, 'utf8'));
  }, 600_000);
});

describe('links between pages', () => {
  const pages = readdirSync(DOCS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));

  it.each(pages)('of %s lead somewhere', (page) => {
    const text = readFileSync(join(DOCS, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);

    for (const link of links) expect(() => readFileSync(join(DOCS, page, '..', link))).not.toThrow();
  });
});
