import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Why } from '../../src/domain/drafts.ts';
import { openStore } from '../../src/store/open.ts';
import { reasonReader, reasonWriter } from '../../src/store/reason-patterns.ts';

/** Text with everything that means something in a source, in JSON or in a pattern. */
const text = fc.string({ unit: fc.constantFrom(...'ab1:[] ."\\/-\u0001\u001f\u0000é漢😀'), maxLength: 12 });
const source = fc.oneof(
  text,
  fc.tuple(text, text, text, text).map(([kind, key, table, row]) => `${kind}:${key} Answer.${table}[${row}].Column`),
);
const why: fc.Arbitrary<Why> = fc.record(
  { rule: text, sources: fc.array(source, { maxLength: 4 }), note: text, changed: fc.boolean(), decision: text },
  { requiredKeys: ['rule', 'sources'] },
);
const reasons = fc.dictionary(text, why, { maxKeys: 8 });

describe('reasons of drafts in the database', () => {
  it('come back as they were, whatever stands in them', () => {
    const db = openStore(':memory:');
    const write = reasonWriter(db);
    const read = reasonReader(db);
    fc.assert(
      fc.property(reasons, (given) => {
        expect(read(write(given))).toEqual(given);
      }),
      { numRuns: 2000 },
    );
  });

  it('come back with more words than a pattern can number', () => {
    const db = openStore(':memory:');
    const sources = Array.from(
      { length: 200 },
      (_, index) => `user:u${index} UserGetResponse.table[row ${index}].Name`,
    );
    const given = { few: { rule: 'a', sources: sources.slice(0, 3) }, many: { rule: 'b', sources } };

    expect(reasonReader(db)(reasonWriter(db)(given))).toEqual(given);
  });

  it('share one pattern for all people, also with those of an earlier transaction', () => {
    const db = openStore(':memory:');
    const ofUser = (key: string) => ({
      email: { rule: 'R-ID-1', sources: [`user:${key} UserGetResponse.emailAddress`], note: `of ${key}` },
    });
    const first = reasonWriter(db)(ofUser('ann@x'));
    const second = reasonWriter(db)(ofUser('bob@x'));

    expect(db.prepare('SELECT count(*) FROM reason_pattern').pluck().get()).toBe(1);
    expect(second).toBe(first.replaceAll('ann@x', 'bob@x'));
  });

  it('are kept whole once there are as many patterns as are taken', () => {
    const db = openStore(':memory:');
    const write = reasonWriter(db, 2);
    const given = ['a', 'b', 'c', 'd'].map((rule) => ({ name: { rule, sources: [] } }));

    const texts = given.map(write);

    expect(db.prepare('SELECT count(*) FROM reason_pattern').pluck().get()).toBe(2);
    expect(texts.map(reasonReader(db))).toEqual(given);
  });

  it('are read as an earlier version left them', () => {
    const given = { name: { rule: 'R-X-1', sources: ['group:a/b GroupGetResponse.groupName'] } };

    expect(reasonReader(openStore(':memory:'))(JSON.stringify(given))).toEqual(given);
  });
});
