import type { Clock } from '../pipeline/clock.ts';

export interface RequestRate {
  /** Milliseconds until a request may leave; 0 = now. */
  waitMs(): number;
  /** Counts one request; call it only when {@link waitMs} is 0. */
  take(): void;
  /** The target throttled a request that left at `sentAt`: half the speed, once per burst. */
  slowDown(sentAt: number): void;
  /** Share of the budget in use, 1 = all. */
  readonly share: number;
}

const MINUTE_MS = 60_000;
/** The bucket is filled for a minute that is one second longer: a late packet cannot push a window over the budget. */
const SAFE_MINUTE_MS = 61_000;
/** However often the target refuses: slower than this, one bad hour would hold a run up for the rest of the day. */
const LEAST_SHARE = 1 / 8;

/**
 * A token bucket that never lets more than `perMinute` requests leave in any 60 seconds: what the bucket holds (a
 * second's worth) and what flows into it in a minute add up to the budget. It starts with one token, so that a process
 * that was killed and started again does not begin with a burst.
 */
export function createRequestRate(budget: () => number, clock: Clock): RequestRate {
  let perMinute = budget();
  let { capacity, perMs } = bucketOf(perMinute);
  let share = 1;
  let tokens = 1;
  let filledAt = clock.now();
  let slowedAt = Number.NEGATIVE_INFINITY;
  let sinceThrottle = 0;

  const fill = (): void => {
    const now = clock.now();
    if (budget() !== perMinute) {
      perMinute = budget();
      ({ capacity, perMs } = bucketOf(perMinute));
    }
    tokens = Math.min(capacity, tokens + (now - filledAt) * perMs * share);
    filledAt = now;
  };

  return {
    waitMs() {
      fill();
      return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / (perMs * share)));
    },
    take() {
      tokens -= 1;
      if (share >= 1) return;
      sinceThrottle += 1;
      // A minute's worth of requests at the present speed without another 429: ten per cent of the budget more.
      if (sinceThrottle >= perMs * share * MINUTE_MS) {
        fill();
        share = Math.min(1, share + 0.1);
        sinceThrottle = 0;
      }
    },
    slowDown(sentAt) {
      sinceThrottle = 0;
      if (sentAt < slowedAt) return;
      fill();
      share = Math.max(LEAST_SHARE, share / 2);
      slowedAt = clock.now();
    },
    get share() {
      return share;
    },
  };
}

function bucketOf(perMinute: number): { readonly capacity: number; readonly perMs: number } {
  const capacity = Math.max(1, Math.floor(perMinute / 60));
  // A budget of one leaves nothing to flow in beside the token that is held.
  return { capacity, perMs: perMinute <= 1 ? 1 / SAFE_MINUTE_MS : (perMinute - capacity) / SAFE_MINUTE_MS };
}
