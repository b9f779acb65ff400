import { describe, expect, it } from 'vitest';
import { answersOf } from '../../src/decisions/import-sheet.ts';
import type { KnownDecision } from '../../src/decisions/known-decision.ts';
import { newlyStale } from '../../src/decisions/newly-stale.ts';
import { resolveDecisions } from '../../src/decisions/resolve-decisions.ts';
import { selectDecisions } from '../../src/decisions/select-decisions.ts';
import { readSheet, writeSheet } from '../../src/decisions/sheet.ts';
import { MigrationError } from '../../src/domain/errors.ts';

function decision(overrides: Partial<KnownDecision> = {}): KnownDecision {
  return {
    id: 'unassigned-numbers:dn:+12025550190',
    kind: 'unassigned-numbers',
    customer: 'customer:acme',
    object: 'dn:+12025550190',
    question: '=HYPERLINK("http://x")',
    options: [
      { value: 'stay', consequence: 'stays' },
      { value: '+12025550100', consequence: 'moves' },
    ],
    recommendation: 'stay',
    reason: 'nobody has them',
    fingerprint: 'f1',
    state: 'open',
    ...overrides,
  };
}
const email = decision({
  id: 'missing-email:user:bert',
  kind: 'missing-email',
  object: 'user:bert',
  fingerprint: 'f2',
  options: [
    { value: 'supply', consequence: 'waits' },
    { value: '<e-mail address>', consequence: 'signs in', free: 'email' },
  ],
  recommendation: 'supply',
});
/** As a spreadsheet program would save it after somebody typed answers. */
function filled(decisions: readonly KnownDecision[], answers: readonly string[], delimiter = ','): string {
  const rows = decisions.map(({ id, fingerprint }, index) => [id, fingerprint, answers[index] ?? '']);
  return [['id', 'fingerprint', 'answer'], ...rows].map((row) => row.join(delimiter)).join('\r\n');
}

describe('the sheet of decisions', () => {
  it('comes back as it went out, with nothing that a spreadsheet program would run', () => {
    const text = writeSheet([decision({ state: 'answered', answer: '+12025550100' }), email]);
    const sheet = readSheet(text, 'x.csv');

    expect(text).toContain(`'=HYPERLINK`);
    expect(text).toContain(`'+12025550100`);
    expect(sheet.rows.map(({ row, cells }) => [row, cells.id, cells.answer, cells.question])).toEqual([
      [2, 'unassigned-numbers:dn:+12025550190', '+12025550100', '=HYPERLINK("http://x")'],
      [3, 'missing-email:user:bert', '', '=HYPERLINK("http://x")'],
    ]);
    expect(answersOf(sheet, [decision(), email]).answers).toEqual([
      { id: decision().id, answer: '+12025550100', row: 2 },
    ]);
  });

  it.each([
    ',',
    ';',
    '\t',
  ])('is read with "%s" between cells, and without the plus that a program took', (delimiter) => {
    const text = filled([decision(), email], ['12025550100', ' Bert@Mail.example.test '], delimiter);

    expect(answersOf(readSheet(text, 'x.csv'), [decision(), email]).answers.map(({ answer }) => answer)).toEqual([
      '+12025550100',
      'bert@mail.example.test',
    ]);
  });

  it('names every cell that cannot be taken, by row and column', () => {
    const other = decision({ id: 'gone', fingerprint: 'f9' });
    const old = decision({ fingerprint: 'old' });
    const text = filled([decision(), other, old, email, email], ['perhaps', 'stay', 'stay', 'no mailbox', 'supply']);

    const { faults, answers } = answersOf(readSheet(text, 'x.csv'), [decision(), email]);

    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [2, 'answer'],
      [3, 'id'],
      [4, 'fingerprint'],
      [5, 'answer'],
    ]);
    expect(faults[0]?.message).toBe('must be stay | +12025550100');
    expect(answers).toEqual([{ id: email.id, answer: 'supply', row: 6 }]);
  });

  it('refuses two answers to one decision', () => {
    const { faults } = answersOf(readSheet(filled([email, email], ['supply', 'a@b.test']), 'x.csv'), [email]);

    expect(faults).toMatchObject([{ row: 3, column: 'answer' }]);
  });

  it('keeps columns that somebody added, and answers that were not imported yet', () => {
    const earlier = readSheet(
      'id,fingerprint,answer,Comment\nmissing-email:user:bert,f2,a@b.test,ask Eve\nunassigned-numbers:dn:+12025550190,old,stay,',
      'x.csv',
    );
    const { headings, rows } = readSheet(writeSheet([decision(), email], earlier), 'x.csv');

    expect(headings.at(-1)).toBe('Comment');
    expect(rows.map(({ cells }) => [cells.answer, cells.Comment])).toEqual([
      ['', ''],
      ['a@b.test', 'ask Eve'],
    ]);
  });

  it.each([
    ['id,answer\n', 'fingerprint'],
    ['id,fingerprint,answer,id\n', 'twice'],
    ['id,fingerprint,answer\n"open', 'no table'],
  ])('refuses %j', (text, words) => {
    expect(() => readSheet(text, 'x.csv')).toThrowError(MigrationError);
    expect(() => readSheet(text, 'x.csv')).toThrowError(words);
  });
});

