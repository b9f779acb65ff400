import { z } from 'zod';
import type { Readiness } from '../../domain/findings.ts';
import type { ReadinessOf } from '../ports.ts';
import { count } from './part.ts';

const FourWordsSchema = z.object({ ready: count(), conditions: count(), notReady: count(), unknown: count() });
type FourWords = z.output<typeof FourWordsSchema>;

/** Readiness in four words, of customers, locations and owners, and of all together. */
export const ReadinessSchema = z.object({
  all: FourWordsSchema,
  customers: FourWordsSchema,
  locations: FourWordsSchema,
  owners: FourWordsSchema.describe('Subscribers, Webex workspaces and virtual lines'),
  objects: z.record(z.string(), z.enum(['ready', 'conditions', 'notReady', 'unknown'])).describe('By draft id'),
});
export type ReadinessPart = z.output<typeof ReadinessSchema>;

/** Counts what the precheck stage judged. */
export function collectReadiness(rows: readonly ReadinessOf[]): ReadinessPart {
  const part = { all: none(), customers: none(), locations: none(), owners: none() };
  const objects: Record<string, Readiness> = {};
  for (const { id, kind, readiness } of rows) {
    part.all[readiness] += 1;
    part[`${kind}s`][readiness] += 1;
    objects[id] = readiness;
  }
  return { ...part, objects };
}

function none(): FourWords {
  return { ready: 0, conditions: 0, notReady: 0, unknown: 0 };
}
