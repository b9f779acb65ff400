import { describe, expect, it } from 'vitest';
import { runPageChunks } from '../../src/report/html/run-page.ts';
import { collectRunReport, runLine } from '../../src/report/run-report.ts';
import { runReportView, runsView } from '../../src/report/run-report-view.ts';
import { EN } from '../../src/report/texts/en.ts';
import type { Db } from '../../src/store/open.ts';
import { runHistory } from '../../src/store/run-history.ts';
import { reportWorkspace, TARGET } from '../builders/report-database.ts';
import { TURKISH } from './turkish.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const RUN = '01KAEXAMPLE';

interface Sent {
  readonly step: string;
  readonly request?: string;
  readonly outcome: string | null;
  readonly run?: string;
}

function addAttempts(db: Db, sent: readonly Sent[]): void {
  const insert = db.prepare(
    `INSERT INTO attempt (run, target, step, number, operation, request, natural_key, intent_at, outcome)
     VALUES (?, ?, ?, 1, 'create', ?, ?, '2026-11-20T09:18:30.000Z', ?)`,
  );
  for (const { step, request = `{"for":"${step}"}`, outcome, run = RUN } of sent) {
    insert.run(run, TARGET, step, request, `key of ${step}`, outcome);
  }
}

function addRun(db: Db, id: string): void {
  db.prepare(
    `INSERT INTO run (id, target, plan, started_at, command, by_user)
     VALUES (?, ?, 'a1b2c3d4e5f60718293a4b5c6d7e8f90', '2026-11-21T08:00:00.000Z', 'provision', 'eve')`,
  ).run(id, TARGET);
}

function reportOf(db: Db, id = RUN) {
  const history = runHistory(db);
  const row = history.get(id);
  if (row === undefined) throw new Error(`no run ${id}`);
  const steps = history.steps(row.id, row.target);
  return collectRunReport(
    row,
    { counts: history.requestCounts(row.id), repeated: history.repeated(row.id), steps },
    NOW,
  );
}

const text = (view: ReturnType<typeof runReportView>): string => JSON.stringify(view);

describe('report of one run', () => {
  it('says when, by whom and after which plan, with the totals that the run wrote down', () => {
    const { db } = reportWorkspace({ reached: 'provision' });
    const report = reportOf(db);

    expect(report.run).toMatchObject({ id: RUN, by: 'maria', outcome: 'done', endedAt: '2026-11-20T09:19:24.300Z' });
    expect(report.run.plan).toBe('a1b2c3d4e5f60718293a4b5c6d7e8f90');
    expect(report.summary).toMatchObject({
      counts: { created: 4, adopted: 1, failed: 1 },
      retries: 2,
      throttled: 1,
      durationMs: 84_300,
    });
    expect(report.summary).not.toHaveProperty('notReached');
    expect(text(runReportView(report))).toContain('2 retries, throttled 1 time"');
    expect(text(runReportView(report))).toContain('plan a1b2c3d4e5f60718293a4b5c6d7e8f90');
  });

  it('counts requests of this run only, and those sent again as they were', () => {
    const { db } = reportWorkspace({ reached: 'provision' });
    addRun(db, 'LATER');
    addAttempts(db, [
      { step: 's1', outcome: 'throttled' },
      { step: 's1', outcome: 'done' },
      { step: 's2', request: '{"part":1}', outcome: 'done' },
      { step: 's2', request: '{"part":2}', outcome: 'done' },
      { step: 's1', outcome: 'done', run: 'LATER' },
    ]);

    expect(reportOf(db).journal).toEqual({
      requests: 4,
      steps: 2,
      repeated: 1,
      unclear: 0,
      inDoubt: 0,
      byOutcome: [
        { operation: 'create', outcome: 'done', count: 3 },
        { operation: 'create', outcome: 'throttled', count: 1 },
      ],
    });
  });

  it('tells a step without a clear answer that was settled since from one that is in doubt today', () => {
    const { db } = reportWorkspace({ reached: 'provision' });
    const [first, second] = db.prepare('SELECT step FROM step_state ORDER BY step').pluck().all() as string[];
    addAttempts(db, [
      { step: first ?? '', outcome: 'doubtful' },
      { step: second ?? '', outcome: null },
    ]);
    db.prepare(`UPDATE step_state SET state = 'in-doubt' WHERE step = ?`).run(second);
    const report = reportOf(db);

    expect(report.journal).toMatchObject({ unclear: 2, inDoubt: 1 });
    expect(report.steps.map(({ outcome, stateNow }) => [outcome, stateNow === 'in-doubt'])).toEqual([
      ['doubtful', false],
      ['no-answer', true],
    ]);
  });

  it('has no totals of a killed run but those of the journal, and says so', () => {
    const { db } = reportWorkspace({ reached: 'provision' });
    addRun(db, 'KILLED');
    addAttempts(db, [{ step: 's1', outcome: null, run: 'KILLED' }]);
    const report = reportOf(db, 'KILLED');

    expect(report).not.toHaveProperty('summary');
    expect(report.run).not.toHaveProperty('endedAt');
    expect(text(runReportView(report))).toContain('The run left no summary');
    expect(text(runReportView(report))).toContain('no end recorded');
  });

  it('is a page too: what failed, what was in doubt and what became of it, in both languages', () => {
    const { db } = reportWorkspace({ reached: 'provision' });
    const [first, second] = db.prepare('SELECT step FROM step_state ORDER BY step').pluck().all() as string[];
    addAttempts(db, [
      { step: first ?? '', outcome: 'doubtful' },
      { step: second ?? '', outcome: null },
    ]);
    db.prepare(`UPDATE step_state SET state = 'in-doubt' WHERE step = ?`).run(second);
    const report = reportOf(db);
    const page = [...runPageChunks(report, EN)].join('');
    const turkish = [...runPageChunks(report, TURKISH)].join('');
    const doubt = page.slice(page.indexOf('<section id="doubt"'), page.indexOf('<section id="retries"'));

    expect(page).toContain(`<code>${RUN}</code> · by maria`);
    for (const { cause } of report.summary?.failures ?? []) expect(page).toContain(cause.slice(0, 20));
    expect(doubt.match(/<tr><th scope="row">/g)).toHaveLength(2);
    expect(doubt).toContain('in doubt</span>');
    expect(doubt).toContain('no answer');
    expect(turkish).toContain('<html lang="tr">');
    expect(turkish).toContain('şüpheli');
    expect(turkish).not.toMatch(/In doubt|Every step|Not done/);
  });

  it('says on the page of a killed run that it left no summary', () => {
    const { db } = reportWorkspace({ reached: 'provision' });
    addRun(db, 'KILLED');
    const page = [...runPageChunks(reportOf(db, 'KILLED'), EN)].join('');

    expect(page).toContain('The run left no summary');
    expect(page).not.toContain('Nothing failed');
  });

  it('lists runs oldest first, and names what to do where there is none', () => {
    const { db } = reportWorkspace({ reached: 'provision' });
    addRun(db, 'LATER');
    const runs = runHistory(db).all().map(runLine);

    expect(runs.map(({ id }) => id)).toEqual([RUN, 'LATER']);
    expect(text(runsView(runs))).toContain('bw2wholesale report --run LATER');
    expect(text(runsView([]))).toContain('Nothing has been provisioned');
    expect(runHistory(db).get('nope')).toBeUndefined();
  });
});
