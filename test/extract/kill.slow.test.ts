import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Db, openStore } from '../../src/store/open.ts';
import { emptyFolder, ROOT, runCli } from '../cli/run-cli.ts';
import { randomOf, randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';
import { FIRM_PROFILE, writeFirm } from './nested-export.ts';

const KILLS = 10;
const SEED = Number(process.env.BW2W_KILL_SEED ?? Date.now() % 1_000_000);
const SOURCES = ['one.xml', 'two.xml', 'nested.xml'];
/** Users: the first file is stored in several goes, with checkpoints in between; the second in one. */
const CAPTURES = new Map([
  ['one.xml', 250],
  ['two.xml', 60],
]);

/**
 * Every row of every table, as sets: row ids gone, files by their name, times left out. `meta` holds how far settling
 * came, told in row ids; the lock and the runs are about processes.
 */
function contentOf(folder: string): Record<string, string[]> {
  const db: Db = openStore(join(folder, 'migration.db'));
  const files = new Map(
    db
      .prepare<[], { id: number; path: string }>('SELECT id, path FROM source_file')
      .all()
      .map((row) => [row.id, row.path]),
  );
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('audit', 'meta', 'run', 'writer_lock') ORDER BY name`,
    )
    .pluck()
    .all()
    .filter((name) => !name.startsWith('sqlite_'));
  const content = Object.fromEntries(
    tables.map((table) => {
      const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
      const kept = rows.map((row) =>
        Object.entries(row).flatMap(([column, value]) => {
          if ((column === 'id' && typeof value === 'number') || column.endsWith('_at')) return [];
          return [[column, column === 'file_id' ? files.get(Number(value)) : value]];
        }),
      );
      return [table, kept.map((row) => JSON.stringify(row)).sort()];
    }),
  );
  db.close();
  return content;
}

/** Knows the nested export. */
function workspaceFolder(name: string): string {
  const folder = emptyFolder(name);
  mkdirSync(join(folder, 'mappings/exports'), { recursive: true });
  writeFileSync(join(folder, 'mappings/exports/firm.yaml'), FIRM_PROFILE);
  return folder;
}

describe(`extract, killed and started again (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  const captures = emptyFolder('bw2w-kill-');
  const sources = SOURCES.map((name) => join(captures, name));
  const extract = (folder: string): string[] => ['-C', folder, '-q', 'extract', ...sources];
  let undisturbed: Record<string, string[]> = {};
  let duration = 0;

  beforeAll(async () => {
    for (const [name, users] of CAPTURES) {
      const file = openSync(join(captures, name), 'w');
      writeCapture(randomSource({ seed: SEED + users, users, groups: 3 }), (bytes) => void writeSync(file, bytes));
      closeSync(file);
    }
    const firm = writeFirm({ seed: SEED, sites: 3, people: 150, numbers: 2_100, padding: 10_000 });
    writeFileSync(join(captures, 'nested.xml'), Buffer.from(firm, 'latin1'));
    const folder = workspaceFolder('bw2w-whole-');
    const started = Date.now();
    const { code, stderr } = await runCli(extract(folder));
    duration = Date.now() - started;
    expect(code, stderr).toBe(0);
    undisturbed = contentOf(folder);
    expect(undisturbed.bw_user?.length).toBeGreaterThan(700);
  }, 300_000);

  it(`ends in the same snapshot after kill -9 at ${KILLS} random moments`, { timeout: 900_000 }, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const folder = workspaceFolder('bw2w-killed-');
      const moment = Math.round(random.next() * duration);
      const killed = await runCli(extract(folder), { killAfterMs: moment });
      const again = await runCli(extract(folder));

      expect(again.code, `killed after ${moment} ms (${killed.code}): ${again.stderr}`).toBe(0);
      expect(contentOf(folder), `killed after ${moment} ms`).toEqual(undisturbed);
    }
  });

  it('says how to go on after Ctrl-C, and goes on', { timeout: 300_000 }, async () => {
    const folder = workspaceFolder('bw2w-interrupted-');
    // Endless input: however quick the machine is, reading is under way when the signal comes.
    const child = spawn(
      process.execPath,
      [join(ROOT, 'bin/bw2wholesale.js'), '-C', folder, 'extract', ...sources, '-'],
      {
        stdio: ['pipe', 'ignore', 'pipe'],
      },
    );
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.stdin.on('error', () => undefined);
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const open = (): boolean => existsSync(join(folder, 'migration.db'));
    for (let waited = 0; !open() && waited < 30_000; waited += 50) await sleep(50);
    child.stdin.write('<BroadsoftDocument>');
    await sleep(500);
    child.kill('SIGINT');
    const code = await ended;

    expect(code, stderr).toBe(130);
    expect(stderr).toMatch(/again|bw2wholesale extract/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect((await runCli(extract(folder))).code).toBe(0);
    expect(contentOf(folder)).toEqual(undisturbed);
  });
});
