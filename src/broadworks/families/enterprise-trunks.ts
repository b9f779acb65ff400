import { type BodyElement, child, isElement, text } from '../../domain/response-body.ts';
import type { EnterpriseTrunkDetail } from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { partReader } from './part-reader.ts';

type Listed = EnterpriseTrunkDetail['trunkGroups'][number];

/** Trunk groups of an enterprise are named together with their group, those of one group by their name alone. */
function trunkGroups(body: BodyElement, element: string): Listed[] {
  return (body[element] ?? []).flatMap((value): Listed[] => {
    if (typeof value === 'string') return value === '' ? [] : [{ name: value }];
    if (!isElement(value)) return [];
    const inside = value.trunkGroup?.[0];
    const key = inside !== undefined && isElement(inside) ? inside : value;
    const name = typeof inside === 'string' ? inside : text(key, 'trunkGroupName');
    if (name === undefined || name === '') return [];
    const groupId = text(key, 'groupId');
    return [{ name, ...present({ groupId, priority: text(value, 'priority'), weight: text(value, 'weight') }) }];
  });
}

function trunk(body: BodyElement): EnterpriseTrunkDetail {
  const ordered = child(body, 'orderedRouting') ?? {};
  const weighted = child(body, 'priorityWeightedRouting') ?? {};
  return {
    trunkGroups: [...trunkGroups(ordered, 'trunkGroup'), ...trunkGroups(weighted, 'priorityWeightedTrunkGroup')],
    ...present<Omit<EnterpriseTrunkDetail, 'trunkGroups'>>({
      orderingAlgorithm: text(ordered, 'orderingAlgorithm'),
      maximumRerouteAttempts: text(body, 'maximumRerouteAttempts'),
      maximumRerouteAttemptsWithinPriority: text(weighted, 'maximumRerouteAttemptsWithinPriority'),
      routeExhaustionAction: text(body, 'routeExhaustionAction'),
      routeExhaustionForwardAddress: text(body, 'routeExhaustionForwardAddress'),
      maxActiveCalls: text(body, 'maxActiveCalls'),
    }),
  };
}

/** One trunk of an enterprise, or of a group of a provider that is none. */
export const enterpriseTrunkReaders: readonly ResponseReader[] = (
  [
    ['EnterpriseEnterpriseTrunkGetResponse', 'serviceProvider'],
    ['GroupEnterpriseTrunkGetResponse', 'group'],
  ] as const
).map(([base, kind]) => partReader([kind], base, 'enterpriseTrunkDetails', trunk, (parts) => ({ parts })));
