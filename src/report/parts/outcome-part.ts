import { z } from 'zod';
import { OUTCOMES, type OutcomeCounts } from '../../domain/outcomes.ts';
import type { ReportPorts } from '../ports.ts';
import { count, notYet, part } from './part.ts';
import { DifferenceSchema, writtenOut } from './plan-part.ts';

const CountsSchema = z.object({
  created: count(),
  adopted: count(),
  unchanged: count(),
  changed: count(),
  failed: count(),
  skipped: count(),
  waiting: count(),
  unknown: count(),
});
const KindCountsSchema = CountsSchema.extend({ kind: z.string() });
type Counts = z.output<typeof CountsSchema>;
type KindCounts = z.output<typeof KindCountsSchema>;

/** What provisioning did: the latest run by itself, and where every step stands after all runs together. */
export const OutcomePartSchema = part({
  run: z.string(),
  startedAt: z.string().describe('ISO 8601'),
  endedAt: z.string().exactOptional().describe('Missing while it runs, and after a crash'),
  outcome: z.string().exactOptional(),
  command: z.string(),
  by: z.string(),
  durationMs: count().exactOptional(),
  retries: count().exactOptional(),
  throttled: count().exactOptional(),
  counts: CountsSchema.describe('Of the latest run; what was done before counts as unchanged'),
  byKind: z.array(KindCountsSchema).describe('Of the latest run'),
  standing: z.object({
    counts: CountsSchema.describe('All runs together, of the latest plan of each batch'),
    stands: count().describe('Of those plans, what stands in the target, as planned or as an earlier plan has made it'),
    byKind: z.array(KindCountsSchema),
    inDoubt: count().describe('Sent without a known outcome; the next run settles them'),
    deferred: count().describe('Left for the cutover'),
    blocked: count().describe('Held back by the plan'),
    pending: count().describe('Not reached by any run yet'),
  }),
  failures: z.array(z.object({ kind: z.string(), label: z.string(), state: z.string(), cause: z.string() })),
});
export type OutcomePart = z.output<typeof OutcomePartSchema>;

export const VerificationPartSchema = part({
  checkedAt: z.string().describe('ISO 8601'),
  matched: count(),
  different: count(),
  missing: count(),
  extra: count(),
  items: z
    .array(
      z.object({
        kind: z.string(),
        label: z.string(),
        state: z.enum(['different', 'missing', 'extra']),
        differences: z.array(DifferenceSchema),
      }),
    )
    .describe('All that did not match'),
});
export type VerificationPart = z.output<typeof VerificationPartSchema>;

export function collectOutcome(ports: ReportPorts, target: string | undefined): OutcomePart {
  const run = target === undefined ? undefined : ports.latestRun(target);
  if (target === undefined || run === undefined) return notYet('not provisioned yet', 'provision');
  const { durationMs, retries, throttled } = run.summary ?? {};
  const standing = collectStanding(ports, target);
  // A rollback writes nothing of a plan: its own counts are of what it removed.
  const summary = run.command === 'rollback' ? { counts: noCounts(), byKind: {} } : run.summary;
  return {
    done: true,
    run: run.id,
    startedAt: run.startedAt,
    ...(run.endedAt === undefined ? {} : { endedAt: run.endedAt }),
    ...(run.outcome === undefined ? {} : { outcome: run.outcome }),
    command: run.command,
    by: run.by,
    ...(durationMs === undefined ? {} : { durationMs: Math.round(durationMs) }),
    ...(retries === undefined ? {} : { retries }),
    ...(throttled === undefined ? {} : { throttled }),
    // A run that was killed leaves no summary; the state of its steps is what is known.
    counts: summary?.counts === undefined ? { ...standing.counts } : onlyOutcomes(summary.counts),
    byKind:
      summary?.byKind === undefined
        ? standing.byKind
        : Object.entries(summary.byKind).map(([kind, counts]) => ({ kind, ...onlyOutcomes(counts) })),
    standing,
    failures: ports
      .stepProblems(target)
      .map(({ kind, label, state, cause }) => ({ kind, label, state, cause: cause ?? '' })),
  };
}

function collectStanding(ports: ReportPorts, target: string) {
  const kinds = new Map<string, KindCounts>();
  const counts = noCounts();
  const others = { inDoubt: 0, deferred: 0, blocked: 0, pending: 0 };
  for (const row of ports.stepStates(target)) {
    const outcome = OUTCOMES.find((name) => name === row.state);
    if (outcome !== undefined) {
      const kind = kinds.get(row.kind) ?? { kind: row.kind, ...noCounts() };
      kinds.set(row.kind, kind);
      kind[outcome] += row.count;
      counts[outcome] += row.count;
    } else if (row.state === 'deferred' || row.state === 'blocked') {
      others[row.state] += row.count;
    } else {
      others[row.state === 'in-doubt' ? 'inDoubt' : 'pending'] += row.count;
    }
  }
  return { counts, stands: ports.stepsStanding(target), byKind: [...kinds.values()], ...others };
}

export function collectVerification(ports: ReportPorts, target: string | undefined): VerificationPart {
  const rows = target === undefined ? undefined : ports.verification(target);
  if (rows === undefined) return notYet('not verified yet', 'verify');
  const number = (state: string) => rows.counts.find((row) => row.state === state)?.count ?? 0;
  return {
    done: true,
    checkedAt: rows.checkedAt,
    matched: number('matched'),
    different: number('different'),
    missing: number('missing'),
    extra: number('extra'),
    items: rows.items.flatMap(({ kind, label, state, differences }) =>
      state === 'matched' ? [] : [{ kind, label, state, differences: differences.map(writtenOut) }],
    ),
  };
}

function noCounts(): Counts {
  return { created: 0, adopted: 0, unchanged: 0, changed: 0, failed: 0, skipped: 0, waiting: 0, unknown: 0 };
}

function onlyOutcomes(counts: OutcomeCounts): Counts {
  const { created, adopted, unchanged, changed, failed, skipped, waiting, unknown } = counts;
  return { created, adopted, unchanged, changed, failed, skipped, waiting, unknown };
}
