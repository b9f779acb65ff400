import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { emptyFolder, ROOT, runCli } from './run-cli.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

const KILLS = 10;
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);

/** Small seeded generator, so that a failing run can be repeated with CRASH_SEED. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function expectCode(code: number, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const result = await runCli(words, { env });
  expect(result.code, `${words.join(' ')}\n${result.stdout}\n${result.stderr}`).toBe(code);
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

  const running: SandboxProcess[] = [];
  const sandbox = async (stateFile: string): Promise<SandboxProcess> => {
    const started = await startSandboxProcess(stateFile, ['--latency', '15']);
    running.push(started);
    return started;
  };
  afterEach(() => Promise.all(running.map((process) => process.stop())));

  beforeAll(async () => {
    writeFileSync(join(prepared, 'migration.yaml'), 'partner:\n  provisioningId: template-1\n');
    await expectCode(0, ['-C', prepared, '-q', 'extract', join(ROOT, 'samples/enterprise')]);
    await expectCode(0, ['-C', prepared, '-q', 'map']);
    await expectCode(3, ['-C', prepared, '-q', 'precheck']);
  });

  it(`ends in the same objects after ${KILLS} kills at random moments (CRASH_SEED=${SEED})`, {
    timeout: 300_000,
  }, async () => {
    const undisturbedState = join(emptyFolder(), 'sandbox.db');
    const undisturbed = emptyFolder('bw2w-undisturbed-');
    cpSync(prepared, undisturbed, { recursive: true });
    const first = await sandbox(undisturbedState);
    await expectCode(0, ['-C', undisturbed, '-q', 'plan'], first.env);
    const started = Date.now();
    await expectCode(0, ['-C', undisturbed, '-q', 'provision', '--yes'], first.env);
    const duration = Date.now() - started;
    await first.stop();

    const killedState = join(emptyFolder(), 'sandbox.db');
    const killed = emptyFolder('bw2w-killed-');
    cpSync(prepared, killed, { recursive: true });
    const second = await sandbox(killedState);
    await expectCode(0, ['-C', killed, '-q', 'plan'], second.env);
    const next = random(SEED);
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const words = ['-C', killed, '-q', 'provision', '--yes'];
      const { code } = await runCli(words, { env: second.env, killAfterMs: 150 + next() * duration * 0.6 });
      if (code === null) interrupted += 1;
    }
    await expectCode(0, ['-C', killed, '-q', 'provision', '--yes'], second.env);
    await expectCode(0, ['-C', killed, '-q', 'verify'], second.env);
    await second.stop();

    const [expected, actual] = [await stateOf(undisturbedState), await stateOf(killedState)];
    expect(interrupted, 'kills that met a running provision').toBeGreaterThanOrEqual(3);
    expect(actual.objects).toEqual(expected.objects);
    expect(actual.violations).toEqual([]);
    expect(Object.keys(expected.objects).length, 'kinds of objects').toBeGreaterThan(5);
  });
});
