import { describe, expect, it } from 'vitest';
import { writerLock } from '../../src/store/lock.ts';
import { openStore } from '../../src/store/open.ts';

const OWN = { host: 'here', pid: 100, by: 'ann', command: 'provision', since: '2026-01-01T10:00:00.000Z' };
const OTHER = { ...OWN, pid: 200, by: 'bob', since: '2026-01-01T11:00:00.000Z' };

describe('writerLock', () => {
  it('lets one writer in and names it to the next', () => {
    const lock = writerLock(openStore(':memory:'));
    lock.acquire(OWN, () => true);

    expect(() => lock.acquire(OTHER, () => true)).toThrow(
      'ann runs "provision" on here (process 100) since 2026-01-01T10:00:00.000Z',
    );
  });

  it('is free again after its release', () => {
    const lock = writerLock(openStore(':memory:'));
    lock.acquire(OWN, () => true);

    lock.release(OWN);

    expect(lock.acquire(OTHER, () => true)).toBeUndefined();
  });

  it('takes over from a dead process of the same host and says from whom', () => {
    const lock = writerLock(openStore(':memory:'));
    lock.acquire(OWN, () => true);

    expect(lock.acquire(OTHER, () => false)).toEqual(OWN);
    expect(lock.holder()).toEqual(OTHER);
  });

  it('takes over from a dead process that had our own number', () => {
    const db = openStore(':memory:');
    db.prepare(
      `INSERT INTO writer_lock VALUES ('writer', 'here', 100, 'ann', 'provision', '2025-12-31T00:00:00.000Z')`,
    ).run();

    expect(writerLock(db).acquire(OWN, () => true)).toMatchObject({ since: '2025-12-31T00:00:00.000Z' });
  });

  it('never judges a process of another host dead', () => {
    const lock = writerLock(openStore(':memory:'));
    lock.acquire({ ...OWN, host: 'there' }, () => true);

    expect(() => lock.acquire(OTHER, () => false)).toThrow('on there');
  });
});
