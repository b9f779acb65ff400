import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import type { Clock } from '../../src/pipeline/clock.ts';
import { createRunControl } from '../../src/provision/run-control.ts';
import { scheduleSteps } from '../../src/provision/schedule-steps.ts';
import { inheritEnd, isDone, type StepEnd } from '../../src/provision/step-end.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import { buildStep } from '../steps/step-builders.ts';

/** One step of a made-up plan. */
interface Case {
  readonly hard: readonly number[];
  readonly soft: readonly number[];
  readonly exclusive: string | undefined;
  readonly kind: 'device' | 'setting';
  readonly fails: boolean;
  readonly known: boolean;
  /** Milliseconds of work; a negative one is a rest without a slot. */
  readonly work: readonly number[];
}

const aCase = fc.record({
  hard: fc.array(fc.nat(30), { maxLength: 2 }),
  soft: fc.array(fc.nat(30), { maxLength: 2 }),
  exclusive: fc.constantFrom(undefined, undefined, 'anna', 'bert'),
  kind: fc.constantFrom('device' as const, 'setting' as const),
  fails: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  known: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  work: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 3 }),
});

/** Edges only point back, so that there is no circle. */
function stepsOf(cases: readonly Case[]): Step[] {
  return cases.map(({ hard, soft, exclusive, kind }, index) => ({
    ...buildStep(kind, { id: `s${index}` }),
    hard: [...new Set(hard.filter((other) => other < index).map((other) => `s${other}`))],
    soft: [...new Set(soft.filter((other) => other < index).map((other) => `s${other}`))],
    ...(exclusive === undefined ? {} : { exclusive }),
  }));
}

interface Change {
  readonly afterMs: number;
  readonly concurrency: number;
  readonly paused: boolean;
}

const KIND_LIMIT = 2;

/** Runs a made-up plan in virtual time and holds every moment against a model that is too simple to be wrong. */
async function observe(cases: readonly Case[], concurrency: number, changes: readonly Change[] = []) {
  const steps = stepsOf(cases);
  const clock = createVirtualClock();
  const control = createRunControl(new AbortController().signal);
  let limit = concurrency;
  const ends = new Map<string, StepEnd>();
  const begun = new Set<string>();
  const running = new Map<string, 'working' | 'resting'>();
  const faults: string[] = [];
  const holding = () => [...running.values()].filter((how) => how === 'working').length;
  const caseOf = ({ id }: Step): Case => cases[Number(id.slice(1))] ?? fail();
  const fail = (): never => {
    throw new Error('no such step');
  };
  const runningSteps = () => steps.filter(({ id }) => running.has(id));

  const isReady = (step: Step): boolean =>
    !begun.has(step.id) &&
    !ends.has(step.id) &&
    [...step.hard, ...step.soft].every((id) => ends.has(id)) &&
    !runningSteps().some(({ exclusive }) => exclusive !== undefined && exclusive === step.exclusive) &&
    runningSteps().filter(({ kind }) => kind === step.kind).length < KIND_LIMIT;
  /** At rest, with everything waiting for time to pass. */
  const check = (): void => {
    const idle = steps.filter(isReady);
    if (idle.length > 0 && holding() < limit && control.claiming) {
      faults.push(`${idle.map(({ id }) => id).join()} ready while ${limit - holding()} slots are free`);
    }
  };
  const watched: Clock = {
    now: clock.now,
    async sleep(ms, signal) {
      await clock.sleep(ms, signal);
      check();
    },
  };
  for (const { afterMs, concurrency: next, paused } of changes) {
    void clock.sleep(afterMs).then(() => {
      limit = next;
      control.pause(paused);
    });
  }
  // Whatever was wished for, in the end it goes on.
  void clock.sleep(2000).then(() => control.pause(false));

  await scheduleSteps<StepEnd>(steps, {
    control,
    clock: watched,
    concurrency: () => limit,
    kindLimit: () => KIND_LIMIT,
    known: (step) => (caseOf(step).known ? { state: 'unchanged' } : undefined),
    succeeded: isDone,
    inherit: inheritEnd,
    notReached: { state: 'not-reached' },
    async run(step, lease) {
      if (!control.claiming) faults.push(`${step.id} begun while paused`);
      if (holding() >= limit) faults.push(`${step.id} begun above the limit`);
      if ([...step.hard, ...step.soft].some((id) => !ends.has(id))) faults.push(`${step.id} begun too early`);
      if (runningSteps().some(({ exclusive }) => exclusive !== undefined && exclusive === step.exclusive)) {
        faults.push(`two at once for ${step.exclusive}`);
      }
      if (runningSteps().filter(({ kind }) => kind === step.kind).length >= KIND_LIMIT)
        faults.push(`too many ${step.kind}`);
      begun.add(step.id);
      running.set(step.id, 'working');
      for (const ms of caseOf(step).work) {
        if (ms >= 0) await watched.sleep(ms);
        else {
          running.set(step.id, 'resting');
          await lease.rest(-ms);
          running.set(step.id, 'working');
        }
      }
      running.delete(step.id);
      return caseOf(step).fails ? { state: 'failed', cause: `${step.id} broke` } : { state: 'created' };
    },
    ended(step, end) {
      if (ends.has(step.id)) faults.push(`${step.id} ended twice`);
      ends.set(step.id, end);
    },
  });
  control.release();
  return { steps, ends, faults };
}

describe('scheduleSteps, against a model', () => {
  it('never leaves a slot idle while a step is ready, keeps every limit and every edge, ends every step once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aCase, { minLength: 1, maxLength: 25, size: 'max' }),
        fc.integer({ min: 1, max: 5 }),
        async (cases, concurrency) => {
          const { steps, ends, faults } = await observe(cases, concurrency);

          expect(faults).toEqual([]);
          expect(ends.size).toBe(steps.length);
          expect([...ends.values()].filter(({ state }) => state === 'not-reached')).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps all of that while it is paused, resumed and given other limits', async () => {
    const change = fc.record({
      afterMs: fc.integer({ min: 0, max: 120 }),
      concurrency: fc.integer({ min: 1, max: 6 }),
      paused: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(aCase, { minLength: 5, maxLength: 20, size: 'max' }),
        fc.array(change, { maxLength: 4 }),
        async (cases, changes) => {
          const { steps, ends, faults } = await observe(cases, 3, changes);

          expect(faults).toEqual([]);
          expect(ends.size).toBe(steps.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('skips what hangs from a failure and names the root cause, not the nearest one', async () => {
    const base = { soft: [], exclusive: undefined, kind: 'setting' as const, fails: false, known: false, work: [1] };
    const { ends } = await observe(
      [
        { ...base, hard: [], fails: true },
        { ...base, hard: [0] },
        { ...base, hard: [1] },
        { ...base, hard: [], soft: [0] },
      ],
      2,
    );

    expect(ends.get('s2')).toMatchObject({ state: 'skipped', cause: expect.stringContaining('s0 broke') });
    expect(ends.get('s3')).toEqual({ state: 'created' });
  });

  it('takes the longest chain first', async () => {
    const base = { soft: [], exclusive: undefined, kind: 'setting' as const, fails: false, known: false, work: [10] };
    // Two loose ends come before the chain in the plan; with one slot the chain still begins first.
    const cases = [
      ...[0, 1].map(() => ({ ...base, hard: [] })),
      ...[2, 3, 4].map((n) => ({ ...base, hard: n === 2 ? [] : [n - 1] })),
    ];

    const { ends } = await observe(cases, 1);

    expect([...ends.keys()].slice(0, 2)).toEqual(['s2', 's3']);
  });
});
