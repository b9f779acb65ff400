import { entryOf } from '../domain/entry-of.ts';
import { DONE_STATES, type PlannedStep, type StepState } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';

/** What somebody who approves a plan has read of its steps: `[action, differences]`, the differences as JSON texts. */
type Shown = Readonly<Record<StepId, readonly [action: string, differences: readonly string[]]>>;

/** What a plan shows, as it is kept with an approval. */
export function shownBy(steps: readonly PlannedStep[]): string {
  const shown: Shown = Object.fromEntries(
    steps.map(({ step, action, differences }) => [step.id, [action, differences.map(textOf)] as const]),
  );
  return JSON.stringify(shown);
}

/**
 * Whether an approval covers what the plan shows now: the same or less. A step that we carried out ourselves since, or
 * that is held back now, is less; a creation, a change, or an object of somebody else that nobody has read of is more.
 *
 * @param shown - what {@link shownBy} answered when it was approved
 */
export function isCovered(
  shown: string,
  steps: readonly PlannedStep[],
  stateOf: (step: StepId) => StepState | undefined,
): boolean {
  const approved: Shown = JSON.parse(shown);
  return steps.every(({ step, action, differences }) => {
    const [was, wereDifferent] = entryOf(approved, step.id) ?? ['', []];
    switch (action) {
      case 'unchanged':
      case 'blocked':
        return true;
      case 'create':
        return was === 'create';
      case 'adopt':
        return was === 'adopt' || isOurs(stateOf(step.id));
      case 'change':
      case 'delete':
        return was === action && differences.every((difference) => wereDifferent.includes(textOf(difference)));
      default:
        return action satisfies never;
    }
  });
}

function textOf({ field, expected, actual }: PlannedStep['differences'][number]): string {
  return JSON.stringify([field, expected, actual]);
}

/** Our request has made it, or may have: a run that was killed left it in doubt. */
function isOurs(state: StepState | undefined): boolean {
  return state !== undefined && (DONE_STATES.includes(state) || state === 'in-doubt' || state === 'waiting');
}
