/**
 * `map` and `precheck` together, `explain` and `--help`: wall time and peak memory of whole commands, as ratios to the
 * reference reader (`reference_extract.py`), which only reads the same capture in the same run.
 *
 * Usage: npm run bench -- --only map [--users N] [--groups N] [--runs N] [--service-provider]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchOptions, giveUp, makeCapture } from './benches.mjs';

const values = benchOptions('map');
const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'bin/bw2wholesale.js');
const folder = mkdtempSync(join(tmpdir(), 'bw2w-map-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
if (python === undefined) {
  process.stderr.write('The reference needs python3, which is not here: no ratio can be taken.\n');
  process.exit(2);
}
const capture = join(folder, 'capture.xml');
const { users, groups } = values;
const kind = values['service-provider'] ? ['--service-provider'] : [];
makeCapture('--users', users, '--groups', groups, '--seed', 7, ...kind, '--out', capture);
const work = join(folder, 'work');
await cli('extract', capture);

// In turn, so that a slow spell of the machine hits all of them.
const times = { reference: [], map: [], precheck: [], explain: [], start: [] };
for (let run = 0; run < values.runs; run++) {
  const script = join(root, 'test/bench/reference_extract.py');
  times.reference.push(await measure(python, [script, capture, join(folder, `reference${run}.db`)]));
  times.map.push(await cli('map'));
  times.precheck.push(await cli('precheck'));
  times.explain.push(await cli('explain', 'u1@gen7.example.test'));
  // What every command that opens the database costs: it has nothing to tell here, and ends with 2.
  times.start.push(await cli('status'));
}

const seconds = (name) => median(times[name].map((entry) => entry.seconds));
const peak = (name) => Math.max(...times[name].map((entry) => entry.megabytes));
const both = median(times.map.map(({ seconds: mapped }, run) => mapped + times.precheck[run].seconds));
say(
  `${users} users in ${groups} groups of ${kind.length > 0 ? 'a service provider' : 'an enterprise'}, ${(statSync(capture).size / 1e6).toFixed(0)} MB`,
  `${values.runs} runs, medians`,
);
say('reference reader', `${seconds('reference').toFixed(1)} s`);
say('map', `${seconds('map').toFixed(1)} s, ${((seconds('map') / users) * 1000).toFixed(2)} ms a user`);
say('precheck', `${seconds('precheck').toFixed(1)} s, ${((seconds('precheck') / users) * 1000).toFixed(2)} ms a user`);
say('map and precheck ÷ reference', `${(both / seconds('reference')).toFixed(2)}   (at most 0.5)`);
say(
  'peak memory of map, of precheck',
  `${peak('map').toFixed(0)} MB, ${peak('precheck').toFixed(0)} MB   (at most 400 MB)`,
);
say('explain − start', `${((seconds('explain') - seconds('start')) * 1000).toFixed(0)} ms   (at most 100 ms)`);

function cli(...words) {
  // Findings end with 3, a folder without a plan with 2: both are answers.
  return measure(process.execPath, [bin, '-C', work, '-q', ...words], [0, 2, 3]);
}

/** Wall seconds and peak resident memory of one command. */
async function measure(command, args, codes = [0]) {
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-5000);
  });
  let megabytes = 0;
  const status = `/proc/${child.pid}/status`;
  const timer = setInterval(() => {
    if (!existsSync(status)) return;
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
    if (found !== undefined) megabytes = Number(found) / 1000;
  }, 20);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (!codes.includes(code)) giveUp('map', args, { code, said });
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, megabytes };
}

function median(list) {
  return [...list].sort((x, y) => x - y)[Math.floor(list.length / 2)];
}

function say(what, value) {
  process.stdout.write(`${what.padEnd(44)} ${value}\n`);
}
