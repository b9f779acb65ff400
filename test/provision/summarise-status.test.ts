import { describe, expect, it } from 'vitest';
import type { Step, StepAction } from '../../src/domain/plan.ts';
import type { PlanRecord, StepRecord } from '../../src/domain/plan-record.ts';
import { groupCauses } from '../../src/provision/group-causes.ts';
import { summariseStatus, type Verified } from '../../src/provision/summarise-status.ts';
import { endWords } from '../../src/report/words.ts';
import { acmePlan, createHarness, planOf, TARGET } from './engine-harness.ts';

function statusOf(harness: ReturnType<typeof createHarness>) {
  return summariseStatus(TARGET, {
    plan: () => acmePlan(),
    states: harness.journal.states,
    lastRun: harness.journal.lastRun,
    lock: () => undefined,
  });
}

describe('groupCauses', () => {
  const failed = (label: string, cause: string): StepRecord => ({
    step: label,
    kind: 'subscriber',
    label,
    state: 'failed',
    outputs: {},
    leftOut: [],
    updatedAt: '',
    cause,
  });

  it('takes causes for one that differ only in numbers, addresses, names and ids', () => {
    const groups = groupCauses([
      failed('a', '409 +15125550101 is assigned already (code 25223)'),
      failed('b', '409 +15125550102 is assigned already (code 25223)'),
      failed('c', '400 anna@example.test already belongs to an existing user (code 10022)'),
      failed('d', '409 +15125550103 is assigned already (code 4202)'),
      failed('e', 'exists and differs: lastName is "Hill", planned "Berg"'),
      failed('f', 'exists and differs: lastName is "Moor", planned "Sea"'),
    ]);

    expect(groups).toEqual([
      { cause: '409 <number> is assigned already (code 25223)', count: 2, examples: ['a', 'b'] },
      { cause: 'exists and differs: lastName is "…", planned "…"', count: 2, examples: ['e', 'f'] },
      { cause: '400 anna@example.test already belongs to an existing user (code 10022)', count: 1, examples: ['c'] },
      { cause: '409 +15125550103 is assigned already (code 4202)', count: 1, examples: ['d'] },
    ]);
  });
});

