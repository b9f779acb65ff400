/** The benches, each with its file and its options: said once, so that mistakes show before anything is built. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readOptions } from '../scripts/script-options.mjs';

const users = (count) => ({ value: 'N', whole: [1, 9_999_999], default: count, says: 'users of the invented capture' });
const runs = (count) => ({ value: 'N', whole: [1, 1000], default: count, says: 'runs of which the medians are shown' });
const count = (most, usual, says) => ({ value: 'N', whole: [1, most], default: usual, says });

export const BENCHES = {
  extract: {
    file: 'test/scripts/bench.mjs',
    about: 'extract against a plain reader: time and memory (11,550 users are about 100 MB)',
    options: { users: users(11_550), runs: runs(3) },
  },
  map: {
    file: 'test/bench/map.mjs',
    about: 'map and precheck against the time that a plain reader needs for the capture alone; explain',
    options: {
      users: users(3000),
      groups: count(999_999, 15, 'groups of the invented capture'),
      runs: runs(3),
      'service-provider': { default: false, says: 'a service provider, each group a customer of its own' },
    },
  },
  help: { file: 'test/bench/help.mjs', about: '--help against a bare yargs program', options: { runs: runs(15) } },
  report: {
    file: 'test/bench/report.mjs',
    about: 'the report against a plain writer of the same rows, and both pages opened in Chromium',
    options: {
      users: users(10_000),
      runs: runs(5),
      folder: {
        value: 'DIR',
        folder: true,
        says: 'a workspace folder in which precheck has run, instead of a capture',
      },
    },
  },
  engine: {
    file: 'test/bench/engine.mjs',
    about: 'steps a second with everything durable, against bare undici',
    options: {
      steps: count(9_999_999, 10_000, 'steps of a run'),
      runs: runs(3),
      folder: { value: 'DIR', folder: true, default: tmpdir(), says: 'where the database lies' },
    },
  },
  schedule: {
    file: 'test/bench/schedule.mjs',
    about: 'how well a run fills its request budget, in virtual time',
    options: {
      users: count(9_999_999, 2000, 'users of the enterprise'),
      customers: count(999_999, 200, 'customers of 20 users'),
      chain: count(9_999_999, 500, 'steps of the chain'),
      kills: { value: 'SHARE,…', shares: true, default: '0.3,0.7', says: 'shares of the calls at which it is killed' },
    },
  },
  size: {
    file: 'test/bench/size.mjs',
    about: 'a whole migration in two sizes; takes many minutes, so by name alone',
    options: {
      small: count(9_999_999, 2000, 'users of the small one'),
      large: count(9_999_999, 10_000, 'users of the large one'),
      seed: { value: 'N', whole: [0, 999_999_999], default: 3, says: 'of the invented captures' },
    },
  },
};

/** @returns what `readOptions` takes for one bench */
export function benchScript(name) {
  return { name: `bench ${name}`, call: `npm run bench -- --only ${name} `, ...BENCHES[name] };
}

/** Invents the capture of a bench. Where that fails (a full disk) the generator has said why, and the bench ends. */
export function makeCapture(...words) {
  const script = fileURLToPath(new URL('../scripts/generate.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, ...words.map(String)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** A command that was measured went wrong: what it said is all that helps. */
export function giveUp(name, words, { code, said }) {
  process.stderr.write(`bench ${name}: ${words.join(' ')} ended with ${code}\n${said}`);
  process.exit(1);
}

/** Options of the bench that runs in this process. */
export function benchOptions(name) {
  return readOptions(benchScript(name));
}
