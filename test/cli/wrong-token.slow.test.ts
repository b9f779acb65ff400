import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, ROOT, runCli } from './run-cli.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

describe('a sandbox in another process', () => {
  let sandbox: SandboxProcess;
  const folder = emptyFolder();

  beforeAll(async () => {
    sandbox = await startSandboxProcess(join(emptyFolder(), 'sandbox.db'));
    for (const words of [['extract', join(ROOT, 'samples/service-provider')], ['map'], ['precheck']]) {
      expect([0, 3]).toContain((await runCli(['-C', folder, '-q', ...words])).code);
    }
  });
  afterAll(() => sandbox.stop());

  it('refuses a wrong token: exit 7', async () => {
    const { code, stderr } = await runCli(['-C', folder, 'plan'], {
      env: { ...sandbox.env, WEBEX_ACCESS_TOKEN: 'stolen-secret' },
    });
    expect(code).toBe(7);
    expect(stderr).toMatch(/TOKEN_REJECTED/);
    expect(stderr).not.toContain('stolen-secret');
  });

  it('needs a provisioning ID: exit 2', async () => {
    const { code, stderr } = await runCli(['-C', folder, 'plan'], { env: sandbox.env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/PROVISIONING_ID_MISSING/);
  });

  it('plans once the provisioning ID is there, and provisions nothing without an approval', async () => {
    writeFileSync(join(folder, 'migration.yaml'), 'partner:\n  provisioningId: template-1\n');
    expect((await runCli(['-C', folder, '-q', 'map'])).code).toBe(0);
    expect([0, 3]).toContain((await runCli(['-C', folder, '-q', 'precheck'])).code);
    const { code, stderr } = await runCli(['-C', folder, 'plan'], { env: sandbox.env });
    expect(code, stderr).toBe(0);
    expect((await runCli(['-C', folder, 'provision'], { env: sandbox.env })).code).toBe(2);
  });
});
