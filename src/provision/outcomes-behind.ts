import type { JournalOutcome } from '../domain/journal.ts';
import type { JournalPort } from './ports.ts';
import type { RunControl } from './run-control.ts';

/** Outcomes that are handed to the journal without waiting for the disk. */
export interface Behind {
  add(outcome: JournalOutcome): void;
  /** @throws the first error of the journal */
  settled(): Promise<void>;
}

/** The first outcome that cannot be written stops the run: nothing more may be sent without a journal. */
export function createBehind(journal: JournalPort, control: RunControl): Behind {
  const open = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  return {
    add(outcome) {
      const writing: Promise<void> = journal
        .outcome(outcome)
        .catch((error: unknown) => {
          failure ??= { error };
          control.drain('interrupted', 'the journal cannot be written');
        })
        .finally(() => open.delete(writing));
      open.add(writing);
    },
    async settled() {
      while (open.size > 0) await Promise.all(open);
      if (failure) throw failure.error;
    },
  };
}
