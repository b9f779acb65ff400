import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, ROOT, runCli, UNPACED } from './run-cli.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/** A command begins by asking whose token it has: a gateway that is away for a moment must not end it. */
describe('the first request to a target', () => {
  const folder = emptyFolder();
  const run = (words: readonly string[], env = {}) => runCli(['-C', folder, '-q', ...words], { env });

  beforeAll(async () => {
    writeFileSync(join(folder, 'migration.yaml'), `partner:\n  provisioningId: template-1\n${UNPACED}`);
    for (const words of [['extract', join(ROOT, 'samples/service-provider')], ['map'], ['precheck']]) {
      expect([0, 3]).toContain((await run(words)).code);
    }
  }, 120_000);

  it('is sent again after a 502 by each command that speaks to the target', async () => {
    const faults = join(emptyFolder(), 'faults.json');
    writeFileSync(
      faults,
      JSON.stringify([
        // Every second request of all commands together: each of them meets it first thing.
        { kind: 'bad-gateway', method: 'GET', path: '/people/me', attempts: [1, 3, 5, 7, 9] },
        { kind: 'bad-gateway', method: 'GET', path: '/locations', attempts: [1] },
      ]),
    );
    const sandbox = await startSandboxProcess(join(emptyFolder(), 'sandbox.db'), ['--faults', faults]);
    try {
      for (const [words, codes] of [
        [['doctor'], [0]],
        [
          ['precheck', '--remote'],
          [0, 3],
        ],
        [['plan'], [0]],
        [['provision', '--yes'], [3]],
        [['verify'], [0]],
      ] as const) {
        const { code, stdout, stderr } = await run(words, sandbox.env);
        expect(codes, `${words.join(' ')}: ${stdout}${stderr}`).toContain(code);
        expect(stdout).not.toContain('502');
      }
    } finally {
      await sandbox.stop();
    }
  }, 120_000);

  it('is given up in the end: exit 8, with the place and the answer', async () => {
    const faults = join(emptyFolder(), 'faults.json');
    writeFileSync(faults, JSON.stringify([{ kind: 'bad-gateway', method: 'GET', path: '/people/me' }]));
    const sandbox = await startSandboxProcess(join(emptyFolder(), 'sandbox.db'), ['--faults', faults]);
    try {
      const { code, stderr } = await run(['plan'], sandbox.env);
      expect([code, stderr]).toEqual([8, expect.stringMatching(/TARGET_UNAVAILABLE[\s\S]*502/)]);
      expect(stderr).toContain(sandbox.url);
    } finally {
      await sandbox.stop();
    }
  }, 60_000);
});
