import type { StepOutputs } from './plan.ts';

/** Under this name a record keeps which numbers of a step a rollback could not remove, with blanks between them. */
export const LEFT_NUMBERS = 'numbers';

/** Numbers that stayed; `undefined` where nobody noted which: all of the step then. */
export function leftNumbers(left: StepOutputs): readonly string[] | undefined {
  return left[LEFT_NUMBERS]?.split(' ');
}
