import { describe, expect, it } from 'vitest';
import { chooseRun } from '../../src/cli/choose-run.ts';
import { journalRepository } from '../../src/store/journal-repository.ts';
import { runHistory } from '../../src/store/run-history.ts';
import { newStore } from '../fakes/empty-store.ts';

describe('chooseRun', () => {
  const db = newStore();
  const journal = journalRepository(db);
  const begin = (id: string, startedAt: string): void =>
    journal.startRun({ id, target: 't', plan: 'p', startedAt, command: 'provision', by: 'eve' });
  // Between the two the clock was set back.
  begin('first', '2026-05-01T10:00:00.000Z');
  begin('second', '2026-05-01T09:00:00.000Z');
  const history = runHistory(db);

  it('takes for the latest the run that was begun last, whatever the clock said', () => {
    expect(history.all().map(({ id }) => id)).toEqual(['first', 'second']);
    expect(chooseRun(history, 'latest').id).toBe('second');
    expect(chooseRun(history, 'first').id).toBe('first');
  });

  it('names the runs there are where one is asked for that is not', () => {
    expect(() => chooseRun(history, 'third')).toThrow('no run of this folder has the id "third"');
    expect(() => chooseRun(runHistory(newStore()), 'latest')).toThrow('no run of this folder');
  });
});
