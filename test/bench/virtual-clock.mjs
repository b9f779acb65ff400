/**
 * Time that jumps to the next moment at which something happens, once everything has come to rest: hours of pacing pass in
 * seconds, and no slow machine disturbs what is measured. Real work under way (`during`) holds it.
 */
export function createVirtualClock() {
  let now = 0;
  let order = 0;
  let working = 0;
  let ticking = false;
  /** A binary heap by time, then order: thousands may sleep at once. */
  const heap = [];

  const before = (a, b) => heap[a].at < heap[b].at || (heap[a].at === heap[b].at && heap[a].order < heap[b].order);
  const swap = (a, b) => {
    [heap[a], heap[b]] = [heap[b], heap[a]];
  };
  const push = (sleeper) => {
    let at = heap.push(sleeper) - 1;
    for (let up = (at - 1) >> 1; at > 0 && before(at, up); up = (at - 1) >> 1) {
      swap(at, up);
      at = up;
    }
  };
  const pop = () => {
    swap(0, heap.length - 1);
    const first = heap.pop();
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return first;
      const best = left + 1 < heap.length && before(left + 1, left) ? left + 1 : left;
      if (!before(best, at)) return first;
      swap(best, at);
      at = best;
    }
  };

  /** Several turns of the event loop, so that group commits and promise chains come to rest first. */
  const tick = (turns = 5) => {
    if (turns === 5) {
      if (ticking) return;
      ticking = true;
    }
    setImmediate(() => {
      if (working > 0) {
        ticking = false;
        return;
      }
      if (turns > 1) return tick(turns - 1);
      ticking = false;
      while (heap.length > 0 && heap[0].done) pop();
      if (heap.length === 0) return;
      const next = pop();
      now = Math.max(now, next.at);
      next.wake();
      tick();
    });
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        order += 1;
        const sleeper = { at: now + ms, order, done: false, wake: undefined };
        sleeper.wake = () => {
          if (sleeper.done) return;
          sleeper.done = true;
          signal?.removeEventListener('abort', sleeper.wake);
          resolve();
        };
        push(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        tick();
      }),
    /** Real work that takes no virtual time. */
    async during(work) {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
        tick();
      }
    },
  };
}
