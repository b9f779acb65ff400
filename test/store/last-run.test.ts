import { expect, it } from 'vitest';
import { journalRepository } from '../../src/store/journal-repository.ts';
import { newStore } from '../fakes/empty-store.ts';

it('the last run of a batch is that of its own plan, or a rollback of it or of all batches', () => {
  const db = newStore();
  const plan = db.prepare(
    `INSERT INTO plan (hash, target, batch, created_at, observed_at, inputs, unplanned) VALUES (?, 't', ?, ?, ?, '{}', '[]')`,
  );
  for (const batch of ['london', 'boston']) plan.run(`plan-${batch}`, batch, '2026-01-01', '2026-01-01');
  const journal = journalRepository(db);
  const start = (id: string, of: string, startedAt: string, only?: { readonly batch?: string }) =>
    journal.startRun({ id, target: 't', plan: of, startedAt, command: 'c', by: 'ann', ...(only ? { only } : {}) });
  const last = (batch?: string) => journal.lastRun('t', batch)?.id;

  start('one', 'plan-london', '2026-01-02');
  start('two', 'plan-boston', '2026-01-03');
  expect([last('london'), last('boston'), last()]).toEqual(['one', 'two', 'two']);
  start('back', '', '2026-01-04', { batch: 'boston' });
  expect([last('london'), last('boston'), last()]).toEqual(['one', 'back', 'back']);
  start('all', '', '2026-01-05', {});
  expect([last('london'), last('boston')]).toEqual(['all', 'all']);
  expect(journal.lastRun('other', 'london')).toBeUndefined();
  db.close();
});
