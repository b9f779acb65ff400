/**
 * `npm test`: everything, offline, from a fresh clone. `npm run check`: the same without slow tests. `npm run coverage`:
 * everything, and which lines and branches it reached; counting them takes a quarter of the time again.
 * Ends with one line `N passed, N failed, N skipped` taken from the runner's own report.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, run, say } from './prepare.mjs';

const quick = process.argv.includes('--check');
const counted = process.argv.includes('--coverage');
const bin = (name) => join(root, 'node_modules/.bin', name);

install();
const failures = [];
function step(name, command, args, options) {
  say(name);
  if (run(command, args, options) !== 0) failures.push(name);
}

step('format and lint', bin('biome'), ['check', '--error-on-warnings', '.']);
step('types', bin('tsc'), ['-p', '.']);
step('import directions', bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']);
step('unused code', bin('knip'), []);
if (failures.length > 0 && !quick) say(`already failed: ${failures.join(', ')}; going on to the tests`);
build();

const folder = mkdtempSync(join(tmpdir(), 'bw2w-test-'));
const report = join(folder, 'report.json');
step(
  quick ? 'tests without the slow ones' : 'tests',
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...(counted ? ['--coverage'] : [])],
  { env: { ...process.env, ...(quick ? { SLOW: '0' } : {}) } },
);
const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0 } = readReport(report);
rmSync(folder, { recursive: true, force: true });
if (failures.length > 0) process.stdout.write(`failed: ${failures.join(', ')}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    failures.push(`test report (${error.message})`);
    return {};
  }
}
