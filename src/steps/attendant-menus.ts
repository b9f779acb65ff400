import type { AttendantMenusStep } from '../domain/plan-features.ts';
import { attendantBody, menuChecks } from './auto-attendant.ts';
import { differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Second pass over an attendant: its menus with the keys that lead to attendants which were made after it. */
export const attendantMenusHandler: StepHandler<AttendantMenusStep> = {
  kind: 'attendantMenus',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['attendant'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/autoAttendants/{autoAttendantId}'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const id = known(context, step.payload.attendant, 'autoAttendantId');
    if (!place || id === undefined) return undefined;
    const attendant = await context.webex.autoAttendants.get(place.locationId, id, place.call);
    if (attendant === undefined) return undefined;
    return {
      outputs: {},
      differences: differencesIn(menuChecks(attendantBody(step.payload, shown(context)), attendant)),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const id = needed(context)(step.payload.attendant, 'autoAttendantId');
    const { autoAttendants } = context.webex;
    return writtenAs(
      await autoAttendants.update(locationId, id, attendantBody(step.payload, needed(context)), call),
      {},
    );
  },

  undo: { kind: 'with-owner', owner: 'its attendant' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, location, attendant } = step.payload;
    const place = `/telephony/config/locations/${refer(location, 'locationId')}/autoAttendants`;
    return {
      method: 'PUT',
      path: inOrgPath(refer, customer, `${place}/${refer(attendant, 'autoAttendantId')}`),
      body: attendantBody(step.payload, refer),
    };
  },
};
