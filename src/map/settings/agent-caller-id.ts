import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { shownQueue } from '../features/shown-queue.ts';
import { account, carried, lossOfUser, NOTHING } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'Call Center';

/**
 * Agents who call out with the number of a queue. BroadWorks names one of the numbers (DNIS) of a queue; the target knows
 * the queue, and shows what the queue shows.
 */
export function mapAgentCallerId(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'agentState');
  if (read === undefined || read.data.makeOutgoingCallsAsCallCenter !== true) return NOTHING;
  const { outgoingCallDnis: dnis } = read.data;
  const named = dnis?.callCenter;
  const shown = shownQueue(context, subject.owner, read.data);
  const sources = [
    read.ref('makeOutgoingCallsAsCallCenter'),
    ...(named === undefined ? [] : [read.ref('outgoingCallDNIS.serviceUserId')]),
    ...(dnis?.name === undefined ? [] : [read.ref('outgoingCallDNIS.name')]),
  ];
  if ('reason' in shown) {
    return {
      drafts: [],
      accounts: sources.map((source) => account(source, 'manual', 'number-of-the-queue-by-hand')),
      losses: [
        lossOfUser(context, subject, SERVICE, {
          verdict: 'manual',
          notice: `Calls to outside show the own number instead of that of ${dnis?.name ?? named ?? 'the call center'}: ${shown.reason}.`,
          action: 'Choose in Control Hub which number this agent shows.',
          sources,
        }),
      ],
    };
  }
  const value: FurtherSetting<'agentCallerId'> = {
    setting: 'agentCallerId',
    owner: subject.owner.draft,
    queue: `callQueue:${shown.queue.key}`,
  };
  const own = isOwnNumber(context, shown.queue, dnis?.name);
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

/** Whether the number that was shown is that of the queue itself: the first, or the only one. */
function isOwnNumber({ source }: MapContext, queue: SourceInstance, name: string | undefined): boolean {
  if (name === undefined) return true;
  const numbers = source.feature(queue.key, 'queueDnis')?.data?.numbers;
  return (
    numbers?.some((number) => number.name === name && (number.isPrimary === true || numbers.length === 1)) ?? false
  );
}
