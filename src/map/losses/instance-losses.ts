import type { Loss } from '../../domain/drafts.ts';
import { joinKey, sourceRef, splitKey } from '../../domain/keys.ts';
import type { MapContext, Mapped } from '../context.ts';
import { isFeature } from '../left-behind.ts';
import { instanceRefs } from '../provenance.ts';

const TRUNKS = 'GroupTrunkGroupGetInstanceListResponse';
const TRUNK = 'GroupTrunkGroupGetInstanceResponse';

/**
 * Virtual users and trunk groups that Webex has no place for, each by its name and what reaches it: that a group has such
 * things does not say which of them somebody will miss.
 */
export function listInstanceLosses(context: MapContext): Mapped {
  return { drafts: [], losses: [...virtualUsers(context), ...trunkGroups(context)] };
}

function virtualUsers(context: MapContext): Loss[] {
  return context.source.instances.flatMap((instance): Loss[] => {
    const { type, key, groupKey } = instance;
    const entry = context.catalogues.groupServices.get(type);
    if (isFeature(type) || context.location(groupKey) === undefined) return [];
    if (entry?.verdict !== 'lost' && entry?.verdict !== 'manual') return [];
    const reach = [instance.dn, instance.extension].filter((part) => part !== undefined).join(', ');
    const name = instance.name ?? instance.userId;
    return [
      {
        customer: context.customer,
        owner: `serviceInstance:${key}`,
        service: type,
        verdict: entry.verdict,
        notice: `${name}${reach === '' ? '' : ` (${reach})`} stays behind. ${entry.notice}`,
        action: entry.action,
        sources: instanceRefs(context.source, instance, 'Service Type'),
      },
    ];
  });
}

/** Trunk groups of the lists, and those of which only the details were read. */
function trunkGroups(context: MapContext): Loss[] {
  const { source } = context;
  const found = new Map<string, string>();
  for (const group of source.groups) {
    for (const { name, groupId } of source.feature(group.key, 'trunkGroups')?.data?.listed ?? []) {
      // Where the whole enterprise was asked for, the row says whose it is.
      const of = groupId === undefined ? group.key : `${group.providerKey}/${joinKey(groupId)}`;
      found.set(`${of}/${joinKey(name)}`, sourceRef({ kind: 'group', key: group.key }, TRUNKS, 'trunkGroupTable'));
    }
  }
  for (const { owner, base } of source.responses(new Set([TRUNK]))) {
    if (base === TRUNK && owner.kind === 'trunkGroup') found.set(owner.key, `trunkGroup:${owner.key} ${TRUNK}`);
  }
  const entry = context.catalogues.groupServices.get('Trunk Group');
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, ref]): Loss[] => {
      const groupKey = key.slice(0, key.lastIndexOf('/'));
      if (context.location(groupKey) === undefined) return [];
      return [
        {
          customer: context.customer,
          owner: `trunkGroup:${key}`,
          service: 'Trunk Group',
          verdict: 'manual',
          notice: `Trunk group ${splitKey(key).at(-1) ?? key} stays behind. ${entry?.notice ?? ''}`.trim(),
          action: entry?.action ?? '',
          sources: [ref],
        },
      ];
    });
}
