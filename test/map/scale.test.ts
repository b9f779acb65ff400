import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { runMap } from '../../src/map/map.ts';
import { runPrecheck } from '../../src/precheck/run-precheck.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import type { Db } from '../../src/store/open.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { extractInto, folderOf, newStore } from '../extract/extract-into.ts';
import { randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';
import { CATALOGUES, migrationConfig } from './map-inputs.ts';

const GROUPS = 3;
const CONTEXT = { signal: new AbortController().signal, now: () => new Date(0), emit: () => undefined };

/** A snapshot of invented users, as `extract` leaves it. */
async function snapshot(users: number): Promise<Db> {
  const parts: Buffer[] = [];
  writeCapture(randomSource({ seed: 7, users, groups: GROUPS }), (bytes) => parts.push(bytes), { requests: true });
  const db = newStore();
  await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': Buffer.concat(parts) }) });
  return db;
}

async function mapAndCheck(db: Db, groupsAre: 'locations' | 'customers' = 'locations'): Promise<void> {
  const config = migrationConfig();
  const source = sourceReader(db, FEATURE_SOURCE, () => groupsAre === 'locations');
  const mapped = draftRepository(db);
  await runMap(CONTEXT, { config, catalogues: CATALOGUES }, { source, drafts: mapped });
  const handles = new Map(
    source.customers().map((handle) => [`customer:${handle.groupKey ?? handle.providerKey}`, handle]),
  );
  await runPrecheck(
    CONTEXT,
    { config },
    {
      mapped,
      source: {
        customer: (customer) => {
          const handle = handles.get(customer);
          return handle === undefined ? undefined : source.load(handle);
        },
        isKnownService: (name) => CATALOGUES.userServices.has(name),
      },
      findings: findingRepository(db),
    },
  );
}

/** How often each statement that reads was run: everything is prepared after this. */
function watchReads(db: Db): ReadonlyMap<string, number> {
  const reads = new Map<string, number>();
  const prepare = db.prepare.bind(db);
  const watched = (sql: string) => {
    const statement = prepare(sql);
    for (const name of ['get', 'all', 'iterate'] as const) {
      const original = statement[name].bind(statement);
      Reflect.set(statement, name, (...args: unknown[]) => {
        reads.set(sql, (reads.get(sql) ?? 0) + 1);
        return original(...args);
      });
    }
    return statement;
  };
  Reflect.set(db, 'prepare', watched);
  return reads;
}

const sum = (reads: ReadonlyMap<string, number>): number => [...reads.values()].reduce((total, one) => total + one, 0);

/** Tables that a statement walks through from end to end. */
function walkedThrough(db: Db, sql: string): string[] {
  const values = Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => '');
  const named = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, '']));
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  return plan
    .all(...(values.length > 0 ? values : [named]))
    .flatMap(
      ({ detail }) => /^SCAN ((?:bw_|response|draft|decision|loss|coverage|finding)\w*)/.exec(detail)?.[1] ?? [],
    );
}

/** The same rows under other numbers, in another order. */
function reinserted(db: Db, weights: readonly number[]): Db {
  const copy = newStore();
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'bw_%' OR name IN ('response', 'table_pattern'))`,
    )
    .pluck()
    .all();
  const insert = (table: string, rows: readonly Record<string, unknown>[]) => {
    for (const row of rows) {
      const names = Object.keys(row);
      copy
        .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`)
        .run(row);
    }
  };
  insert('source_file', db.prepare<[], Record<string, unknown>>('SELECT * FROM source_file').all());
  for (const table of tables) {
    const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
    const order = rows.map((row, index) => ({ row, weight: (weights[index % weights.length] ?? 0) * (index + 1) }));
    order.sort((left, right) => (left.weight % 1) - (right.weight % 1));
    insert(
      table,
      order.map(({ row: { id, ...rest } }) =>
        table === 'response' ? rest : { ...(id === undefined ? {} : { id }), ...rest },
      ),
    );
  }
  return copy;
}

function rowsOf(db: Db): unknown {
  return ['draft', 'loss', 'coverage', 'decision', 'finding'].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).all(),
  );
}

describe('map and precheck, on a large customer', () => {
  it('read as often for three times as many people', async () => {
    const [few, many] = [await snapshot(30), await snapshot(90)];
    const counts = [few, many].map(watchReads);
    await mapAndCheck(few);
    await mapAndCheck(many);

    expect(few.prepare('SELECT count(*) FROM draft').pluck().get()).toBeGreaterThan(90);
    const [ofFew = 0, ofMany = 0] = counts.map(sum);
    expect(ofFew).toBeGreaterThan(20);
    // What single features ask differs by one or two; a question about each user would be sixty more.
    expect(Math.abs(ofMany - ofFew)).toBeLessThan(GROUPS);
  });

  it('walk through no table once for each customer, where groups of a provider are customers', async () => {
    const db = await snapshot(30);
    const reads = watchReads(db);
    await mapAndCheck(db, 'customers');
    const forEach = [...reads].filter(([, count]) => count >= GROUPS).map(([sql]) => sql);

    expect(db.prepare('SELECT count(DISTINCT customer) FROM draft').pluck().get()).toBe(GROUPS);
    expect(forEach.length).toBeGreaterThan(15);
    expect(forEach.filter((sql) => walkedThrough(db, sql).length > 0)).toEqual([]);
  });

  it('leave nobody out who stands on the edge of a page, nor a value of what was read', async () => {
    const db = await snapshot(520);
    await mapAndCheck(db);
    const counted = (sql: string) => Number(db.prepare(sql).pluck().get());

    expect(
      counted(`SELECT count(*) FROM bw_user WHERE NOT EXISTS (SELECT 1 FROM draft WHERE origin = 'user:' || bw_user.key
        AND kind IN ('subscriber', 'workspace', 'virtualLine', 'notMigrated'))`),
    ).toBe(0);
    expect(
      counted(`SELECT count(*) FROM current_response AS r WHERE r.owner_kind = 'user' AND r.settings > 0 AND NOT EXISTS
        (SELECT 1 FROM coverage WHERE owner = 'user:' || r.owner_key AND response = r.base)`),
    ).toBe(0);
    // Everybody who moves is told something: passwords do not move.
    expect(
      counted(`SELECT count(*) FROM draft WHERE kind = 'subscriber' AND origin NOT IN (SELECT owner FROM loss)`),
    ).toBe(0);
  }, 60_000);

  it('leave the same rows in whatever order the snapshot was filled', async () => {
    const original = await snapshot(40);
    const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 30 });
    const copies = fc.sample(weights, { numRuns: 3, seed: 7 }).map((order) => reinserted(original, order));
    await mapAndCheck(original);
    const expected = rowsOf(original);

    for (const copy of copies) {
      await mapAndCheck(copy);
      expect(rowsOf(copy)).toEqual(expected);
    }
  });
});
