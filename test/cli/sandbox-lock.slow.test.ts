import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { emptyFolder, runCli } from './run-cli.ts';
import { startSandboxProcess } from './sandbox-process.ts';

const SAMPLE = new URL('../../samples/enterprise', import.meta.url).pathname;

describe('the state file of a sandbox', () => {
  it('is of one at a time, and free again once that one is killed', async () => {
    const cwd = emptyFolder();
    await runCli(['init'], { cwd });
    const state = join(cwd, 'sandbox.db');
    const first = await startSandboxProcess(state);
    try {
      const second = await runCli(['sandbox', '--port', '0'], { cwd });
      const embedded = await runCli(['doctor', '--sandbox'], { cwd });

      expect([second.code, second.stdout]).toEqual([6, '']);
      expect(second.stderr).toContain('LOCKED: another sandbox is using this state file');
      expect(second.stderr).toContain(state);
      expect(second.stderr).toContain('--state FILE');
      expect(embedded.stdout + embedded.stderr).toContain('another sandbox is using this state file');
    } finally {
      await first.kill();
    }

    // The file is there already this time.
    const next = await startSandboxProcess(state);
    const late = await runCli(['doctor', '--sandbox'], { cwd });
    const address = 'http://127.0.0.1:8099/v1';
    const named = await runCli(['sandbox', '--port', '0'], { cwd, env: { BW2W_WEBEX_BASE_URL: address } });
    await next.stop();

    expect(late.stdout + late.stderr).toContain('another sandbox is using this state file');
    expect(named.code).toBe(6);
    // Naming the address would lead nowhere: it is named.
    expect(named.stderr).toContain(`BW2W_WEBEX_BASE_URL names ${address}, but --sandbox starts a sandbox of its own`);
  });

  it('is not the database of a migration, which is left as it was', async () => {
    const cwd = emptyFolder();
    await runCli(['init'], { cwd });
    await runCli(['extract', SAMPLE], { cwd });
    const database = join(cwd, 'migration.db');
    const tables = () => {
      const db = new Database(database, { readonly: true });
      const names = db.prepare<[], string>('SELECT name FROM sqlite_schema ORDER BY name').pluck().all();
      db.close();
      return names;
    };
    const before = tables();
    const refused = await runCli(['sandbox', '--port', '0', '--state', database], { cwd });

    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('migration.db holds something else than the state of a sandbox');
    expect(refused.stderr).toContain('Name another file with --state');
    expect(before.length).toBeGreaterThan(20);
    expect(tables()).toEqual(before);
  });
});
