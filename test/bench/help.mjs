/**
 * `npm run bench -- --only help [--runs N]`: `--help` against a bare yargs program with as many empty commands, in turn, so
 * that a slow spell of the machine hits both. Says the medians, their difference and their ratio.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchOptions } from './benches.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const values = benchOptions('help');
const ours = join(root, 'bin/bw2wholesale.js');
const listed = spawnSync(process.execPath, [ours, '--get-yargs-completions', 'bw2wholesale', ''], { encoding: 'utf8' });
const commands = listed.stdout.split('\n').filter((word) => /^[a-z]/.test(word));

const folder = mkdtempSync(join(tmpdir(), 'bw2w-help-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const bare = join(folder, 'bare.mjs');
const yargs = import.meta.resolve('yargs');
writeFileSync(
  bare,
  `import yargs from '${yargs}';
const parser = yargs(process.argv.slice(2)).scriptName('bare').strict().help();
for (const name of ${JSON.stringify(commands)}) parser.command(name, 'does ' + name, () => {}, () => {});
await parser.parseAsync();
`,
);

const times = { ours: [], bare: [] };
for (let run = 0; run < values.runs; run++) {
  times.bare.push(measure(bare));
  times.ours.push(measure(ours));
}
const [a, b] = [median(times.ours), median(times.bare)];
process.stdout.write(`commands: ${commands.length}; ${values.runs} runs, medians\n`);
process.stdout.write(`--help ${a.toFixed(0)} ms, bare yargs ${b.toFixed(0)} ms, difference ${(a - b).toFixed(0)} ms\n`);
process.stdout.write(`--help ÷ bare yargs ${(a / b).toFixed(2)}\n`);

function measure(script) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, [script, '--help'], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${script} ended with ${status}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function median(list) {
  return [...list].sort((x, y) => x - y)[Math.floor(list.length / 2)];
}
