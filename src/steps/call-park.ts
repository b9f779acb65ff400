import type { CallParkStep } from '../domain/plan-features.ts';
import type { NewCallPark } from '../webex/call-parks.ts';
import { differencesIn } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { findByName, type Member, memberCheck, memberIds, membersGrow, missingMembers } from './members.ts';
import { missingRecall, recallChecks, recallOf } from './park-recall.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { undoInLocation } from './undo-in-location.ts';
import { idAs, writtenAs } from './written.ts';

export const callParkHandler: StepHandler<CallParkStep> = {
  kind: 'callPark',
  safety: 'look-first',
  canChange: true,
  createsInParts: true,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/callParks'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const { callParks } = context.webex;
    const entry = findByName(await callParks.list(place.locationId, place.call), step, 'callParkId', context);
    const park = entry && (await callParks.get(place.locationId, entry.id, place.call));
    if (!park) return undefined;
    const wanted = bodyOf(step, context, park.agents);
    return {
      outputs: { callParkId: park.id },
      differences: differencesIn([
        ['name', wanted.name, park.name],
        ...recallChecks('recall', wanted.recall, park.recall),
        ['parkOnAgentsEnabled', wanted.parkOnAgentsEnabled, park.parkOnAgentsEnabled],
        memberCheck('agents', wanted.agents, park.agents),
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { callParks } = context.webex;
    const id = found?.outputs.callParkId;
    const growing = id !== undefined && membersGrow(step.payload, context);
    const standing = growing ? await callParks.get(locationId, id, call) : undefined;
    const body = bodyOf(step, context, standing?.agents);
    const sent =
      id === undefined
        ? await callParks.create(locationId, body, call)
        : await callParks.update(locationId, id, body, call);
    const left = [
      ...(missingMembers(step.payload.members, context).leftOut ?? []),
      ...missingRecall(step.payload, context),
    ];
    return { ...writtenAs(sent, idAs('callParkId', sent)), ...(left.length === 0 ? {} : { leftOut: left }) };
  },

  undo: undoInLocation(
    'callParkId',
    'callParks',
    (step, context) => callParkHandler.lookUp(step, context),
    (webex, locationId, id, call) => webex.callParks.remove(locationId, id, call),
  ),

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/callParks`;
    const id = found?.outputs.callParkId;
    const body = bodyOf(step, context);
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, customer, base), body }
      : { method: 'PUT', path: inOrgPath(refer, customer, `${base}/${id}`), body };
  },
};

function bodyOf(
  { payload }: CallParkStep,
  context: Pick<StepContext, 'outputs'>,
  standing?: readonly Member[],
): NewCallPark {
  return {
    name: payload.name,
    recall: recallOf(payload, context),
    parkOnAgentsEnabled: payload.parkOnMembers,
    agents: memberIds({ list: payload.members, open: payload.open }, context, standing),
  };
}
