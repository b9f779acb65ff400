import { MigrationError } from '../domain/errors.ts';
import type { Db } from './open.ts';

export interface LockHolder {
  readonly host: string;
  readonly pid: number;
  readonly by: string;
  readonly command: string;
  readonly since: string;
}

interface LockRow {
  readonly host: string;
  readonly pid: number;
  readonly by_user: string;
  readonly command: string;
  readonly since: string;
}

/**
 * Locks of this very process, by `since`. A holder with our own process id that is not in here is a dead one whose
 * number we were given, as happens in containers.
 */
const heldHere = new Set<string>();

/** `writer_lock` table: one writer per workspace folder. */
export function writerLock(db: Db) {
  const select = db.prepare<[], LockRow>(
    `SELECT host, pid, by_user, command, since FROM writer_lock WHERE name = 'writer'`,
  );
  const insert = db.prepare(
    `INSERT OR REPLACE INTO writer_lock (name, host, pid, by_user, command, since) VALUES ('writer', ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare(`DELETE FROM writer_lock WHERE name = 'writer' AND host = ? AND pid = ? AND since = ?`);

  const holder = (): LockHolder | undefined => {
    const row = select.get();
    return row && { host: row.host, pid: row.pid, by: row.by_user, command: row.command, since: row.since };
  };

  return {
    holder,
    /**
     * Takes the lock for this process. A holder that died on the same host is taken over; one on another host is
     * never judged dead from here.
     *
     * @param isAlive - whether a process of this host still runs
     * @returns who was taken over, for a note to the operator
     * @throws {MigrationError} `LOCKED` naming the holder
     */
    acquire: db.transaction((own: LockHolder, isAlive: (pid: number) => boolean): LockHolder | undefined => {
      const found = holder();
      if (found && (found.host !== own.host || lives(found, own, isAlive))) {
        const { by, pid, host, command, since } = found;
        throw new MigrationError('LOCKED', `${by} runs "${command}" on ${host} (process ${pid}) since ${since}`);
      }
      insert.run(own.host, own.pid, own.by, own.command, own.since);
      heldHere.add(own.since);
      return found;
    }).immediate,
    /**
     * For use inside a write transaction: a process that was taken over (it slept, or its host was thought dead) must not
     * write what it believes.
     *
     * @throws {MigrationError} `LOCK_LOST` when somebody else holds the lock by now
     */
    assertHeld(own: LockHolder): void {
      const found = holder();
      if (found && found.host === own.host && found.pid === own.pid && found.since === own.since) return;
      const by = found === undefined ? 'nobody' : `${found.by} on ${found.host} (process ${found.pid})`;
      throw new MigrationError('LOCK_LOST', `the lock of this process was taken over; it is held by ${by} now`);
    },
    /** Gives the lock back; does nothing when somebody else holds it by now. */
    release(own: LockHolder): void {
      remove.run(own.host, own.pid, own.since);
      heldHere.delete(own.since);
    },
  };
}

function lives(found: LockHolder, own: LockHolder, isAlive: (pid: number) => boolean): boolean {
  return found.pid === own.pid ? heldHere.has(found.since) : isAlive(found.pid);
}
