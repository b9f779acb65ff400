import type { Loss } from '../../domain/drafts.ts';
import type { MapContext, Mapped } from '../context.ts';
import { isFeature } from '../left-behind.ts';
import { instanceRefs } from '../provenance.ts';
import { trunkLosses } from './trunk-losses.ts';

/**
 * Virtual users and trunks that Webex has no place for, each by its name and what reaches it: that a group has such
 * things does not say which of them somebody will miss.
 */
export function listInstanceLosses(context: MapContext): Mapped {
  return { drafts: [], losses: [...virtualUsers(context), ...trunkLosses(context)] };
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
