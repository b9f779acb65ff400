import type { Clock } from '../pipeline/clock.ts';

export interface OutageWatch {
  answered(): void;
  failed(): void;
  /** Nothing but failures for longer than patience lasts: the target is gone, not one object broken. */
  readonly isOutage: boolean;
  /** Failures without an answer in between, whatever their time. */
  readonly hasStreak: boolean;
}

const STREAK = 5;

/** Tells a lost network from a single object that the target cannot handle. */
export function createOutageWatch(clock: Clock, patienceMs: number): OutageWatch {
  let failures = 0;
  let since = 0;
  return {
    answered() {
      failures = 0;
    },
    failed() {
      if (failures === 0) since = clock.now();
      failures += 1;
    },
    get isOutage() {
      return failures >= STREAK && clock.now() - since >= patienceMs;
    },
    get hasStreak() {
      return failures >= STREAK;
    },
  };
}
