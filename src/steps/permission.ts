import type { PermissionStep } from '../domain/plan.ts';
import type { OutgoingPermission } from '../webex/permissions.ts';
import { differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** What a location may dial; written before anybody there can dial out (R-NUM-10). */
export const permissionHandler: StepHandler<PermissionStep> = {
  kind: 'permission',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['location'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/outgoingPermission'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const actual = place && (await context.webex.permissions.get(place.locationId, place.call));
    if (!actual) return undefined;
    return {
      outputs: { locationId: place.locationId },
      differences: step.payload.permissions.flatMap(({ callType, action, transferEnabled }) => {
        const there = actual.find((permission) => permission.callType === callType);
        return differencesIn([
          [`${callType}.action`, action, there?.action],
          [`${callType}.transferEnabled`, transferEnabled, there?.transferEnabled],
        ]);
      }),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const sent = await context.webex.permissions.put(locationId, bodyOf(step), call);
    return writtenAs(sent, { locationId });
  },

  undo: { kind: 'with-owner', owner: 'its location', note: 'what was allowed before is not kept' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const path = `/telephony/config/locations/${refer(location, 'locationId')}/outgoingPermission`;
    return { method: 'PUT', path: inOrgPath(refer, customer, path), body: bodyOf(step) };
  },
};

/** Only the call types that we decide on: the target does not let every type be set (code 25321). */
function bodyOf(step: PermissionStep): { callingPermissions: OutgoingPermission[] } {
  return {
    callingPermissions: step.payload.permissions.map(({ callType, action, transferEnabled }) => ({
      callType,
      action,
      transferEnabled,
    })),
  };
}
