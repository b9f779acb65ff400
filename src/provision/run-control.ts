import { setMaxListeners } from 'node:events';
import type { StopReason } from '../domain/outcomes.ts';

/** Thrown inside a step when the run stops; what is on disk by then is what a later run starts from. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface RunControl {
  /** Aborts when waiting is over: sleeping steps wake up and stop. */
  readonly signal: AbortSignal;
  /** False once the run has been told to end; a pause is no end. */
  readonly open: boolean;
  readonly paused: boolean;
  /** Whether new steps may be claimed at this moment. */
  readonly claiming: boolean;
  readonly stopped: { readonly reason: StopReason; readonly message: string } | undefined;
  /** No new steps; those that have begun end in their own time. */
  close(reason: StopReason, message: string): void;
  /** Drain: requests that are out are awaited and committed, nothing else is begun. */
  drain(reason: StopReason, message: string): void;
  /** Claims nothing until it is resumed; those that have begun end in their own time. */
  pause(on: boolean): void;
  /** Tells that limits have changed. */
  changed(): void;
  /** @returns takes the listener off again */
  onChange(listener: () => void): () => void;
  /** @throws {Stopped} once the run drains */
  checkpoint(): void;
}

/** @param interrupt - the operator's signal (Ctrl-C, SIGTERM) */
export function createRunControl(interrupt: AbortSignal): RunControl & { release(): void } {
  const waiting = new AbortController();
  // Every step that rests listens: thousands at a time are no leak.
  setMaxListeners(0, waiting.signal);
  const listeners = new Set<() => void>();
  let stopped: { reason: StopReason; message: string } | undefined;
  let paused = false;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const drain = (reason: StopReason, message: string): void => {
    if (!waiting.signal.aborted) stopped = { reason, message };
    waiting.abort();
    tell();
  };
  const onInterrupt = (): void => drain('interrupted', 'stopped by the operator');
  if (interrupt.aborted) onInterrupt();
  interrupt.addEventListener('abort', onInterrupt, { once: true });
  return {
    signal: waiting.signal,
    get open() {
      return stopped === undefined;
    },
    get paused() {
      return paused;
    },
    get claiming() {
      return stopped === undefined && !paused;
    },
    get stopped() {
      return stopped;
    },
    close(reason, message) {
      stopped ??= { reason, message };
      tell();
    },
    drain,
    pause(on) {
      paused = on;
      tell();
    },
    changed: tell,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    checkpoint() {
      if (waiting.signal.aborted) throw new Stopped('the run stops');
    },
    release: () => interrupt.removeEventListener('abort', onInterrupt),
  };
}
