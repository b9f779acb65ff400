import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, parseJson, ROOT, runCli } from '../cli/run-cli.ts';

const README = readFileSync(join(ROOT, 'samples/README.md'), 'utf8');

it('samples/README.md counts what extract finds in the enterprise', async () => {
  const cwd = emptyFolder('bw2w-samples-');
  await runCli(['init'], { cwd });
  const { stdout } = await runCli(['extract', join(ROOT, 'samples/enterprise'), '--format', 'json'], { cwd });
  const { counts } = parseJson(stdout) as { counts: Record<string, number> };
  const said = /(\d+) users, (\d+) service instances, (\d+) devices, (\d+) numbers, (\d+) service packs/.exec(README);

  expect(said?.slice(1).map(Number)).toEqual(
    ['users', 'serviceInstances', 'devices', 'numbers', 'servicePacks'].map((name) => counts[name]),
  );
  expect(/one customer with (\w+) locations/.exec(README)?.[1]).toBe(
    ['none', 'one', 'two', 'three'][counts.groups ?? 0],
  );
});
