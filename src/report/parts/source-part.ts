import { z } from 'zod';
import { groupBy } from '../../domain/group-by.ts';
import type { ReportPorts, SourceFacts } from '../ports.ts';
import { collectCompleteness, QuestionSchema } from './completeness.ts';
import { count, notYet, part } from './part.ts';

/** What was read from BroadWorks, and how completely. */
export const SourcePartSchema = part({
  files: count(),
  bytes: count(),
  documents: count(),
  commands: count(),
  lastReadAt: z.string().describe('ISO 8601'),
  entities: z.object({
    serviceProviders: count(),
    groups: count(),
    users: count().describe('People and phones'),
    serviceInstances: count().describe('Virtual users: hunt groups, call centers, auto attendants'),
    devices: count(),
    numbers: count().describe('Every DN, ranges expanded'),
    servicePacks: count(),
  }),
  responses: z.object({
    read: count(),
    error: count().describe('BroadWorks answered with an error: not readable, which is not "empty"'),
    orphans: count().describe('Responses that say of nobody whom they describe'),
  }),
  unknown: z
    .array(z.object({ type: z.string(), count: count() }))
    .describe('Response types without a meaning for this version; their values are kept and counted'),
  completeness: z.array(QuestionSchema),
  issues: z.array(z.object({ kind: z.string(), code: z.string(), count: count(), examples: z.array(z.string()) })),
});
export type SourcePart = z.output<typeof SourcePartSchema>;

const EXAMPLES = 5;

export function collectSource(ports: ReportPorts): SourcePart {
  const files = ports.sourceFiles();
  if (files.length === 0) return notYet('nothing extracted yet', 'extract SOURCE');
  const { counts, errors, orphans, unknown, issues } = ports.sourceFacts();
  const { documents, commands, ...entities } = counts;
  return {
    done: true,
    files: files.length,
    bytes: files.reduce((total, file) => total + file.bytes, 0),
    documents,
    commands,
    lastReadAt:
      files
        .map((file) => file.readAt)
        .sort()
        .at(-1) ?? '',
    entities,
    responses: { read: ports.ownedResponses().responses, error: errors, orphans: orphans.length },
    unknown: unknown.map(({ type, count: number }) => ({ type, count: number })),
    completeness: collectCompleteness(ports),
    issues: groupIssues(issues),
  };
}

/** One line per kind of issue, with its first places. */
function groupIssues(issues: SourceFacts['issues']) {
  const groups = groupBy(issues, ({ kind, code }) => `${kind} ${code}`);
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((group) => ({
      kind: group[0]?.kind ?? '',
      code: group[0]?.code ?? '',
      count: group.length,
      examples: group
        .slice(0, EXAMPLES)
        .map(({ file, message }) => (file === undefined ? message : `${file}: ${message}`)),
    }));
}
