import type { PagingGroupStep } from '../domain/plan-features.ts';
import type { NewPagingGroup } from '../webex/paging-groups.ts';
import { differencesIn, ignoringCase } from './compare.ts';
import { dialled, findFeature } from './find-feature.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { type Member, memberCheck, memberIds, membersGrow, missingMembers } from './members.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { undoInLocation } from './undo-in-location.ts';
import { idAs, writtenAs } from './written.ts';

/** A fresh group is switched on: one that is to be off is created first and changed by a second write. */
export const pagingGroupHandler: StepHandler<PagingGroupStep> = {
  kind: 'pagingGroup',
  safety: 'look-first',
  canChange: true,
  createsInParts: true,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/paging'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const { pagingGroups } = context.webex;
    const listed = await pagingGroups.list({ locationId: place.locationId }, place.call);
    const entry = findFeature(listed, step, known(context, step.id, 'pagingId'), context);
    const group = entry && (await pagingGroups.get(place.locationId, entry.id, place.call));
    if (!group) return undefined;
    const wanted = bodyOf(step, context, group);
    return {
      outputs: { pagingId: group.id },
      differences: differencesIn([
        ['name', wanted.name, group.name],
        ['phoneNumber', wanted.phoneNumber, group.phoneNumber],
        ['extension', wanted.extension, group.extension],
        ['enabled', step.payload.enabled, group.enabled],
        ['languageCode', wanted.languageCode, group.languageCode, ignoringCase],
        ['originatorCallerIdEnabled', wanted.originatorCallerIdEnabled, group.originatorCallerIdEnabled],
        memberCheck('originators', wanted.originators, group.originators),
        memberCheck('targets', wanted.targets, group.targets),
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { pagingGroups } = context.webex;
    const { originators, targets, enabled } = step.payload;
    const left = missingMembers([...originators, ...targets], context);
    const id = found?.outputs.pagingId;
    if (id !== undefined) {
      const growing = membersGrow({ ...step.payload, members: [...originators, ...targets] }, context);
      const standing = growing ? await pagingGroups.get(locationId, id, call) : undefined;
      const body = { ...bodyOf(step, context, standing), enabled };
      const sent = await pagingGroups.update(locationId, id, body, call);
      return { ...writtenAs(sent, { pagingId: id }), ...left };
    }
    const sent = await pagingGroups.create(locationId, bodyOf(step, context), call);
    // Without an id the engine looks it up, finds it switched on, and changes it.
    return { ...writtenAs(sent, enabled ? idAs('pagingId', sent) : undefined), ...left };
  },

  undo: undoInLocation(
    'pagingId',
    'paging',
    (step, context) => pagingGroupHandler.lookUp(step, context),
    (webex, locationId, id, call) => webex.pagingGroups.remove(locationId, id, call),
  ),

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location, enabled } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/paging`;
    const id = found?.outputs.pagingId;
    const body = bodyOf(step, context);
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, customer, base), body }
      : { method: 'PUT', path: inOrgPath(refer, customer, `${base}/${id}`), body: { ...body, enabled } };
  },
};

interface Lists {
  readonly originators: readonly Member[];
  readonly targets: readonly Member[];
}

function bodyOf({ payload }: PagingGroupStep, context: Pick<StepContext, 'outputs'>, standing?: Lists): NewPagingGroup {
  const { open } = payload;
  return {
    name: payload.name,
    ...dialled(payload),
    languageCode: payload.language,
    originatorCallerIdEnabled: payload.originatorCallerId,
    originators: memberIds({ list: payload.originators, open }, context, standing?.originators),
    targets: memberIds({ list: payload.targets, open }, context, standing?.targets),
  };
}
