import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
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

it.each([
  { words: [], isEnterprise: true, customers: ['gen3'] },
  { words: ['--service-provider'], isEnterprise: false, customers: ['gen3/g%200', 'gen3/g%201', 'gen3/g%202'] },
])('`npm run generate $words` writes customers $customers, and its truth says so', async ({ words, ...expected }) => {
  const cwd = folderOf({});
  const size = ['--users', '9', '--groups', '3', '--seed', '3', '--out', 'a.xml'];
  execFileSync(process.execPath, [SCRIPT, ...size, ...words], { cwd });
  const truth: { readonly provider: unknown } = JSON.parse(readFileSync(join(cwd, 'a.xml.truth.json'), 'utf8'));
  const db = newStore();

  const { orphans, counts } = await extractInto(db, ['a.xml'], { cwd });

  const { isEnterprise, customers } = expected;
  expect(truth.provider).toEqual({ id: 'gen3', name: 'Generated & Co 3', isEnterprise });
  expect(orphans).toBe(0);
  expect(counts).toMatchObject({ serviceProviders: 1, groups: 3, users: 9 });
  const found = sourceReader(db, FEATURE_SOURCE).customers();
  expect(found.map(({ providerKey, groupKey }) => groupKey ?? providerKey).sort()).toEqual(customers);
  // Departments of an enterprise are shared by its groups.
  expect(readFileSync(join(cwd, 'a.xml'), 'latin1').includes('EnterpriseDepartmentKey')).toBe(isEnterprise);
});
