import type { Finding, Severity } from '../domain/findings.ts';
import type { Target } from '../domain/plan.ts';
import type { PrecheckSummary, RemoteRefusals } from '../domain/precheck-summary.ts';
import { countReadiness, type ReadinessRow } from './readiness.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const URGENCY: readonly Severity[] = ['blocker', 'warning', 'info'];

/** Counts and sorts what was found. */
export function summarise(found: {
  readonly findings: readonly Finding[];
  readonly readiness: readonly (ReadinessRow & { readonly name: string })[];
  readonly target: Target | undefined;
  readonly remoteChecks: number;
  readonly earlier: readonly RemoteRefusals[];
  readonly checkedAt: Date;
  readonly expireDays: number;
  readonly notes: readonly string[];
  readonly strict: boolean;
}): PrecheckSummary {
  const count = (severity: Severity) => found.findings.filter((finding) => finding.severity === severity).length;
  const of = (kind: ReadinessRow['kind']) => countReadiness(found.readiness.filter((row) => row.kind === kind));
  return {
    stage: 'precheck',
    blockers: count('blocker'),
    warnings: count('warning'),
    infos: count('info'),
    findings: [...found.findings].sort(byUrgency),
    readiness: countReadiness(found.readiness),
    readinessOf: { customer: of('customer'), location: of('location'), owner: of('owner') },
    customers: found.readiness
      .filter(({ kind }) => kind === 'customer')
      .map(({ id, name, readiness }) => ({ id, name, readiness })),
    ...(found.target === undefined ? {} : { target: found.target.key }),
    remoteChecks: found.remoteChecks,
    earlier: found.earlier,
    checkedAt: found.checkedAt.toISOString(),
    expiresAt: new Date(found.checkedAt.getTime() + found.expireDays * DAY_MS).toISOString(),
    notes: found.notes,
    strict: found.strict,
    passed: count('blocker') === 0 && !(found.strict && count('warning') > 0),
  };
}

/** Blockers first; inside, the same rule together. Codepoints, so that every machine sorts the same. */
function byUrgency(one: Finding, other: Finding): number {
  return (
    URGENCY.indexOf(one.severity) - URGENCY.indexOf(other.severity) ||
    compare(one.rule, other.rule) ||
    compare(one.entity.kind, other.entity.kind) ||
    compare(one.entity.id, other.entity.id) ||
    compare(one.message, other.message)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
