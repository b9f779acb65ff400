import { describe, expect, it } from 'vitest';
import { WebexHttpError, WebexNetworkError } from '../../src/domain/webex-errors.ts';
import type { Found } from '../../src/steps/handler.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import { buildStep } from '../steps/step-builders.ts';
import { createSingleStep } from './single-step.ts';

const MINUTE = 60_000;

/** A target that takes five minutes for a customer; `isBlank` leaves it out of a list answer. */
function customerTarget(isBlank: (ageMs: number, look: number) => boolean) {
  const clock = createVirtualClock();
  let madeAt: number | undefined;
  let posts = 0;
  let looks = 0;
  const engine = createSingleStep(
    {
      kind: 'customer',
      safety: 'look-first',
      canChange: true,
      async lookUp(): Promise<Found | undefined> {
        await clock.sleep(5);
        if (madeAt === undefined) return undefined;
        const ageMs = clock.now() - madeAt;
        looks += 1;
        if (isBlank(ageMs, looks)) return undefined;
        const done = ageMs > 5 * MINUTE;
        return {
          outputs: { customerId: 'c1' },
          differences: [],
          ...(done ? {} : { pending: 'provisioning' as const }),
        };
      },
      async write() {
        posts += 1;
        madeAt = clock.now();
        return { status: 202, accepted: true, outputs: { customerId: 'c1' } };
      },
    },
    clock,
  );
  return {
    engine,
    /** The request of a killed process has arrived. */
    plant() {
      madeAt = clock.now();
    },
    get posts() {
      return posts;
    },
    get looks() {
      return looks;
    },
  };
}

/** One blank answer, later than any window that began with the step. */
function onceAfter(limitMs: number) {
  let done = false;
  return (ageMs: number): boolean => {
    if (done || ageMs < limitMs) return false;
    done = true;
    return true;
  };
}

describe('a customer that the target is still at', () => {
  const customer = buildStep('customer');

  it('is not sent again for one blank answer, however late it comes', async () => {
    const target = customerTarget(onceAfter(130_000));
    await target.engine.leaveInDoubt(customer);
    target.plant();

    const summary = await target.engine.run(customer);

    expect(target.posts).toBe(0);
    expect(summary.counts).toMatchObject({ created: 1, unknown: 0 });
  });

  it('is no unknown either in a run that nothing disturbs', async () => {
    const target = customerTarget(onceAfter(130_000));

    const summary = await target.engine.run(customer);

    expect(target.posts).toBe(1);
    expect(summary.counts).toMatchObject({ created: 1, unknown: 0 });
  });

  it('is left to a person when it was seen and stays away, and is never sent again', async () => {
    const target = customerTarget((ageMs) => ageMs > 30_000);
    await target.engine.leaveInDoubt(customer);
    target.plant();

    const first = await target.engine.run(customer);
    const second = await target.engine.run(customer);

    expect([first.counts.unknown, second.counts.unknown]).toEqual([1, 1]);
    expect(target.posts).toBe(0);
  });

  it('keeps on disk that it was seen: a later run that sees nothing does not send it', async () => {
    const stop = new AbortController();
    const target = customerTarget((ageMs, look) => {
      if (look === 3) stop.abort();
      return ageMs > 30_000 || look > 3;
    });
    await target.engine.leaveInDoubt(customer);
    target.plant();

    const first = await target.engine.run(customer, { signal: stop.signal });
    const second = await target.engine.run(customer);

    expect(first.stopped?.reason).toBe('interrupted');
    expect(second.counts.unknown).toBe(1);
    expect(target.posts).toBe(0);
  });
});

describe('an unknown outcome', () => {
  const changed = { ...buildStep('customer'), content: 'changed' };
  /** The request was accepted, and nothing ever appears. */
  const unknownCustomer = async () => {
    const target = customerTarget(() => true);
    const summary = await target.engine.run(buildStep('customer'));
    expect([summary.counts.unknown, target.posts]).toEqual([1, 1]);
    return target;
  };

  it('is not sent again because something else is wanted now', async () => {
    const target = await unknownCustomer();

    const summary = await target.engine.run(changed, { observedAt: '2026-02-01T00:00:00.000Z' });

    expect(summary.counts.unknown).toBe(1);
    expect(target.posts).toBe(1);
  });

  it('is looked for over the whole window before a person’s retry sends it again', async () => {
    const target = await unknownCustomer();
    const { looks } = target;

    await target.engine.run(changed, { observedAt: '2026-02-01T00:00:00.000Z', retryFailed: true });

    expect(target.posts).toBe(2);
    expect(target.looks - looks).toBeGreaterThanOrEqual(5);
  });

  it('is not sent again when the plan has found the object and the look-up now does not', async () => {
    const target = await unknownCustomer();

    const summary = await target.engine.run(changed, { observedAt: '2026-02-01T00:00:00.000Z', action: 'adopt' });

    expect(summary.counts.unknown).toBe(1);
    expect(target.posts).toBe(1);
  });
});

describe('a step that takes two requests', () => {
  const queue = buildStep('callQueue');

  /** A queue whose creation leaves something out; `failSecond` happens to the request that would complete it. */
  function queueTarget(failSecond: () => void) {
    let created = 0;
    let full = false;
    let failed = false;
    const engine = createSingleStep({
      kind: 'callQueue',
      safety: 'look-first',
      canChange: true,
      createsInParts: true,
      lookUp: async () =>
        created === 0
          ? undefined
          : {
              outputs: { queueId: 'q1' },
              differences: full ? [] : [{ field: 'enabled', expected: true, actual: false }],
            },
      async write(_step, _context, found) {
        if (found === undefined) {
          created += 1;
          return { status: 200 };
        }
        if (!failed) {
          failed = true;
          failSecond();
        }
        full = true;
        return { status: 204, outputs: { queueId: 'q1' } };
      },
    });
    return { engine, state: () => ({ created, full }) };
  }

  it.each([
    ['a refused token', () => new WebexHttpError('token expired', { status: 401 })],
    ['a throttled request', () => new WebexHttpError('too many requests', { status: 429, retryAfterSeconds: 2 })],
    ['a parent that is not visible yet', () => new WebexHttpError('not found', { status: 404 })],
    ['a request that was never sent', () => new WebexNetworkError('stopped before it was sent', false)],
  ])('ends complete after %s between them', async (_what, failure) => {
    const { engine, state } = queueTarget(() => {
      throw failure();
    });

    await engine.run(queue);
    await engine.run(queue);

    expect(state()).toEqual({ created: 1, full: true });
    expect(engine.stateOf(queue)).toMatchObject({ state: 'created', outputs: { queueId: 'q1' } });
  });

  it.each([
    ['an interrupt', () => new WebexNetworkError('stopped before it was sent', false)],
    ['a throttled request', () => new WebexHttpError('too many requests', { status: 429, retryAfterSeconds: 2 })],
  ])('ends complete in the next run when %s ends this one', async (_what, failure) => {
    const stop = new AbortController();
    const { engine, state } = queueTarget(() => {
      stop.abort();
      throw failure();
    });

    await engine.run(queue, { signal: stop.signal });
    expect(engine.stateOf(queue)?.state).toBe('in-doubt');
    const summary = await engine.run(queue);

    expect(summary.counts).toMatchObject({ created: 1, failed: 0 });
    expect(state()).toEqual({ created: 1, full: true });
  });
});
