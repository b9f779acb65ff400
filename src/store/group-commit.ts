import type { Db } from './open.ts';

export interface GroupCommit {
  /** Runs `work` in the next transaction; resolves with its result once that transaction is on disk. */
  commit<T>(work: () => T): Promise<T>;
}

/** Throws when this process has lost the right to write; asked inside the transaction that it guards. */
export type Fence = () => void;

interface Entry {
  run(): void;
  confirm(): void;
  refuse(error: unknown): void;
}

/**
 * Gathers the writes of one event-loop turn into one transaction: with `synchronous=FULL` the flush to disk is what
 * costs, so ten steps that start together pay for one.
 *
 * `work` must be synchronous. When one of a group throws, the whole group is rolled back and rejected: a journal that
 * cannot be written stops the run anyway.
 */
export function createGroupCommit(db: Db, fence: Fence = () => undefined): GroupCommit {
  let group: Entry[] = [];
  const write = db.transaction((entries: readonly Entry[]) => {
    fence();
    for (const entry of entries) entry.run();
  });

  const flush = (): void => {
    const entries = group;
    group = [];
    try {
      write.immediate(entries);
    } catch (error) {
      for (const entry of entries) entry.refuse(error);
      return;
    }
    for (const entry of entries) entry.confirm();
  };

  return {
    commit: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (group.length === 0) setImmediate(flush);
        // A promise only listens to its first word: what the entry became is said after the commit, not before.
        let result: T;
        group.push({
          run() {
            result = work();
          },
          confirm: () => resolve(result),
          refuse: reject,
        });
      }),
  };
}
