import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { describeOwner, dialling, findOwner, ownedLocation } from '../owners.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';
import type { StateView } from '../state.ts';
import { agentsOf } from './features.ts';

const AGENT = '/telephony/config/queues/agents/{id}';
const body = z.strictObject({
  settings: z.array(z.strictObject({ queueId: z.string(), joinEnabled: z.boolean() })).min(1),
});

/** Whether agents have joined their queues: it is seen from the agent, not from the queue. */
export function queueAgentRoutes(): Route[] {
  return [get(AGENT, readAgent), withBody('PUT', `${AGENT}/settings`, body, writeAgent)];
}

/** @throws {ApiError} 404 for somebody who serves no queue, of Customer Assist or not as the request says */
function pathAgent(context: RequestContext): {
  readonly agent: Stored;
  readonly queues: readonly Stored<'callQueue'>[];
} {
  const org = requestOrg(context);
  const agent = findOwner(context.seen, org.id, param(context, 'id'));
  const queues = agent === undefined ? [] : queuesOf(context.seen, agent).filter(({ data }) => fits(context, data));
  if (agent === undefined || queues.length === 0) throw notFound('agent', 4003);
  return { agent, queues };
}

function fits({ query }: RequestContext, { customerAssist = false }: Stored<'callQueue'>['data']): boolean {
  return customerAssist === (query.get('hasCxEssentials') === 'true');
}

function queuesOf(view: StateView, agent: Stored): Stored<'callQueue'>[] {
  return view.inOrg('callQueue', agent.org).filter(({ data }) => agentsOf(data.body).some(({ id }) => id === agent.id));
}

function readAgent(context: RequestContext): Reply {
  const { agent, queues } = pathAgent(context);
  const location = ownedLocation(context.seen, agent);
  const { routingPrefix: _prefix, ...dialled } = dialling(context.seen, agent);
  return {
    status: 200,
    body: {
      agent: { ...describeOwner(agent), ...dialled, location: { id: location.id, name: location.data.name } },
      queues: queues.map((queue) => {
        const place = ownedLocation(context.seen, queue);
        return {
          id: queue.id,
          name: queue.data.name,
          ...(queue.number === null ? {} : { phoneNumber: queue.number }),
          routingPrefix: place.data.calling?.routingPrefix ?? '',
          locationId: place.id,
          locationName: place.data.name,
          joinEnabled: agentsOf(queue.data.body).find(({ id }) => id === agent.id)?.joinEnabled ?? true,
        };
      }),
    },
  };
}

function writeAgent(context: RequestContext, { settings }: z.output<typeof body>): Reply {
  const { agent, queues } = pathAgent(context);
  for (const { queueId, joinEnabled } of settings) {
    const queue = queues.find(({ id }) => id === queueId);
    if (queue === undefined) throw new ApiError(400, `not an agent of queue ${queueId}`, { errorCode: 4003 });
    const agents = agentsOf(queue.data.body).map((one) => (one.id === agent.id ? { ...one, joinEnabled } : one));
    context.state.update(queue, { data: { ...queue.data, body: { ...queue.data.body, agents } } });
  }
  return NO_CONTENT;
}
