import type { StepId } from '../domain/plan.ts';
import type { BuildContext } from './build-context.ts';

/** Steps by the number and extension under which a menu key or a forwarding reaches them, as far as they were added. */
export function linesOf(context: BuildContext): ReadonlyMap<string, StepId> {
  const lines = new Map<string, StepId>();
  const note = (
    step: StepId | undefined,
    data: { readonly phoneNumber?: string; readonly extension?: string },
  ): void => {
    if (step === undefined) return;
    if (data.phoneNumber !== undefined) lines.set(data.phoneNumber, step);
    if (data.extension !== undefined) lines.set(data.extension, step);
  };
  const customer = context.customer.id;
  for (const kind of ['subscriber', 'workspace', 'virtualLine'] as const) {
    for (const { id, data } of context.drafts.of(customer, kind)) note(context.owners.get(id), data);
  }
  for (const kind of ['huntGroup', 'callQueue', 'autoAttendant'] as const) {
    for (const { id, data } of context.drafts.of(customer, kind)) note(context.features.get(id), data);
  }
  return lines;
}
