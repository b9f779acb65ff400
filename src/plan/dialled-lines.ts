import type { DraftId } from '../domain/draft-id.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { BuildContext } from './build-context.ts';

/** The step behind a number or an extension, as somebody in a location dials it. */
export type LineAt = (dialled: string | undefined, location: DraftId) => StepId | undefined;

interface Line {
  readonly step: StepId;
  readonly location: DraftId;
}

/**
 * What a menu key or a forwarding reaches, as far as its step was added. An extension is that of the own location; one of
 * another location counts where only one has it, for else nobody knows which is meant.
 */
export function linesOf(context: BuildContext): LineAt {
  const lines = new Map<string, Line[]>();
  const note = (
    step: StepId | undefined,
    data: { readonly location: DraftId; readonly phoneNumber?: string; readonly extension?: string },
  ): void => {
    if (step === undefined) return;
    for (const dialled of [data.phoneNumber, data.extension]) {
      if (dialled === undefined) continue;
      lines.set(dialled, [...(lines.get(dialled) ?? []), { step, location: data.location }]);
    }
  };
  const customer = context.customer.id;
  for (const kind of ['subscriber', 'workspace', 'virtualLine'] as const) {
    for (const { id, data } of context.drafts.of(customer, kind)) note(context.owners.get(id), data);
  }
  for (const kind of ['huntGroup', 'callQueue', 'autoAttendant', 'voicemailGroup'] as const) {
    for (const { id, data } of context.drafts.of(customer, kind)) note(context.features.get(id), data);
  }
  return (dialled, location) => {
    const found = lines.get(dialled ?? '') ?? [];
    return (found.find((line) => line.location === location) ?? (found.length === 1 ? found[0] : undefined))?.step;
  };
}
