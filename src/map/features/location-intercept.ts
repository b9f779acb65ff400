import { withoutKind } from '../../domain/draft-id.ts';
import type { DraftOf } from '../../domain/drafts.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { SourceGroup } from '../../domain/source.ts';
import type { Intercept } from '../../domain/source-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { interceptOf, isIdle } from '../settings/intercept.ts';
import { type Account, mergeMapped } from './merge.ts';

export const INTERCEPT_RESPONSE = 'GroupInterceptGroupGetResponse';
const SERVICE = 'Intercept Group';

/**
 * Intercept of a group -> intercept of its locations. A location that several groups share has one for all of them, so
 * that of a single group is left to a person: it would take the others out of service too.
 */
export function mapLocationIntercepts(context: MapContext): Mapped {
  return mergeMapped(
    context.source.groups.flatMap((group): Mapped[] => {
      const read = groupIntercept(context, group.key);
      return read === undefined ? [] : [mapGroup(context, group, read)];
    }),
  );
}

/** Whether a group that was asked has nothing that its location could be told: it says nothing, or not for all of them. */
export function keepsIntercept(context: MapContext, groupKey: string): boolean {
  const data = groupIntercept(context, groupKey);
  return data !== undefined && (isIdle(data) || isShared(context, groupKey));
}

function groupIntercept({ source }: MapContext, groupKey: string): Intercept | undefined {
  const feature = source.feature(groupKey, 'interceptGroup');
  return feature?.state === 'read' ? feature.data : undefined;
}

function isShared(context: MapContext, groupKey: string): boolean {
  const location = context.location(groupKey);
  return context.source.groups.some(({ key }) => key !== groupKey && context.location(key) === location);
}

function mapGroup(context: MapContext, group: SourceGroup, data: Intercept): Mapped {
  const owner = { kind: 'group', key: group.key } as const;
  const from = `group:${group.key}`;
  const ref = (path: string) => sourceRef(owner, INTERCEPT_RESPONSE, path);
  const whole = (outcome: Account['outcome'], reason: string): Mapped => ({
    drafts: [],
    accounts: [{ prefix: `${from} ${INTERCEPT_RESPONSE}`, outcome, reason }],
  });
  const [location, ...parts] = context.locationsOf(group.key);
  if (location === undefined) return whole('manual', 'out-of-scope');
  if (isIdle(data)) return whole('not used', 'inactive-and-empty');
  if (isShared(context, group.key)) {
    return { ...whole('manual', 'location-merged'), losses: data.isActive ? [sharedLoss(context, from, ref)] : [] };
  }
  const { fields, why, ...told } = interceptOf(context, data, {
    owner: from,
    service: SERVICE,
    groupKey: group.key,
    ref,
  });
  const drafts = [location, ...parts].map(
    (place): DraftOf<'locationIntercept'> => ({
      id: `locationIntercept:${withoutKind(place)}`,
      kind: 'locationIntercept',
      customer: context.customer,
      from,
      data: { location: place, ...fields },
      why: { location: { rule: 'location-from-group', sources: [] }, ...why },
    }),
  );
  return { drafts, ...told };
}

function sharedLoss(context: MapContext, owner: string, ref: (path: string) => string) {
  return {
    customer: context.customer,
    owner,
    service: SERVICE,
    verdict: 'manual',
    notice: 'Calls of this group are intercepted no longer: its location holds other groups, which are in service.',
    action: 'Intercept its people one by one in Control Hub, if they are still to be out of service.',
    sources: [ref('isActive')],
  } as const;
}
