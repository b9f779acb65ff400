import type { QueueAgentStep } from '../domain/plan-features.ts';
import { sameId } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, lineOwner, needed, neededLineOwner, neededOrgCall, orgCall, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/**
 * An agent who has left a queue stays out of it: the target lets every agent join that is added. The answer about a queue
 * does not show who has joined, the answer about an agent does.
 */
export const queueAgentHandler: StepHandler<QueueAgentStep> = {
  kind: 'queueAgent',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['queue', 'agent'],
  endpoints: ['PUT /telephony/config/queues/agents/{agentId}/settings'],

  async lookUp({ payload }, context) {
    const call = orgCall(context, payload.customer);
    const agent = lineOwner(context, payload.agent);
    const queueId = known(context, payload.queue, 'queueId');
    if (!call || !agent || queueId === undefined) return undefined;
    const seen = await context.webex.queues.getAgent(agent.id, payload.customerAssist, call);
    const queue = seen?.queues.find(({ id }) => sameId(queueId, id));
    if (queue === undefined) return undefined;
    const { joined } = payload;
    return {
      outputs: {},
      differences:
        queue.joinEnabled === joined
          ? []
          : [{ field: 'joinEnabled', expected: joined, actual: queue.joinEnabled ?? null }],
    };
  },

  async write(step, context) {
    const { customer, agent, customerAssist } = step.payload;
    const { id } = neededLineOwner(context, agent);
    const settings = settingsOf(step, needed(context)(step.payload.queue, 'queueId'));
    const call = neededOrgCall(context, customer);
    return writtenAs(await context.webex.queues.putAgent(id, settings, customerAssist, call), {});
  },

  undo: { kind: 'with-owner', owner: 'its queue', note: 'whether the agent had joined before is not kept' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, queue, customerAssist } = step.payload;
    const path = inOrgPath(refer, customer, `/telephony/config/queues/agents/${agentId(step, context)}/settings`);
    return {
      method: 'PUT',
      path: path + (customerAssist ? '&hasCxEssentials=true' : ''),
      body: { settings: settingsOf(step, refer(queue, 'queueId')) },
    };
  },
};

function agentId({ payload }: QueueAgentStep, context: Pick<StepContext, 'outputs'>): string {
  return lineOwner(context, payload.agent)?.id ?? shown(context)(payload.agent, 'personId');
}

function settingsOf({ payload }: QueueAgentStep, queueId: string) {
  return [{ queueId, joinEnabled: payload.joined }];
}