describe('summariseStatus', () => {
  it('says that all is still to be done before the first run', () => {
    const summary = statusOf(createHarness());

    expect(summary.counts).toMatchObject({ pending: 44, deferred: 2, created: 0 });
    expect(summary.next.command).toBe('bw2wholesale provision');
    const ofPilot = summariseStatus(TARGET, {
      plan: () => ({ ...acmePlan(), batch: 'pilot' }),
      states: () => new Map(),
      lastRun: () => undefined,
      lock: () => undefined,
    });
    expect(ofPilot.next.command).toBe('bw2wholesale provision --batch pilot');
  });

  it('tells of one customer of many, with doubts about steps that its plan no longer has', () => {
    const [first, ...others] = acmePlan().steps;
    if (first === undefined) throw new Error('a plan without steps');
    const zen = { ...first, step: { ...first.step, id: 'z1', customer: 'customer:zen', label: 'customer Zen' } };
    const inDoubt = (step: string, label: string) =>
      ({ target: TARGET, step, kind: 'customer', label, state: 'in-doubt', outputs: {} }) as unknown as StepRecord;

    const summary = summariseStatus(TARGET, {
      plan: () => ({ ...acmePlan(), steps: [first, ...others, zen] }),
      states: () =>
        new Map([
          ['z0', inDoubt('z0', 'device of Zen')],
          ['a0', inDoubt('a0', 'device of Acme')],
        ]),
      lastRun: () => undefined,
      lock: () => undefined,
      only: { customer: 'customer:zen', steps: new Set(['z0', 'z1']) },
    });

    expect(summary).toMatchObject({ customer: 'customer:zen', counts: { pending: 1, deferred: 0 } });
    expect(summary.inDoubt).toEqual(['device of Zen']);
  });

  it('goes on with a rollback that was interrupted, plans again after one that is done, and waits for a run that goes on', () => {
    const rolledBack = (outcome?: string) => ({
      id: '01',
      target: TARGET,
      plan: '',
      startedAt: '2026-01-01T00:00:00.000Z',
      command: 'rollback',
      by: 'eve',
      ...(outcome === undefined ? {} : { outcome, endedAt: '2026-01-01T00:01:00.000Z' }),
    });
    const lock = { host: 'h', pid: 1, by: 'eve', command: 'rollback', since: '2026-01-01T00:00:00.000Z' };
    const statusAfter = (outcome?: string, holder?: typeof lock) =>
      summariseStatus(TARGET, {
        plan: () => acmePlan(),
        states: createHarness().journal.states,
        lastRun: () => rolledBack(outcome),
        lock: () => holder,
      });

    expect(statusAfter('interrupted').next.command).toBe('bw2wholesale rollback');
    expect(statusAfter().next.command).toBe('bw2wholesale rollback');
    expect(statusAfter('done').next.command).toBe('bw2wholesale plan');
    expect(statusAfter(undefined, lock).next.command).toBe('bw2wholesale status --watch');
    expect(statusAfter('done').lastRun?.command).toBe('rollback');
  });

  it('groups failures by cause and names the command that tries them again', async () => {
    const harness = createHarness(acmePlan(), {
      fault: (step: Step) => (step.kind === 'device' ? 'bad-request' : undefined),
    });
    await harness.run();

    const summary = statusOf(harness);

    expect(summary.failures).toMatchObject([{ cause: '400 bad request', count: 3 }]);
    expect(summary.next.command).toBe('bw2wholesale provision --retry-failed');
    expect(summary.lastRun).toMatchObject({ by: 'tester', outcome: 'done' });
  });

  it('names the root cause of what was skipped', async () => {
    const harness = createHarness(acmePlan(), {
      fault: (step: Step) => (step.kind === 'subscriber' ? 'bad-request' : undefined),
    });
    await harness.run();

    const { skipped, counts } = statusOf(harness);

    expect(skipped.reduce((sum, { count }) => sum + count, 0)).toBe(counts.skipped);
    expect(skipped[0]?.cause).toMatch(/^needs subscriber .*, which failed: 400 bad request/);
  });

  it('plans again where the rollback of another batch has removed what this plan names', () => {
    const { next } = summariseStatus(TARGET, {
      plan: () => ({ ...acmePlan(), batch: 'rest', rolledBackAt: '2099-01-01T00:00:00.000Z' }),
      states: () => new Map(),
      lastRun: () => undefined,
      lock: () => undefined,
    });

    expect(next.command).toBe('bw2wholesale plan --batch rest');
  });

  it('points at verify when everything is done, and at the report once all was read back since', async () => {
    const harness = createHarness();
    await harness.run();
    const readBack = (verifications: readonly Verified[]) =>
      summariseStatus(TARGET, {
        plan: () => acmePlan(),
        states: harness.journal.states,
        lastRun: harness.journal.lastRun,
        lock: () => undefined,
        verifications: () => verifications,
      });
    const done = [...harness.journal.states(TARGET).values()];
    const checkedAt = '2099-01-01T00:00:00.000Z';
    const all = done.map(({ step }): Verified => ({ step, state: 'matched', checkedAt }));
    const extra: Verified = { step: 'extra:o:device:1', state: 'extra', checkedAt };

    expect(readBack([]).next.command).toBe('bw2wholesale verify');
    expect(readBack(all.slice(1)).next.command).toBe('bw2wholesale verify');
    expect(readBack(all.map((one) => ({ ...one, checkedAt: '2000-01-01T00:00:00.000Z' }))).verified).toBeUndefined();
    const { next, verified } = readBack([...all, extra]);
    expect(next.command).toBe('bw2wholesale report');
    expect(next.why).toContain('at the cutover: bw2wholesale provision --include-deferred');
    expect(verified).toEqual({ at: checkedAt, matched: done.length, different: 0, missing: 0, extra: 1, heldBack: 0 });
    expect(readBack(all.map((one) => ({ ...one, state: 'missing' as const }))).next.command).toBe('bw2wholesale plan');
  });

  describe('of causes from an earlier run', () => {
    const fault = (step: Step) => (step.kind === 'subscriber' ? ('bad-request' as const) : undefined);
    const later = (action: (step: Step) => StepAction) => ({
      ...planOf(
        acmePlan().steps.map(({ step }) => step),
        action,
      ),
      observedAt: '2099-01-01T00:00:00.000Z',
    });
    const statusWith = (harness: ReturnType<typeof createHarness>, plan: PlanRecord) =>
      summariseStatus(TARGET, {
        plan: () => plan,
        states: harness.journal.states,
        lastRun: harness.journal.lastRun,
        lock: () => undefined,
      });

    it('drops those of steps that the plan holds back since, or has found in order', async () => {
      const harness = createHarness(acmePlan(), { fault });
      await harness.run();
      const before = statusOf(harness);

      const held = statusWith(
        harness,
        later(() => 'blocked'),
      );
      const mended = statusWith(
        harness,
        later(() => 'unchanged'),
      );

      expect(before.counts.failed).toBeGreaterThan(0);
      expect(held).toMatchObject({ counts: { failed: 0, skipped: 0 }, failures: [], skipped: [] });
      expect(held.counts.blocked).toBeGreaterThanOrEqual(before.counts.failed + before.counts.skipped);
      expect(mended).toMatchObject({ counts: { failed: 0, skipped: 0 }, failures: [], skipped: [] });
      expect(mended.next.command).toBe('bw2wholesale provision');
    });

    it('takes a step for not begun whose root cause is done by now, and names the present one of others', async () => {
      const harness = createHarness(acmePlan(), { fault });
      await harness.run();
      const set = (change: (record: StepRecord) => StepRecord) =>
        summariseStatus(TARGET, {
          plan: () => acmePlan(),
          states: (target) =>
            new Map([...harness.journal.states(target)].map(([id, record]) => [id, change(record)] as const)),
          lastRun: harness.journal.lastRun,
          lock: () => undefined,
        });
      const subscriber = (record: StepRecord, other: Partial<StepRecord>): StepRecord =>
        record.kind === 'subscriber' && record.state === 'failed' ? { ...record, ...other } : record;

      const done = set((record) => subscriber(record, { state: 'created' }));
      const otherwise = set((record) => subscriber(record, { cause: '503 down' }));

      expect(done).toMatchObject({ counts: { skipped: 0 }, skipped: [] });
      expect(otherwise.skipped[0]?.cause).toMatch(/which failed: 503 down$/);
    });

    it('counts as not begun what the plan has found changed or gone since', async () => {
      const harness = createHarness();
      await harness.run();
      const gone = (step: Step): StepAction => (step.kind === 'device' ? 'create' : 'unchanged');
      const devices = acmePlan().steps.filter(({ step }) => step.kind === 'device').length;

      const { counts, next } = statusWith(harness, later(gone));

      expect(counts.pending).toBe(devices);
      expect(next.command).toBe('bw2wholesale provision');
    });

    it('counts as skipped what has to be written again behind a step that failed', async () => {
      const harness = createHarness();
      await harness.run();
      const again = (step: Step): StepAction => (step.kind === 'device' ? 'create' : 'unchanged');
      const steps = new Map(acmePlan().steps.map(({ step }) => [step.id, step]));
      const isOwner = (id: string): boolean => steps.get(id)?.kind === 'subscriber';
      const behind = [...steps.values()].filter(({ kind, hard }) => kind === 'device' && hard.some(isOwner)).length;
      const states = new Map(
        [...harness.journal.states(TARGET)].map(([id, record]) => [
          id,
          isOwner(id)
            ? { ...record, state: 'failed' as const, cause: '409 taken', updatedAt: '2100-01-01T00:00:00.000Z' }
            : record,
        ]),
      );

      const { counts, skipped, next } = summariseStatus(TARGET, {
        plan: () => later(again),
        states: () => states,
        lastRun: harness.journal.lastRun,
        lock: () => undefined,
      });

      expect(behind).toBeGreaterThan(0);
      expect(counts).toMatchObject({ skipped: behind });
      expect(skipped[0]?.cause).toMatch(/^needs subscriber .*, which failed: 409 taken/);
      expect(next.command).toBe(
        counts.pending > 0 ? 'bw2wholesale provision' : 'bw2wholesale provision --retry-failed',
      );
    });
  });

  it('says of a run what it has left undone', async () => {
    const harness = createHarness(acmePlan(), {
      fault: (step: Step) => (step.kind === 'device' ? 'bad-request' : undefined),
    });
    await harness.run();

    expect(endWords(statusOf(harness).lastRun ?? {})).toMatch(/^finished with 3 failed, \d+ skipped$/);
    expect(endWords({ outcome: 'done', counts: { created: 3, failed: 0 } })).toBe('done');
    expect(endWords({})).toBe('no end recorded');
  });
});
