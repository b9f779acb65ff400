/**
 * Fuzzing campaign over everything that reads captures:
 * `node test/scripts/fuzz.mjs --cases 20000 --seed 7 [--jobs 1] [--memory 400]`, `--only SEED` for a single case.
 * Cases run in processes of their own with a limited heap; one that hangs or dies is a finding too. Prints the seed, the
 * number of cases, how they ended, and each finding with the seed that repeats it. Exit 1 with findings.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCampaign, smallCapture } from './fuzz/campaign.mjs';
import { root } from './prepare.mjs';
import { readOptions } from './script-options.mjs';

const HANG_MS = 60_000;
const MOST_WAITS = 5;
const self = fileURLToPath(import.meta.url);
const values = readOptions({
  name: 'fuzz',
  call: 'node test/scripts/fuzz.mjs ',
  about: 'Reads damaged and hostile captures, and tells what breaks, hangs or disagrees. Needs a built program.',
  options: {
    cases: { value: 'N', whole: [1, 999_999_999], default: 1000, says: 'how many captures' },
    seed: { value: 'N', whole: [0, 2 ** 31], default: Date.now() % 2 ** 31, says: 'the same seed makes the same' },
    jobs: { value: 'N', whole: [1, 64], default: 1, says: 'processes side by side' },
    memory: { value: 'MB', whole: [50, 100_000], default: 400, says: 'heap of each process' },
    only: { value: 'SEED', whole: [0, 2 ** 31], says: 'repeat the case that a finding names' },
  },
});
if (process.send !== undefined) await work();
else if (values.only !== undefined) await one(values.only);
else await lead(values.cases, values.seed);

/** Milliseconds that a process has computed so far; 0 where the system does not say. */
function processorTime(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

async function campaign() {
  const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url));
  return createCampaign({
    ...(await dist('extract/run-extract.js')),
    ...(await dist('extract/probe.js')),
    ...(await dist('store/open.js')),
    ...(await dist('store/snapshot-repository.js')),
    ...(await dist('store/body-reader.js')),
    ...(await dist('domain/errors.js')),
    samples: `${root}samples`,
  });
}

async function one(seed) {
  const runner = await campaign();
  const result = await runner.runCase(seed);
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n${result.findings.join('\n')}\n`);
  runner.close();
}

async function work() {
  const runner = await campaign();
  process.on('message', async ({ seed, truncate }) => {
    try {
      if (truncate !== undefined) {
        await runner.runTruncation(0, Infinity, (length, outcome) => process.send({ length, outcome }));
        process.send({ done: true });
      } else {
        const result = await runner.runCase(seed);
        process.send({ result, rss: process.memoryUsage().rss });
      }
    } catch (error) {
      process.send({
        result: { seed, name: 'campaign', outcome: 'crash', elapsed: 0, findings: [String(error?.stack)] },
        rss: 0,
      });
    }
  });
  process.on('disconnect', () => {
    runner.close();
    process.exit();
  });
}

async function lead(cases, seed) {
  process.stdout.write(`seed ${seed}, ${cases} cases\n`);
  const outcomes = {};
  const findings = [];
  let next = 0;
  let peak = 0;
  let slowest = { elapsed: 0 };
  const started = Date.now();
  const count = (outcome) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  };
  const found = (text) => {
    findings.push(text);
    process.stdout.write(`FINDING ${text}\n`);
  };
  const start = () =>
    fork(self, [], {
      execArgv: [`--max-old-space-size=${values.memory}`],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });

  const cut = await new Promise((resolve) => {
    const child = start();
    const seen = [];
    child.on('message', (message) => {
      if (message.done) {
        child.disconnect();
        resolve(seen);
      } else seen.push(message);
    });
    child.send({ truncate: true });
  });
  for (const { length, outcome } of cut) {
    count(outcome.slice(0, 30));
    if (outcome.startsWith('crash')) found(`cut at byte ${length}: ${outcome}`);
  }
  process.stdout.write(`a capture of ${smallCapture().length} bytes, cut at every one of them: ${cut.length} cases\n`);

  await Promise.all(
    Array.from({ length: values.jobs }, async () => {
      let child = start();
      while (next < cases) {
        const current = (seed * 1_000_003 + next++) % 2 ** 31;
        const answer = await new Promise((resolve) => {
          const before = processorTime(child.pid);
          // One that merely waits for its turn on a busy machine gets more time, within reason.
          const hangs = (waits) => {
            const used = processorTime(child.pid) - before;
            if (used < HANG_MS / 2 && waits < MOST_WAITS) timer = setTimeout(hangs, HANG_MS, waits + 1);
            else resolve({ dead: `hangs for more than ${(waits * HANG_MS) / 1000} s (processor: ${used / 1000} s)` });
          };
          let timer = setTimeout(hangs, HANG_MS, 1);
          const finish = (value) => {
            clearTimeout(timer);
            child.removeAllListeners();
            resolve(value);
          };
          child.once('message', finish);
          child.once('exit', (code, signal) => finish({ dead: `the process ended with ${signal ?? code} (memory?)` }));
          child.send({ seed: current });
        });
        if (answer.dead !== undefined) {
          count('dead');
          found(`--only ${current}: ${answer.dead}`);
          child.removeAllListeners();
          child.kill('SIGKILL');
          child = start();
          continue;
        }
        const { result, rss } = answer;
        count(result.outcome);
        peak = Math.max(peak, rss);
        if (result.elapsed > slowest.elapsed) slowest = result;
        for (const finding of result.findings) found(`--only ${current} (${result.name}): ${finding}`);
        if (next % 1000 === 0)
          process.stdout.write(
            `${next} cases, ${findings.length} findings, ${Math.round((Date.now() - started) / 1000)} s\n`,
          );
      }
      child.disconnect();
    }),
  );
  const total = Object.values(outcomes).reduce((sum, n) => sum + n, 0);
  process.stdout.write(
    `seed ${seed}: ${total} cases, ${outcomes.read ?? 0} read, ${total - (outcomes.read ?? 0)} refused: ${JSON.stringify(outcomes)}\n` +
      `peak ${Math.round(peak / 2 ** 20)} MB, slowest ${slowest.elapsed} ms (--only ${slowest.seed}: ${slowest.name}), ${findings.length} findings\n`,
  );
  process.exitCode = findings.length > 0 ? 1 : 0;
}
