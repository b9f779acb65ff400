import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../src/domain/drafts.ts';
import { runPrecheck } from '../../src/precheck/run-precheck.ts';
import { decisionsView } from '../../src/report/decisions-view.ts';
import { runPageChunks } from '../../src/report/html/run-page.ts';
import { collectRunReport, runLine } from '../../src/report/run-report.ts';
import { runReportView, runsView } from '../../src/report/run-report-view.ts';
import { EN } from '../../src/report/texts/en.ts';
import { auditRepository } from '../../src/store/audit-repository.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import { type Db, openStore } from '../../src/store/open.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { runHistory } from '../../src/store/run-history.ts';
import { newStore } from '../fakes/empty-store.ts';
import { CLOUD, draft, healthyDrafts, migrationConfig, ports } from '../precheck/draft-builders.ts';
import { createSandboxHarness, type SandboxHarness } from '../provision/sandbox-harness.ts';

const AT = new Date('2026-01-05T08:00:00Z');
const RULE = 'location-address-incomplete';
const LIFT: Decision = {
  id: 'safety-line:user:lift',
  kind: 'safety-line',
  customer: 'customer:acme',
  object: 'user:lift',
  question: 'May this line move?',
  options: [{ value: 'stay', consequence: 'it stays on BroadWorks' }],
  recommendation: 'stay',
  reason: 'a lift',
  fingerprint: 'one',
};

let open: SandboxHarness | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

function reportOf(db: Db, id: string) {
  const row = runHistory(db).get(id);
  if (row === undefined) throw new Error(`no run ${id}`);
  return collectRunReport(row, { counts: [], repeated: 0, steps: [] }, new Date('2026-11-23T10:00:00Z'));
}

describe('the machine that somebody approved or wrote from', () => {
  it('is told of the approval, of the run and of the rollback', async () => {
    open = await createSandboxHarness();
    const { db, plans } = open;
    const { hash } = await open.plan();
    plans.approve(hash, { by: 'ann', at: '2026-01-01T01:00:00.000Z', host: 'desk-1' });
    const { run } = await open.provision({ by: 'ben', host: 'desk-2' });
    expect(plans.get(hash)?.approved).toEqual({ by: 'ann', at: '2026-01-01T01:00:00.000Z', host: 'desk-1' });
    const { run: undone = '' } = await open.rollback({ by: 'eve', host: 'desk-3' });

    expect(open.journal.lastRun(open.target.key)).toMatchObject({ id: undone, host: 'desk-3' });
    const { events, runs } = auditRepository(db);
    expect(events().map(({ what, by, host }) => [what, by, host])).toEqual([
      ['approved a plan', 'ann', 'desk-1'],
      ['wrote to the target', 'ben', 'desk-2'],
      ['wrote to the target', 'eve', 'desk-3'],
    ]);
    expect(runs()).toMatchObject([
      { id: run, host: 'desk-2' },
      { id: undone, host: 'desk-3' },
    ]);
    const report = reportOf(db, run);
    expect(report.run.host).toBe('desk-2');
    expect(JSON.stringify(runReportView(report))).toContain('provision by ben on desk-2, ');
    expect([...runPageChunks(report, EN)].join('')).toContain('by ben@desk-2, ');
    expect(JSON.stringify(runsView(runHistory(db).all().map(runLine)))).toContain('"eve","desk-3"');
  });

  it('is told of answers, of accepted blockers and of confirmations', async () => {
    const db = newStore();
    const decisions = draftRepository(db);
    decisions.replaceAll([{ drafts: [], decisions: [LIFT], losses: [], coverage: [] }]);
    decisions.answerAll([{ id: LIFT.id, answer: 'stay' }], { by: 'ann', host: 'desk-1' }, AT);
    const findings = findingRepository(db);
    await runPrecheck(
      { signal: new AbortController().signal, now: () => AT, emit: () => undefined },
      {
        config: migrationConfig({
          precheck: { expireDays: 7, overrides: [{ rule: RULE, object: 'acme/north', reason: 'seen', by: 'ben' }] },
          attestations: { emergencyAddresses: { 'acme/north': 'eve' } },
        }),
        target: CLOUD,
        host: 'desk-2',
      },
      { ...ports(healthyDrafts(draft('location', { address: { country: 'US' } }))), findings },
    );

    expect(decisions.decisions()).toMatchObject([{ answeredBy: 'ann', answeredHost: 'desk-1' }]);
    expect(JSON.stringify(decisionsView(decisions.decisions()))).toContain('"ann on desk-1, 2026-01-05"');
    expect(findings.all().find(({ rule }) => rule === RULE)?.override).toEqual({
      by: 'ben',
      reason: 'seen',
      host: 'desk-2',
    });
    expect(findings.attestations(CLOUD.key)).toMatchObject([{ by: 'eve', host: 'desk-2' }]);
    const told = auditRepository(db)
      .events()
      .map(({ what, by, host }) => [what, by, host]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        ['answered a decision', 'ann', 'desk-1'],
        ['accepted a blocker', 'ben', 'desk-2'],
        ['attested', 'eve', 'desk-2'],
      ]),
    );
    db.close();
  });

  it('is not known of what an earlier version has recorded', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'bw2w-hosts-')), 'migration.db');
    const before = new Database(file);
    const folder = new URL('../../src/store/schema/', import.meta.url);
    for (const name of readdirSync(folder).sort().slice(0, 18))
      before.exec(readFileSync(new URL(name, folder), 'utf8'));
    before.pragma('user_version = 18');
    before
      .prepare(
        `INSERT INTO plan (hash, target, batch, created_at, observed_at, inputs, unplanned, approved_by, approved_at, approved_shown)
         VALUES ('a1', 'sandbox#p', 'all', @at, @at, '{}', '[]', 'ann', @at, '{}')`,
      )
      .run({ at: '2026-01-01T01:00:00.000Z' });
    before
      .prepare(
        `INSERT INTO run (id, target, plan, started_at, command, by_user)
         VALUES ('R', 'sandbox#p', 'a1', '2026-01-01T02:00:00.000Z', 'provision', 'ben')`,
      )
      .run();
    before
      .prepare(
        `INSERT INTO decision (id, kind, customer, object, question, options, recommendation, reason, fingerprint, answer,
           answered_by, answered_at, answered_fingerprint)
         VALUES (@id, @kind, @customer, @object, @question, '[]', @recommendation, @reason, @fingerprint, 'stay', 'eve', @at,
           @fingerprint)`,
      )
      .run({ ...LIFT, options: null, at: '2026-01-01T03:00:00.000Z' });
    before.close();

    const db = openStore(file);

    expect(planRepository(db).get('a1')?.approved).toEqual({ by: 'ann', at: '2026-01-01T01:00:00.000Z' });
    expect(auditRepository(db).events()).toMatchObject([{ by: 'ann' }, { by: 'ben' }, { by: 'eve' }]);
    for (const row of [...auditRepository(db).events(), ...auditRepository(db).runs(), reportOf(db, 'R').run])
      expect(row).not.toHaveProperty('host');
    expect(JSON.stringify(runReportView(reportOf(db, 'R')))).toContain('provision by ben, ');
    db.close();
  });
});
