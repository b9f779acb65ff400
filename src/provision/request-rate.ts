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
/** The bucket is filled for a minute that is half a second longer: a late packet cannot push a window over the budget. */
const SAFE_MINUTE_MS = 60_500;
/** What may be caught up after a moment in which nothing was ready: a fifth of a second's worth of the budget. */
const CATCH_UP_SHARE = 1 / 300;
/** However often the target refuses: slower than this, one bad hour would hold a run up for the rest of the day. */
const LEAST_SHARE = 1 / 8;

/**
 * A token bucket that never lets more than `perMinute` requests leave in any 60 seconds: what the bucket holds and what
 * flows into it in a minute stay below the budget plus one, and only whole requests leave. It starts with one token, so
 * that a process that was killed and started again does not begin with a burst.
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
  const catchUp = perMinute * CATCH_UP_SHARE;
  return { capacity: 1 + catchUp, perMs: (perMinute - catchUp) / SAFE_MINUTE_MS };
}
