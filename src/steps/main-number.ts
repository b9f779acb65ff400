import type { MainNumberStep } from '../domain/plan.ts';
import type { CallingChange } from '../webex/locations.ts';
import { differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Main number of a location and its routing prefix, set as soon as the number exists (R-NUM-4). */
export const mainNumberHandler: StepHandler<MainNumberStep> = {
  kind: 'mainNumber',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['location'],
  endpoints: ['PUT /telephony/config/locations/{locationId}'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const calling = place && (await context.webex.locations.getCalling(place.locationId, place.call));
    if (!calling) return undefined;
    return {
      outputs: { locationId: place.locationId },
      differences: differencesIn([
        ['phoneNumber', step.payload.phoneNumber, calling.callingLineId?.phoneNumber],
        ['routingPrefix', step.payload.routingPrefix, calling.routingPrefix],
      ]),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const sent = await context.webex.locations.updateCalling(locationId, bodyOf(step), call);
    const job = sent.value?.batchJobId;
    return writtenAs(sent, { locationId, ...(job === undefined ? {} : { batchJobId: job }) });
  },

  undo: { kind: 'with-owner', owner: 'the location', note: 'no call takes a main number away' },

  describe(step, context) {
    const refer = shown(context);
    const path = `/telephony/config/locations/${refer(step.payload.location, 'locationId')}`;
    return { method: 'PUT', path: inOrgPath(refer, step.payload.customer, path), body: bodyOf(step) };
  },
};

function bodyOf({ payload }: MainNumberStep): CallingChange {
  const { phoneNumber, routingPrefix } = payload;
  return { callingLineId: { phoneNumber }, ...(routingPrefix === undefined ? {} : { routingPrefix }) };
}
