import { WebexHttpError, WebexNetworkError } from '../domain/webex-errors.ts';
import type { Clock } from '../pipeline/clock.ts';
import { DEFAULT_RETRY_AFTER_SECONDS } from '../steps/read-patiently.ts';
import type { WebexRequest, WebexResponse, WebexTransport } from '../webex/transport.ts';
import { createRequestRate } from './request-rate.ts';

export interface PaceOptions {
  /** A function where it may change while the transport is used. */
  readonly requestsPerMinute: number | (() => number);
  readonly clock: Clock;
  /** Drain: requests that still wait for their turn are given up (`WebexNetworkError`, never sent). */
  readonly drain?: AbortSignal;
  /** Milliseconds that scopes still have to rest, from a pause that an earlier process was told. */
  readonly resting?: ReadonlyMap<string, number>;
  readonly onThrottle?: (scope: string, seconds: number) => void;
}

interface Waiting {
  readonly release: () => void;
  readonly giveUp: () => void;
}

/**
 * Spaces requests so that no 60 seconds ever hold more than the budget. After a 429 or 423 the scope that the request
 * concerned rests until `Retry-After`, and everything goes at half speed, climbing back step by step. Scopes take
 * turns, so that one large customer does not starve the others. It repeats nothing.
 */
export function paceTransport(inner: WebexTransport, options: PaceOptions): WebexTransport {
  const { clock } = options;
  const { requestsPerMinute: budget } = options;
  const rate = createRequestRate(typeof budget === 'number' ? () => budget : budget, clock);
  /** Waiting requests by scope; the map's order is the order of turns. */
  const queues = new Map<string, Waiting[]>();
  const restingUntil = new Map([...(options.resting ?? [])].map(([scope, ms]) => [scope, clock.now() + ms]));
  let pumping = false;
  let wake: () => void = () => undefined;

  const nextScope = (): string | undefined => {
    const now = clock.now();
    for (const scope of queues.keys()) if ((restingUntil.get(scope) ?? 0) <= now) return scope;
    return undefined;
  };

  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    try {
      while (queues.size > 0) {
        const budgetMs = rate.waitMs();
        const scope = nextScope();
        if (scope === undefined || budgetMs > 0) {
          const now = clock.now();
          const rests = [...queues.keys()].map((name) => (restingUntil.get(name) ?? 0) - now);
          const nap = new AbortController();
          wake = () => nap.abort();
          await clock.sleep(Math.max(budgetMs, scope === undefined ? Math.min(...rests) : 0, 1), nap.signal);
          continue;
        }
        const queue = queues.get(scope);
        const turn = queue?.shift();
        queues.delete(scope);
        if (queue !== undefined && queue.length > 0) queues.set(scope, queue);
        rate.take();
        turn?.release();
      }
    } finally {
      pumping = false;
    }
  };

  /** Nobody waits and nothing is in the way: the usual case where the target is slower than the budget. */
  const isFree = (scope: string): boolean =>
    queues.size === 0 &&
    options.drain?.aborted !== true &&
    (restingUntil.get(scope) ?? 0) <= clock.now() &&
    rate.waitMs() === 0;

  const turnOf = (scope: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = () => reject(new WebexNetworkError('stopped before the request was sent', false));
      if (options.drain?.aborted) return giveUp();
      const queue = queues.get(scope);
      if (queue) queue.push({ release: resolve, giveUp });
      else queues.set(scope, [{ release: resolve, giveUp }]);
      // Another scope may be free while the present ones rest.
      wake();
      void pump();
    });

  options.drain?.addEventListener(
    'abort',
    () => {
      const given = [...queues.values()].flat();
      queues.clear();
      for (const waiting of given) waiting.giveUp();
      wake();
    },
    { once: true },
  );

  return {
    async send(request: WebexRequest, signal: AbortSignal): Promise<WebexResponse> {
      if (isFree(request.scope)) rate.take();
      else await turnOf(request.scope);
      const sentAt = clock.now();
      try {
        return await inner.send(request, signal);
      } catch (error) {
        if (error instanceof WebexHttpError && (error.status === 429 || error.status === 423)) {
          const seconds = error.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS;
          const until = clock.now() + seconds * 1000;
          restingUntil.set(request.scope, Math.max(until, restingUntil.get(request.scope) ?? 0));
          rate.slowDown(sentAt);
          options.onThrottle?.(request.scope, seconds);
        }
        throw error;
      }
    },
  };
}
