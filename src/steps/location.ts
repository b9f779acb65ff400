import { MigrationError } from '../domain/errors.ts';
import type { LocationStep } from '../domain/plan.ts';
import type { OrgCall } from '../webex/call.ts';
import type { WebexLocation } from '../webex/locations.ts';
import { differencesIn, ignoringCase } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { addressChecks, locationBody } from './location-address.ts';
import { inOrgPath, known, needed, neededOrgCall, orgCall, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

/** The first location came with the customer: it is adopted, never created again. */
export const locationHandler: StepHandler<LocationStep> = {
  kind: 'location',
  safety: 'refused',
  canChange: true,
  calls: 1,
  key: ['name'],
  endpoints: ['POST /locations'],

  async lookUp(step, context) {
    const call = orgCall(context, step.payload.customer);
    const location = call && (await findLocation(step, context, call));
    if (!location) return undefined;
    const wanted = locationBody(step.payload);
    const differences = differencesIn([
      ['name', wanted.name, location.name],
      ['timeZone', wanted.timeZone, location.timeZone],
      ['preferredLanguage', wanted.preferredLanguage, location.preferredLanguage, ignoringCase],
      ...addressChecks(wanted.address, location.address),
    ]);
    return { outputs: { locationId: location.id }, differences };
  },

  async write(step, context, found) {
    const call = neededOrgCall(context, step.payload.customer);
    const { locations } = context.webex;
    const locationId = found?.outputs.locationId;
    if (locationId !== undefined) {
      return writtenAs(await locations.update(locationId, changeBody(step), call), { locationId });
    }
    if (step.payload.first) {
      throw new MigrationError('TARGET_REFUSED', `location ${step.payload.name} did not come with its customer`);
    }
    const sent = await locations.create(locationBody(step.payload), call);
    return writtenAs(sent, idAs('locationId', sent));
  },

  undo: {
    kind: 'remove',
    standing: (step, context) => standsUnder('locationId', locationHandler.lookUp, step, context),
    remove: (step, context) =>
      context.webex.locations.remove(
        needed(context)(step.id, 'locationId'),
        neededOrgCall(context, step.payload.customer),
      ),
    describe(step, context) {
      const refer = shown(context);
      const path = `/locations/${refer(step.id, 'locationId')}`;
      return { method: 'DELETE', path: inOrgPath(refer, step.payload.customer, path) };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const { customer } = step.payload;
    const id = found?.outputs.locationId;
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, customer, '/locations'), body: locationBody(step.payload) }
      : { method: 'PUT', path: inOrgPath(refer, customer, `/locations/${id}`), body: changeBody(step) };
  },
};

async function findLocation(
  step: LocationStep,
  context: StepContext,
  call: OrgCall,
): Promise<WebexLocation | undefined> {
  const { locations } = context.webex;
  const id = known(context, step.id, 'locationId');
  const own = id === undefined ? undefined : await locations.get(id, call);
  if (own) return own;
  const { name } = step.payload;
  return (await locations.list({ name }, call)).find((location) => location.name === name);
}

function changeBody(step: LocationStep) {
  const { announcementLanguage: _ofCalling, ...body } = locationBody(step.payload);
  return body;
}
