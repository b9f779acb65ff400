import type { StopReason } from '../domain/outcomes.ts';

/** Thrown inside a step when the run stops; what is on disk by then is what a later run starts from. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface RunControl {
  /** Aborts when waiting is over: sleeping steps wake up and stop. */
  readonly signal: AbortSignal;
  /** Whether new steps may still be claimed. */
  readonly open: boolean;
  readonly stopped: { readonly reason: StopReason; readonly message: string } | undefined;
  /** No new steps; those that have begun end in their own time. */
  close(reason: StopReason, message: string): void;
  /** Drain: requests that are out are awaited and committed, nothing else is begun. */
  drain(reason: StopReason, message: string): void;
  /** @throws {Stopped} once the run drains */
  checkpoint(): void;
}

/** @param interrupt - the operator's signal (Ctrl-C, SIGTERM) */
export function createRunControl(interrupt: AbortSignal): RunControl & { release(): void } {
  const waiting = new AbortController();
  let stopped: { reason: StopReason; message: string } | undefined;
  const drain = (reason: StopReason, message: string): void => {
    if (!waiting.signal.aborted) stopped = { reason, message };
    waiting.abort();
  };
  const onInterrupt = (): void => drain('interrupted', 'stopped by the operator');
  if (interrupt.aborted) onInterrupt();
  interrupt.addEventListener('abort', onInterrupt, { once: true });
  return {
    signal: waiting.signal,
    get open() {
      return stopped === undefined;
    },
    get stopped() {
      return stopped;
    },
    close(reason, message) {
      stopped ??= { reason, message };
    },
    drain,
    checkpoint() {
      if (waiting.signal.aborted) throw new Stopped('the run stops');
    },
    release: () => interrupt.removeEventListener('abort', onInterrupt),
  };
}
