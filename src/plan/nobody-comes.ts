import type { Step } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Observation } from './observe-target.ts';

const OWNERS: ReadonlySet<Step['kind']> = new Set(['subscriber', 'workspace', 'virtualLine']);

/**
 * New customers of whom everybody is held back: an organisation with nobody in it helps no one, and no call removes it. A
 * customer that has nobody to begin with is made as it was asked for.
 */
export function nobodyComes(
  steps: readonly Step[],
  seen: ReadonlyMap<StepId, Observation>,
  blocked: ReadonlyMap<StepId, string>,
): Map<StepId, string> {
  const owners = new Map<StepId, { all: number; held: number }>();
  for (const step of steps) {
    if (!OWNERS.has(step.kind) || !('customer' in step.payload)) continue;
    const count = owners.get(step.payload.customer) ?? { all: 0, held: 0 };
    count.all += 1;
    if (blocked.has(step.id)) count.held += 1;
    owners.set(step.payload.customer, count);
  }
  return new Map(
    [...owners].flatMap(([customer, { all, held }]) =>
      all === held && seen.get(customer)?.action === 'create' && !blocked.has(customer)
        ? [[customer, 'all of its people are held back: its organisation would stand with nobody in it'] as const]
        : [],
    ),
  );
}
