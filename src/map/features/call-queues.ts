import type { DraftOf, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { CallQueueData } from '../../domain/feature-data.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { CallCenter, SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mapAgents } from './agents.ts';
import type { AgentStates } from './agents-joined.ts';
import { because, instanceFields, instanceRef, NOT_CAPTURED } from './instance-fields.ts';
import { mapBounce } from './queue-bounce.ts';
import { mapQueueDnis } from './queue-dnis.ts';
import { mapMessages } from './queue-messages.ts';
import { mapOverflow } from './queue-overflow.ts';
import { mapQueueWait } from './queue-wait.ts';
import type { ResponseLookup } from './responses.ts';

const RESPONSE = 'GroupCallCenterGetInstanceResponse';
const AGENTS = 'GroupCallCenterGetAgentListResponse';
const LIST = { base: 'GroupCallCenterGetInstanceListResponse', table: 'callCenterTable' };
/** Stands in where the size was not read; precheck blocks such a draft. */
const PLACEHOLDER_SIZE = 10;

const POLICIES: Readonly<Record<string, CallQueueData['policy']>> = {
  Circular: 'CIRCULAR',
  Regular: 'REGULAR',
  Simultaneous: 'SIMULTANEOUS',
  Uniform: 'UNIFORM',
  Weighted: 'WEIGHTED',
};

/**
 * Call center -> call queue. Premium becomes a Customer Assist queue: people only, and Weighted turns into Top Down,
 * which is the target's REGULAR (migration rules §3).
 */
export function mapCallQueue(
  context: MapContext,
  instance: SourceInstance,
  lookup: ResponseLookup,
  states: AgentStates,
): Mapped {
  const captured = context.source.feature(instance.key, 'callCenter')?.data;
  const source: CallCenter = captured ?? {};
  const fields = instanceFields(context, instance, LIST, RESPONSE);
  if (fields === undefined) return { drafts: [] };

  const owner = instanceRef(instance);
  const ref = (path: string) => sourceRef(owner, RESPONSE, path);
  const premium = source.type === 'Premium';
  const skills = source.routingType === 'Skill Based';
  const policy = policyOf(source, premium, ref('policy'));
  const members = context.source.feature(instance.key, 'callCenterAgents')?.data;
  const agents = mapAgents(
    context,
    instance,
    members?.agents ?? [],
    { owner, response: AGENTS, table: 'agentTable' },
    {
      weighted: policy.value === 'WEIGHTED',
      skills,
      joined: states.joined,
      accepts: (agent) => !premium || agent.kind === 'subscriber',
      refusal: 'only people can be agents of a Customer Assist queue',
    },
  );
  const overflow = mapOverflow(context, instance, fields.data.location, lookup);
  const bounce = mapBounce(context, instance, lookup);
  const further = mapQueueDnis(context, instance);
  const messages = mapMessages(context, instance, fields.data.location, lookup);
  const wait = mapQueueWait(instance, lookup);
  const lends = states.lends(instance.key);
  const draft: DraftOf<'callQueue'> = {
    id: `callQueue:${instance.key}`,
    kind: 'callQueue',
    customer: context.customer,
    from: `serviceInstance:${instance.key}`,
    data: {
      ...fields.data,
      policy: policy.value,
      routingType: skills ? 'SKILL_BASED' : 'PRIORITY_BASED',
      queueSize: source.queueLength ?? PLACEHOLDER_SIZE,
      overflow: overflow.overflow,
      ...(bounce.data === undefined ? {} : { callBounce: bounce.data }),
      ...messages.data,
      ...wait.data,
      allowAgentJoin: source.allowAgentLogoff ?? false,
      allowCallWaiting: source.allowCallWaitingForAgents ?? false,
      ...(lends ? { numberForOutgoingCalls: true as const } : {}),
      customerAssist: premium,
      ...further.data,
      agents: agents.agents,
    },
    why: {
      ...fields.why,
      policy: policy.why,
      routingType: because(source.routingType, ref('routingType')),
      queueSize: source.queueLength === undefined ? NOT_CAPTURED : because(source.queueLength, ref('queueLength')),
      ...overflow.why,
      ...bounce.why,
      ...messages.why,
      ...wait.why,
      allowAgentJoin: because(source.allowAgentLogoff, ref('allowAgentLogoff')),
      allowCallWaiting: because(source.allowCallWaitingForAgents, ref('allowCallWaitingForAgents')),
      ...(lends ? { numberForOutgoingCalls: { rule: 'number-shown-by-agents', sources: [] } } : {}),
      customerAssist: because(source.type, ref('type')),
      ...further.why,
      agents:
        members === undefined
          ? { rule: 'queue-agents-never-asked', sources: [], note: `${AGENTS} was not read for this queue` }
          : agents.why,
    },
  };
  return {
    drafts: [...messages.drafts, ...overflow.drafts, draft],
    decisions: overflow.decisions,
    losses: [...agents.losses, ...overflow.losses, ...bounce.losses, ...further.losses, ...messages.losses],
    accounts: [
      ...agents.accounts,
      ...overflow.accounts,
      ...bounce.accounts,
      ...further.accounts,
      ...messages.accounts,
      ...wait.accounts,
    ],
  };
}

function policyOf(
  source: CallCenter,
  premium: boolean,
  ref: string,
): { readonly value: CallQueueData['policy']; readonly why: Why } {
  const policy = entryOf(POLICIES, source.policy);
  if (policy === undefined) return { value: 'REGULAR', why: NOT_CAPTURED };
  if (!premium || policy !== 'WEIGHTED') return { value: policy, why: { rule: 'carried-over', sources: [ref] } };
  return {
    value: 'REGULAR',
    why: {
      rule: 'carried-over',
      sources: [ref],
      changed: true,
      note: 'Customer Assist has no weighted distribution: agents are tried from the top down',
    },
  };
}
