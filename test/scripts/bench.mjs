/**
 * `npm run bench`: what the README claims, as ratios against a reference taken in the same run. Absolute times depend on
 * the machine and its neighbours; ratios hold.
 *
 * Usage: npm run bench -- --only extract [--users N] [--runs N]
 *
 * 11,550 users are about 100 MB, 115,500 about 1 GB.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchOptions, makeCapture } from '../bench/benches.mjs';
import { build, install, root, say } from './prepare.mjs';

const values = benchOptions('extract');
install();
build();
const folder = mkdtempSync(join(tmpdir(), 'bw2w-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const capture = join(folder, 'capture.xml');
say(`generating a capture of ${values.users} users`);
makeCapture('--users', values.users, '--groups', Math.ceil(values.users / 200), '--seed', 7, '--out', capture);
const megabytes = statSync(capture).size / 1e6;

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
if (python === undefined) {
  process.stderr.write('The reference needs python3, which is not here: no ratio can be taken.\n');
  process.exit(2);
}

const ours = [];
const reference = [];
for (let run = 0; run < values.runs; run++) {
  // In turn, so that a slow spell of the machine hits both.
  reference.push(
    await measure(python, [join(root, 'test/bench/reference_extract.py'), capture, join(folder, `r${run}.db`)]),
  );
  ours.push(
    await measure(process.execPath, [
      join(root, 'bin/bw2wholesale.js'),
      '-C',
      join(folder, `w${run}`),
      '-q',
      'extract',
      capture,
    ]),
  );
}
const again = await measure(process.execPath, [
  join(root, 'bin/bw2wholesale.js'),
  '-C',
  join(folder, 'w0'),
  '-q',
  'extract',
  capture,
]);
const start = await measure(process.execPath, [join(root, 'bin/bw2wholesale.js'), '--version']);

const rows = [
  ['extract, wall time ÷ reference', ratio(ours, reference, 'seconds')],
  ['extract, peak memory ÷ reference', ratio(ours, reference, 'megabytes')],
  ['second extract, (wall − start-up) ÷ first', ((again.seconds - start.seconds) / median(ours, 'seconds')).toFixed(2)],
];
process.stdout.write(`capture: ${megabytes.toFixed(0)} MB, ${values.users} users; ${values.runs} runs, medians\n`);
process.stdout.write(
  `this run: extract ${median(ours, 'seconds').toFixed(1)} s at ${median(ours, 'megabytes').toFixed(0)} MB, reference ${median(reference, 'seconds').toFixed(1)} s\n`,
);
for (const [name, value] of rows) process.stdout.write(`${name.padEnd(44)} ${value}\n`);

function median(list, key) {
  const sorted = list.map((entry) => entry[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function ratio(a, b, key) {
  return (median(a, key) / median(b, key)).toFixed(2);
}

/** Wall seconds and peak resident memory of one command. */
async function measure(command, args) {
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const status = `/proc/${child.pid}/status`;
  const timer = setInterval(() => {
    if (!existsSync(status)) return;
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
    if (found !== undefined) peak = Number(found) / 1000;
  }, 20);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) {
    process.stderr.write(`${command} ended with ${code}\n`);
    process.exit(1);
  }
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, megabytes: peak };
}
