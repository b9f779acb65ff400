import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import { cellPath } from '../../domain/settings.ts';
import type { MapContext } from '../context.ts';
import { queuesServed, shownQueue } from './shown-queue.ts';

/** Whether somebody has joined a queue, and where it stands; `undefined` where nobody asked. */
export type JoinedState = (
  queueKey: string,
  userKey: string,
) => { readonly joined: boolean; readonly source: SourceRef } | undefined;

/** What agents say about queues. */
export interface AgentStates {
  readonly joined: JoinedState;
  /** Whether agents who move call out with the number of a queue. */
  lends(queueKey: string): boolean;
}

/**
 * Who has left which queue, and who shows its number. The answers of agents are read once, in the order of the source,
 * because what belongs to users comes page by page.
 */
export function agentStates(context: MapContext): AgentStates {
  const { source } = context;
  const served = queuesServed(source);
  const states = new Map<string, { readonly joined: boolean; readonly source: SourceRef }>();
  const lenders = new Set<string>();
  for (const { key } of served.size === 0 ? [] : source.users) {
    if (!served.has(key)) continue;
    const feature = source.feature(key, 'agentState');
    if (feature?.state !== 'read' || feature.data === undefined) continue;
    const { table, queues, makeOutgoingCallsAsCallCenter } = feature.data;
    for (const { userKey: queue, userId, available } of queues) {
      if (available === undefined) continue;
      const path = cellPath(table, 'Service User Id', userId, 'Available');
      states.set(`${queue} ${key}`, { joined: available, source: sourceRef(feature.owner, feature.response, path) });
    }
    const owner = context.owner(key);
    if (makeOutgoingCallsAsCallCenter !== true || owner === undefined) continue;
    const shown = shownQueue(context, owner, feature.data);
    if ('queue' in shown) lenders.add(shown.queue.key);
  }
  return {
    joined: (queueKey, user) => states.get(`${queueKey} ${user}`),
    lends: (queueKey) => lenders.has(queueKey),
  };
}
