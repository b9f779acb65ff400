import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, runCli } from './run-cli.ts';
import { startSandboxProcess } from './sandbox-process.ts';

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

    const next = await startSandboxProcess(state);
    await next.stop();
  });
});
