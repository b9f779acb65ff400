import type { CallingStep } from '../domain/plan.ts';
import { differencesIn, ignoringCase } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { locationBody } from './location-address.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

const PATH = '/telephony/config/locations';

/** Switches Webex Calling on in a location that did not come with the customer. */
export const callingHandler: StepHandler<CallingStep> = {
  kind: 'calling',
  safety: 'refused',
  canChange: true,
  calls: 1,
  key: ['location'],
  endpoints: ['POST /telephony/config/locations'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const calling = place && (await context.webex.locations.getCalling(place.locationId, place.call));
    if (!calling) return undefined;
    const { announcementLanguage } = step.payload;
    return {
      outputs: { locationId: place.locationId },
      differences: differencesIn([
        ['announcementLanguage', announcementLanguage, calling.announcementLanguage, ignoringCase],
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { locations } = context.webex;
    const { announcementLanguage } = step.payload;
    const sent = found
      ? await locations.updateCalling(locationId, { announcementLanguage }, call)
      : await locations.enableCalling({ id: locationId, ...locationBody(step.payload) }, call);
    return writtenAs(sent, { locationId });
  },

  undo: {
    kind: 'remove',
    later: true,
    async standing(step, context) {
      const place = placeOf(context, step.payload);
      const calling = place && (await context.webex.locations.getCalling(place.locationId, place.call));
      const jobId = known(context, step.id, 'undoJobId');
      if (!calling || jobId === undefined) return { gone: calling === undefined };
      const job = await context.webex.locations.disableCallingJob(jobId, place.call);
      if (job?.latestExecutionStatus !== 'FAILED' && job?.latestExecutionStatus !== 'ABANDONED') return { gone: false };
      const errors = await context.webex.locations.disableCallingErrors(jobId, place.call);
      return { gone: false, failed: errors.join('; ') || 'the job of the target failed' };
    },
    async remove(step, context) {
      const { call, locationId } = neededPlace(context, step.payload);
      const sent = await context.webex.locations.disableCalling(locationId, call);
      const jobId = sent.value?.id;
      return { ...sent, accepted: true, ...(jobId === undefined ? {} : { outputs: { undoJobId: jobId } }) };
    },
    describe(step, context) {
      const refer = shown(context);
      const { customer, location } = step.payload;
      return {
        method: 'POST',
        path: inOrgPath(refer, customer, '/telephony/config/jobs/locations/deleteCallingLocation'),
        body: { locationId: refer(location, 'locationId') },
      };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location, announcementLanguage } = step.payload;
    const id = refer(location, 'locationId');
    if (found) {
      return { method: 'PUT', path: inOrgPath(refer, customer, `${PATH}/${id}`), body: { announcementLanguage } };
    }
    return { method: 'POST', path: inOrgPath(refer, customer, PATH), body: { id, ...locationBody(step.payload) } };
  },
};
