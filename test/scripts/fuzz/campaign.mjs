/**
 * One case: a capture that was damaged, or a hostile file, read as an operator would read it. A case has a finding when
 * anything but a MigrationError comes out, when it takes too long, when two ways of reading the same bytes disagree, or
 * when an intact answer ends with another owner than it has in the undamaged capture.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { randomOf } from '../generate/random-source.mjs';
import { createCaptures } from './captures.mjs';
import { HOSTILE } from './hostile.mjs';
import { MUTATIONS } from './mutations.mjs';

const TOO_LONG_MS = 20_000;
const PROJECTED = [
  'provider',
  'group',
  'department',
  'user',
  'user_service',
  'user_pack',
  'pack',
  'instance',
  'device',
  'dn',
  'feature',
];

/**
 * @param ports - `runExtract`, `probeSources`, `openStore`, `snapshotRepository`, `bodyReader`, `MigrationError` of the
 *   build under test, and `samples`
 */
export function createCampaign(ports) {
  const { MigrationError } = ports;
  const captures = createCaptures(ports.samples);
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-fuzz-'));
  const context = { signal: new AbortController().signal, now: () => new Date('2026-01-05T08:00:00Z'), emit: () => {} };

  /** @returns the rows, or the code of the refusal */
  async function read(bytes, { chunks, parserOnly = false } = {}) {
    const db = ports.openStore(':memory:');
    if (parserOnly) process.env.BW2W_PARSER_ONLY = '1';
    try {
      const path = join(folder, 'case');
      if (chunks === undefined) writeFileSync(path, bytes);
      const from = chunks === undefined ? { sources: [path] } : { sources: ['-'], stdin: Readable.from(chunks) };
      const outcome = await ports
        .runExtract(context, { ...from, cwd: folder }, { store: ports.snapshotRepository(db) })
        .then(() => undefined)
        .catch((error) => error);
      if (outcome !== undefined && !(outcome instanceof MigrationError))
        return { crash: outcome, rows: {}, responses: [] };
      return { code: outcome?.code, ...rowsOf(db) };
    } finally {
      delete process.env.BW2W_PARSER_ONLY;
      db.close();
    }
  }

  function rowsOf(db) {
    const body = ports.bodyReader(db);
    const responses = db
      .prepare(
        'SELECT offset, type, base, state, settings, owner_kind AS kind, owner_key AS key, joined_by AS joinedBy, part, body FROM settled_response ORDER BY id',
      )
      .all()
      .map((row) => ({ ...row, body: body(row.body) }));
    const rows = Object.fromEntries(
      PROJECTED.map((name) => [
        name,
        db
          .prepare(`SELECT * FROM bw_${name}`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
    );
    return { responses, rows };
  }

  async function caseOf(seed) {
    const random = randomOf(seed);
    if (random.chance(0.25)) {
      const name = random.pick(Object.keys(HOSTILE));
      return { random, name, bytes: Buffer.from(HOSTILE[name](random)) };
    }
    const original = captures(random);
    let bytes = original.bytes;
    const names = [];
    const allowed = MUTATIONS.filter((it) => original.echoed || it.local || random.chance(0.3));
    let local = true;
    for (let count = random.chance(0.7) ? 1 : 1 + random.below(5); count > 0; count--) {
      const mutation = random.pick(allowed);
      bytes = mutation.apply(random, bytes);
      names.push(mutation.name);
      local &&= mutation.local;
    }
    const judged = !original.packed && (original.echoed || local);
    return {
      random,
      name: `${original.name}: ${names.join(', ')}`,
      bytes,
      original: judged ? original.bytes : undefined,
      packed: original.packed,
    };
  }

  async function runCase(seed) {
    const { random, name, bytes, original, packed } = await caseOf(seed);
    const findings = [];
    const started = process.cpuUsage();
    const outcome = await read(bytes);
    if (outcome.crash !== undefined) findings.push(`not a MigrationError: ${outcome.crash?.stack ?? outcome.crash}`);
    if (original !== undefined) {
      const truth = await read(original);
      findings.push(...wrongOwners(outcome.responses, bytes, truth.responses, original));
    }
    if (!packed && !isPacked(bytes) && bytes.length < 300_000 && random.chance(0.3)) {
      const other = await read(bytes, { chunks: [...chunksOf(random, bytes)], parserOnly: true });
      findings.push(...differences(outcome, other));
    }
    if (random.chance(0.1)) {
      const probed = await ports
        .probeSources({ sources: ['-'], cwd: folder, stdin: Readable.from([bytes]) }, context.signal)
        .catch((error) => error);
      if (probed instanceof Error && !(probed instanceof MigrationError)) findings.push(`probe: ${probed.stack}`);
    }
    // Processor time: on a busy machine a case may wait for its turn as long as it likes.
    const { user, system } = process.cpuUsage(started);
    const elapsed = Math.round((user + system) / 1000);
    if (elapsed > TOO_LONG_MS) findings.push(`took ${elapsed} ms for ${bytes.length} bytes`);
    return { seed, name, outcome: outcome.crash === undefined ? (outcome.code ?? 'read') : 'crash', elapsed, findings };
  }

  return {
    runCase,
    /** Reads a small capture cut at every byte. */
    async runTruncation(from, to, note) {
      const bytes = smallCapture();
      for (let length = from; length < Math.min(to, bytes.length); length++) {
        const { code, crash } = await read(bytes.subarray(0, length));
        note(length, crash === undefined ? (code ?? 'read') : `crash: ${crash?.stack ?? crash}`);
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One exchange: whatever is cut off, nothing of it may be taken for whole. */
export function smallCapture() {
  const head =
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="x">\n<sessionId xmlns="">s</sessionId>\n';
  const request =
    '<command echo="" xsi:type="UserCallForwardingAlwaysGetRequest" xmlns=""><userId>anna@example.test</userId></command>';
  const answer =
    '<command echo="" xsi:type="UserCallForwardingAlwaysGetResponse" xmlns=""><isActive>true</isActive><forwardToPhoneNumber><![CDATA[2405550101]]></forwardToPhoneNumber><!-- &amp; --></command>';
  return Buffer.from(`${head}${request}\n</BroadsoftDocument>\n${head}${answer}\n</BroadsoftDocument>\n`, 'latin1');
}

function* chunksOf(random, bytes) {
  const size = random.pick([1, 7, 100, 5000, 70_000]);
  const longest = bytes.length / size > 5000 ? 5000 : size;
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + random.below(longest);
    yield bytes.subarray(from, to);
    from = to;
  }
}

/** Zip archives and their like are read from files. */
const isPacked = (bytes) => ['504b', '1f8b'].includes(bytes.toString('hex', 0, 2));

/** The bytes of the command that begins at an offset, as far as they are there. */
function commandAt(bytes, offset) {
  const end = bytes.indexOf('</command>', offset);
  return end < 0 ? undefined : bytes.toString('latin1', offset, end + 10);
}

function wrongOwners(responses, bytes, truth, original) {
  const owners = new Map();
  const known = new Set();
  for (const { offset, kind, key } of truth) {
    const command = commandAt(original, offset);
    if (command === undefined || key === null) continue;
    known.add(`${kind} ${key}`);
    owners.set(command, (owners.get(command) ?? new Set()).add(`${kind} ${key}`));
  }
  const findings = [];
  for (const { offset, type, kind, key, joinedBy } of responses) {
    if (key === null) continue;
    const command = commandAt(bytes, offset);
    const right = command && owners.get(command);
    const owner = `${kind} ${key}`;
    if (right === undefined || right.has(owner) || !known.has(owner)) continue;
    // A damaged request may by chance ask about somebody else: then its answer is rightly theirs.
    if (changedRequests(bytes, original).some((request) => request.includes(key.slice(key.lastIndexOf('/') + 1))))
      continue;
    findings.push(
      `wrong owner: ${type} at ${offset} belongs to ${[...right].join(' or ')}, was joined by ${joinedBy} to ${owner}`,
    );
  }
  return findings;
}

function changedRequests(bytes, original) {
  const before = new Set(requestsIn(original));
  return requestsIn(bytes).filter((request) => !before.has(request));
}

const requestsIn = (bytes) => bytes.toString('latin1').match(/<command[^>]*Request[\s\S]*?<\/command>/g) ?? [];

function differences(one, other) {
  if (other.crash !== undefined) return [`not a MigrationError, in chunks: ${other.crash?.stack ?? other.crash}`];
  if (one.code !== other.code) return [`refused with ${one.code}, in chunks by the parser alone with ${other.code}`];
  const findings = [];
  for (const [index, row] of one.responses.entries()) {
    const twin = other.responses[index];
    if (JSON.stringify(sorted(row)) === JSON.stringify(sorted(twin))) continue;
    findings.push(
      `the parser alone reads it differently: ${JSON.stringify(row).slice(0, 300)} / ${JSON.stringify(twin)?.slice(0, 300)}`,
    );
    break;
  }
  if (one.responses.length !== other.responses.length)
    findings.push(`${one.responses.length} answers, by the parser alone ${other.responses.length}`);
  for (const [table, rows] of Object.entries(one.rows))
    if (JSON.stringify(rows) !== JSON.stringify(other.rows[table]))
      findings.push(`bw_${table} differs when the parser alone reads it`);
  return findings;
}

/** The same whatever the order of keys. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)]);
}
