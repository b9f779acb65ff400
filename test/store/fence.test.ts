import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../src/domain/plan-record.ts';
import { journalRepository } from '../../src/store/journal-repository.ts';
import { writerLock } from '../../src/store/lock.ts';
import { openStore } from '../../src/store/open.ts';

const OLD = { host: 'here', pid: 100, by: 'ann', command: 'provision', since: '2026-01-01T10:00:00.000Z' };
const NEW = { ...OLD, pid: 200, by: 'bob', since: '2026-01-01T11:00:00.000Z' };
const RECORD: StepRecord = {
  step: 's',
  kind: 'customer',
  label: 'customer Acme',
  state: 'created',
  outputs: {},
  leftOut: [],
  updatedAt: '2026-01-01T10:00:00.000Z',
};

describe('a process that slept while another took its lock', () => {
  it('cannot write an outcome any more, nor an intent, and nothing of its group stays', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'bw2w-fence-')), 'migration.db');
    const [oldDb, newDb] = [openStore(file), openStore(file)];
    const oldLock = writerLock(oldDb);
    oldLock.acquire(OLD, () => true);
    const stale = journalRepository(oldDb, () => oldLock.assertHeld(OLD));
    const outcome = { target: 't', at: RECORD.updatedAt, outcome: 'done', record: RECORD };
    await stale.outcome(outcome);

    writerLock(newDb).acquire(NEW, () => false);
    const late = stale.outcome({ ...outcome, record: { ...RECORD, state: 'failed' } });

    await expect(late).rejects.toMatchObject({ code: 'LOCK_LOST', message: expect.stringContaining('bob') });
    expect(journalRepository(newDb).states('t').get('s')?.state).toBe('created');
    oldDb.close();
    newDb.close();
  });
});
