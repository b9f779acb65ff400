import { z } from 'zod';
import type { Finding } from '../../domain/findings.ts';
import type { ReportPorts } from '../ports.ts';
import { count, notYet, part } from './part.ts';
import { collectReadiness, ReadinessSchema } from './readiness.ts';

const SEVERITIES = ['blocker', 'warning', 'info'] as const;

/** What the last precheck found, one group per rule, and what that means for each object. */
export const PrecheckPartSchema = part({
  checkedAt: z.string().describe('ISO 8601'),
  blockers: count(),
  warnings: count(),
  infos: count(),
  readiness: ReadinessSchema,
  groups: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(SEVERITIES),
      hint: z.string(),
      cites: z.string().exactOptional().describe('Id of the migration rule behind it'),
      count: count(),
      items: z.array(
        z.object({
          kind: z.string(),
          id: z.string(),
          customer: z.string(),
          message: z.string(),
          source: z.string().exactOptional(),
          override: z
            .object({ by: z.string(), reason: z.string() })
            .exactOptional()
            .describe('A blocker for which a person has taken responsibility; it counts as a warning'),
        }),
      ),
    }),
  ),
});
export type PrecheckPart = z.output<typeof PrecheckPartSchema>;
export type FindingGroup = Extract<PrecheckPart, { done: true }>['groups'][number];

export function collectPrecheck(
  ports: ReportPorts,
  target: string | undefined,
  customerName: (customer: string) => string,
): PrecheckPart {
  const checkedAt = ports.checkedAt(target);
  if (checkedAt === undefined) return notYet('not checked yet', 'precheck');
  const findings = ports.findings(target);
  const number = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  return {
    done: true,
    checkedAt,
    blockers: number('blocker'),
    warnings: number('warning'),
    infos: number('info'),
    readiness: collectReadiness(ports.readiness(target)),
    groups: groupByRule(findings, customerName),
  };
}

function groupByRule(findings: readonly Finding[], customerName: (customer: string) => string): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule} ${finding.hint}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = {
        rule: finding.rule,
        severity: finding.severity,
        hint: finding.hint,
        ...(finding.cites === undefined ? {} : { cites: finding.cites }),
        count: 0,
        items: [],
      };
      groups.set(key, group);
    }
    group.count += 1;
    group.items.push({
      kind: finding.entity.kind,
      id: finding.entity.id,
      customer: customerName(finding.customer),
      message: finding.message,
      ...(finding.source === undefined ? {} : { source: finding.source }),
      ...(finding.override === undefined
        ? {}
        : { override: { by: finding.override.by, reason: finding.override.reason } }),
    });
  }
  return [...groups.values()].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.count - a.count ||
      (a.rule < b.rule ? -1 : 1),
  );
}
