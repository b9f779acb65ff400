/**
 * Writes an invented capture of any size: `npm run generate -- --users 10000 --groups 50 --seed 7 --out big.xml`.
 * Beside it `FILE.truth.json` says what it holds. Memory stays at one group.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { randomSource } from './generate/random-source.mjs';
import { writeCapture } from './generate/write-capture.mjs';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000' },
    groups: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'generated.xml' },
    'no-requests': { type: 'boolean', default: false },
  },
});

const users = whole('users', values.users);
const groups = whole('groups', values.groups ?? String(Math.max(1, Math.ceil(users / 200))));
const seed = whole('seed', values.seed);
if (groups < 1 || users / groups > 9000) fail('--groups: at least one, and at most 9000 users each');

const source = randomSource({ seed, users, groups });
const counts = {
  serviceProviders: 1,
  groups,
  users,
  serviceInstances: 0,
  devices: 0,
  numbers: 0,
  servicePacks: source.packs.length,
};
const capture = openSync(values.out, 'w');
const truth = openSync(`${values.out}.truth.json`, 'w');
writeSync(truth, `{"seed":${seed},"users":[`);
let first = true;
writeCapture(source, (bytes) => writeSync(capture, bytes), {
  requests: !values['no-requests'],
  onGroup(group) {
    counts.serviceInstances += group.instances.length;
    counts.devices += group.devices.length;
    counts.numbers += group.numbers;
    for (const { device, ...user } of group.users) {
      writeSync(truth, `${first ? '' : ','}\n${JSON.stringify({ group: group.id, ...user, device: device?.name })}`);
      first = false;
    }
  },
});
writeSync(truth, `\n],"counts":${JSON.stringify(counts)}}\n`);
closeSync(capture);
closeSync(truth);
process.stdout.write(`${values.out}: ${JSON.stringify(counts)}\n`);

function whole(name, text) {
  if (!/^\d{1,9}$/.test(text)) fail(`--${name} must be a whole number`);
  return Number(text);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
