import { z } from 'zod';
import { COVERAGE_OUTCOMES } from '../../domain/drafts.ts';
import type { ReportPorts } from '../ports.ts';
import { count } from './part.ts';

/** The proof that no stored value was forgotten: each setting ended in exactly one of five ways. */
export const CoverageSchema = z.object({
  counted: count().describe('Settings that `extract` counted in responses with an owner'),
  accounted: count().describe('Settings that `map` answers for; the five outcomes add up to it'),
  elsewhere: count().describe('Settings of owners outside the mapped customers (system level, skipped groups)'),
  outcomes: z.array(z.object({ outcome: z.enum(COVERAGE_OUTCOMES), settings: count() })),
  reasons: z.array(z.object({ outcome: z.enum(COVERAGE_OUTCOMES), reason: z.string(), settings: count() })),
});
export type CoveragePart = z.output<typeof CoverageSchema>;

export function collectCoverage(ports: ReportPorts): CoveragePart {
  const rows = ports.coverage();
  const counted = ports.ownedResponses().settings;
  const accounted = rows.reduce((total, row) => total + row.settings, 0);
  return {
    counted,
    accounted,
    elsewhere: Math.max(0, counted - accounted),
    outcomes: COVERAGE_OUTCOMES.map((outcome) => ({
      outcome,
      settings: rows.filter((row) => row.outcome === outcome).reduce((total, row) => total + row.settings, 0),
    })),
    reasons: [...rows]
      .sort(
        (a, b) =>
          COVERAGE_OUTCOMES.indexOf(a.outcome) - COVERAGE_OUTCOMES.indexOf(b.outcome) ||
          b.settings - a.settings ||
          (a.reason < b.reason ? -1 : 1),
      )
      .map(({ outcome, reason, settings }) => ({ outcome, reason, settings })),
  };
}
