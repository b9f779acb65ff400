import { describe, expect, it } from 'vitest';
import { collectReport } from '../../src/report/report-data.ts';
import { type Reached, reportWorkspace, TARGET } from '../builders/report-database.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const report = (reached: Reached) => collectReport(reportWorkspace({ reached }).ports, { now: NOW });

describe('collectReport', () => {
  it.each([
    ['nothing', ['source', 'mapping', 'precheck', 'plan', 'outcome', 'verification']],
    ['extract', ['mapping', 'precheck', 'plan', 'outcome', 'verification']],
    ['map', ['precheck', 'plan', 'outcome', 'verification']],
    ['precheck', ['plan', 'outcome', 'verification']],
    ['plan', ['outcome', 'verification']],
    ['provision', ['verification']],
    ['verify', []],
  ] as const)('after %s, says of the parts that have not happened yet which command brings them', (reached, open) => {
    const data = report(reached);
    const { source, mapping, precheck, plan, outcome, verification } = data;
    const parts = { source, mapping, precheck, plan, outcome, verification };

    expect(Object.entries(parts).flatMap(([name, part]) => (part.done ? [] : [name]))).toEqual(open);
    for (const part of Object.values(parts)) if (!part.done) expect(part.message).toMatch(/yet: run `bw2wholesale \w+/);
  });

  it('keeps read, error and never asked apart', () => {
    const { source } = report('extract');
    const asked = (question: string) =>
      source.done ? source.completeness.find((row) => row.question === question) : undefined;

    expect(asked('Hunt groups')).toMatchObject({ read: 3, error: 0, neverAsked: 0 });
    expect(asked('Call centers')).toMatchObject({ read: 1, error: 1, neverAsked: 1 });
    expect(asked('Auto attendants')).toMatchObject({ read: 0, error: 0, neverAsked: 3 });
  });

  it('accounts for every BroadWorks user once, and for every stored value in one of five outcomes', () => {
    const { mapping } = report('map');
    if (!mapping.done) throw new Error('not mapped');
    const { coverage, people } = mapping;

    expect(new Set(people.map((person) => person.userId)).size).toBe(24);
    expect(people.filter((person) => person.becomes === 'notMigrated')).toHaveLength(1);
    expect(people.every((person) => person.why !== '')).toBe(true);
    expect(coverage.outcomes.reduce((sum, { settings }) => sum + settings, 0)).toBe(coverage.accounted);
    expect(coverage.accounted + coverage.elsewhere).toBe(coverage.counted);
  });

  it('says who takes which loss, counted per service and per owner', () => {
    const { mapping } = report('map');
    if (!mapping.done) throw new Error('not mapped');
    const { losses } = mapping;

    expect(losses.services.map(({ service, count }) => `${service} ${count}`)).toEqual([
      'Speed Dial 100 13',
      'Sequential Ring 13',
      'Voice Messaging User 13',
    ]);
    expect(losses.services.every(({ count, owners }) => owners.length === count)).toBe(true);
    expect(losses.total).toBe(39);
  });

  it('counts an open decision as taken by recommendation, and a stale answer as not holding', () => {
    const { db, ports } = reportWorkspace({ reached: 'map' });
    const decisions = () => {
      const { mapping } = collectReport(ports, { now: NOW });
      return mapping.done ? mapping.decisions : undefined;
    };

    expect(decisions()).toMatchObject({ open: 1, rows: [{ choice: 'hold', by: 'recommendation' }] });
    db.exec(`UPDATE decision SET answer = 'move', answered_by = 'maria', answered_fingerprint = 'f1'`);
    expect(decisions()).toMatchObject({ answered: 1, rows: [{ choice: 'move', by: 'maria' }] });
    db.exec(`UPDATE decision SET fingerprint = 'f2'`);
    expect(decisions()).toMatchObject({ stale: 1, rows: [{ choice: 'hold', by: 'recommendation' }] });
  });

  it('calls a device of a decision by its name, not by its key', () => {
    const { db, ports } = reportWorkspace({ reached: 'map' });
    db.exec(`UPDATE decision SET object = 'device:juniper/harbour%20house/Lobby%20phone'`);
    const { mapping } = collectReport(ports, { now: NOW });

    expect(mapping.done && mapping.decisions.rows.map(({ name }) => name)).toEqual(['Lobby phone']);
  });

  it('judges readiness as the precheck stage does: what hangs from a blocked location is not ready', () => {
    const { precheck } = report('precheck');
    if (!precheck.done) throw new Error('not checked');

    expect(precheck).toMatchObject({ blockers: 1, warnings: 2, infos: 0 });
    expect(precheck.readiness.objects['location:juniper/depot']).toBe('notReady');
    expect(precheck.readiness.owners.notReady).toBe(8);
    expect(precheck.groups.map(({ rule, count }) => `${rule} ${count}`)).toEqual([
      'location-address-missing 1',
      'device-mac-unconfirmed 2',
    ]);
  });

  it('counts objects without a step as blocked where a person can mend them', () => {
    const { plan } = report('plan');
    if (!plan.done) throw new Error('not planned');

    expect(plan.byAction).toEqual({ create: 6, change: 0, unchanged: 0, adopt: 0, blocked: 2, delete: 0 });
    expect(plan.byKind.reduce((sum, { total }) => sum + total, 0)).toBe(plan.steps);
    expect(plan.blocked.map(({ label }) => label)).toEqual(['Depot', 'device phone1']);
  });

  it('tells the latest run from where the steps stand, with the cause of each failure', () => {
    const { outcome } = report('provision');
    if (!outcome.done) throw new Error('not provisioned');

    expect(outcome.counts).toMatchObject({ created: 4, adopted: 1, failed: 1 });
    expect(outcome.standing).toMatchObject({ counts: { created: 4, failed: 1 }, pending: 0 });
    expect(outcome.failures).toEqual([
      expect.objectContaining({ state: 'failed', cause: expect.stringMatching(/1005/) }),
    ]);
  });

  it('holds back in the outcome what the plan holds back, objects without a step included', () => {
    const { plan, outcome } = report('provision');
    if (!plan.done || !outcome.done) throw new Error('not provisioned');

    expect(outcome.standing.blocked).toBe(2);
    expect(outcome.standing.blocked).toBe(plan.byAction.blocked);
  });

  it('reads the steps themselves where a run was killed before its summary', () => {
    const { db, ports } = reportWorkspace({ reached: 'provision' });
    db.exec('UPDATE run SET summary = NULL, ended_at = NULL, outcome = NULL');
    const { outcome } = collectReport(ports, { now: NOW });

    expect(outcome).toMatchObject({ done: true, counts: { created: 4, adopted: 1, failed: 1 } });
    expect(outcome).not.toHaveProperty('endedAt');
  });

  it('keeps targets apart: what was done in the sandbox counts for no other', () => {
    const { ports } = reportWorkspace();
    const other = collectReport(ports, { target: 'https://webexapis.com/v1#org', now: NOW });

    expect(collectReport(ports, { now: NOW }).target).toEqual({ key: TARGET, sandbox: true });
    expect(other).toMatchObject({
      target: { sandbox: false },
      plan: { done: false },
      outcome: { done: false },
      verification: { done: false },
      precheck: { done: true },
    });
  });
});
