import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { newStore } from '../fakes/empty-store.ts';

/** More than are read at once, and of two customers whose ids stand between each other. */
const DRAFTS = 2 * 2000 + 7;

describe('drafts and their reasons', () => {
  it.each([undefined, 'customer:even', 'customer:odd'])('gives each draft its own reason (%s)', (customer) => {
    const drafts = stored().drafts(customer);

    expect(drafts).toHaveLength(
      customer === undefined ? DRAFTS : Math.floor(DRAFTS / 2) + (customer.endsWith('even') ? 1 : 0),
    );
    for (const { from, why } of drafts) expect(why.reason).toEqual({ rule: `because-${from}`, sources: [from] });
  });

  it('gives them when they are asked for from behind', () => {
    for (const { from, why } of stored().drafts('customer:odd').reverse())
      expect(why.reason).toMatchObject({ rule: `because-${from}` });
  });

  it('reads a page of reasons by its rows, whatever else the customer has', () => {
    const db = newStore();
    const asked: string[] = [];
    const prepare = db.prepare.bind(db);
    Object.defineProperty(db, 'prepare', {
      value: (sql: string) => {
        asked.push(sql);
        return prepare(sql);
      },
      configurable: true,
    });
    draftRepository(db);
    Reflect.deleteProperty(db, 'prepare');

    const pages = asked.filter((sql) => /^SELECT why\b/.test(sql) && sql.includes('json_each'));
    expect(pages).toHaveLength(1);
    for (const sql of pages) {
      const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all('[]');
      expect(plan.map(({ detail }) => detail)).toContain('SEARCH draft USING INTEGER PRIMARY KEY (rowid=?)');
    }
  });
});

function stored() {
  const repository = draftRepository(newStore());
  const drafts = Array.from({ length: DRAFTS }, (_, index): Draft => {
    const from = `user:${String(index).padStart(5, '0')}@acme.example.test`;
    return {
      id: `notMigrated:${from}`,
      kind: 'notMigrated',
      customer: index % 2 === 0 ? 'customer:even' : 'customer:odd',
      from,
      data: { source: from, reason: 'held', category: 'hold' },
      why: { reason: { rule: `because-${from}`, sources: [from] } },
    };
  });
  repository.replaceAll([{ drafts, decisions: [], losses: [], coverage: [] }]);
  return repository;
}
