import type { DraftOf, Why } from '../../domain/drafts.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import { type BodyElement, text } from '../../domain/response-body.ts';
import type { MapContext, Mapped } from '../context.ts';
import { knownRingPattern } from '../ring-patterns.ts';
import { type GroupInstance, groupInstances, type InstanceKind } from './group-instances.ts';
import { because, TARGET_DEFAULT } from './instance-fields.ts';
import { mapMembers } from './members.ts';
import { mergeMapped } from './merge.ts';
import { mapRecall } from './park-recall.ts';
import { membersIn, type ResponseLookup } from './responses.ts';

const PARK: InstanceKind = {
  kind: 'callPark',
  service: 'Call Park',
  list: 'GroupCallParkGetInstanceListResponse',
  detail: 'GroupCallParkGetInstanceResponse',
};
const SETTINGS = 'GroupCallParkGetResponse';
export const PARK_RESPONSES = [PARK.list, PARK.detail, SETTINGS] as const;

/**
 * Call park groups, and what holds for every parked call of a location. BroadWorks parks calls against users and has no
 * park extensions, so none are made: the members are the places to park.
 */
export function mapCallParks(context: MapContext, lookup: ResponseLookup): Mapped {
  const { instances, rest } = groupInstances(context, lookup, PARK);
  const settings = lookup
    .all(new Set([SETTINGS]))
    .map(({ owner, body }): Mapped => (owner.kind === 'group' ? mapSettings(context, owner, body()) : { drafts: [] }));
  return mergeMapped([rest, ...instances.map((instance) => mapPark(context, instance)), ...settings]);
}

function mapPark(context: MapContext, instance: GroupInstance): Mapped {
  const { key, groupKey, location, name, body } = instance;
  const owner: EntityRef = { kind: 'callPark', key };
  const found = mapMembers(context, membersIn(body, 'userTable'), {
    owner,
    response: PARK.detail,
    table: 'userTable',
    feature: name,
    service: PARK.service,
    role: 'member',
  });
  const recall = mapRecall(context, { owner, response: PARK.detail, groupKey, body, feature: name });
  const draft: DraftOf<'callPark'> = {
    id: `callPark:${key}`,
    kind: 'callPark',
    customer: context.customer,
    from: `callPark:${key}`,
    data: { location, name, ...recall.data, parkOnMembers: true, members: found.members },
    why: {
      location: { rule: 'location-from-group', sources: [] },
      name: { rule: 'carried-over', sources: [] },
      ...recall.why,
      parkOnMembers: { rule: 'parked-on-users', sources: [], note: 'BroadWorks parks calls against the members' },
      members: found.why,
    },
  };
  return { drafts: [draft], losses: [...found.losses, ...recall.losses], accounts: recall.accounts };
}

function mapSettings(context: MapContext, owner: EntityRef, body: BodyElement): Mapped {
  const location = context.location(owner.key);
  if (location === undefined) {
    const prefix = `group:${owner.key} ${SETTINGS}`;
    return { drafts: [], accounts: [{ prefix, outcome: 'manual', reason: 'out-of-scope' }] };
  }
  const ref = (path: string) => sourceRef(owner, SETTINGS, path);
  const recallTime = secondsOf(body, 'recallTimerSeconds');
  const huntWaitTime = secondsOf(body, 'alternateUserRecallTimerSeconds');
  const pattern = knownRingPattern(text(body, 'recallRingPattern'));
  const recall = mapRecall(context, {
    owner,
    response: SETTINGS,
    groupKey: owner.key,
    body,
    feature: 'the location',
  });
  const why: Record<string, Why> = {
    location: { rule: 'location-from-group', sources: [] },
    ...recall.why,
    ringPattern: pattern === undefined ? TARGET_DEFAULT : because(pattern, ref('recallRingPattern')),
    ...(recallTime === undefined ? {} : { recallTime: because(recallTime, ref('recallTimerSeconds')) }),
    ...(huntWaitTime === undefined
      ? {}
      : { huntWaitTime: because(huntWaitTime, ref('alternateUserRecallTimerSeconds')) }),
  };
  const draft: DraftOf<'callParkSettings'> = {
    id: `callParkSettings:${owner.key}`,
    kind: 'callParkSettings',
    customer: context.customer,
    from: `group:${owner.key}`,
    data: {
      location,
      ...recall.data,
      ringPattern: pattern ?? 'NORMAL',
      ...(recallTime === undefined ? {} : { recallTime }),
      ...(huntWaitTime === undefined ? {} : { huntWaitTime }),
    },
    why,
  };
  return { drafts: [draft], losses: recall.losses, accounts: recall.accounts };
}

/** 30 to 600 on both sides; anything else was not understood and stays `not-supported-yet`. */
function secondsOf(body: BodyElement, name: string): number | undefined {
  const written = text(body, name);
  const seconds = Number(written);
  return written !== undefined && Number.isInteger(seconds) && seconds >= 30 && seconds <= 600 ? seconds : undefined;
}
