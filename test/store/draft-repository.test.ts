import { describe, expect, it } from 'vitest';
import type { Decision, Draft } from '../../src/domain/drafts.ts';
import { type CustomerRows, draftRepository } from '../../src/store/draft-repository.ts';
import { newStore } from '../fakes/empty-store.ts';

const CUSTOMER = 'customer:acme';
const draft: Draft = {
  id: 'notMigrated:user:anna@acme.example.test',
  kind: 'notMigrated',
  customer: CUSTOMER,
  from: 'user:anna@acme.example.test',
  data: { source: 'user anna@acme.example.test', reason: 'held', category: 'hold' },
  why: { reason: { rule: 'life-safety-hold', sources: [] } },
};
const decision: Decision = {
  id: 'life-safety:user:anna@acme.example.test',
  kind: 'life-safety',
  customer: CUSTOMER,
  object: 'user:anna@acme.example.test',
  question: 'May it move?',
  options: [
    { value: 'hold', consequence: 'stays' },
    { value: 'move', consequence: 'moves' },
  ],
  recommendation: 'hold',
  reason: 'a fax',
  fingerprint: 'one',
};
function rows(overrides: Partial<CustomerRows> = {}): CustomerRows {
  return {
    drafts: [draft],
    decisions: [decision],
    losses: [
      {
        customer: CUSTOMER,
        owner: 'user:anna@acme.example.test',
        service: 'Fax Messaging',
        verdict: 'lost',
        notice: 'n',
        action: 'a',
        sources: ['s'],
      },
    ],
    coverage: [
      {
        customer: CUSTOMER,
        owner: 'user:anna@acme.example.test',
        response: 'UserGetResponse',
        outcome: 'manual',
        reason: 'on-hold',
        settings: 3,
      },
      {
        customer: CUSTOMER,
        owner: 'group:acme/north',
        response: 'GroupGetResponse',
        outcome: 'manual',
        reason: 'on-hold',
        settings: 2,
      },
    ],
    ...overrides,
  };
}
const open = () => draftRepository(newStore());

describe('draftRepository', () => {
  it('gives back what was stored, by customer, kind, origin and id', () => {
    const repository = open();
    repository.replaceAll([rows()]);

    expect(repository.customers()).toEqual([CUSTOMER]);
    expect(repository.drafts(CUSTOMER)).toEqual([draft]);
    expect(repository.draftsOfKind('notMigrated')).toEqual([draft]);
    expect(repository.draftsOfKind('subscriber')).toEqual([]);
    expect(repository.draftsFrom('user:anna@acme.example.test')).toEqual([draft]);
    expect(repository.draft(draft.id)).toEqual(draft);
    expect(repository.losses('user:anna@acme.example.test')).toEqual(rows().losses);
    expect(repository.coverage(CUSTOMER)).toEqual([{ outcome: 'manual', reason: 'on-hold', settings: 5 }]);
    expect(repository.coverageOf('group:acme/north')).toHaveLength(1);
  });

  it('keeps an answer while its cause is the same, calls it stale when that changes, and forgets what nobody asks', () => {
    const repository = open();
    const state = () => repository.decisions(CUSTOMER).map((each) => [each.state, each.answer]);
    repository.replaceAll([rows()]);
    expect(state()).toEqual([['open', undefined]]);

    expect(repository.answer(decision.id, 'move', { by: 'maria' }, new Date(0))).toBe(true);
    repository.replaceAll([rows({ decisions: [{ ...decision, question: 'May this line move?' }] })]);
    expect(state()).toEqual([['answered', 'move']]);
    expect(repository.answers().get(decision.id)).toEqual({ answer: 'move', fingerprint: 'one' });

    repository.replaceAll([rows({ decisions: [{ ...decision, fingerprint: 'two' }] })]);
    expect(state()).toEqual([['stale', 'move']]);

    repository.replaceAll([rows({ decisions: [] })]);
    expect(state()).toEqual([]);
    expect(repository.answer(decision.id, 'move', { by: 'maria' }, new Date(0))).toBe(false);
  });

  it('keeps the old rows when the new ones cannot all be made', () => {
    const repository = open();
    repository.replaceAll([rows()]);
    const before = repository.digest();
    function* broken(): Generator<CustomerRows> {
      yield rows({ drafts: [] });
      throw new Error('half way');
    }

    expect(() => repository.replaceAll(broken())).toThrow('half way');
    expect(repository.digest()).toBe(before);
  });

  it('has a digest that changes with drafts, decisions and answers, and with nothing else', () => {
    const repository = open();
    repository.replaceAll([rows()]);
    const first = repository.digest();
    repository.replaceAll([rows({ losses: [] })]);
    expect(repository.digest()).toBe(first);
    repository.replaceAll([rows({ drafts: [{ ...draft, data: { ...draft.data, reason: 'other' } }] })]);
    expect(repository.digest()).not.toBe(first);
    repository.replaceAll([rows()]);
    repository.answer(decision.id, 'hold', { by: 'maria' }, new Date(0));
    expect(repository.digest()).not.toBe(first);
  });

  it('reads the reasons of each draft, in whatever order they are asked for', () => {
    const repository = open();
    const drafts = Array.from({ length: 4100 }, (_, index): Draft => {
      const id = `notMigrated:user:u${String(index).padStart(5, '0')}`;
      return { ...draft, id, why: { reason: { rule: `rule-${index}`, sources: [] } } };
    });
    repository.replaceAll([rows({ drafts })]);
    const read = repository.drafts(CUSTOMER);

    expect(read).toHaveLength(drafts.length);
    for (const index of [0, 4099, 1999, 2000, 3999, 4000, 17]) {
      expect(read[index]).toEqual(drafts[index]);
      expect(repository.drafts()[index]?.why).toEqual(drafts[index]?.why);
    }
  });
});
