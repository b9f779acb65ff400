import type { EmergencyCallbackStep } from '../domain/plan.ts';
import { orAbsent } from './absent.ts';
import { differencesIn } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { settingPath } from './owner-path.ts';
import { inOrgPath, lineOwner, neededLineOwner, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** The location answers for itself with its main number, and for owners that have none (R-LOC-7). */
const OF_LOCATION = { selected: 'LOCATION_NUMBER' } as const;
const OF_OWNER = { selected: 'LOCATION_ECBN' } as const;

export const emergencyCallbackHandler: StepHandler<EmergencyCallbackStep> = {
  kind: 'emergencyCallback',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['owner|location'],
  endpoints: [
    'PUT /telephony/config/locations/{locationId}/features/emergencyCallbackNumber',
    'PUT /telephony/config/people/{personId}/emergencyCallbackNumber',
    'PUT /telephony/config/workspaces/{workspaceId}/emergencyCallbackNumber',
    'PUT /telephony/config/virtualLines/{virtualLineId}/emergencyCallbackNumber',
  ],

  async lookUp(step, context) {
    const seen = await orAbsent(read(step, context));
    if (!seen) return undefined;
    const { selected } = step.payload.owner === undefined ? OF_LOCATION : OF_OWNER;
    return { outputs: {}, differences: differencesIn([['selected', selected, seen.selected]]) };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { owner } = step.payload;
    const { emergency } = context.webex;
    const sent =
      owner === undefined
        ? await emergency.putOfLocation(locationId, OF_LOCATION, call)
        : await emergency.putOfOwner(neededLineOwner(context, owner), OF_OWNER, call);
    return writtenAs(sent, {});
  },

  undo: { kind: 'stays', withOwner: true, why: 'goes with its location or owner' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, location, owner } = step.payload;
    if (owner === undefined) {
      const path = `/telephony/config/locations/${refer(location, 'locationId')}/features/emergencyCallbackNumber`;
      return { method: 'PUT', path: inOrgPath(refer, customer, path), body: OF_LOCATION };
    }
    const holder = lineOwner(context, owner) ?? { kind: 'person', id: refer(owner, 'personId') };
    const path = settingPath(holder, 'emergencyCallbackNumber');
    return { method: 'PUT', path: inOrgPath(refer, customer, path), body: OF_OWNER };
  },
};

async function read(step: EmergencyCallbackStep, context: StepContext) {
  const place = placeOf(context, step.payload);
  if (!place) return undefined;
  if (step.payload.owner === undefined) {
    return context.webex.emergency.getOfLocation(place.locationId, place.call);
  }
  const owner = lineOwner(context, step.payload.owner);
  return owner && context.webex.emergency.getOfOwner(owner, place.call);
}
