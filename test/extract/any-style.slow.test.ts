import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runExtract } from '../../src/extract/run-extract.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';
import { type Exchange, exchangesOf } from './exchanges.ts';
import { context, folderOf, newStore, projectedRows } from './extract-into.ts';
import { restyled, type Style, withoutContext } from './restyle.ts';

const CASES = Number(process.env.BW2W_STYLE_CASES ?? 1000);
const SEED = Number(process.env.BW2W_STYLE_SEED ?? Date.now() % 2 ** 31);

const style: fc.Arbitrary<Style> = fc.record({
  context: fc.constantFrom('requests', 'requests with counters', 'requests with keys', 'keys alone'),
  oldUsers: fc.boolean(),
  perDocument: fc.integer({ min: 1, max: 15 }),
  logLines: fc.boolean(),
  utf8: fc.boolean(),
  prefix: fc.constantFrom('xsi', 'i'),
  rewritten: fc.boolean(),
  crowded: fc.boolean(),
  headings: fc.constantFrom('as is', 'upper', 'lower'),
  quote: fc.constantFrom('"', "'"),
  shuffle: fc.oneof(fc.constant(0), fc.nat(1_000_000)),
});
/** What else was recorded of the same exchange: nothing that says whom an answer is about, or not every document. */
const poorer = fc.constantFrom('without context' as const, 'requests' as const, 'answers' as const);
/** Each run has worlds of its own; several styles of one world share what the plain capture of it says. */
const WORLDS = 20;
const world = fc.record({
  seed: fc.nat(WORLDS).map((nth) => SEED + nth),
  users: fc.integer({ min: 1, max: 3 }),
  groups: fc.integer({ min: 1, max: 2 }),
});

function generated(size: { readonly seed: number; readonly users: number; readonly groups: number }): Exchange[] {
  const parts: Buffer[] = [];
  const source = randomSource(size);
  // Each user lists all that could be assigned: half of the bytes, and nothing that a style changes.
  const singleServices = source.singleServices.slice(0, 12);
  writeCapture({ ...source, singleServices }, (bytes) => parts.push(bytes));
  return exchangesOf(Buffer.concat(parts).toString('latin1'));
}

// One store for all captures, emptied in between: preparing its statements takes as long as reading one.
const db = newStore();
const store = snapshotRepository(db);
const cwd = folderOf({});

async function read(capture: Buffer): Promise<{ rows: Record<string, unknown[]>; orphans: number }> {
  db.exec('DELETE FROM source_file; DELETE FROM extract_issue; DELETE FROM meta; DELETE FROM table_pattern');
  expect(db.prepare('SELECT count(*) FROM response').pluck().get()).toBe(0);
  writeFileSync(join(cwd, 'a.xml'), capture);
  const { orphans } = await runExtract(context, { sources: ['a.xml'], cwd }, { store });
  return { rows: projectedRows(db), orphans };
}

const plainly = new Map<string, Promise<Record<string, unknown[]>>>();

const PLAIN: Style = {
  context: 'requests',
  oldUsers: false,
  perDocument: 15,
  logLines: false,
  utf8: false,
  prefix: 'xsi',
  rewritten: false,
  crowded: false,
  headings: 'as is',
  quote: '"',
  shuffle: 0,
};

// `generated.slow.test.ts` shows that the plain capture ends in what it was written from.
it(`any style, release, order and context of a capture ends in the same snapshot; without context in orphans, never in a wrong owner (${CASES} cases, seed ${SEED})`, {
  timeout: 1_200_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(world, style, poorer, async (size, how, lost) => {
      const exchanges = generated(size);
      const name = JSON.stringify(size);
      const first = plainly.get(name) ?? read(restyled(exchanges, PLAIN)).then(({ rows }) => rows);
      plainly.set(name, first);
      const plain = await first;
      const styled = await read(restyled(exchanges, how));

      expect(plain.bw_user).toHaveLength(size.users);
      expect(styled.orphans).toBe(0);
      expect(styled.rows).toEqual(plain);

      const bare = lost === 'without context';
      const context = how.context === 'keys alone' ? 'requests' : how.context;
      const poor = await read(bare ? withoutContext(exchanges, how) : restyled(exchanges, { ...how, context, lost }));
      const told = new Set((plain.bw_feature ?? []).map((row) => JSON.stringify(row)));
      for (const row of poor.rows.bw_feature ?? []) expect(told).toContain(JSON.stringify(row));
      if (!bare) return;
      expect(poor.orphans).toBeGreaterThan(0);
      expect(poor.rows.bw_user_service).toEqual([]);
    }),
    { numRuns: CASES, seed: SEED },
  );
});
