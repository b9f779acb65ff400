import type { StepId } from '../domain/plan-step.ts';
import { inheritReason } from './blocked-drafts.ts';
import type { BuiltSteps } from './build-context.ts';

/** A step whose hard dependency is blocked, or is not there at all, is blocked too and names the root. */
export function blockDependants(built: BuiltSteps): BuiltSteps {
  const blocked = new Map<StepId, string>();
  const labels = new Map(built.steps.map((step) => [step.id, step.label]));
  // Steps stand in an order in which dependencies come first, so one pass is enough.
  for (const step of built.steps) {
    const own = built.blocked.get(step.id);
    if (own !== undefined) {
      blocked.set(step.id, own);
      continue;
    }
    const missing = step.hard.find((id) => !labels.has(id));
    const held = step.hard.find((id) => blocked.has(id));
    const inherited = held === undefined ? undefined : blocked.get(held);
    if (missing !== undefined) blocked.set(step.id, 'needs a step that could not be planned');
    else if (held !== undefined && inherited !== undefined) {
      blocked.set(step.id, inheritReason(inherited, labels.get(held) ?? held));
    }
  }
  return { ...built, blocked };
}
