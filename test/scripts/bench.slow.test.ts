import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../cli/run-cli.ts';

const SIZE = ['--users', '12', '--groups', '3', '--runs', '1'];
const hasPython = ['python3', 'python'].some((name) => spawnSync(name, ['--version']).status === 0);

it.skipIf(!hasPython)(
  `\`npm run bench -- --only map --service-provider\` measures customers of their own${hasPython ? '' : ' (skipped: no python3 on the PATH)'}`,
  () => {
    const words = ['--only', 'map', ...SIZE, '--service-provider'];
    const run = spawnSync(process.execPath, [join(ROOT, 'test/bench/run.mjs'), ...words], { encoding: 'utf8' });

    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).toContain('12 users in 3 groups of a service provider, ');
    expect(run.stdout).toMatch(/map and precheck ÷ reference +\d+\.\d\d /);
  },
  120_000,
);
