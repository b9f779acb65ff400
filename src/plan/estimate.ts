import type { PlannedStep, Step } from '../domain/plan.ts';
import type { StepHandler } from '../steps/handler.ts';

/** Calls that provisioning will send, deferred steps left out: they come at the cutover. */
export function estimateCalls(steps: readonly PlannedStep[], handlerOf: (step: Step) => StepHandler): number {
  return steps
    .filter(({ step }) => step.phase === 'provision')
    .reduce((calls, { step, action }) => {
      switch (action) {
        case 'create':
          return calls + handlerOf(step).calls;
        case 'change':
        case 'delete':
          return calls + 1 + handlerOf(step).calls;
        case 'adopt':
          return calls + 1;
        // Done before: the engine trusts its own record.
        case 'unchanged':
        case 'blocked':
          return calls;
        default:
          return action satisfies never;
      }
    }, 0);
}

/** Minutes at the request budget, rounded up to one decimal: `0.1` rather than nothing. */
export function estimateMinutes(calls: number, requestsPerMinute: number): number {
  return Math.ceil((calls / requestsPerMinute) * 10) / 10;
}
