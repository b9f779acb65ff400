import { EventEmitter } from 'node:events';

/** What ends one request early. */
export interface Deadline {
  /** Handed to undici, which takes an emitter of `abort` as well as a signal. */
  readonly emitter: EventEmitter;
  /** Whether it was the time that ran out, not the caller who gave up. */
  readonly passed: boolean;
  /** The request is over: call it always. */
  end(): void;
}

/** Requests under way by the signal that may give them up: one listener for all of them. */
const underWay = new WeakMap<AbortSignal, Set<EventEmitter>>();

/**
 * Gives a request up when the caller does, or when its time is over.
 *
 * `AbortSignal.any([signal, AbortSignal.timeout(ms)])` says the same, but costs more than all else that we do for a
 * request: two signals, weak references to them, and their collection.
 */
export function startDeadline(signal: AbortSignal, timeoutMs: number): Deadline {
  const emitter = new EventEmitter();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    emitter.emit('abort');
  }, timeoutMs);
  const together = sharingWith(signal);
  together.add(emitter);
  return {
    emitter,
    get passed() {
      return passed;
    },
    end() {
      clearTimeout(timer);
      together.delete(emitter);
    },
  };
}

function sharingWith(signal: AbortSignal): Set<EventEmitter> {
  const known = underWay.get(signal);
  if (known) return known;
  const together = new Set<EventEmitter>();
  underWay.set(signal, together);
  signal.addEventListener(
    'abort',
    () => {
      for (const emitter of together) emitter.emit('abort');
    },
    { once: true },
  );
  return together;
}
