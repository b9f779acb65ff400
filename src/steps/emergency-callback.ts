import type { EmergencyCallbackStep } from '../domain/plan.ts';
import type { StepRef } from '../domain/plan-step.ts';
import type { OwnerCallback } from '../webex/emergency.ts';
import { orAbsent } from './absent.ts';
import { differencesIn, sameId } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { settingPath } from './owner-path.ts';
import {
  inOrgPath,
  known,
  lineOwner,
  needed,
  neededLineOwner,
  neededPlace,
  placeOf,
  type Refer,
  shown,
} from './refs.ts';
import type { Undo } from './undo.ts';
import { writtenAs } from './written.ts';

/** The location answers for itself with its main number, and for owners that have none (R-LOC-7). */
const OF_LOCATION = { selected: 'LOCATION_NUMBER' } as const;

const OWN = { selected: 'DIRECT_LINE' } as const;

/**
 * Whoever shows the number of another shows its own again before that one goes, for people stay: with a callback to
 * somebody who is gone, nobody knows what emergency services see.
 */
const showOwnNumber: Undo<EmergencyCallbackStep> = {
  kind: 'remove',
  ofChanges: true,
  leaves: 'emergency services see the own number',
  async standing(step, context) {
    const seen = await orAbsent(read(step, context));
    return { gone: seen?.selected !== 'LOCATION_MEMBER_NUMBER' };
  },
  remove(step, context) {
    const { call } = neededPlace(context, step.payload);
    return context.webex.emergency.putOfOwner(neededLineOwner(context, step.payload.owner ?? ''), OWN, call);
  },
  describe(step, context) {
    return { method: 'PUT', path: pathOf(step.payload, step.payload.owner ?? '', context), body: OWN };
  },
};

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
    const { owner } = step.payload;
    const wanted: { readonly selected: string; readonly locationMemberId?: string } =
      owner === undefined ? OF_LOCATION : ofOwner(step, context, shown(context));
    return {
      outputs: {},
      differences: differencesIn([
        ['selected', wanted.selected, seen.selected],
        ['locationMemberId', wanted.locationMemberId, seen.locationMemberInfo?.memberId, sameId],
      ]),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { owner } = step.payload;
    const { emergency } = context.webex;
    const sent =
      owner === undefined
        ? await emergency.putOfLocation(locationId, OF_LOCATION, call)
        : await emergency.putOfOwner(neededLineOwner(context, owner), ofOwner(step, context, needed(context)), call);
    return writtenAs(sent, {});
  },

  undo: { kind: 'with-owner', owner: 'its location or owner' },
  undoLike: ({ payload }) => (payload.member === undefined ? undefined : showOwnNumber),

  describe(step, context) {
    const refer = shown(context);
    const { customer, location, owner } = step.payload;
    if (owner === undefined) {
      const path = `/telephony/config/locations/${refer(location, 'locationId')}/features/emergencyCallbackNumber`;
      return { method: 'PUT', path: inOrgPath(refer, customer, path), body: OF_LOCATION };
    }
    return { method: 'PUT', path: pathOf(step.payload, owner, context), body: ofOwner(step, context, refer) };
  },
};

/** Where the callback of an owner stands. */
function pathOf(
  { customer }: EmergencyCallbackStep['payload'],
  owner: StepRef,
  context: Pick<StepContext, 'outputs'>,
): string {
  const refer = shown(context);
  const holder = lineOwner(context, owner) ?? { kind: 'person', id: refer(owner, 'personId') };
  return inOrgPath(refer, customer, settingPath(holder, 'emergencyCallbackNumber'));
}

/** For an owner: itself or somebody else of the location where the plan says so, else the location itself. */
function ofOwner(
  { payload: { member, own } }: EmergencyCallbackStep,
  context: Pick<StepContext, 'outputs'>,
  refer: Refer,
): OwnerCallback {
  if (own === true) return OWN;
  if (member === undefined) return { selected: 'LOCATION_ECBN' };
  // A hunt group is no owner of a line, but its number can be shown.
  const id = lineOwner(context, member)?.id ?? known(context, member, 'huntGroupId') ?? refer(member, 'personId');
  return { selected: 'LOCATION_MEMBER_NUMBER', locationMemberId: id };
}

async function read(step: EmergencyCallbackStep, context: StepContext) {
  const place = placeOf(context, step.payload);
  if (!place) return undefined;
  if (step.payload.owner === undefined) {
    return context.webex.emergency.getOfLocation(place.locationId, place.call);
  }
  const owner = lineOwner(context, step.payload.owner);
  return owner && context.webex.emergency.getOfOwner(owner, place.call);
}
