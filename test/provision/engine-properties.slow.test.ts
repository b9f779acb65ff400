import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import type { FakeFault } from '../fakes/fake-target.ts';
import { acmePlan, createHarness, TARGET } from './engine-harness.ts';

const FAULTS: readonly FakeFault[] = [
  'error-before',
  'error-after',
  'drop-before',
  'drop-after',
  'throttle',
  'bad-request-after',
  'no-connection',
];
const PLAN = acmePlan();
const DUE = PLAN.steps.filter(({ step }) => step.phase === 'provision').length;

/** Faults by step position and attempt; every step is let through in the end. */
const faultMap = fc.dictionary(
  fc.integer({ min: 0, max: PLAN.steps.length - 1 }).map(String),
  fc.array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 2 }),
  { maxKeys: 8 },
);

function faultsOf(map: Readonly<Record<string, readonly FakeFault[]>>) {
  const place = new Map(PLAN.steps.map(({ step }, index) => [step.id, String(index)]));
  return (step: Step, attempt: number): FakeFault | undefined => map[place.get(step.id) ?? '']?.[attempt - 1];
}

const reference = async () => {
  const harness = createHarness();
  await harness.run();
  return harness.target.state();
};

describe('the engine, whatever the target does', () => {
  it('ends every step, keeps the order, and leaves exactly the objects of an undisturbed run', async () => {
    const expected = await reference();
    await fc.assert(
      fc.asyncProperty(
        faultMap,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 20_000 }),
        async (map, concurrency, hiddenMs) => {
          const harness = createHarness(acmePlan(), { fault: faultsOf(map), hiddenMs });

          const summary = await harness.run({ concurrency });

          const { counts } = summary;
          const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
          expect(total + summary.notReached).toBe(DUE);
          expect(summary).toMatchObject({ notReached: 0, counts: { failed: 0, skipped: 0, unknown: 0, waiting: 0 } });
          expect(harness.target.violations).toEqual([]);
          expect(harness.target.state()).toEqual(expected);
          expect(harness.target.mostOpen).toBeLessThanOrEqual(concurrency);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('comes to the same end wherever the process is killed, with no object made twice', async () => {
    const expected = await reference();
    for (let point = 1; ; point += 3) {
      const harness = createHarness(acmePlan(), { hiddenMs: 1000 });
      const died = await harness.runAndDie(point);
      if (!died) break;

      const summary = await harness.run();

      expect(summary.counts, `killed at point ${point}`).toMatchObject({
        failed: 0,
        skipped: 0,
        unknown: 0,
        waiting: 0,
      });
      expect(harness.target.state(), `killed at point ${point}`).toEqual(expected);
    }
  });

  it('comes to the same end after being killed several times', async () => {
    const expected = await reference();
    await fc.assert(
      fc.asyncProperty(
        faultMap,
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 }),
        async (map, points) => {
          const harness = createHarness(acmePlan(), { fault: faultsOf(map), hiddenMs: 1000 });
          for (const point of points) await harness.runAndDie(point);

          const summary = await harness.run();

          expect(summary.counts).toMatchObject({ failed: 0, skipped: 0, unknown: 0, waiting: 0 });
          expect(harness.target.state()).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('comes to the same end after any number of interrupts, with no question left open', async () => {
    const expected = await reference();
    await fc.assert(
      fc.asyncProperty(
        faultMap,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
        async (map, cuts) => {
          let interrupt = new AbortController();
          let left = 0;
          const harness = createHarness(acmePlan(), {
            fault: faultsOf(map),
            hiddenMs: 1500,
            onWrite: () => {
              left -= 1;
              if (left === 0) interrupt.abort();
            },
          });
          for (const cut of cuts) {
            interrupt = new AbortController();
            left = cut;
            await harness.run({}, interrupt.signal);
          }
          left = 0;

          const summary = await harness.run();

          expect(summary.counts).toMatchObject({ failed: 0, skipped: 0, unknown: 0, waiting: 0 });
          expect(harness.target.state()).toEqual(expected);
          const open = [...harness.journal.states(TARGET).values()].filter(({ state }) => state === 'in-doubt');
          expect(open).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
