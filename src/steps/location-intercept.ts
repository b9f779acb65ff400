import type { LocationInterceptStep } from '../domain/plan-features.ts';
import type { WebexIntercept } from '../webex/location-intercepts.ts';
import { orAbsent } from './absent.ts';
import { differencesIn } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { interceptBody, interceptChecks } from './intercept-body.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { WAS } from './undo.ts';
import { writtenAs } from './written.ts';

/**
 * The intercept of a location, which is always there. What stood there before is kept with the step, for the rollback
 * sets it back: nobody could call a location that stayed out of service.
 */
export const locationInterceptHandler: StepHandler<LocationInterceptStep> = {
  kind: 'locationIntercept',
  safety: 'repeatable',
  canChange: true,
  calls: 3,
  key: ['location'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/intercept'],

  async lookUp(step, context) {
    const actual = await read(step, context);
    return actual && { outputs: {}, differences: differencesIn(interceptChecks(step.payload, actual)) };
  },

  async keeps(step, context) {
    const actual = await read(step, context);
    return actual === undefined ? {} : { [WAS]: JSON.stringify(actual) };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const body = interceptBody(step.payload, await read(step, context));
    return writtenAs(await context.webex.locationIntercepts.put(locationId, body, call), {});
  },

  undo: {
    kind: 'remove',
    restores: true,
    leaves: 'is set back to what stood there before',
    async standing(step, context) {
      const actual = await read(step, context);
      if (actual === undefined || inForce(actual) === inForce(stood(step, context))) return { gone: true };
      const changed = differencesIn(interceptChecks(step.payload, actual)).map(({ field }) => field);
      return changed.length === 0
        ? { gone: false }
        : { gone: false, keep: `somebody has changed it since: ${changed.join(', ')}` };
    },
    remove(step, context) {
      const { call, locationId } = neededPlace(context, step.payload);
      return context.webex.locationIntercepts.put(locationId, stood(step, context), call);
    },
    describe: (step, context) => ({ method: 'PUT', path: pathOf(step, context), body: stood(step, context) }),
  },

  describe: (step, context) => ({
    method: 'PUT',
    path: pathOf(step, context),
    body: interceptBody(step.payload, undefined),
  }),
};

async function read(step: LocationInterceptStep, context: StepContext): Promise<WebexIntercept | undefined> {
  const place = placeOf(context, step.payload);
  return place && (await orAbsent(context.webex.locationIntercepts.get(place.locationId, place.call)));
}

/** Everything that has an effect: nothing takes a number away, and behind a switch that is off it does no harm. */
function inForce({ enabled, incoming, outgoing }: WebexIntercept): string {
  const { greeting = 'DEFAULT', newNumber, zeroTransfer } = incoming?.announcements ?? {};
  return JSON.stringify([
    enabled,
    incoming?.type,
    incoming?.voicemailEnabled ?? false,
    greeting,
    newNumber?.enabled === true ? newNumber.destination : false,
    zeroTransfer?.enabled === true ? zeroTransfer.destination : false,
    outgoing?.type,
    outgoing?.transferEnabled === true ? outgoing.destination : false,
  ]);
}

/** As our own `keeps` has written it down. */
function stood(step: LocationInterceptStep, context: Pick<StepContext, 'outputs'>): WebexIntercept {
  return JSON.parse(known(context, step.id, WAS) ?? '{"enabled":false}') as WebexIntercept;
}

function pathOf({ payload }: LocationInterceptStep, context: Pick<StepContext, 'outputs'>): string {
  const refer = shown(context);
  const path = `/telephony/config/locations/${refer(payload.location, 'locationId')}/intercept`;
  return inOrgPath(refer, payload.customer, path);
}
