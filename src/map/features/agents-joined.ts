import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import { cellPath } from '../../domain/settings.ts';
import type { HuntMember } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';

/** Whether somebody has joined a queue, and where it stands; `undefined` where nobody asked. */
export type JoinedState = (
  queueKey: string,
  userKey: string,
) => { readonly joined: boolean; readonly source: SourceRef } | undefined;

/**
 * Who has left which queue. The answers of agents are read once, in the order of the source, because what belongs to users
 * comes page by page.
 */
export function joinedStates(context: MapContext): JoinedState {
  const { source } = context;
  const members: readonly HuntMember[] = source.instances.flatMap(
    ({ key }) => source.feature(key, 'callCenterAgents')?.data?.agents ?? [],
  );
  const agents = new Set(members.map(({ userKey }) => userKey));
  const states = new Map<string, { readonly joined: boolean; readonly source: SourceRef }>();
  for (const { key } of agents.size === 0 ? [] : source.users) {
    if (!agents.has(key)) continue;
    const feature = source.feature(key, 'agentState');
    if (feature?.state !== 'read' || feature.data === undefined) continue;
    const { table, queues } = feature.data;
    for (const { userKey, userId, available } of queues) {
      if (available === undefined) continue;
      const path = cellPath(table, 'Service User Id', userId, 'Available');
      states.set(`${userKey} ${key}`, { joined: available, source: sourceRef(feature.owner, feature.response, path) });
    }
  }
  return (queueKey, userKey) => states.get(`${queueKey} ${userKey}`);
}
