import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, parseJson, ROOT, runCli, unpace } from './run-cli.ts';

const cwd = emptyFolder('bw2w-closed-reader-');

/** Reads the first piece of what a command writes, or nothing, then closes, as `| head -1` does. */
async function readOnce(
  words: readonly string[],
  output: 'stdout' | 'stderr',
  pieces: 0 | 1 = 1,
): Promise<number | null> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/bw2wholesale.js'), ...words], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = child;
  if (pieces === 0) child[output].destroy();
  else child[output].once('data', () => void child[output].destroy());
  (output === 'stdout' ? stderr : stdout).resume();
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : null;
}

describe('a reader that closes early', () => {
  beforeAll(async () => {
    await runCli(['init'], { cwd });
    unpace(cwd);
    for (const words of [['extract', join(ROOT, 'samples/enterprise')], ['map'], ['precheck'], ['plan', '--sandbox']])
      await runCli(words, { cwd });
  }, 60_000);

  it('does not end a run half done with the exit code of one that is done', async () => {
    const limited = await readOnce(
      ['provision', '--sandbox', '--yes', '--allow-blocked', '--format', 'json', '-v', '--limit', '40'],
      'stderr',
    );
    const partly = parseJson((await runCli(['status', '--format', 'json'], { cwd })).stdout);
    const code = await readOnce(['provision', '--sandbox', '--yes', '--allow-blocked', '--format', 'json'], 'stdout');
    const status = parseJson((await runCli(['status', '--format', 'json'], { cwd })).stdout);

    expect(limited).toBe(0);
    expect(partly).toMatchObject({ counts: { created: 39, adopted: 1 } });
    expect(code).toBe(0);
    expect(status).toMatchObject({ counts: { pending: 0, inDoubt: 0, failed: 0 }, lastRun: { outcome: 'done' } });
  });

  it('gets the exit code of what was found, not of having been read', async () => {
    expect(await readOnce(['precheck', '--format', 'json'], 'stdout', 0)).toBe(3);
  });
});
