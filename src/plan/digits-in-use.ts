import type { Step } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { Observation } from './observe-target.ts';

/** A pattern of digits that a step is to write. */
interface Pattern {
  readonly step: Step;
  readonly name: string;
  readonly digits: string;
  /** Location or owner: digits are there once. */
  readonly holder: StepId;
}

/**
 * Patterns of digits that are to get the digits of another pattern: the target has each of them once, and would refuse the
 * change (409) before the other one has changed.
 *
 * @returns `waiting`: what no order mends, told once it is known which steps are held back; `inOrder`: a step behind the one
 *   that frees its digits
 */
export function digitsInUse(steps: readonly Step[], seen: ReadonlyMap<StepId, Observation>) {
  const patterns = new Map(steps.flatMap((step) => patternOf(step) ?? []).map((pattern) => [pattern.step.id, pattern]));
  const holders = new Map<string, Pattern>();
  for (const pattern of patterns.values()) {
    const digits = digitsThere(pattern, seen.get(pattern.step.id));
    if (digits !== undefined) holders.set(keyOf(pattern, digits), pattern);
  }
  // Whoever is held back was not looked for: only the name says whose the pattern is.
  const named = new Map([...patterns.values()].map((pattern) => [keyOf(pattern, pattern.name), pattern]));
  /** The step whose pattern has the digits now. */
  const before = (pattern: Pattern): Pattern | undefined => {
    const action = seen.get(pattern.step.id)?.action;
    if (action !== 'create' && action !== 'change') return undefined;
    const holder = holders.get(keyOf(pattern, pattern.digits));
    return holder === pattern ? undefined : holder;
  };
  /** Whether who waits for whom leads back to the pattern itself. */
  const isCircle = (pattern: Pattern): boolean => {
    const passed = new Set<Pattern>();
    for (let next = before(pattern); next !== undefined && !passed.has(next); next = before(next)) {
      if (next === pattern) return true;
      passed.add(next);
    }
    return false;
  };

  return {
    waiting(blocked: ReadonlyMap<StepId, string>): ReadonlyMap<StepId, string> {
      const waiting = new Map<StepId, string>();
      for (const pattern of patterns.values()) {
        const { step, digits } = pattern;
        if (blocked.has(step.id)) continue;
        const holder = before(pattern);
        const stranger = holder === undefined ? seen.get(step.id)?.inTheWay : undefined;
        const keeper = stranger === undefined ? holder : named.get(keyOf(pattern, stranger));
        if (holder !== undefined && isCircle(pattern)) {
          waiting.set(
            step.id,
            `its digits ${digits} are still those of "${holder.name}", which waits for others in turn: Webex has digits once; ` +
              'remove one of these patterns in Control Hub, then plan again',
          );
        } else if (keeper !== undefined && blocked.has(keeper.step.id)) {
          waiting.set(step.id, `its digits ${digits} are still those of "${keeper.name}", which is held back`);
        } else if (stranger !== undefined) {
          waiting.set(
            step.id,
            `its digits ${digits} are those of "${stranger}" in Webex, which nothing plans: remove that pattern in Control Hub, ` +
              'then plan again',
          );
        }
      }
      return waiting;
    },
    inOrder(step: Step): Step {
      const pattern = patterns.get(step.id);
      const holder = pattern === undefined ? undefined : before(pattern);
      return holder === undefined ? step : { ...step, hard: [...step.hard, holder.step.id] };
    },
  };
}

function patternOf(step: Step): Pattern | undefined {
  if (step.kind === 'digitPattern') {
    const { name, pattern, location } = step.payload;
    return { step, name, digits: pattern, holder: location };
  }
  if (step.kind !== 'settingEntry' || step.payload.value.setting !== 'digitPattern') return undefined;
  const { name, pattern } = step.payload.value;
  return { step, name, digits: pattern, holder: step.payload.owner };
}

/** What the pattern is in the target at present. */
function digitsThere({ digits }: Pattern, observed: Observation | undefined): string | undefined {
  if (observed?.outputs === undefined) return undefined;
  const differs = observed.differences.find(({ field }) => field === 'pattern');
  if (differs === undefined) return digits;
  return typeof differs.actual === 'string' ? differs.actual : undefined;
}

function keyOf({ holder }: Pattern, what: string): string {
  return JSON.stringify([holder, what]);
}
