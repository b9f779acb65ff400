import type { NumbersStep } from '../domain/plan.ts';
import type { Found, StepHandler } from './handler.ts';
import { statesInLocation } from './number-states.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Numbers of a location, added inactive: activation is the point of no return (R-NUM-12). */
export const numbersHandler: StepHandler<NumbersStep> = {
  kind: 'numbers',
  safety: 'refused',
  canChange: true,
  calls: 1,

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const states = await statesInLocation(context, place);
    const missing = step.payload.numbers.filter((number) => !states.has(number));
    if (missing.length === step.payload.numbers.length) return undefined;
    // Whether they are active is no matter of this step: the cutover activates them.
    return {
      outputs: { locationId: place.locationId },
      differences: missing.map((number) => ({ field: number, expected: 'in the location', actual: null })),
      ...(missing.length > 0 ? { partial: true } : {}),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    return writtenAs(await context.webex.numbers.add(locationId, bodyOf(step, found), call), { locationId });
  },

  describe(step, context, found) {
    const refer = shown(context);
    const path = `/telephony/config/locations/${refer(step.payload.location, 'locationId')}/numbers`;
    return { method: 'POST', path: inOrgPath(refer, step.payload.customer, path), body: bodyOf(step, found) };
  },
};

/** Those that are missing: the target refuses a whole batch for one number that is there. */
function bodyOf(step: NumbersStep, found: Found | undefined) {
  const missing = found?.differences.map(({ field }) => field);
  const phoneNumbers = step.payload.numbers.filter((number) => missing === undefined || missing.includes(number));
  return { phoneNumbers, state: 'INACTIVE' as const };
}
