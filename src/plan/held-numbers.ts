import type { Step } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Observation } from './observe-target.ts';

export const HELD_FIELDS = ['phoneNumber', 'extension'] as const;

/**
 * Told from the plan alone, with what would mend it; what only the target shows is `takenLines`' part.
 *
 * Who is to get a number or an extension that somebody else keeps, because the change that would free it is held back: the
 * target would refuse it, for it is taken.
 *
 * @param blocked - steps that are held back, with the reason
 * @returns further steps to hold back, each naming who stands in the way; those may keep something that others wait for
 */
export function waitingForHeld(
  steps: readonly Step[],
  seen: ReadonlyMap<StepId, Observation>,
  blocked: ReadonlyMap<StepId, string>,
): ReadonlyMap<StepId, string> {
  const keepers = new Map<string, Step>();
  for (const step of steps) {
    if (!blocked.has(step.id)) continue;
    for (const { field, actual } of seen.get(step.id)?.differences ?? []) {
      const name = HELD_FIELDS.find((held) => held === field);
      if (name !== undefined && typeof actual === 'string') keepers.set(keyOf(step, name, actual), step);
    }
  }
  const waiting = new Map<StepId, string>();
  if (keepers.size === 0) return waiting;
  for (const step of steps) {
    const action = seen.get(step.id)?.action;
    if (blocked.has(step.id) || (action !== 'create' && action !== 'change')) continue;
    for (const field of HELD_FIELDS) {
      const wanted = plannedOf(step, field);
      const keeper = wanted === undefined ? undefined : keepers.get(keyOf(step, field, wanted));
      if (keeper === undefined || waiting.has(step.id)) continue;
      const instead = plannedOf(keeper, field);
      const free = instead === undefined ? 'take it away there' : `give that one ${instead}`;
      waiting.set(
        step.id,
        `${field} ${wanted} is still held by ${keeper.label}, whose change is held back: ${free} in Control Hub, or change ` +
          'the source, then plan again',
      );
    }
  }
  return waiting;
}

/** A number is one of its kind in the world, an extension in its location. */
function keyOf({ payload }: Step, field: (typeof HELD_FIELDS)[number], value: string): string {
  return JSON.stringify([field, field === 'extension' && 'location' in payload ? payload.location : '', value]);
}

/** What a step wants to hold. */
export function plannedOf({ kind, payload }: Step, field: (typeof HELD_FIELDS)[number]): string | undefined {
  // The number of a virtual extension is one outside: it holds none in Webex.
  if (field === 'phoneNumber') {
    return kind !== 'virtualExtension' && 'phoneNumber' in payload ? payload.phoneNumber : undefined;
  }
  return 'extension' in payload ? payload.extension : undefined;
}
