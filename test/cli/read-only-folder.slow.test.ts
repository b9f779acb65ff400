import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { emptyFolder, parseJson, ROOT, runCli } from './run-cli.ts';

const NOBODY = 65_534;
/** The superuser may write everywhere: the commands run as somebody who may not. */
const AS_READER = process.getuid?.() === 0 ? { uid: NOBODY } : {};

const origin = emptyFolder('bw2w-read-only-');
const copies: string[] = [];

/** A copy that can be read and not written, as a mounted one. */
function readOnlyCopy(change: (folder: string) => void = () => undefined): string {
  const folder = join(emptyFolder('bw2w-read-only-copy-'), 'copy');
  cpSync(origin, folder, { recursive: true });
  change(folder);
  chmodSync(join(folder, '..'), 0o755);
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
  copies.push(folder);
  return folder;
}

function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

const look = (folder: string, ...words: string[]) => runCli(words, { cwd: folder, ...AS_READER });

describe('a workspace folder that cannot be written', () => {
  beforeAll(async () => {
    for (const words of [
      ['init'],
      ['extract', join(ROOT, 'samples/enterprise')],
      ['map'],
      ['precheck'],
      ['plan', '--sandbox'],
    ])
      await runCli(words, { cwd: origin });
    rmSync(join(origin, 'sandbox.db'), { force: true });
    rmSync(join(origin, 'runs'), { recursive: true, force: true });
  }, 60_000);
  afterEach(() => {
    for (const folder of copies.splice(0)) chmodSync(folder, 0o755);
  });

  it('can be looked at, and is left as it is', async () => {
    const folder = readOnlyCopy();
    const before = contentOf(folder);
    for (const words of [
      ['status'],
      ['inventory'],
      ['explain', 'brightwater'],
      ['decisions', 'list'],
      ['batch', 'list'],
      ['config', 'show'],
      ['report', '--run'],
      ['report', '--customer', 'brightwater'],
    ]) {
      const [there, here] = await Promise.all([look(folder, ...words), runCli(words, { cwd: origin })]);

      expect([words, there.code, there.stderr]).toEqual([words, 0, '']);
      // Of `report` only the page is missing.
      if (words[1] !== '--customer') expect(there.stdout).toBe(here.stdout);
      else expect(there.stdout).toContain('This folder is read-only: no page was written.');
    }

    expect(contentOf(folder)).toEqual(before);
  });

  it('is not taken for one in which answers can be recorded', async () => {
    const { code, stderr } = await look(readOnlyCopy(), 'decisions', 'resolve', '--recommended');

    expect(code).not.toBe(0);
    expect(stderr).toMatch(/DATABASE|LOCKED/);
  });

  it('is read as it would be after an upgrade, where an earlier version wrote it', async () => {
    const folder = readOnlyCopy((copy) => {
      rmSync(join(copy, 'migration.db'));
      const schema = new URL('../../src/store/schema/', import.meta.url);
      const earlier = new Database(join(copy, 'migration.db'));
      earlier.pragma('journal_mode = WAL');
      for (const name of readdirSync(schema).sort().slice(0, 18))
        earlier.exec(readFileSync(new URL(name, schema), 'utf8'));
      earlier.pragma('user_version = 18');
      earlier.close();
    });
    const { code, stdout } = await look(folder, 'decisions', 'list', '--format', 'json');
    const inventory = await look(folder, 'report', '--run', '--format', 'json');

    expect([code, stdout]).toEqual([2, expect.stringContaining('NOTHING_MAPPED')]);
    expect(parseJson(inventory.stdout)).toMatchObject({ stage: 'runs', runs: [] });
  });

  it('says so where a part of the data cannot be read without writing', async () => {
    const folder = readOnlyCopy((copy) => {
      const live = join(copy, 'live');
      mkdirSync(live);
      cpSync(join(copy, 'migration.db'), join(live, 'migration.db'));
      const db = openStore(join(live, 'migration.db'));
      db.exec(`INSERT INTO meta (name, value) VALUES ('only', 'in the WAL')`);
      // As a kill leaves it, without the index.
      for (const name of ['migration.db', 'migration.db-wal']) cpSync(join(live, name), join(copy, name));
      db.close();
      rmSync(live, { recursive: true });
    });
    const { code, stderr } = await look(folder, 'status');

    expect(code).toBe(2);
    expect(stderr).toContain('the folder is read-only, and a part of its data is not in migration.db yet');
    expect(stderr).toContain('migration.db-wal');
    expect(stderr).toContain('copy it again');
  });
});
