import type { ActivationStep } from '../domain/plan.ts';
import { differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { statesInLocation } from './number-states.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Activates numbers at the cutover. */
export const activationHandler: StepHandler<ActivationStep> = {
  kind: 'activation',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['location', 'numbers'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/numbers'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const states = await statesInLocation(context, place);
    if (!step.payload.numbers.some((number) => states.has(number))) return undefined;
    return {
      outputs: { locationId: place.locationId },
      differences: differencesIn(step.payload.numbers.map((number) => [number, 'ACTIVE', states.get(number)])),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    return writtenAs(await context.webex.numbers.change(locationId, bodyOf(step), call), { locationId });
  },

  undo: {
    kind: 'stays',
    why: 'an active number cannot go back while it is assigned: activation is the point of no return (R-NUM-12)',
  },

  describe(step, context) {
    const refer = shown(context);
    const path = `/telephony/config/locations/${refer(step.payload.location, 'locationId')}/numbers`;
    return { method: 'PUT', path: inOrgPath(refer, step.payload.customer, path), body: bodyOf(step) };
  },
};

function bodyOf(step: ActivationStep) {
  return { phoneNumbers: [...step.payload.numbers], action: 'ACTIVATE' as const };
}
