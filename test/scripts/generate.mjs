/**
 * Writes an invented capture of any size: `npm run generate -- --users 10000 --groups 50 --seed 7 --out big.xml`.
 * Beside it `FILE.truth.json` says what it holds. Memory stays at one group.
 */
import { closeSync, openSync, realpathSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomSource } from './generate/random-source.mjs';
import { writeCapture } from './generate/write-capture.mjs';
import { readOptions, refuse } from './script-options.mjs';

const MOST_USERS_OF_A_GROUP = 9000;
const SCRIPT = {
  name: 'generate',
  call: 'npm run generate -- ',
  about: `Writes an invented capture of any size, and FILE.truth.json beside it, which says what it holds.`,
  options: {
    users: { value: 'N', whole: [0, 99_999_999], default: 1000, says: 'how many users' },
    groups: { value: 'N', whole: [1, 9_999_999], says: 'how many groups (default: one for each 200 users)' },
    seed: { value: 'N', whole: [0, 999_999_999], default: 1, says: 'the same seed writes the same capture' },
    out: { value: 'FILE', default: 'generated.xml', says: 'where to' },
    'service-provider': {
      default: false,
      says: 'a service provider, each group a customer of its own, instead of an enterprise',
    },
    'no-requests': {
      default: false,
      says: 'leave the requests out: the answers name by their echo whom they are about',
    },
  },
};

const values = readOptions(SCRIPT);
const { users, seed, out } = values;
const groups = values.groups ?? Math.max(1, Math.ceil(users / 200));
if (users / groups > MOST_USERS_OF_A_GROUP)
  refuse(SCRIPT, `${groups} groups hold at most ${groups * MOST_USERS_OF_A_GROUP} users: ask for more --groups`);

const source = randomSource({ seed, users, groups, serviceProvider: values['service-provider'] });
const counts = {
  serviceProviders: 1,
  groups,
  users,
  serviceInstances: 0,
  devices: 0,
  numbers: 0,
  servicePacks: source.packs.length,
};
const opened = [];
try {
  write();
} catch (error) {
  // Half a capture would be taken for a whole one.
  for (const path of opened) if (statSync(path).isFile()) unlinkSync(realpathSync(path));
  refuse(SCRIPT, whyNot(error));
}
process.stdout.write(`${out}: ${JSON.stringify(counts)}\n`);

function write() {
  const capture = open(out);
  const truth = open(`${out}.truth.json`);
  const { id, name, isEnterprise } = source;
  append(truth, `{"seed":${seed},"provider":${JSON.stringify({ id, name, isEnterprise })},"users":[`);
  let first = true;
  writeCapture(source, (bytes) => append(capture, bytes), {
    requests: !values['no-requests'],
    onGroup(group) {
      counts.serviceInstances += group.instances.length;
      counts.devices += group.devices.length;
      counts.numbers += group.numbers;
      for (const { device, ...user } of group.users) {
        append(truth, `${first ? '' : ','}\n${JSON.stringify({ group: group.id, ...user, device: device?.name })}`);
        first = false;
      }
    },
  });
  append(truth, `\n],"counts":${JSON.stringify(counts)}}\n`);
  closeSync(capture);
  closeSync(truth);
}

function open(path) {
  const file = openSync(path, 'w');
  opened.push(path);
  return file;
}

/** All of it: on a disk that is nearly full one call takes a part, and only the next one fails. */
function append(file, content) {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** What the file system refused, and what to do. Anything else is a bug of ours. */
function whyNot(error) {
  const other = 'name another file with --out';
  switch (error.code) {
    case 'ENOENT':
      return `${out} cannot be written: there is no folder ${dirname(out)}. Make it, or ${other}`;
    case 'ENOTDIR':
      return `${out} cannot be written: ${dirname(out)} is no folder; ${other}`;
    case 'EISDIR':
      return `${error.path ?? out} cannot be written: it is a folder; ${other}`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${error.path ?? out} cannot be written: not allowed (${error.code}); ${other}`;
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return `${out} cannot be written: the disk is full (${error.code}). Free some of it, or ${other}`;
    default:
      throw error;
  }
}
