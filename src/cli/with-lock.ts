import { hostname, userInfo } from 'node:os';
import { type LockHolder, writerLock } from '../store/lock.ts';
import type { Db } from '../store/open.ts';

/** Who runs this, for the lock and the journal. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Who runs this and on which machine, for the record of what is approved and written. */
export function currentPerson(): { readonly by: string; readonly host: string } {
  return { by: currentUser(), host: hostname() };
}

/**
 * Runs `work` as the only writer of this workspace folder; a dead holder is taken over with a note on stderr.
 *
 * @param work - is handed a fence: it throws `LOCK_LOST` once the lock is somebody else's
 */
export async function withLock<Result>(
  db: Db,
  command: string,
  work: (fence: () => void) => Promise<Result>,
): Promise<Result> {
  const lock = writerLock(db);
  const own = { ...currentPerson(), pid: process.pid, command, since: new Date().toISOString() };
  const dead = lock.acquire(own, isAlive);
  if (dead !== undefined) {
    process.stderr.write(
      `note: took over the lock of process ${dead.pid} ("${dead.command}", since ${dead.since}), which is gone\n`,
    );
  }
  try {
    return await work(() => lock.assertHeld(own));
  } finally {
    lock.release(own);
  }
}

/** Whether a holder on this host has ended; one on another host is never judged from here. */
export function isGone(holder: LockHolder): boolean {
  return holder.host === hostname() && !isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
