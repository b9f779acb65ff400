/**
 * `npm run bench:crash`: kills `provision` at random moments while the target misbehaves, resumes it, and compares what
 * stands in the target with an undisturbed run, as sets by natural key. Seeded: the same seed meets the same faults; the
 * moments of the kills follow the machine.
 *
 * Usage: npm run bench:crash -- [--kills N] [--seed N] [--users N] [--faults 0.03]
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomOf } from '../scripts/generate/random-source.mjs';
import { faultsOf } from '../scripts/kills.mjs';
import { build, install, root, say } from '../scripts/prepare.mjs';
import { readOptions } from '../scripts/script-options.mjs';
import { makeCapture } from './benches.mjs';

const values = readOptions({
  name: 'bench:crash',
  call: 'npm run bench:crash -- ',
  about: 'Kills provisioning at random moments, resumes it, and counts what was lost or made twice.',
  options: {
    kills: { value: 'N', whole: [1, 1_000_000], default: 200, says: 'kills that meet a running provision' },
    seed: { value: 'N', whole: [0, 999_999_999], default: 1, says: 'the same seed meets the same faults' },
    users: { value: 'N', whole: [1, 18_000], default: 30, says: 'users of the invented capture' },
    faults: { value: 'SHARE', share: true, default: 0.03, says: 'share of the requests that fail' },
  },
});
const { kills, seed, faults: share } = values;
install();
build();
const { startSandbox } = await import('../../dist/sandbox/start-sandbox.js');
const folder = mkdtempSync(join(tmpdir(), 'bw2w-crash-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const bin = join(root, 'bin/bw2wholesale.js');

const faults = faultsOf(share, [{ kind: 'token-expired' }]);
const storm = [{ kind: 'throttle', retryAfter: 1, probability: 0.8 }, ...faults];

const random = randomOf(seed).next;

const prepared = join(folder, 'prepared');
const capture = join(folder, 'capture.xml');
mkdirSync(prepared);
writeFileSync(join(prepared, 'migration.yaml'), 'partner:\n  provisioningId: template-1\n');
makeCapture('--users', values.users, '--groups', 2, '--seed', 7, '--out', capture);
for (const words of [['extract', capture], ['map'], ['precheck']]) await cli(prepared, words, {}, [0, 3]);

say('undisturbed run');
const calm = await openTarget('calm', []);
const calmFolder = copyOf('calm');
await cli(calmFolder, ['plan'], calm.env);
const before = Date.now();
await cli(calmFolder, ['provision', '--yes', '--allow-blocked'], calm.env);
const duration = Date.now() - before;
await calm.stop();
const expected = await look('calm');
const expectedCalls = expected.calls;

const totals = {
  kills: 0,
  lost: 0,
  duplicated: 0,
  different: 0,
  inDoubt: 0,
  violations: 0,
  settle: [],
  calls: [],
  runs: 0,
};
// A bench that is stopped tells what it knows.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    tell();
    process.exit(1);
  });
for (let round = 1; totals.kills < kills; round++) {
  const name = `round${round}`;
  const target = await openTarget(name, faults);
  const work = copyOf(name);
  await finish(work, ['plan'], target.env);
  const most = 5 + Math.floor(random() * 15);
  let killed = 0;
  for (let kill = 0; kill < most && totals.kills + killed < kills; kill++) {
    if (random() < 0.1) await target.control('PUT', '/control/faults', storm);
    if (random() < 0.2) await target.control('POST', '/control/expire-tokens');
    const code = await run(
      work,
      ['provision', '--yes', '--allow-blocked'],
      target.env,
      250 + random() * duration * 0.7,
    );
    await target.control('PUT', '/control/faults', faults);
    totals.runs += 1;
    if (code === null) killed += 1;
    else if (code === 0) break;
  }
  totals.kills += killed;
  const started = Date.now();
  await finish(work, ['provision', '--yes', '--allow-blocked'], target.env);
  totals.settle.push((Date.now() - started) / 1000);
  const status = JSON.parse(await cli(work, ['status', '--format', 'json'], target.env));
  totals.inDoubt += status.counts.inDoubt + status.counts.unknown;
  await target.stop();
  const actual = await look(name);
  const difference = compare(expected.objects, actual.objects);
  totals.lost += difference.lost.length;
  totals.duplicated += difference.duplicated.length;
  totals.different += difference.different.length;
  totals.violations += actual.violations.length;
  totals.calls.push(actual.calls / expectedCalls);
  for (const [what, list] of Object.entries(difference)) {
    for (const key of list.slice(0, 5)) process.stderr.write(`  ${name}: ${what}: ${key}\n`);
  }
  for (const violation of actual.violations.slice(0, 5))
    process.stderr.write(`  ${name}: ${JSON.stringify(violation)}\n`);
  say(`round ${round}: ${killed} kills met a running provision; ${totals.kills} of ${kills} in all`);
}

tell();

/** What the rounds so far have shown. */
function tell() {
  if (totals.settle.length === 0) return;
  const sorted = [...totals.settle].sort((a, b) => a - b);
  process.stdout.write(
    `${[
      `seed ${seed}, ${values.users} users, ${expected.count} objects, ${share * 100} % faults, storms and revoked tokens between`,
      ['kills that met a running provision', totals.kills],
      ['objects lost', totals.lost],
      ['objects duplicated', totals.duplicated],
      ['objects that differ', totals.different],
      ['steps in doubt or unknown at the end', totals.inDoubt],
      ['rules of the target broken', totals.violations],
      [
        'time to settle, median / longest',
        `${sorted[Math.floor(sorted.length / 2)].toFixed(1)} s / ${sorted.at(-1).toFixed(1)} s`,
      ],
      ['undisturbed run', `${(duration / 1000).toFixed(1)} s, ${expectedCalls} calls`],
      [
        'calls ÷ undisturbed (faults and restarts included)',
        (totals.calls.reduce((a, b) => a + b, 0) / totals.calls.length).toFixed(2),
      ],
    ]
      .map((row) => (Array.isArray(row) ? `${row[0].padEnd(52)} ${row[1]}` : row))
      .join('\n')}\n`,
  );
  process.exitCode =
    totals.lost + totals.duplicated + totals.different + totals.inDoubt + totals.violations > 0 ? 1 : 0;
}

