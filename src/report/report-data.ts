import { z } from 'zod';
import { collectMapping, MappingPartSchema } from './parts/mapping-part.ts';
import {
  collectOutcome,
  collectVerification,
  OutcomePartSchema,
  VerificationPartSchema,
} from './parts/outcome-part.ts';
import { collectPlan, PlanPartSchema } from './parts/plan-part.ts';
import { collectPrecheck, PrecheckPartSchema } from './parts/precheck-part.ts';
import { collectSource, SourcePartSchema } from './parts/source-part.ts';
import type { ReportPorts } from './ports.ts';

/**
 * Everything that a report says, as data: text, HTML and JSON are drawn from this one object, so that the same number
 * stands in all of them. The schema is published as `docs/report.schema.json`.
 */
export const ReportDataSchema = z
  .object({
    schema: z.literal('1.0').describe('Minor versions only add fields'),
    generatedAt: z.string().describe('ISO 8601'),
    target: z
      .object({
        key: z.string(),
        sandbox: z.boolean().describe('True: a rehearsal in the built-in sandbox; nothing reached Webex'),
      })
      .exactOptional()
      .describe('Where plan, run and verification belong; missing as long as nothing is planned'),
    customer: z
      .object({ id: z.string().describe('Draft id'), name: z.string() })
      .exactOptional()
      .describe('The report is about this customer alone: nothing of another one is in it'),
    anonymised: z.literal(true).exactOptional().describe('Names, ids, numbers, addresses and MACs are pseudonyms'),
    source: SourcePartSchema,
    mapping: MappingPartSchema,
    precheck: PrecheckPartSchema,
    plan: PlanPartSchema,
    outcome: OutcomePartSchema,
    verification: VerificationPartSchema,
  })
  .describe('Report of a BroadWorks to Webex Wholesale migration');
export type ReportData = z.output<typeof ReportDataSchema>;

export interface ReportOptions {
  /** Target key; without one, the target that was planned for last. */
  readonly target?: string;
  /** Whom the ports are cut down to. */
  readonly customer?: { readonly id: string; readonly name: string };
  readonly now: Date;
}

/** Assembles the report from what the stages left behind. Reads only; parts that have not happened yet say so. */
export function collectReport(ports: ReportPorts, options: ReportOptions): ReportData {
  const target = options.target ?? ports.latestTarget();
  const mapping = collectMapping(ports);
  const customers = new Map(mapping.done ? mapping.customers.map(({ id, name }) => [id, name]) : []);
  return {
    schema: '1.0',
    generatedAt: options.now.toISOString(),
    ...(target === undefined ? {} : { target: { key: target, sandbox: target.startsWith('sandbox#') } }),
    ...(options.customer === undefined ? {} : { customer: options.customer }),
    source: collectSource(ports),
    mapping,
    precheck: collectPrecheck(ports, target, (customer) => customers.get(customer) ?? customer),
    plan: collectPlan(target === undefined ? undefined : ports.latestPlan(target)),
    outcome: collectOutcome(ports, target),
    verification: collectVerification(ports, target),
  };
}