describe('resolving many', () => {
  const all = [decision(), email, decision({ id: 'b', state: 'answered', answer: 'stay', object: 'dn:+4420' })];

  it('selects by kind, state and patterns', () => {
    const ids = (filter: Parameters<typeof selectDecisions>[1]) => selectDecisions(all, filter).map(({ id }) => id);

    expect(ids({ kind: 'missing-email' })).toEqual([email.id]);
    expect(ids({ state: 'answered' })).toEqual(['b']);
    expect(ids({ where: ['object=DN:+44*'] })).toEqual(['b']);
    expect(ids({ where: ['object=dn:*', 'state=open'] })).toEqual([decision().id]);
    expect(ids({ where: ['object=dn:.*'] })).toEqual([]);
  });

  it('refuses a kind that nobody asks about with the nearest one, and a condition that it cannot read', () => {
    expect(() => selectDecisions(all, { kind: 'missing-emial' })).toThrowError('did you mean "missing-email"');
    expect(() => selectDecisions(all, { where: ['colour=red'] })).toThrowError('FIELD=PATTERN');
  });

  it('answers what is not answered so already, and lists where the answer is no option', () => {
    expect(resolveDecisions(all, 'stay')).toEqual({
      answers: [{ id: decision().id, answer: 'stay' }],
      unchanged: 1,
      refused: [{ id: email.id, offered: 'supply | an e-mail address' }],
    });
  });

  it('takes every recommendation, and leaves what a person has answered', () => {
    const answered = decision({ state: 'answered', answer: '+12025550100' });

    expect(
      resolveDecisions([answered, email, decision({ id: 's', state: 'stale', answer: 'old' })], undefined),
    ).toEqual({
      answers: [
        { id: email.id, answer: 'supply' },
        { id: 's', answer: 'stay', before: 'old' },
      ],
      unchanged: 1,
      refused: [],
    });
  });

  it('refuses to answer nothing', () => {
    expect(() => resolveDecisions([], 'stay')).toThrowError('no decision fits');
  });
});

describe('answers that a run of map made stale', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const answered = decision({ state: 'answered', answer: 'stay', answeredAt: at });
  const address = { ...email, state: 'answered', answer: 'b@acme.example.test', answeredAt: at } as const;
  const stale = decision({
    state: 'stale',
    answer: 'stay',
    answeredAt: at,
    fingerprint: 'f9',
    recommendation: '+12025550101',
    options: [
      { value: 'stay', consequence: 'stays' },
      { value: '+12025550101', consequence: 'moves' },
    ],
  });

  it('are told with what changed, and that an answer of the same sheet may be why', () => {
    const [found, ...others] = newlyStale([answered, address], [stale, address]);

    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: answered.id, answer: 'stay', taken: '+12025550101', offered: true });
    expect(found?.why).toMatch(
      /^it offers \+12025550101 now, and it offers \+12025550100 no longer; the answers that were given together/,
    );
  });

  it('are not those that were stale before, nor those that hold, nor is a sheet to blame that was another one', () => {
    expect(newlyStale([stale, address], [stale, address])).toEqual([]);
    expect(newlyStale([answered, address], [answered, address])).toEqual([]);
    const earlier = { ...address, answeredAt: '2025-12-31T00:00:00.000Z' };
    expect(newlyStale([answered, earlier], [stale, earlier])[0]?.why).not.toContain('together');
  });
});
