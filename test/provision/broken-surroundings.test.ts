import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFailure, exitCodeOf, failureDocument } from '../../src/cli/failure.ts';
import type { Step } from '../../src/domain/plan.ts';
import { openStore } from '../../src/store/open.ts';
import { acmePlan, createHarness, type Harness, TARGET } from './engine-harness.ts';

const DAY_MS = 86_400_000;
const FINE = { failed: 0, skipped: 0, unknown: 0, waiting: 0 };

async function undisturbed(): Promise<string[]> {
  const harness = createHarness();
  await harness.run();
  return harness.target.state();
}

/** A harness over a database on disk, whose limits and rights can change under the run. */
function onDisk(onWrite: (harness: Harness, step: Step, count: number) => void = () => undefined) {
  let count = 0;
  const db = openStore(join(mkdtempSync(join(tmpdir(), 'bw2w-broken-')), 'migration.db'));
  const harness: Harness = createHarness(
    acmePlan(),
    {
      hiddenMs: 500,
      onWrite(step) {
        count += 1;
        onWrite(harness, step, count);
      },
    },
    { db },
  );
  return harness;
}

/** Every request that reached the target has its intent on disk. */
function expectIntents(harness: Harness): void {
  expect(harness.target.writes).toBeLessThanOrEqual(harness.journal.allAttempts(TARGET).length);
}

function pagesOf({ db }: Harness): number {
  return Number(db.pragma('page_count', { simple: true }));
}

describe('a disk that fills up', () => {
  it.each([1, 2, 3, 5])('stops the run after %i more pages with nothing unrecorded, and it resumes', async (pages) => {
    const expected = await undisturbed();
    const harness = onDisk();
    harness.db.pragma(`max_page_count = ${pagesOf(harness) + pages}`);

    const error: unknown = await harness.run().then(
      () => undefined,
      (failure: unknown) => failure,
    );

    expect(error).toMatchObject({ code: 'SQLITE_FULL' });
    expect(exitCodeOf(error)).toBe(8);
    expect(describeFailure(error, false)).toContain('make room, then run the same command again');
    expect(failureDocument(error)).toMatchObject({ error: { code: 'DATABASE' } });
    expectIntents(harness);

    harness.db.pragma('max_page_count = 1000000');
    const { counts } = await harness.run();

    expect(counts).toMatchObject(FINE);
    expect(harness.target.state()).toEqual(expected);
    expect(harness.target.violations).toEqual([]);
    harness.db.close();
  });
});

describe('a database that turns read-only', () => {
  it('lets nothing be sent when it is so from the start', async () => {
    const harness = onDisk();
    harness.db.pragma('query_only = ON');

    await expect(harness.run()).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_READONLY/) });

    expect(harness.target.requests).toBe(0);
    harness.db.close();
  });

  it('stops a run at once, and the run resumes', async () => {
    const expected = await undisturbed();
    const harness = onDisk(({ db }, _step, count) => {
      if (count === 9) db.pragma('query_only = ON');
    });

    const error: unknown = await harness.run().then(
      () => undefined,
      (failure: unknown) => failure,
    );

    expect(error).toMatchObject({ code: expect.stringMatching(/^SQLITE_READONLY/) });
    expect(exitCodeOf(error)).toBe(8);
    // Those that were out already may arrive; nothing new leaves.
    expect(harness.target.writes).toBeLessThanOrEqual(9 + 4);
    expectIntents(harness);

    harness.db.pragma('query_only = OFF');
    const { counts } = await harness.run();

    expect(counts).toMatchObject(FINE);
    expect(harness.target.state()).toEqual(expected);
    harness.db.close();
  });
});

describe('a clock on the wall that jumps', () => {
  it.each([
    ['a day back', -DAY_MS],
    ['a day ahead', DAY_MS],
    ['to before the plan was made', -400 * DAY_MS],
  ])('makes no object twice, in the run nor in the next one: %s', async (_name, jumpMs) => {
    const expected = await undisturbed();
    let writes = 0;
    const harness: Harness = createHarness(acmePlan(), {
      hiddenMs: 500,
      onWrite() {
        writes += 1;
        if (writes === 10) harness.wall.offsetMs = jumpMs;
      },
    });

    const first = await harness.run();
    harness.wall.offsetMs = -jumpMs;
    const second = await harness.run();

    expect(first.counts).toMatchObject(FINE);
    expect(first.durationMs).toBeLessThan(DAY_MS / 24);
    expect(second.counts).toMatchObject(FINE);
    expect(harness.target.state()).toEqual(expected);
    expect(new Set(harness.target.keys()).size).toBe(harness.target.keys().length);
  });
});

describe('a network that is lost', () => {
  it('stops the run as unavailable, and the next run ends in the same state', async () => {
    const expected = await undisturbed();
    let writes = 0;
    let down = false;
    const harness = createHarness(acmePlan(), {
      hiddenMs: 500,
      onWrite() {
        writes += 1;
        if (writes === 12) down = true;
      },
      // Half of what was out had arrived before the line went dead.
      fault: (_step, attempt) => (down ? (attempt % 2 === 0 ? 'drop-before' : 'drop-after') : undefined),
      readFault: () => (down ? 'no-connection' : undefined),
    });

    const first = await harness.run();
    down = false;
    const second = await harness.run();

    expect(first.stopped?.reason).toBe('unavailable');
    expect(second.counts).toMatchObject(FINE);
    expect(harness.target.state()).toEqual(expected);
  });
});
