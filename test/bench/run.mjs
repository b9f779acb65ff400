/**
 * `npm run bench`: the measured claims, as ratios against a reference taken in the same run. Each is a file of its own.
 *
 * Usage: npm run bench -- [--only NAME] [options of that bench]
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root, say } from '../scripts/prepare.mjs';
import { readOptions, refuse } from '../scripts/script-options.mjs';
import { BENCHES, benchScript } from './benches.mjs';

/** Takes many minutes: by name alone. */
const ON_DEMAND = 'size';
const NAMES = Object.keys(BENCHES);
const SCRIPT = {
  name: 'bench',
  call: 'npm run bench -- ',
  about: 'Measures what the README claims, as ratios against a reference taken in the same run.',
  options: { only: { value: 'NAME', says: 'one bench, with options of its own: --only NAME --help' } },
  more: `\nBenches:\n${NAMES.map((name) => `  ${name.padEnd(8)}  ${BENCHES[name].about}\n`).join('')}`,
};

const words = process.argv.slice(2);
const only = takeName(words);
if (only === undefined) refuseOptionsOfOne(words);
readOptions(only === undefined ? SCRIPT : benchScript(only), words);
install();
build();
for (const [name, { file }] of Object.entries(BENCHES)) {
  if (only === undefined ? name === ON_DEMAND : name !== only) continue;
  say(name);
  const result = spawnSync(process.execPath, [join(root, file), ...words], { stdio: 'inherit' });
  process.exitCode = Math.max(Number(process.exitCode ?? 0), result.status ?? 1);
}

/** Without a name there is nobody to hand them to. */
function refuseOptionsOfOne(words) {
  for (const word of words) {
    const name = /^--([^=]+)/.exec(word)?.[1] ?? '';
    const owner = NAMES.find((one) => Object.hasOwn(BENCHES[one].options, name));
    if (owner !== undefined) refuse(SCRIPT, `--${name} belongs to one bench: name it, such as --only ${owner}`);
  }
}

/** Takes `--only NAME` out of the words. */
function takeName(words) {
  const at = words.findIndex((word) => word === '--only' || word.startsWith('--only='));
  if (at === -1) return undefined;
  const [word] = words.splice(at, 1);
  const name = word === '--only' ? words.splice(at, 1)[0] : word.slice('--only='.length);
  if (!NAMES.includes(name))
    refuse(SCRIPT, `--only takes one of ${NAMES.join(', ')}${name === undefined ? '' : `, and was given "${name}"`}`);
  return name;
}
