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
  let open = 0;
  let allWritten: () => void = () => undefined;
  let failure: { readonly error: unknown } | undefined;
  const written = (): void => {
    open -= 1;
    if (open === 0) allWritten();
  };
  return {
    add(outcome) {
      open += 1;
      journal.outcome(outcome).then(written, (error: unknown) => {
        failure ??= { error };
        control.drain('interrupted', 'the journal cannot be written');
        written();
      });
    },
    async settled() {
      while (open > 0) {
        await new Promise<void>((resolve) => {
          allWritten = resolve;
        });
      }
      if (failure) throw failure.error;
    },
  };
}
