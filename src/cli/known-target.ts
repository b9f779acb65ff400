import type { Db } from '../store/open.ts';

/**
 * The target that a question about the past is about, without asking the target itself: the embedded sandbox with
 * `--sandbox`, else the one that was planned for last. `undefined` when nothing was planned.
 */
export function knownTarget(db: Db, sandbox: boolean): string | undefined {
  const wanted = sandbox ? "WHERE target LIKE 'sandbox#%'" : '';
  return db
    .prepare<[], { target: string }>(`SELECT target FROM plan ${wanted} ORDER BY observed_at DESC, rowid DESC LIMIT 1`)
    .get()?.target;
}

/** Whether what is known of this target comes from the embedded simulator. */
export function isSandbox(target: string): boolean {
  return target.startsWith('sandbox#');
}
