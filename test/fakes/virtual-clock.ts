import type { Clock } from '../../src/pipeline/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * Time that jumps: whenever everything waits, it moves to the next moment at which something happens. An hour of
 * back-off passes in a moment, in the same order as on a real clock.
 */
export function createVirtualClock(): Clock {
  let now = 0;
  let order = 0;
  let sleepers: Sleeper[] = [];
  let ticking = false;

  /** Several turns of the event loop, so that group commits and promise chains come to rest first. */
  const whenIdle = (turns: number, then: () => void): void => {
    if (turns === 0) then();
    else setImmediate(() => whenIdle(turns - 1, then));
  };

  const tick = (): void => {
    if (ticking) return;
    ticking = true;
    whenIdle(6, () => {
      ticking = false;
      const [next] = [...sleepers].sort((a, b) => a.at - b.at || a.order - b.order);
      if (next === undefined) return;
      now = Math.max(now, next.at);
      next.wake();
      if (sleepers.length > 0) tick();
    });
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        order += 1;
        const sleeper: Sleeper = {
          at: now + ms,
          order,
          wake() {
            sleepers = sleepers.filter((other) => other !== sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        tick();
      }),
  };
}
