import type { Loss } from '../../domain/drafts.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { MapContext } from '../context.ts';

/** Groups of a provider with profiles of barring of which nobody asked which one holds: calls may be open that were not. */
export function barringLosses({ source, customer, location }: MapContext): Loss[] {
  const list = source.feature(source.provider.key, 'barringProfiles');
  const names = (list?.data?.listed ?? []).map(({ name }) => name);
  if (list === undefined || names.length === 0) return [];
  return source.groups.flatMap(({ key }): Loss[] => {
    if (location(key) === undefined || source.feature(key, 'groupCommunicationBarring')?.data !== undefined) return [];
    return [
      {
        customer,
        owner: `group:${key}`,
        service: 'Communication Barring',
        verdict: 'manual',
        notice: `Whether a profile of communication barring holds for this group was never read (the provider has ${names.join(', ')}).`,
        action: 'Ask for it with the request file of `extract`, then run `extract` and `map` again.',
        sources: [sourceRef({ kind: 'serviceProvider', key: source.provider.key }, list.response, 'profileTable')],
      },
    ];
  });
}
