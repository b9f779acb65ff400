import type { Decision } from '../../domain/drafts.ts';
import type { MapContext } from '../context.ts';
import { decide } from '../features/decide.ts';

/** One decision per service that no table knows (R-SVC-2), however often it is assigned. */
export function decideUnknownService(
  context: MapContext,
  name: string,
  times: number,
): { readonly decision: Decision; readonly accepted: boolean } {
  const { decision, answer } = decide(context, {
    kind: 'service-unknown',
    object: `${context.customer}/${encodeURIComponent(name)}`,
    question: `mappings/services.yaml does not know "${name}" (assigned ${times === 1 ? 'once' : `${times} times`}). What now?`,
    options: [
      {
        value: 'add',
        consequence: 'Stays on the list of what is done by hand until mappings/services.yaml has a verdict.',
      },
      { value: 'accept', consequence: 'Counts as lost, and the loss list tells whom it concerns.' },
    ],
    recommendation: 'add',
    reason: 'An unknown service is never dropped without a word.',
    cause: [name],
  });
  return { decision, accepted: answer === 'accept' };
}

/** Whether a person has accepted that a service which no table knows is lost. */
export function lossIsAccepted(context: MapContext, name: string): boolean {
  return decideUnknownService(context, name, 1).accepted;
}
