import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { emptyFolder, ROOT, runCli, UNPACED } from './run-cli.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

const MINUTES = { timeout: 300_000 };
const REFRESH = {
  WEBEX_REFRESH_TOKEN: 'sandbox-refresh',
  WEBEX_CLIENT_ID: 'sandbox-client',
  WEBEX_CLIENT_SECRET: 'sandbox-secret',
};

const running: SandboxProcess[] = [];
afterEach(() => Promise.all(running.splice(0).map((process) => process.stop())));

async function target(stateFile: string, words: readonly string[], port = 0): Promise<SandboxProcess> {
  const started = await startSandboxProcess(stateFile, words, port);
  running.push(started);
  return started;
}

/** A workspace folder that is ready to be planned. */
const ready = emptyFolder('bw2w-disturbed-');
beforeAll(async () => {
  writeFileSync(join(ready, 'migration.yaml'), `partner:\n  provisioningId: template-1\n${UNPACED}`);
  for (const [words, expected] of [
    [['extract', join(ROOT, 'samples/enterprise')], 0],
    [['map'], 0],
    [['precheck'], 3],
  ] as const) {
    const { code, stderr } = await runCli(['-C', ready, '-q', ...words]);
    expect(code, `${words.join(' ')}\n${stderr}`).toBe(expected);
  }
});

/** A workspace folder that is planned against `env`. */
async function planned(env: Readonly<Record<string, string>>): Promise<string> {
  const folder = emptyFolder('bw2w-disturbed-');
  cpSync(ready, folder, { recursive: true });
  const { code, stderr } = await runCli(['-C', folder, '-q', 'plan'], { env });
  expect(code, stderr).toBe(0);
  return folder;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited for 20 s in vain');
}

describe('provision, disturbed from outside', () => {
  it('ends with 8 when the network is lost, and resumes when it is back', MINUTES, async () => {
    const state = join(emptyFolder(), 'sandbox.db');
    const first = await target(state, ['--latency', '60']);
    const folder = await planned(first.env);
    const port = Number(new URL(first.url).port);
    const lines = { seen: 0 };

    const lost = runCli(['-C', folder, '--format', 'json', 'provision', '--yes', '--allow-blocked'], {
      env: first.env,
      onStdout(text) {
        lines.seen += text.split('"state":"created"').length - 1;
      },
    });
    await until(() => lines.seen >= 5);
    await first.stop();
    const { code, stdout } = await lost;

    expect(code).toBe(8);
    expect(stdout).toContain('"reason":"unavailable"');

    const second = await target(state, [], port);
    const resumed = await runCli(['-C', folder, '-q', 'provision', '--yes', '--allow-blocked'], { env: second.env });
    expect(resumed.code, resumed.stderr).toBe(0);
    expect((await runCli(['-C', folder, '-q', 'verify'], { env: second.env })).code).toBe(0);
    await second.stop();
    const sandbox = await startSandbox({ stateFile: state });
    expect(sandbox.violations()).toEqual([]);
    await sandbox.close();
  });

  it('still waits as long as the target asked when the process that was asked is killed', MINUTES, async () => {
    const faults = join(emptyFolder(), 'faults.json');
    writeFileSync(
      faults,
      JSON.stringify([{ kind: 'throttle', method: 'POST', path: '/locations', attempts: [1], retryAfter: 6 }]),
    );
    const state = join(emptyFolder(), 'sandbox.db');
    const started = await target(state, ['--faults', faults]);
    const folder = await planned(started.env);

    const killed = await runCli(['-C', folder, '--format', 'json', 'provision', '--yes', '--allow-blocked'], {
      env: started.env,
      killAt: '"type":"throttled"',
    });
    const resumed = await runCli(['-C', folder, 'provision', '--yes', '--allow-blocked'], { env: started.env });

    expect(killed.code, 'the first process is killed').toBeNull();
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(resumed.stderr).toMatch(/ still pauses \d+ s, as the target asked before/);
    await started.stop();
    const sandbox = await startSandbox({ stateFile: state });
    expect(sandbox.violations()).toEqual([]);
    await sandbox.close();
  });

  it('lets no second process write, and names the first', MINUTES, async () => {
    const started = await target(join(emptyFolder(), 'sandbox.db'), ['--latency', '100']);
    const folder = await planned(started.env);
    const lines = { seen: 0 };
    const words = ['-C', folder, '--format', 'json', 'provision', '--yes', '--allow-blocked'];
    const first = runCli(words, {
      env: started.env,
      onStdout(text) {
        lines.seen += text.split('"state":"created"').length - 1;
      },
    });
    await until(() => lines.seen >= 1);

    const second = await runCli(['-C', folder, '-q', 'provision', '--yes', '--allow-blocked'], { env: started.env });

    expect(second.code).toBe(6);
    expect(second.stderr).toMatch(/Error LOCKED: .* runs "provision" on .* \(process \d+\) since /);
    expect((await first).code).toBe(0);
  });

  it('leaves no token and no secret in any file, nor in what it prints', MINUTES, async () => {
    const started = await target(join(emptyFolder(), 'sandbox.db'), ['--token-seconds', '1', '--latency', '20']);
    const env = { BW2W_WEBEX_BASE_URL: started.url, ...REFRESH };
    const folder = await planned(env);

    const run = await runCli(['-C', folder, '-v', '--format', 'json', 'provision', '--yes', '--allow-blocked'], {
      env,
    });
    const verified = await runCli(['-C', folder, '-v', 'verify'], { env });
    const audit = await runCli(['-C', folder, 'report', '--audit', join(folder, 'audit.csv')], { env });

    expect(run.code, run.stderr).toBe(0);
    expect(verified.code, verified.stderr).toBe(0);
    expect(audit.code, audit.stderr).toBe(0);
    const files = filesBelow(folder);
    expect(files.length, 'database, backup and more').toBeGreaterThan(3);
    const secrets = /sandbox-issued-[0-9a-f]|sandbox-refresh|sandbox-secret|Bearer (?!\[redacted\])/;
    for (const file of files) {
      expect(secrets.exec(readFileSync(file, 'latin1'))?.[0], file).toBeUndefined();
    }
    for (const { stdout, stderr } of [run, verified, audit]) expect(stdout + stderr).not.toMatch(secrets);
  });
});
