import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type CliOptions, emptyFolder, ROOT, runCli } from './run-cli.ts';

const BROKEN = join(ROOT, 'samples/broken');
const ENTERPRISE = join(ROOT, 'samples/enterprise');

interface Case {
  readonly name: string;
  readonly words: readonly string[];
  readonly code: number;
  /** Parts of stderr: code, place, hint. */
  readonly says: readonly (string | RegExp)[];
  readonly yaml?: string;
  readonly options?: CliOptions;
}

const SOURCE_CASES: readonly Case[] = [
  {
    name: 'a wrong path',
    words: ['extract', 'no-such-file.xml'],
    code: 2,
    says: ['SOURCE_NOT_FOUND', 'no-such-file.xml', 'hint:'],
  },
  {
    name: 'an empty file',
    words: ['extract', join(BROKEN, 'empty.xml')],
    code: 2,
    says: ['SOURCE_EMPTY', 'empty.xml', 'hint:'],
  },
  {
    name: 'not XML',
    words: ['extract', join(BROKEN, 'not-xml.txt')],
    code: 2,
    says: ['SOURCE_NOT_XML', 'not-xml.txt', 'hint:'],
  },
  {
    name: 'a truncated document',
    words: ['extract', join(BROKEN, 'truncated.xml')],
    code: 2,
    says: ['SOURCE_TRUNCATED', 'truncated.xml', 'hint:'],
  },
  {
    name: 'a DOCTYPE',
    words: ['extract', join(BROKEN, 'doctype.xml')],
    code: 2,
    says: ['SOURCE_DOCTYPE', 'doctype.xml', 'hint:'],
  },
  {
    name: 'requests only',
    words: ['extract', join(BROKEN, 'requests-only.xml')],
    code: 2,
    says: ['SOURCE_REQUESTS_ONLY', 'hint:'],
  },
  { name: 'nothing on standard input', words: ['extract', '-'], code: 2, says: ['SOURCE_EMPTY', 'hint:'] },
];

const OTHER_CASES: readonly Case[] = [
  { name: 'an unknown command', words: ['extrat'], code: 2, says: ['USAGE', 'extract'] },
  {
    name: 'an unknown flag',
    words: ['run', ENTERPRISE, '--sandbx'],
    code: 2,
    says: ['USAGE', 'did you mean --sandbox'],
  },
  {
    name: 'a limit that is no number',
    words: ['provision', '--limit', 'abc'],
    code: 2,
    says: ['USAGE', '--limit', 'abc'],
  },
  { name: 'a limit of zero', words: ['provision', '--limit=0'], code: 2, says: ['USAGE', '--limit'] },
  { name: 'a port that is none', words: ['sandbox', '--port', '99999'], code: 2, says: ['USAGE', '--port'] },
  {
    name: 'a state file in no folder',
    words: ['sandbox', '--state', 'no/such/folder/a.db'],
    code: 2,
    says: ['DATABASE', 'hint:'],
  },
  {
    name: 'two workspace folders',
    words: ['-C', 'one', 'inventory', '-C', 'two'],
    code: 2,
    says: ['USAGE', '-C takes one value, and was given 2'],
  },
  { name: 'no command', words: [], code: 2, says: ['USAGE'] },
  { name: 'a source left out', words: ['extract'], code: 2, says: ['USAGE'] },
  { name: 'map before extract', words: ['map'], code: 2, says: ['NOTHING_EXTRACTED', 'hint:'] },
  {
    name: 'a misspelt key in migration.yaml',
    yaml: 'partner:\n  provisioningID: abc\n',
    words: ['extract', ENTERPRISE],
    code: 2,
    says: ['CONFIG_INVALID', 'migration.yaml:2', 'did you mean "provisioningId"'],
  },
  { name: 'a second init', yaml: 'packages:\n  policy: safe\n', words: ['init'], code: 2, says: ['CONFIG_EXISTS'] },
];

async function refuse({ words, code, says, yaml, options }: Case): Promise<{ folder: string }> {
  const folder = emptyFolder();
  if (yaml !== undefined) writeFileSync(join(folder, 'migration.yaml'), yaml);
  const result = await runCli(words, { cwd: folder, ...options });

  expect(result.code, result.stderr).toBe(code);
  for (const part of says) expect(result.stderr).toMatch(part);
  expect(result.stderr, 'no stack trace for a mistake').not.toMatch(/\n\s+at .*:\d+:\d+/);
  return { folder };
}

