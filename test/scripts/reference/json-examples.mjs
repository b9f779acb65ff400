/** Examples of JSON answers: the commands run for real; what differs from run to run is masked, long parts are cut. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const LONGEST_TEXT = 100;
const MOST_KEYS = 6;

/** Runs every command that has one; hands each answer over whole. */
export function runExamples(root, outputs) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bw2w-json-')));
  const bin = join(root, 'bin/bw2wholesale.js');
  const { WEBEX_ACCESS_TOKEN: _token, BW2W_WEBEX_BASE_URL: _url, ...env } = process.env;
  const answers = new Map();
  let plan = '';
  const places = { $SAMPLE: join(root, 'samples/enterprise') };
  try {
    for (const { title, run, code = 0, events = false } of outputs) {
      if (run === undefined) continue;
      const words = run.map((word) => (word === '$PLAN' ? plan : word.replace('$SAMPLE', () => places.$SAMPLE)));
      const made = spawnSync(process.execPath, [bin, '-q', '--format', 'json', ...words], {
        cwd: folder,
        encoding: 'utf8',
        env,
        maxBuffer: 1 << 28,
      });
      if (made.status !== code) throw new Error(`${words.join(' ')} ended with ${made.status}: ${made.stderr}`);
      const documents = events
        ? made.stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [JSON.parse(made.stdout)];
      if (title === 'plan') plan = documents[0].hash;
      if (title === 'config show') unpace(join(folder, 'migration.yaml'));
      answers.set(title, documents);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const hide = [
    [places.$SAMPLE, 'samples/enterprise'],
    [folder, '/srv/migrations/acme'],
    [root.replace(/\/$/, ''), '/opt/bw2wholesale'],
    [hostname(), 'workstation'],
  ];
  return { answers, example: (value) => shortened(masked(value, hide, userInfo().username)) };
}

/** Requests of the following commands wait for no turn: nothing that the page shows hangs on it. */
function unpace(file) {
  writeFileSync(file, readFileSync(file, 'utf8').replace('# requestsPerMinute: 300', 'requestsPerMinute: 100000'));
}

/** Texts that are made anew each time, and numbers that are measured. */
function masked(value, hide, user, name = '') {
  if (Array.isArray(value)) return value.map((one) => masked(one, hide, user, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one, hide, user, key)]));
  }
  if (typeof value === 'number') return MEASURED.has(name) ? 0 : value;
  if (typeof value !== 'string') return value;
  if (PERSONS.has(name) && value === user) return 'eve';
  return hide
    .reduce((text, [found, instead]) => text.replaceAll(found, instead), value)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-31T10:00:00.000Z')
    .replaceAll(/\b01[0-9A-HJKMNP-TV-Z]{24}\b/g, '01JJZ0000000000000000EXAMP')
    .replaceAll(/\bY2lzY29zcGFyazovL[\w-]+/g, 'Y2lzY29zcGFyazovL3VzL…')
    .replaceAll(
      /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
      '00000000-0000-4000-8000-000000000000',
    )
    .replaceAll(/\b[0-9a-f]{16,64}\b/g, (text) => '0123456789abcdef'.repeat(4).slice(0, text.length))
    .replace(/^\d+\.\d+\.\d+$/, '20.19.0')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:8085');
}
const MEASURED = new Set(['durationMs', 'pid', 'retries', 'throttled']);
const PERSONS = new Set(['by', 'answeredBy', 'plannedBy']);

/** The first of each list, the first keys of long objects, the beginning of long texts. */
function shortened(value, top = true) {
  if (Array.isArray(value)) {
    const more = value.length - 1;
    return more > 0 ? [shortened(value[0], false), `… ${more} more`] : value.map((one) => shortened(one, false));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, one]) => [key, shortened(one, false)]);
    const numbers = entries.filter(([, one]) => typeof one === 'number').length;
    if (top || entries.length <= MOST_KEYS + 1 || numbers < entries.length) return Object.fromEntries(entries);
    return Object.fromEntries([...entries.slice(0, MOST_KEYS), ['…', `${entries.length - MOST_KEYS} more`]]);
  }
  return typeof value === 'string' && value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
}
