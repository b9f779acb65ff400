import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoverageRow } from '../../src/domain/drafts.ts';
import { coverageWriter } from '../../src/store/coverage-writer.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { openStore } from '../../src/store/open.ts';
import { newStore } from '../fakes/empty-store.ts';

const rows: fc.Arbitrary<CoverageRow[]> = fc.array(
  fc.record({
    customer: fc.constantFrom('customer:a', 'customer:b'),
    owner: fc.constantFrom('user:ann', 'user:bob', 'group:g'),
    response: fc.constantFrom('UserGetResponse', 'GroupGetResponse'),
    outcome: fc.constantFrom('migrated', 'lost', 'not used'),
    reason: fc.constantFrom('R-X-1', 'R-X-2'),
    settings: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 30, size: 'max' },
);
const ORDER = 'customer, owner, response, outcome, reason, settings';

function sorted(all: readonly object[]): string[] {
  return all.map((row) => JSON.stringify(row)).sort();
}

describe('the coverage proof in the database', () => {
  it('reads row by row what was written, and sums it', () => {
    fc.assert(
      fc.property(rows, rows, (some, others) => {
        const db = newStore();
        const writer = coverageWriter(db);
        writer.add(some);
        writer.add(others);
        writer.finish();

        const all = [...some, ...others];
        expect(sorted(db.prepare(`SELECT ${ORDER} FROM coverage`).all() as object[])).toEqual(sorted(all));
        for (const customer of ['customer:a', 'customer:b']) {
          for (const { outcome, reason, settings } of draftRepository(db).coverage(customer)) {
            const same = all.filter((row) =>
              [customer, outcome, reason].every((it) => Object.values(row).includes(it)),
            );
            expect(settings).toBe(same.reduce((sum, row) => sum + row.settings, 0));
          }
        }
        db.close();
      }),
      { numRuns: 100 },
    );
  });

  it('is carried over from a workspace of an earlier version', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'bw2w-coverage-')), 'migration.db');
    const before = new Database(file);
    const folder = new URL('../../src/store/schema/', import.meta.url);
    for (const name of readdirSync(folder).sort().slice(0, 16))
      before.exec(readFileSync(new URL(name, folder), 'utf8'));
    before.pragma('user_version = 16');
    const row = before.prepare('INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?)');
    row.run('customer:a', 'user:ann', 'UserGetResponse', 'migrated', 'R-X-1', 2);
    row.run('customer:a', 'user:ann', 'UserGetResponse', 'lost', 'R-X-2', 1);
    row.run('customer:a', 'user:bob', 'UserGetResponse', 'migrated', 'R-X-1', 2);
    before.close();

    const db = openStore(file);

    expect(draftRepository(db).coverageOf('user:ann')).toEqual([
      {
        customer: 'customer:a',
        owner: 'user:ann',
        response: 'UserGetResponse',
        outcome: 'lost',
        reason: 'R-X-2',
        settings: 1,
      },
      {
        customer: 'customer:a',
        owner: 'user:ann',
        response: 'UserGetResponse',
        outcome: 'migrated',
        reason: 'R-X-1',
        settings: 2,
      },
    ]);
    expect(draftRepository(db).coverage('customer:a')).toEqual([
      { outcome: 'lost', reason: 'R-X-2', settings: 1 },
      { outcome: 'migrated', reason: 'R-X-1', settings: 4 },
    ]);
    db.close();
  });
});