describe('bad input', () => {
  it.each(SOURCE_CASES)('refuses $name and stores nothing', async (item) => {
    const { folder } = await refuse(item);
    // Either no database was made, or it holds nothing.
    if (!existsSync(join(folder, 'migration.db'))) return;
    const db = openStore(join(folder, 'migration.db'));
    for (const table of ['response', 'bw_user', 'bw_group']) {
      expect([table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
    }
    db.close();
  });

  it.each(OTHER_CASES)('refuses $name', async (item) => {
    await refuse(item);
  });

  it('reports all bad files of one call and keeps the good ones', async () => {
    const folder = emptyFolder();
    const { code, stderr } = await runCli([
      '-C',
      folder,
      'extract',
      join(BROKEN, 'doctype.xml'),
      join(BROKEN, 'truncated.xml'),
      ENTERPRISE,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('doctype.xml');
    expect(stderr).toContain('truncated.xml');
  });

  it.each([
    ['overwritten', 0],
    ['damaged behind its head', 100],
  ])('says of a database that was %s what to do, and leaves it as it is', async (_, from) => {
    const folder = emptyFolder();
    const file = join(folder, 'migration.db');
    await runCli(['-C', folder, 'extract', ENTERPRISE]);
    const bytes = readFileSync(file);
    bytes.fill(0x58, from, from + 20_000);
    writeFileSync(file, bytes);
    const { code, stderr } = await runCli(['-C', folder, 'map']);

    expect(code, stderr).toBe(2);
    expect(stderr).toMatch(/^Error DATABASE: .*(?:malformed|not a database)/);
    expect(stderr).toMatch(/hint: The file is damaged\. Set it aside .*runs\/before-/);
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('answers a failure as one JSON document too', async () => {
    const { code, stdout } = await runCli(['-C', emptyFolder(), 'map', '--format', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'NOTHING_EXTRACTED' } });
  });
});

describe('a target that cannot be used', () => {
  const folder = emptyFolder();
  beforeAll(async () => {
    writeFileSync(join(folder, 'migration.yaml'), 'partner:\n  provisioningId: template-1\n');
    for (const words of [['extract', join(ROOT, 'samples/service-provider')], ['map'], ['precheck']]) {
      const { code, stderr } = await runCli(['-C', folder, '-q', ...words]);
      expect([0, 3], stderr).toContain(code);
    }
  });

  it('needs a token: exit 7', async () => {
    const { code, stderr } = await runCli(['-C', folder, 'plan']);
    expect(code).toBe(7);
    expect(stderr).toMatch(/TOKEN_MISSING[\s\S]*WEBEX_ACCESS_TOKEN/);
  });

  it('names an address that nobody answers: exit 8', async () => {
    const { code, stderr } = await runCli(['-C', folder, 'plan'], {
      env: { BW2W_WEBEX_BASE_URL: 'http://127.0.0.1:9/v1', WEBEX_ACCESS_TOKEN: 'x' },
    });
    expect(code).toBe(8);
    expect(stderr).toMatch(/TARGET_UNAVAILABLE/);
  });

  it('does not send a token in the clear', async () => {
    const { code, stderr } = await runCli(['-C', folder, 'plan'], {
      env: { BW2W_WEBEX_BASE_URL: 'http://webex.example.test/v1', WEBEX_ACCESS_TOKEN: 'x' },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/https/);
  });

  it('refuses to write without a terminal and without --yes', async () => {
    expect((await runCli(['-C', folder, '-q', 'plan', '--sandbox'])).code).toBe(0);
    const { code, stderr } = await runCli(['-C', folder, 'provision', '--sandbox']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/CONFIRMATION_NEEDED[\s\S]*--yes/);
  });

  it.skipIf(process.getuid?.() === 0)('writes nothing into a folder that it may not write (root may)', async () => {
    const folder = emptyFolder();
    chmodSync(folder, 0o500);
    const { code } = await runCli(['-C', folder, 'extract', ENTERPRISE]);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});
