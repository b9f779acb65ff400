import { z } from 'zod';
import type { ReportPorts } from '../ports.ts';
import { collectCompleteness, QuestionSchema } from './completeness.ts';
import { count, notYet, part, ranked, tally } from './part.ts';

/** What was read from BroadWorks, and how completely. */
export const SourcePartSchema = part({
  files: count(),
  bytes: count(),
  documents: count(),
  commands: count(),
  lastReadAt: z.string().describe('ISO 8601'),
  entities: z.strictObject({
    serviceProviders: count(),
    groups: count(),
    users: count().describe('People and phones'),
    serviceInstances: count().describe('Virtual users: hunt groups, call centers, auto attendants'),
    devices: count(),
    numbers: count().describe('Every DN, ranges expanded'),
    servicePacks: count(),
  }),
  responses: z.strictObject({
    read: count(),
    error: count().describe('BroadWorks answered with an error: not readable, which is not "empty"'),
    orphans: count().describe('Responses that say of nobody whom they describe'),
  }),
  unknown: z
    .array(z.strictObject({ type: z.string(), count: count() }))
    .describe('Response types without a meaning for this version; their values are kept and counted'),
  completeness: z.array(QuestionSchema),
  issues: z.array(
    z.strictObject({ kind: z.string(), code: z.string(), count: count(), examples: z.array(z.string()) }),
  ),
});
export type SourcePart = z.output<typeof SourcePartSchema>;

const EXAMPLES = 5;

export function collectSource(ports: ReportPorts): SourcePart {
  const files = ports.sourceFiles();
  if (files.length === 0) return notYet('nothing extracted yet', 'extract SOURCE');
  const responses = ports.responseCounts();
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const unknown = new Map<string, number>();
  for (const row of responses) {
    if (!row.known) unknown.set(row.base, (unknown.get(row.base) ?? 0) + row.read + row.error);
  }
  return {
    done: true,
    files: files.length,
    bytes: sum(files, (file) => file.bytes),
    documents: sum(files, (file) => file.documents),
    commands: sum(files, (file) => file.commands),
    lastReadAt: files.reduce((latest, file) => (file.readAt > latest ? file.readAt : latest), ''),
    entities: { ...ports.entityCounts() },
    responses: {
      read: sum(responses, (row) => row.read),
      error: sum(responses, (row) => row.error),
      orphans: sum(
        responses.filter((row) => row.ownerKind === undefined),
        (row) => row.read + row.error,
      ),
    },
    unknown: ranked(unknown).map(({ name, count: number }) => ({ type: name, count: number })),
    completeness: collectCompleteness(ports),
    issues: groupIssues(ports),
  };
}

function groupIssues(ports: ReportPorts) {
  const issues = ports.extractIssues();
  const keyOf = (issue: { readonly kind: string; readonly code: string }) => `${issue.kind} ${issue.code}`;
  return ranked(tally(issues, keyOf)).map(({ name, count: number }) => {
    const members = issues.filter((issue) => keyOf(issue) === name);
    return {
      kind: members[0]?.kind ?? '',
      code: members[0]?.code ?? '',
      count: number,
      examples: members
        .slice(0, EXAMPLES)
        .map(({ file, message }) => (file === undefined ? message : `${file}: ${message}`)),
    };
  });
}
