import type { CallPickupStep } from '../domain/plan-features.ts';
import type { NewCallPickup } from '../webex/call-pickups.ts';
import { differencesIn } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { findByName, type Member, memberCheck, memberIds, membersGrow, missingMembers } from './members.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { undoInLocation } from './undo-in-location.ts';
import { idAs, writtenAs } from './written.ts';

export const callPickupHandler: StepHandler<CallPickupStep> = {
  kind: 'callPickup',
  safety: 'look-first',
  canChange: true,
  createsInParts: true,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/callPickups'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const { callPickups } = context.webex;
    const entry = findByName(await callPickups.list(place.locationId, place.call), step, 'callPickupId', context);
    const group = entry && (await callPickups.get(place.locationId, entry.id, place.call));
    if (!group) return undefined;
    const wanted = bodyOf(step, context, group.agents);
    return {
      outputs: { callPickupId: group.id },
      differences: differencesIn([
        ['name', wanted.name, group.name],
        ['notificationType', wanted.notificationType, group.notificationType],
        memberCheck('agents', wanted.agents, group.agents),
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { callPickups } = context.webex;
    const id = found?.outputs.callPickupId;
    const growing = id !== undefined && membersGrow(step.payload, context);
    const standing = growing ? await callPickups.get(locationId, id, call) : undefined;
    const body = bodyOf(step, context, standing?.agents);
    const sent =
      id === undefined
        ? await callPickups.create(locationId, body, call)
        : await callPickups.update(locationId, id, body, call);
    return { ...writtenAs(sent, idAs('callPickupId', sent)), ...missingMembers(step.payload.members, context) };
  },

  undo: undoInLocation(
    'callPickupId',
    'callPickups',
    (step, context) => callPickupHandler.lookUp(step, context),
    (webex, locationId, id, call) => webex.callPickups.remove(locationId, id, call),
  ),

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/callPickups`;
    const id = found?.outputs.callPickupId;
    const body = bodyOf(step, context);
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, customer, base), body }
      : { method: 'PUT', path: inOrgPath(refer, customer, `${base}/${id}`), body };
  },
};

function bodyOf(
  { payload }: CallPickupStep,
  context: Pick<StepContext, 'outputs'>,
  standing?: readonly Member[],
): NewCallPickup {
  const { name, notificationType, members, open } = payload;
  return { name, notificationType, agents: memberIds({ list: members, open }, context, standing) };
}