function copyOf(name) {
  const copy = join(folder, `work-${name}`);
  cpSync(prepared, copy, { recursive: true });
  return copy;
}

/** A sandbox in a process of its own: it lives on when the client is killed, as the real target would. */
async function openTarget(name, rules) {
  const file = join(folder, `faults-${name}.json`);
  writeFileSync(file, JSON.stringify(rules));
  const words = ['sandbox', '--port', '0', '--state', join(folder, `${name}.db`), '--seed', String(seed + name.length)];
  const child = spawn(process.execPath, [bin, ...words, '--faults', file, '--latency', '10', '--token-seconds', '30'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error('the sandbox ended')));
  });
  return {
    env: {
      BW2W_WEBEX_BASE_URL: url,
      WEBEX_REFRESH_TOKEN: 'sandbox-refresh',
      WEBEX_CLIENT_ID: 'sandbox-client',
      WEBEX_CLIENT_SECRET: 'sandbox-secret',
    },
    async control(method, path, body) {
      const response = await fetch(new URL(path, url), {
        method,
        headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
    },
    stop: () =>
      new Promise((resolve) => {
        child.on('close', resolve);
        child.kill('SIGTERM');
      }),
  };
}

async function look(name) {
  const sandbox = await startSandbox({ stateFile: join(folder, `${name}.db`) });
  try {
    const objects = sandbox.objects();
    const count = Object.values(objects).reduce((sum, list) => sum + list.length, 0);
    return { objects, count, violations: sandbox.violations(), calls: sandbox.log().length };
  } finally {
    await sandbox.close();
  }
}

function compare(wanted, actual) {
  const [a, b] = [byKey(wanted), byKey(actual)];
  const lost = [...a.keys()].filter((key) => !b.has(key));
  const duplicated = [...b].filter(([key, list]) => list.length > (a.get(key)?.length ?? 0)).map(([key]) => key);
  const different = [...a].filter(([key, list]) => b.has(key) && list.join() !== b.get(key).join()).map(([key]) => key);
  return { lost, duplicated, different: different.filter((key) => !duplicated.includes(key)) };
}

function byKey(objects) {
  const map = new Map();
  for (const [kind, list] of Object.entries(objects)) {
    for (const object of list) {
      const key = `${kind} ${object.key}`;
      map.set(key, [...(map.get(key) ?? []), JSON.stringify(object)].sort());
    }
  }
  return map;
}

/** Runs a command again until it is done, as an operator would. */
async function finish(work, words, env) {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const code = await run(work, words, env);
    if (code === 0) return;
    // 4: a step failed for good; 7 and 8 and 11 are resumed as they are.
    if (code === 4 && !words.includes('--retry-failed')) words = [...words, '--retry-failed'];
  }
  throw new Error(`${words.join(' ')} did not end in 20 runs`);
}

function run(work, words, env, killAfterMs) {
  const child = spawn(process.execPath, [bin, '-C', work, '-q', ...words], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    }),
  );
}

async function cli(work, words, env, codes = [0]) {
  const result = spawnSync(process.execPath, [bin, '-C', work, '-q', ...words], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (!codes.includes(result.status)) throw new Error(`${words.join(' ')}: ${result.status}\n${result.stderr}`);
  return result.stdout;
}
