import type { FurtherSetting } from '../../domain/further-settings.ts';
import { userKey } from '../../domain/keys.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { account, carried, lossOfUser, NOTHING } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'Call Center';

/**
 * Agents who call out with the number of a queue. BroadWorks names one of the numbers (DNIS) of a queue; the target knows
 * the queue, and shows what the queue shows. Where no number was named, the only queue of the agent is meant.
 */
export function mapAgentCallerId(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'agentState');
  if (read === undefined || read.data.makeOutgoingCallsAsCallCenter !== true) return NOTHING;
  const { outgoingCallDnis: dnis } = read.data;
  const served = queuesOf(context, subject);
  const named = dnis?.callCenter;
  const [queue, another] = named === undefined ? served : served.filter(({ key }) => key === userKey(named));
  const sources = [
    read.ref('makeOutgoingCallsAsCallCenter'),
    ...(named === undefined ? [] : [read.ref('outgoingCallDNIS.serviceUserId')]),
    ...(dnis?.name === undefined ? [] : [read.ref('outgoingCallDNIS.name')]),
  ];
  const reason = refusal(context, subject, queue, another);
  if (queue === undefined || reason !== undefined) {
    return {
      drafts: [],
      accounts: sources.map((source) => account(source, 'manual', 'number-of-the-queue-by-hand')),
      losses: [
        lossOfUser(context, subject, SERVICE, {
          verdict: 'manual',
          notice: `Calls to outside show the own number instead of that of ${dnis?.name ?? named ?? 'the call center'}: ${reason}.`,
          action: 'Choose in Control Hub which number this agent shows.',
          sources,
        }),
      ],
    };
  }
  const value: FurtherSetting<'agentCallerId'> = {
    setting: 'agentCallerId',
    owner: subject.owner.draft,
    queue: `callQueue:${queue.key}`,
  };
  const own = isOwnNumber(context, queue, dnis?.name);
  return {
    drafts: [
      settingDraft(context, subject, value, {
        queue: own
          ? carried(...sources)
          : {
              rule: 'number-of-the-queue',
              sources,
              changed: true,
              note: `the number "${dnis?.name}" was shown, which may be another one of the queue; Webex shows that of the queue`,
            },
      }),
    ],
  };
}

/** Queues in which the agent serves, in the order of the source. */
function queuesOf({ source }: MapContext, { user }: Subject): readonly SourceInstance[] {
  return source.instances.filter(
    ({ key, type }) =>
      type === SERVICE &&
      (source.feature(key, 'callCenterAgents')?.data?.agents ?? []).some(({ userKey }) => userKey === user.key),
  );
}

function refusal(
  context: MapContext,
  { owner }: Subject,
  queue: SourceInstance | undefined,
  another: SourceInstance | undefined,
): string | undefined {
  if (owner.kind === 'workspace') return 'in Webex people and virtual lines alone can show it';
  if (queue === undefined) return 'the agent serves in no queue of that name';
  if (another !== undefined) return 'the agent serves in several queues, and none is named';
  if (queue.dn === undefined) return 'the queue has no number of its own';
  const premium = context.source.feature(queue.key, 'callCenter')?.data?.type === 'Premium';
  if (premium && owner.kind !== 'subscriber') return 'only people can be agents of a Customer Assist queue';
  return context.location(queue.groupKey) === undefined ? 'the queue stays behind' : undefined;
}

/** Whether the number that was shown is that of the queue itself: the first, or the only one. */
function isOwnNumber({ source }: MapContext, queue: SourceInstance, name: string | undefined): boolean {
  if (name === undefined) return true;
  const numbers = source.feature(queue.key, 'queueDnis')?.data?.numbers;
  return (
    numbers?.some((number) => number.name === name && (number.isPrimary === true || numbers.length === 1)) ?? false
  );
}
