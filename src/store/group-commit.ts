import type { Db } from './open.ts';

export interface GroupCommit {
  /** Runs `work` in the next transaction; resolves with its result once that transaction is on disk. */
  commit<T>(work: () => T): Promise<T>;
}

/** Throws when this process has lost the right to write; asked inside the transaction that it guards. */
export type Fence = () => void;

/**
 * Gathers the writes of one event-loop turn into one transaction: with `synchronous=FULL` the flush to disk is what
 * costs, so ten steps that start together pay for one.
 *
 * `work` must be synchronous. When one of a group throws, the whole group is rolled back and rejected: a journal that
 * cannot be written stops the run anyway.
 */
export function createGroupCommit(db: Db, fence: Fence = () => undefined): GroupCommit {
  let group: (() => void)[] = [];
  let settle: ((failure: { readonly error: unknown } | undefined) => void)[] = [];

  const flush = (): void => {
    const work = group;
    const waiting = settle;
    group = [];
    settle = [];
    let failure: { readonly error: unknown } | undefined;
    try {
      db.transaction(() => {
        fence();
        for (const run of work) run();
      }).immediate();
    } catch (error) {
      failure = { error };
    }
    for (const end of waiting) end(failure);
  };

  return {
    commit: (work) =>
      new Promise((resolve, reject) => {
        if (group.length === 0) setImmediate(flush);
        let result: { readonly value: ReturnType<typeof work> } | undefined;
        group.push(() => {
          result = { value: work() };
        });
        settle.push((failure) => {
          if (failure) reject(failure.error);
          else if (result) resolve(result.value);
        });
      }),
  };
}
