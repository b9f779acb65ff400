/**
 * `npm test`: everything, offline, from a fresh clone. `npm run check`: the same without slow tests. `npm run coverage`:
 * everything, and which lines and branches it reached; counting them takes a quarter of the time again.
 * Ends with one line `N passed, N failed, N skipped` taken from the runner's own report.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, run, say } from './prepare.mjs';
import { readOptions } from './script-options.mjs';

const { check: quick, coverage: counted } = readOptions({
  name: 'test',
  call: 'npm test -- ',
  about: `Checks format, types, import directions and unused code, builds, and runs every test, offline. One file of tests alone:
npx vitest run FILE.`,
  options: {
    check: { default: false, says: 'leave out the slow tests, as npm run check does' },
    coverage: { default: false, says: 'count which lines and branches they reach, as npm run coverage does' },
  },
});
const bin = (name) => join(root, 'node_modules/.bin', name);

install();
const failures = [];

// Side by side, and beside the build: none of them writes or reads what is built, and most have one thread.
say('format and lint, types, import directions, unused code');
const checks = Promise.all([
  check('format and lint', bin('biome'), ['check', '--error-on-warnings', '.']),
  check('types', bin('tsc'), ['-p', '.']),
  check('import directions', bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']),
  check('unused code', bin('knip'), []),
]);
build();
await checks;
if (failures.length > 0 && !quick) say(`already failed: ${failures.join(', ')}; going on to the tests`);

const folder = mkdtempSync(join(tmpdir(), 'bw2w-test-'));
const report = join(folder, 'report.json');
const what = quick ? 'tests without the slow ones' : 'tests';
say(what);
const ended = run(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...(counted ? ['--coverage'] : [])],
  { env: { ...process.env, ...(quick ? { SLOW: '0' } : {}) } },
);
if (ended !== 0) failures.push(what);
const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0 } = readReport(report);
rmSync(folder, { recursive: true, force: true });
if (failures.length > 0) process.stdout.write(`failed: ${failures.join(', ')}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;

/** What it says is shown when it has ended, so that nothing is mixed. */
async function check(name, command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stdout.on('data', (piece) => said.push(piece));
  child.stderr.on('data', (piece) => said.push(piece));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.on('close', resolve);
  });
  if (code !== 0) failures.push(name);
  say(`${name}: ${code === 0 ? 'passed' : 'failed'}`);
  if (code !== 0) process.stderr.write(Buffer.concat(said));
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    failures.push(`test report (${error.message})`);
    return {};
  }
}
