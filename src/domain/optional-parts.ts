import type { Step } from './plan.ts';
import type { StepId } from './plan-step.ts';

/** A step that another one names and can do without, and what of it the two have in common. */
export interface OptionalPart {
  readonly step: StepId;
  readonly field: 'members' | 'audio' | 'recallHuntGroup';
}

/** Whatever else a payload may lack is audio, which lies deep in messages and menus. */
const FIELDS: Readonly<Record<string, OptionalPart['field']>> = {
  members: 'members',
  agents: 'members',
  originators: 'members',
  targets: 'members',
  recallHuntGroup: 'recallHuntGroup',
};

/**
 * What a step is thinned out by where it was not made: everything in its payload that is a soft edge, whatever its kind,
 * so that no kind can have parts that nobody knows of. Soft edges that the payload does not name are an order only.
 */
export function optionalPartsOf({ payload, soft }: Pick<Step, 'payload' | 'soft'>): readonly OptionalPart[] {
  if (soft.length === 0) return [];
  const edges = new Set(soft);
  const parts = new Map<StepId, OptionalPart>();
  for (const [name, value] of Object.entries(payload)) {
    for (const text of textsIn(value)) {
      if (edges.has(text)) parts.set(text, { step: text, field: FIELDS[name] ?? 'audio' });
    }
  }
  return [...parts.values()];
}

/** All texts of a payload, however deep; some of them are ids of other steps. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
