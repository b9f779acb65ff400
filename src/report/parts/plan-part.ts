import { z } from 'zod';
import type { PlanSummary } from '../../domain/outcomes.ts';
import type { Difference, StepAction } from '../../domain/plan.ts';
import type { Unplanned } from '../../domain/plan-record.ts';
import type { ReportPlan } from '../ports.ts';
import { count, notYet, part } from './part.ts';

const ActionsSchema = z.object({
  create: count(),
  change: count(),
  unchanged: count(),
  adopt: count(),
  blocked: count(),
  delete: count().describe('Virtual extensions that are freed'),
});
const HeldBackSchema = z.object({ kind: z.string(), label: z.string(), reason: z.string() });

export const DifferenceSchema = z.object({ field: z.string(), expected: z.string(), actual: z.string() });

/** What will happen in Webex, as the latest plan for the target has it. */
export const PlanPartSchema = part({
  hash: z.string(),
  batch: z.string(),
  observedAt: z.string().describe('ISO 8601: when the target was looked at'),
  approvedBy: z.string().exactOptional(),
  approvedAt: z.string().exactOptional().describe('ISO 8601'),
  steps: count(),
  calls: count().describe('HTTP requests that provisioning sends, deferred steps apart'),
  estimatedMinutes: z.number().describe('At the request budget, one decimal'),
  deferred: count().describe('Steps that wait for the cutover'),
  byAction: ActionsSchema,
  byKind: z.array(ActionsSchema.extend({ kind: z.string(), total: count() })),
  changes: z.array(z.object({ kind: z.string(), label: z.string(), differences: z.array(DifferenceSchema) })),
  blocked: z.array(HeldBackSchema),
  nothingToDo: z.array(HeldBackSchema).describe('Objects that need no step, such as soft clients'),
  leftOut: z
    .array(z.object({ kind: z.string(), label: z.string(), parts: z.array(z.string()) }))
    .describe('Members that cannot come along; the step itself goes on without them'),
});
export type PlanPart = z.output<typeof PlanPartSchema>;
type Done = Extract<PlanPart, { done: true }>;
type PlanKind = Done['byKind'][number];

export function collectPlan(plan: ReportPlan | undefined): PlanPart {
  if (plan === undefined) return notYet('not planned yet', 'plan');
  const { summary, observedAt, approved } = plan;
  return {
    done: true,
    hash: summary.hash,
    batch: summary.batch,
    observedAt,
    ...(approved === undefined ? {} : { approvedBy: approved.by, approvedAt: approved.at }),
    steps: summary.steps.total,
    calls: summary.calls,
    estimatedMinutes: summary.estimatedMinutes,
    deferred: summary.deferred,
    byAction: { ...summary.steps.byAction },
    byKind: countByKind(summary),
    changes: summary.items
      .filter(({ action }) => action === 'change' || action === 'delete')
      .map(({ kind, label, differences }) => ({ kind, label, differences: differences.map(writtenOut) })),
    blocked: [
      ...summary.items
        .filter(({ action }) => action === 'blocked')
        .map(({ kind, label, reason }) => ({ kind, label, reason: reason ?? '' })),
      ...summary.notPlanned.filter(({ blocked }) => blocked).map(heldBack),
    ],
    nothingToDo: summary.notPlanned.filter(({ blocked }) => !blocked).map(heldBack),
    leftOut: summary.items.flatMap(({ kind, label, leftOut }) =>
      leftOut === undefined ? [] : [{ kind, label, parts: [...leftOut] }],
    ),
  };
}

function countByKind(summary: PlanSummary): PlanKind[] {
  const kinds = new Map<string, PlanKind>();
  const add = (name: string, action: StepAction): void => {
    const kind = kinds.get(name) ?? {
      kind: name,
      total: 0,
      create: 0,
      change: 0,
      unchanged: 0,
      adopt: 0,
      blocked: 0,
      delete: 0,
    };
    kind.total += 1;
    kind[action] += 1;
    kinds.set(name, kind);
  };
  for (const { kind, action } of summary.items) add(kind, action);
  for (const { kind, blocked } of summary.notPlanned) if (blocked) add(kind, 'blocked');
  return [...kinds.values()];
}

function heldBack({ kind, label, reason }: Unplanned): Done['blocked'][number] {
  return { kind, label, reason };
}

/** Both sides as text: a value is quoted for people here, never compared again. */
export function writtenOut(difference: Difference): z.output<typeof DifferenceSchema> {
  return { field: difference.field, expected: asText(difference.expected), actual: asText(difference.actual) };
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '(none)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
