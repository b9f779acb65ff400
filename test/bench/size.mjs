/**
 * A whole migration of invented users against the simulator, in two sizes: minutes and peak memory of each command, and
 * whether `provision` grows with the number of users and no faster.
 *
 * Usage: npm run bench -- --only size [--small N] [--large N] [--seed N]
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/prepare.mjs';
import { benchOptions, makeCapture } from './benches.mjs';

const values = benchOptions('size');
const MOST_MB = 400;
const folder = mkdtempSync(join(tmpdir(), 'bw2w-size-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const bin = join(root, 'bin/bw2wholesale.js');

const small = await migrate(values.small);
const large = await migrate(values.large);
/** Processor time: neighbours of the machine do not count. */
const perStep = ({ provision }) => provision.cpuSeconds / provision.steps;
const growth = perStep(large) / perStep(small);
process.stdout.write(
  `provision, processor time per step, ${large.users} users ÷ ${small.users} users: ${growth.toFixed(2)}\n`,
);
if (Math.max(small.provision.mb, large.provision.mb) > MOST_MB) process.exitCode = 1;

async function migrate(users) {
  const work = join(folder, String(users));
  const capture = join(folder, `${users}.xml`);
  mkdirSync(work);
  // The simulator stands beside us: its speed is the limit, not a budget.
  writeFileSync(
    join(work, 'migration.yaml'),
    'partner:\n  provisioningId: template-1\ndefaults:\n  generatedEmailDomain: example.test\nlimits:\n  requestsPerMinute: 100000\n',
  );
  makeCapture('--users', users, '--seed', values.seed, '--out', capture);
  const target = await startTarget(join(folder, `${users}.db`));
  const results = {};
  try {
    for (const words of [
      ['extract', capture],
      ['map'],
      ['precheck'],
      ['plan'],
      ['provision', '--yes', '--allow-blocked'],
      ['verify'],
    ]) {
      const [name] = words;
      results[name] = await command(work, words, target.env);
      const { seconds, cpuSeconds, mb } = results[name];
      const spent = `${seconds.toFixed(1).padStart(7)} s ${cpuSeconds.toFixed(1).padStart(7)} s of processor`;
      process.stdout.write(`${users} users  ${name.padEnd(10)} ${spent} ${mb.toFixed(0).padStart(6)} MB\n`);
    }
  } finally {
    await target.stop();
  }
  const { counts } = results.provision.answer;
  const steps = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const verified = results.verify.answer;
  // An administrator without a number holds everybody back: that seed shows nothing.
  if (steps < users) throw new Error(`only ${steps} steps for ${users} users: choose another --seed`);
  process.stdout.write(
    `${users} users  ${steps} steps: ${JSON.stringify(counts)}; verify: ${verified.matched} matched, ${verified.different} different, ${verified.missing} missing\n`,
  );
  return { users, provision: { ...results.provision, steps } };
}

/** Runs one command in a process of its own and asks that process for its peak memory. */
async function command(work, words, env) {
  const script = `process.on('exit',()=>{const used=process.resourceUsage();
  process.stderr.write('\\nRSS '+used.maxRSS+' CPU '+(used.userCPUTime+used.systemCPUTime))});
process.argv=[process.argv[0],'bw2wholesale',...${JSON.stringify(['-C', work, '-q', '--format', 'json', ...words])}];
import(${JSON.stringify(bin)})`;
  const started = performance.now();
  const child = spawn(process.execPath, ['-e', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  const isStream = words[0] === 'provision';
  // Events by the thousand: only the last line counts.
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output = isStream ? (output + text).slice(-1_000_000) : output + text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors = (errors + text).slice(-20_000);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (![0, 3].includes(code)) throw new Error(`${words[0]} ended with ${code}\n${errors}`);
  return {
    seconds: (performance.now() - started) / 1000,
    mb: Number(/RSS (\d+)/.exec(errors)?.[1] ?? 0) / 1024,
    cpuSeconds: Number(/CPU (\d+)/.exec(errors)?.[1] ?? 0) / 1e6,
    answer: JSON.parse(isStream ? output.trimEnd().split('\n').at(-1) : output),
  };
}

async function startTarget(state) {
  const child = spawn(process.execPath, [bin, 'sandbox', '--port', '0', '--state', state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error('the simulator ended')));
  });
  return {
    env: { BW2W_WEBEX_BASE_URL: url, WEBEX_ACCESS_TOKEN: 'sandbox' },
    stop: () =>
      new Promise((resolve) => {
        child.on('close', resolve);
        child.kill('SIGTERM');
      }),
  };
}
