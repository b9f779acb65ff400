import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const SCRIPT = new URL('../scripts/generate.mjs', import.meta.url).pathname;

it('`npm run generate` writes the same file for the same seed, and the truth beside it', async () => {
  const cwd = folderOf({ 'keep.txt': '' });
  const run = (out: string, seed: string): void =>
    void execFileSync(process.execPath, [SCRIPT, '--users', '120', '--groups', '3', '--seed', seed, '--out', out], {
      cwd,
    });
  run('one.xml', '7');
  run('two.xml', '7');
  run('other.xml', '8');
  const bytes = (name: string): Buffer => readFileSync(join(cwd, name));
  const truth: { readonly counts: Readonly<Record<string, number>>; readonly users: readonly unknown[] } = JSON.parse(
    bytes('one.xml.truth.json').toString(),
  );

  const summary = await extractInto(newStore(), ['one.xml'], { cwd });

  expect(bytes('two.xml').equals(bytes('one.xml'))).toBe(true);
  expect(bytes('other.xml').equals(bytes('one.xml'))).toBe(false);
  expect(summary.counts).toMatchObject(truth.counts);
  expect(truth.users).toHaveLength(120);
});
