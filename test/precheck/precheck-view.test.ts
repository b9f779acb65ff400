import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/findings.ts';
import type { PrecheckSummary } from '../../src/domain/precheck-summary.ts';
import { precheckView } from '../../src/report/precheck-view.ts';

const COUNTS = { ready: 3, conditions: 2, notReady: 1, unknown: 0 };

function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'subscriber-email-missing',
    severity: 'blocker',
    entity: { kind: 'subscriber', id: 'anna@example.test' },
    customer: 'customer:acme',
    message: 'no e-mail address',
    hint: 'Enter an address.',
    ...overrides,
  };
}

function summary(overrides: Partial<PrecheckSummary> = {}): PrecheckSummary {
  const findings = overrides.findings ?? [];
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  return {
    stage: 'precheck',
    blockers: count('blocker'),
    warnings: count('warning'),
    infos: count('info'),
    findings,
    earlier: [],
    readiness: COUNTS,
    readinessOf: { customer: COUNTS, location: COUNTS, owner: COUNTS },
    customers: [],
    remoteChecks: 0,
    checkedAt: '2026-03-01T10:00:00.000Z',
    expiresAt: '2026-03-08T10:00:00.000Z',
    notes: [],
    strict: false,
    passed: count('blocker') === 0,
    ...overrides,
  };
}
const textOf = (of: PrecheckSummary) => JSON.stringify(precheckView(of));

describe('precheckView', () => {
  it('names readiness in four words', () => {
    expect(textOf(summary())).toContain('["","ready","ready with conditions","not ready","unknown"]');
  });

  it('groups findings by rule, with what to do', () => {
    const findings = Array.from({ length: 7 }, (_, index) =>
      finding({ entity: { kind: 'subscriber', id: `user${index}@example.test` } }),
    );
    const table = precheckView(summary({ findings })).find(
      (block) => block.kind === 'table' && block.head[0] === 'Rule',
    );

    expect(table).toMatchObject({
      rows: [['subscriber-email-missing', 7, expect.stringContaining('… and 2 more'), 'Enter an address.']],
    });
  });

  it('says who overrode a blocker, and why', () => {
    const overridden = finding({ severity: 'warning', override: { by: 'Jane Doe', reason: 'known' } });

    expect(textOf(summary({ findings: [overridden] }))).toContain('overridden by Jane Doe: known');
  });

  it('tells one of a thing from many', () => {
    expect(textOf(summary({ findings: [finding()] }))).toContain('1 blocker, 0 warnings, 0 notes');
  });

  it.each([
    { name: 'plan when something is ready', of: summary({ findings: [finding()] }), command: 'bw2wholesale plan' },
    {
      name: 'explain when nothing is',
      of: summary({ findings: [finding()], readiness: { ready: 0, conditions: 0, notReady: 6, unknown: 0 } }),
      command: 'bw2wholesale explain OBJECT',
    },
    {
      name: 'precheck again when strict and warned',
      of: summary({ findings: [finding({ severity: 'warning' })], strict: true, passed: false }),
      command: 'bw2wholesale precheck --strict',
    },
  ])('names $name as the next command', ({ of, command }) => {
    expect(precheckView(of).at(-1)).toMatchObject({ kind: 'next', command });
  });

  it('says whether Webex was asked', () => {
    expect(textOf(summary())).toContain('was not asked');
    expect(textOf(summary({ remoteChecks: 1, target: 'sandbox#org' }))).toContain(
      'sandbox#org was asked about 1 object.',
    );
  });
});
