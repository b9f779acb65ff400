/**
 * `npm run bench`: the measured claims, as ratios against a reference taken in the same run. Each is a file of its own.
 *
 * Usage: npm run bench -- [--only NAME] [options of that bench]
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root, say } from '../scripts/prepare.mjs';

const BENCHES = {
  extract: 'test/scripts/bench.mjs',
  map: 'test/bench/map.mjs',
  help: 'test/bench/help.mjs',
  report: 'test/bench/report.mjs',
  engine: 'test/bench/engine.mjs',
  schedule: 'test/bench/schedule.mjs',
  size: 'test/bench/size.mjs',
};
/** Takes many minutes: by name alone. */
const ON_DEMAND = 'size';

const words = process.argv.slice(2);
const at = words.indexOf('--only');
const only = at === -1 ? undefined : words[at + 1];
if (at !== -1) words.splice(at, 2);
if (at !== -1 && !Object.hasOwn(BENCHES, only ?? '')) {
  process.stderr.write(`--only needs one of ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
install();
build();
for (const [name, file] of Object.entries(BENCHES)) {
  if (only === undefined ? name === ON_DEMAND : name !== only) continue;
  say(name);
  // Options belong to one bench; without a name there is nobody to hand them to.
  const result = spawnSync(process.execPath, [join(root, file), ...(only === undefined ? [] : words)], {
    stdio: 'inherit',
  });
  if (result.status !== 0) process.exitCode = 1;
}
