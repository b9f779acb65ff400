import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import type { MapContext } from '../context.ts';
import { isFeature } from '../left-behind.ts';
import { indexOf } from '../source-index.ts';

const SERVICE = 'Incoming Calling Plan';
const OPEN = 'Allow';

/**
 * Hunt groups, queues and attendants of a group that nobody outside may call. People get permissions of their own;
 * features have none in the target, and whoever has their number reaches them.
 */
export function incomingPlanLosses(context: MapContext): Loss[] {
  const { source } = context;
  return source.groups.flatMap(({ key }): Loss[] => {
    const read = source.feature(key, 'groupIncomingPlan');
    const word = read?.data?.permissions.allowFromOutsideGroup ?? OPEN;
    if (read?.state !== 'read' || word === OPEN || context.location(key) === undefined) return [];
    const reached = indexOf(source)
      .instancesOf(key)
      .filter(({ type, dn }) => isFeature(type) && dn !== undefined);
    if (reached.length === 0) return [];
    const owner: EntityRef = { kind: 'group', key };
    const names = reached.map(({ name, userId, dn }) => `${name ?? userId} (${dn})`).join(', ');
    return [
      {
        customer: context.customer,
        owner: `group:${key}`,
        service: SERVICE,
        verdict: 'lost',
        notice: `Calls from outside reach these features, though the plan of the group says "${word}": ${names}.`,
        action: 'Take the number from whatever must not be called from outside, or leave it with an extension alone.',
        sources: [sourceRef(owner, read.response, 'groupPermissions.allowFromOutsideGroup')],
      },
    ];
  });
}
