import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WebexHttpError, WebexNetworkError } from '../../src/domain/webex-errors.ts';
import { paceTransport } from '../../src/provision/paced-transport.ts';
import { createRequestRate } from '../../src/provision/request-rate.ts';
import type { WebexTransport } from '../../src/webex/transport.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

const NEVER = new AbortController().signal;

function get(scope: string) {
  return { method: 'GET' as const, path: '/x', scope };
}

/** A target that notes when requests arrive; `refuse` answers 429 for some of them. */
function recorder(
  clock: ReturnType<typeof createVirtualClock>,
  refuse: (index: number) => number | undefined = () => undefined,
) {
  const sent: { readonly at: number; readonly scope: string }[] = [];
  const transport: WebexTransport = {
    async send(request) {
      const index = sent.length;
      sent.push({ at: clock.now(), scope: request.scope });
      const seconds = refuse(index);
      if (seconds !== undefined) throw new WebexHttpError('slow down', { status: 429, retryAfterSeconds: seconds });
      return { status: 200, body: undefined, headers: {} };
    },
  };
  return { sent, transport };
}

function mostInAnyMinute(times: readonly number[]): number {
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + 60_000).length));
}

describe('paceTransport', () => {
  it('never lets more than the budget leave in any 60 seconds, whatever arrives when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 240 }),
        fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 150, size: 'max' }),
        async (perMinute, gaps) => {
          const clock = createVirtualClock();
          const { sent, transport } = recorder(clock);
          const paced = paceTransport(transport, { requestsPerMinute: perMinute, clock });
          const out: Promise<unknown>[] = [];
          for (const gap of gaps) {
            // Mostly bursts, sometimes a pause.
            if (gap > 35_000) await clock.sleep(gap);
            out.push(paced.send(get(`org${gap % 3}`), NEVER));
          }
          await Promise.all(out);
          expect(sent).toHaveLength(gaps.length);
          expect(mostInAnyMinute(sent.map(({ at }) => at))).toBeLessThanOrEqual(perMinute);
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each([60, 300, 600, 2400])('uses nearly all of a budget of %i when there is enough to do', async (perMinute) => {
    const clock = createVirtualClock();
    const { sent, transport } = recorder(clock);
    const paced = paceTransport(transport, { requestsPerMinute: perMinute, clock });
    const count = Math.round(2.2 * perMinute);

    await Promise.all(Array.from({ length: count }, () => paced.send(get('org'), NEVER)));

    expect(mostInAnyMinute(sent.map(({ at }) => at))).toBeLessThanOrEqual(perMinute);
    const took = (sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0);
    expect(((count - 1) / took) * 60_000).toBeGreaterThan(0.98 * perMinute);
  });

  it('rests only the scope that was throttled, until Retry-After', async () => {
    const clock = createVirtualClock();
    const { sent, transport } = recorder(clock, (index) => (index === 0 ? 30 : undefined));
    const paced = paceTransport(transport, { requestsPerMinute: 6000, clock });
    await expect(paced.send(get('slow'), NEVER)).rejects.toThrow('slow down');

    await Promise.all([paced.send(get('slow'), NEVER), paced.send(get('free'), NEVER)]);

    expect(sent.map(({ scope }) => scope)).toEqual(['slow', 'free', 'slow']);
    expect(sent[1]?.at).toBeLessThan(1000);
    expect(sent[2]?.at).toBeGreaterThanOrEqual(30_000);
  });

  it('rests a scope that an earlier process was told to leave alone', async () => {
    const clock = createVirtualClock();
    const { sent, transport } = recorder(clock);
    const resting = new Map([['slow', 20_000]]);
    const paced = paceTransport(transport, { requestsPerMinute: 6000, clock, resting });

    await Promise.all([paced.send(get('slow'), NEVER), paced.send(get('free'), NEVER)]);

    expect(sent.map(({ scope }) => scope)).toEqual(['free', 'slow']);
    expect(sent[1]?.at).toBeGreaterThanOrEqual(20_000);
  });

  it('lets a scope that arrives later pass one that rests', async () => {
    const clock = createVirtualClock();
    const { sent, transport } = recorder(clock, (index) => (index === 0 ? 30 : undefined));
    const paced = paceTransport(transport, { requestsPerMinute: 6000, clock });
    await expect(paced.send(get('slow'), NEVER)).rejects.toThrow('slow down');
    const resting = paced.send(get('slow'), NEVER);
    const later = Promise.resolve().then(() => paced.send(get('free'), NEVER));

    await Promise.all([resting, later]);

    expect(sent.map(({ scope }) => scope)).toEqual(['slow', 'free', 'slow']);
  });

  it('goes at half speed after a 429 and climbs back', async () => {
    const clock = createVirtualClock();
    const { sent, transport } = recorder(clock, (index) => (index === 0 ? 1 : undefined));
    const paced = paceTransport(transport, { requestsPerMinute: 60, clock });
    await expect(paced.send(get('org'), NEVER)).rejects.toThrow('slow down');

    await Promise.all(Array.from({ length: 300 }, () => paced.send(get('org'), NEVER)));

    const perMinute = (from: number): number => sent.filter(({ at }) => at >= from && at < from + 60_000).length;
    expect(perMinute(2000)).toBeLessThanOrEqual(31);
    expect(perMinute(2000)).toBeGreaterThan(25);
    const last = sent.at(-1)?.at ?? 0;
    expect(perMinute(last - 60_000)).toBeGreaterThan(50);
  });

  it('never falls below an eighth of the budget, however often it is refused', async () => {
    const clock = createVirtualClock();
    const rate = createRequestRate(() => 240, clock);
    for (let burst = 0; burst < 10; burst++) {
      await clock.sleep(1000);
      rate.slowDown(clock.now());
    }

    expect(rate.share).toBe(1 / 8);
  });

  it('takes five seconds where the target does not say how long', async () => {
    const clock = createVirtualClock();
    const transport: WebexTransport = {
      send: () => Promise.reject(new WebexHttpError('locked', { status: 423 })),
    };
    const seen: [string, number][] = [];
    const paced = paceTransport(transport, {
      requestsPerMinute: 6000,
      clock,
      onThrottle: (scope, seconds) => seen.push([scope, seconds]),
    });

    await expect(paced.send(get('org'), NEVER)).rejects.toThrow('locked');

    expect(seen).toEqual([['org', 5]]);
  });

  it('gives up what still waits when the run drains, as never sent', async () => {
    const clock = createVirtualClock();
    const drain = new AbortController();
    const { sent, transport } = recorder(clock);
    const paced = paceTransport(transport, { requestsPerMinute: 1, clock, drain: drain.signal });
    await paced.send(get('org'), NEVER);
    const waiting = paced.send(get('org'), NEVER);

    drain.abort();

    const error = await waiting.catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(WebexNetworkError);
    expect(error).toMatchObject({ sent: false });
    expect(sent).toHaveLength(1);
  });
});
