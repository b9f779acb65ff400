import { userKey } from '../../domain/keys.ts';
import type { SourceCustomer, SourceInstance } from '../../domain/source.ts';
import type { AgentState } from '../../domain/source-policies.ts';
import type { MapContext, OwnerDraft } from '../context.ts';

const QUEUE = 'Call Center';

/** The queue whose number an agent shows on its own calls, or why there is none to point at. */
export type ShownQueue = { readonly queue: SourceInstance } | { readonly reason: string };

/**
 * BroadWorks names one of the numbers of a queue; where none was named, the only queue of the agent is meant. Asked for
 * the agent and for the queue, which has to lend its number: both must come to the same end.
 */
export function shownQueue(
  context: MapContext,
  { userKey: agent, kind }: Pick<OwnerDraft, 'userKey' | 'kind'>,
  { outgoingCallDnis }: AgentState,
): ShownQueue {
  const served = queuesServed(context.source).get(agent) ?? [];
  const named = outgoingCallDnis?.callCenter;
  const [queue, another] = named === undefined ? served : served.filter(({ key }) => key === userKey(named));
  if (kind === 'workspace') return { reason: 'in Webex people and virtual lines alone can show it' };
  if (queue === undefined) return { reason: 'the agent serves in no queue of that name' };
  if (another !== undefined) return { reason: 'the agent serves in several queues, and none is named' };
  if (queue.dn === undefined) return { reason: 'the queue has no number of its own' };
  const premium = context.source.feature(queue.key, 'callCenter')?.data?.type === 'Premium';
  if (premium && kind !== 'subscriber') return { reason: 'only people can be agents of a Customer Assist queue' };
  return context.location(queue.groupKey) === undefined ? { reason: 'the queue stays behind' } : { queue };
}

const SERVED = new WeakMap<SourceCustomer, ReadonlyMap<string, readonly SourceInstance[]>>();

/** Queues by the users who serve in them, in the order of the source; looked for once. */
export function queuesServed(source: SourceCustomer): ReadonlyMap<string, readonly SourceInstance[]> {
  const known = SERVED.get(source);
  if (known !== undefined) return known;
  const served = new Map<string, SourceInstance[]>();
  for (const instance of source.instances) {
    if (instance.type !== QUEUE) continue;
    for (const { userKey: agent } of source.feature(instance.key, 'callCenterAgents')?.data?.agents ?? []) {
      const others = served.get(agent);
      if (others === undefined) served.set(agent, [instance]);
      else others.push(instance);
    }
  }
  SERVED.set(source, served);
  return served;
}
