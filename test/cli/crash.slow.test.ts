import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { randomOf } from '../scripts/generate/random-source.mjs';
import { faultsOf } from '../scripts/kills.mjs';
import { emptyFolder, ROOT, runCli, UNPACED } from './run-cli.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

const KILLS = 10;
const MOST_RUNS = 10;
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);

async function expectCode(code: number, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const result = await runCli(words, { env });
  expect(result.code, `${words.join(' ')}\n${result.stdout}\n${result.stderr}`).toBe(code);
}

/** Runs a command again until it is done, as an operator would whose target misbehaves. */
async function finish(words: readonly string[], env: Readonly<Record<string, string>>) {
  for (let attempt = 1; attempt <= MOST_RUNS; attempt++) {
    const { code } = await runCli(words, { env });
    if (code === 0) return;
  }
  await expectCode(0, words, env);
}

/** Everything the sandbox holds, ids replaced by natural keys, and the rules that a client broke. */
async function stateOf(file: string) {
  const sandbox = await startSandbox({ stateFile: file });
  try {
    return { objects: sandbox.objects(), violations: sandbox.violations() };
  } finally {
    await sandbox.close();
  }
}

describe('provision, killed and resumed', () => {
  const prepared = emptyFolder('bw2w-crash-');
  /** What an undisturbed run leaves in the target, and how long it takes. */
  let expected: Awaited<ReturnType<typeof stateOf>>;
  let duration = 0;

  const running: SandboxProcess[] = [];
  const sandbox = async (stateFile: string, words: readonly string[] = []): Promise<SandboxProcess> => {
    const started = await startSandboxProcess(stateFile, ['--latency', '15', ...words]);
    running.push(started);
    return started;
  };
  afterEach(() => Promise.all(running.map((process) => process.stop())));

  beforeAll(async () => {
    writeFileSync(join(prepared, 'migration.yaml'), `partner:\n  provisioningId: template-1\n${UNPACED}`);
    await expectCode(0, ['-C', prepared, '-q', 'extract', join(ROOT, 'samples/enterprise')]);
    await expectCode(0, ['-C', prepared, '-q', 'map']);
    await expectCode(3, ['-C', prepared, '-q', 'precheck']);

    const undisturbedState = join(emptyFolder(), 'sandbox.db');
    const undisturbed = emptyFolder('bw2w-undisturbed-');
    cpSync(prepared, undisturbed, { recursive: true });
    const first = await sandbox(undisturbedState);
    await expectCode(0, ['-C', undisturbed, '-q', 'plan'], first.env);
    const started = Date.now();
    await expectCode(0, ['-C', undisturbed, '-q', 'provision', '--yes', '--allow-blocked'], first.env);
    duration = Date.now() - started;
    await first.stop();
    expected = await stateOf(undisturbedState);
    expect(Object.keys(expected.objects).length, 'kinds of objects').toBeGreaterThan(5);
  }, 120_000);

  it.each([
    { target: 'a target that behaves', share: 0 },
    { target: 'a target with 3 % faults', share: 0.03 },
  ])(`ends in the same objects after ${KILLS} kills at random moments: $target (CRASH_SEED=${SEED})`, {
    timeout: 600_000,
  }, async ({ share }) => {
    const faults = join(emptyFolder(), 'faults.json');
    writeFileSync(faults, JSON.stringify(faultsOf(share)));
    const killedState = join(emptyFolder(), 'sandbox.db');
    const killed = emptyFolder('bw2w-killed-');
    cpSync(prepared, killed, { recursive: true });
    const second = await sandbox(killedState, ['--seed', String(SEED), '--faults', faults]);
    await finish(['-C', killed, '-q', 'plan'], second.env);
    const next = randomOf(SEED).next;
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const words = ['-C', killed, '-q', 'provision', '--yes', '--allow-blocked'];
      const { code } = await runCli(words, { env: second.env, killAfterMs: 150 + next() * duration * 0.6 });
      if (code === null) interrupted += 1;
    }
    await finish(
      ['-C', killed, '-q', 'provision', '--yes', '--allow-blocked', ...(share > 0 ? ['--retry-failed'] : [])],
      second.env,
    );
    await finish(['-C', killed, '-q', 'verify'], second.env);
    await second.stop();

    const actual = await stateOf(killedState);
    expect(interrupted, 'kills that met a running provision').toBeGreaterThanOrEqual(3);
    expect(actual.objects).toEqual(expected.objects);
    expect(actual.violations).toEqual([]);
  });
});
