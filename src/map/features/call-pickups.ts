import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf } from '../../domain/drafts.ts';
import type { MapContext, Mapped } from '../context.ts';
import { type GroupInstance, groupInstances, type InstanceKind } from './group-instances.ts';
import { mapMembers } from './members.ts';
import { mergeMapped } from './merge.ts';
import { membersIn, type ResponseLookup } from './responses.ts';

const PICKUP: InstanceKind = {
  kind: 'callPickup',
  service: 'Call Pickup',
  list: 'GroupCallPickupGetInstanceListResponse',
  detail: 'GroupCallPickupGetInstanceResponse',
};
export const PICKUP_RESPONSES = [PICKUP.list, PICKUP.detail] as const;

/** Call pickup groups. The target takes a user into one group only (migration rules §3): the first by name keeps him. */
export function mapCallPickups(context: MapContext, lookup: ResponseLookup): Mapped {
  const { instances, rest } = groupInstances(context, lookup, PICKUP);
  const taken = new Map<DraftId, string>();
  return mergeMapped([rest, ...instances.map((instance) => mapPickup(context, instance, taken))]);
}

function mapPickup(context: MapContext, instance: GroupInstance, taken: Map<DraftId, string>): Mapped {
  const { key, location, name, body } = instance;
  const found = mapMembers(context, membersIn(body, 'userTable'), {
    owner: { kind: 'callPickup', key },
    response: PICKUP.detail,
    table: 'userTable',
    feature: name,
    service: PICKUP.service,
    role: 'member',
    refuse: ({ draft }) => {
      const other = taken.get(draft);
      return other === undefined ? undefined : `is in the pickup group ${other} already, and Webex allows one`;
    },
  });
  for (const member of found.members) taken.set(member, name);
  const draft: DraftOf<'callPickup'> = {
    id: `callPickup:${key}`,
    kind: 'callPickup',
    customer: context.customer,
    from: `callPickup:${key}`,
    data: { location, name, notificationType: 'NONE', members: found.members },
    why: {
      location: { rule: 'location-from-group', sources: [] },
      name: { rule: 'carried-over', sources: [] },
      notificationType: { rule: 'source-tells-nobody', sources: [], note: 'BroadWorks does not announce such calls' },
      members: found.why,
    },
  };
  return { drafts: [draft], losses: found.losses };
}
