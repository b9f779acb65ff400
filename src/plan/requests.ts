import type { PlannedStep, Step, StepId, StepOutputs } from '../domain/plan.ts';
import { DONE_STATES } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepHandler } from '../steps/handler.ts';

export interface PlannedRequest {
  readonly label: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/**
 * The requests that a plan would send, secrets as placeholders. An id that does not exist yet is shown as what it will
 * be, e.g. `<orgId of customer Acme>`.
 */
export function describeRequests(
  steps: readonly PlannedStep[],
  states: ReadonlyMap<StepId, StepRecord>,
  handlerOf: (step: Step) => StepHandler,
): PlannedRequest[] {
  const labels = new Map(steps.map(({ step }) => [step.id, step.label]));
  const outputs = (id: StepId): StepOutputs => {
    const record = states.get(id);
    return record && DONE_STATES.includes(record.state) ? record.outputs : placeholders(labels.get(id) ?? id);
  };
  return steps
    .filter(({ step, action }) => (action === 'create' || action === 'change') && !isFirstLocation(step))
    .map(({ step }) => ({ label: step.label, ...handlerOf(step).describe(step, { outputs }) }));
}

function isFirstLocation(step: Step): boolean {
  return step.kind === 'location' && step.payload.first;
}

/** Answers for any id, whatever its name. */
function placeholders(label: string): StepOutputs {
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => (typeof name === 'string' ? `<${name} of ${label}>` : undefined),
      has: () => true,
    },
  );
}
