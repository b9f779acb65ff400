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

/** Whether what a command tells of was done in the embedded simulator: it was named, or is what was planned for last. */
export function isAboutSandbox(db: Db, sandbox: boolean): boolean {
  return sandbox || isSandbox(knownTarget(db, false) ?? '');
}

/** Whether what is known of this target comes from the embedded simulator. */
export function isSandbox(target: string): boolean {
  return target.startsWith('sandbox#');
}
