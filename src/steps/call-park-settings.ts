import type { CallParkSettingsStep } from '../domain/plan-features.ts';
import type { CallParkSettings } from '../webex/call-parks.ts';
import { differencesIn } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { missingRecall, recallChecks, recallOf } from './park-recall.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** How long a call stays parked in a location, and whom it comes back to. */
export const callParkSettingsHandler: StepHandler<CallParkSettingsStep> = {
  kind: 'callParkSettings',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['location'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/callParks/settings'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const actual = place && (await context.webex.callParks.getSettings(place.locationId, place.call));
    if (!actual) return undefined;
    const { callParkRecall, callParkSettings: wanted } = bodyOf(step, context);
    const { callParkSettings: times } = actual;
    return {
      outputs: {},
      differences: differencesIn([
        ...recallChecks('callParkRecall', callParkRecall, actual.callParkRecall),
        ['callParkSettings.ringPattern', wanted.ringPattern, times?.ringPattern],
        ['callParkSettings.recallTime', wanted.recallTime, times?.recallTime],
        ['callParkSettings.huntWaitTime', wanted.huntWaitTime, times?.huntWaitTime],
      ]),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const sent = await context.webex.callParks.putSettings(locationId, bodyOf(step, context), call);
    const left = missingRecall(step.payload, context);
    return { ...writtenAs(sent, {}), ...(left.length === 0 ? {} : { leftOut: left }) };
  },

  undo: { kind: 'with-owner', owner: 'its location', note: 'what was set before is not kept' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const path = `/telephony/config/locations/${refer(location, 'locationId')}/callParks/settings`;
    return { method: 'PUT', path: inOrgPath(refer, customer, path), body: bodyOf(step, context) };
  },
};

function bodyOf({ payload }: CallParkSettingsStep, context: Pick<StepContext, 'outputs'>): CallParkSettings {
  const { ringPattern, recallTime, huntWaitTime } = payload;
  return {
    callParkRecall: recallOf(payload, context),
    callParkSettings: {
      ringPattern,
      ...(recallTime === undefined ? {} : { recallTime }),
      ...(huntWaitTime === undefined ? {} : { huntWaitTime }),
    },
  };
}
