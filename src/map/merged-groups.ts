import type { Decision } from '../domain/drafts.ts';
import type { SourceCustomer, SourceGroup } from '../domain/source.ts';
import { mapAddress } from './address.ts';
import type { Catalogues } from './catalogues.ts';
import type { MapContext } from './context.ts';
import { decide } from './features/decide.ts';
import type { GroupLocale } from './group-locale.ts';
import { locationCalls } from './outgoing-permissions.ts';

/**
 * Groups that may become one location: same complete address, language and zone, and the same outgoing permissions, so
 * that nobody's emergency address or right to dial changes. Each group stays a location of its own until a person says
 * otherwise.
 *
 * @returns the group that stands for a merged one, by key
 */
export function mergedGroups(
  context: Pick<MapContext, 'answer' | 'customer' | 'resolve'> & {
    readonly source: SourceCustomer;
    readonly catalogues: Catalogues;
  },
  groups: readonly SourceGroup[],
  locales: ReadonlyMap<string, GroupLocale>,
): { readonly into: ReadonlyMap<string, SourceGroup>; readonly decisions: readonly Decision[] } {
  const first = new Map<string, SourceGroup>();
  const into = new Map<string, SourceGroup>();
  const decisions: Decision[] = [];
  for (const group of groups) {
    const { address } = mapAddress(group.address, context.catalogues);
    const locale = locales.get(group.key);
    const { addressLine1, city, country } = address;
    if (!locale || addressLine1 === undefined || city === undefined || country === undefined) continue;
    const { outgoingPermissions, ...calls } = locationCalls(context.source, group.key, context).data;
    const alike = JSON.stringify([
      address,
      locale.language,
      locale.timeZone,
      outgoingPermissions,
      group.locationDialingCode ?? '',
      // Answers of customers without any hold as they are.
      ...(Object.keys(calls).length === 0 ? [] : [calls]),
    ]).toLowerCase();
    const host = first.get(alike);
    if (host === undefined) {
      first.set(alike, group);
      continue;
    }
    const { decision, answer } = decide(context, {
      kind: 'location-merge',
      object: `group:${group.key}`,
      question: `Do the groups "${host.name ?? host.id}" and "${group.name ?? group.id}" become one location?`,
      options: [
        { value: 'separate', consequence: 'stay two locations with the same address' },
        { value: 'merge', consequence: `everybody of "${group.name ?? group.id}" moves to the location of the other` },
      ],
      recommendation: 'separate',
      reason: 'they have the same address, language, zone and outgoing permissions',
      cause: [host.key, alike],
    });
    decisions.push(decision);
    if (answer === 'merge') into.set(group.key, host);
  }
  return { into, decisions };
}
