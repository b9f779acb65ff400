import type { DraftId } from '../../domain/draft-id.ts';
import type { Decision, DraftOf, Loss, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { CallQueueData } from '../../domain/feature-data.ts';
import { sourceRef } from '../../domain/keys.ts';
import { type BodyElement, flag, text } from '../../domain/response-body.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { decide, onDecision } from './decide.ts';
import { destinationOf, unresolvedLoss } from './destination.ts';
import { instanceRef } from './instance-fields.ts';
import type { Account } from './merge.ts';
import { PUBLISH_AUDIO, queueAudio } from './queue-audio.ts';
import type { ResponseLookup } from './responses.ts';

export const OVERFLOW_RESPONSE = 'GroupCallCenterOverflowGetResponse';

type Overflow = CallQueueData['overflow'];
const ACTIONS: Readonly<Record<string, Overflow['action']>> = {
  Busy: 'PERFORM_BUSY_TREATMENT',
  Transfer: 'TRANSFER_TO_PHONE_NUMBER',
  Ringing: 'PLAY_RINGING_UNTIL_CALLER_HANGS_UP',
};
const ANSWERS: Readonly<Record<string, Overflow['action']>> = {
  busy: 'PERFORM_BUSY_TREATMENT',
  ringing: 'PLAY_RINGING_UNTIL_CALLER_HANGS_UP',
};
const NEVER_ASKED = 'queue-overflow-never-asked';

export interface MappedOverflow {
  readonly overflow: Overflow;
  readonly why: Record<string, Why>;
  readonly decisions: readonly Decision[];
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
  /** What is played before. */
  readonly drafts: readonly DraftOf<'announcement'>[];
}

/**
 * What callers of a full queue get. It stands in a response of its own: where that one is missing, nothing is known, and
 * the busy treatment of the draft is a proposal that a person confirms (migration rules §3).
 */
export function mapOverflow(
  context: MapContext,
  instance: SourceInstance,
  location: DraftId,
  lookup: ResponseLookup,
): MappedOverflow {
  const owner = instanceRef(instance);
  const ref = (path: string) => sourceRef(owner, OVERFLOW_RESPONSE, path);
  const body = lookup.body(owner, OVERFLOW_RESPONSE);
  const written = body && text(body, 'action');
  const action = entryOf(ACTIONS, written);
  if (body === undefined || action === undefined) return neverAsked(context, instance);

  const target = destinationOf(context, text(body, 'transferPhoneNumber'), instance.groupKey);
  const unreachable = action === 'TRANSFER_TO_PHONE_NUMBER' && target.value === undefined;
  const wait = afterWait(body, ref);
  const before = heardBefore(context, instance, location, body);
  return {
    overflow: {
      action: unreachable ? 'PERFORM_BUSY_TREATMENT' : action,
      ...(target.value === undefined ? {} : { destination: target.value }),
      sendToVoicemail: false,
      ...wait.data,
      ...before.data,
    },
    why: {
      overflow: { rule: 'target-default', sources: [] },
      ...wait.why,
      ...before.why,
      'overflow.action': {
        rule: unreachable ? 'forward-target-unresolved' : 'carried-over',
        sources: [ref('action')],
        ...(unreachable ? { changed: true, note: 'busy treatment instead: the target cannot be written' } : {}),
      },
      ...(target.value === undefined
        ? {}
        : { 'overflow.destination': { rule: 'R-NUM-1', sources: [ref('transferPhoneNumber')] } }),
    },
    decisions: [],
    drafts: before.drafts,
    losses: [
      ...before.losses,
      ...(target.unresolved
        ? [
            unresolvedLoss(
              context,
              `serviceInstance:${instance.key}`,
              'Call Center',
              target.unresolved,
              unreachable,
              ref('transferPhoneNumber'),
            ),
          ]
        : []),
    ],
    accounts: [
      ...before.accounts,
      ...(target.unresolved
        ? [
            {
              prefix: ref('transferPhoneNumber'),
              outcome: 'manual' as const,
              reason: 'forward-target-unresolved',
            },
          ]
        : []),
    ],
  };
}

/** Callers overflow by time as before; the time of a switch that is off travels too. */
function afterWait(
  body: BodyElement,
  ref: (path: string) => string,
): { readonly data: Pick<Overflow, 'afterWait' | 'afterWaitSeconds'>; readonly why: Record<string, Why> } {
  const enabled = flag(body, 'overflowAfterTimeout');
  const seconds = Number(text(body, 'timeoutSeconds') ?? Number.NaN);
  if (enabled === undefined) return { data: {}, why: {} };
  return {
    data: { afterWait: enabled, ...(Number.isInteger(seconds) ? { afterWaitSeconds: seconds } : {}) },
    why: {
      'overflow.afterWait': { rule: 'carried-over', sources: [ref('overflowAfterTimeout')] },
      ...(Number.isInteger(seconds)
        ? { 'overflow.afterWaitSeconds': { rule: 'carried-over', sources: [ref('timeoutSeconds')] } }
        : {}),
    },
  };
}

/** What callers hear before they overflow; audio that does not come along is told where they would have heard it. */
function heardBefore(
  context: MapContext,
  instance: SourceInstance,
  location: DraftId,
  body: BodyElement,
): Pick<MappedOverflow, 'why' | 'losses' | 'accounts' | 'drafts'> & {
  readonly data: Pick<Overflow, 'announcement' | 'audio'>;
} {
  const owner = instanceRef(instance);
  const ref = (path: string) => sourceRef(owner, OVERFLOW_RESPONSE, path);
  const plays = flag(body, 'playAnnouncementBeforeOverflowProcessing');
  if (plays === undefined) return { data: {}, why: {}, losses: [], accounts: [], drafts: [] };
  const { audio, drafts, accounts, missing, choice, why } = queueAudio(context, {
    ...{ owner, groupKey: instance.groupKey, location, holder: body, ref },
    place: 'overflow',
    selection: ['audioMessageSelection'],
    files: ['audioFileList', 'audioFileDescription'],
  });
  const loss: Loss = {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Call Center',
    verdict: 'part',
    notice: `The announcement before the overflow of ${instance.name ?? instance.userId} is the one of Webex: ${missing.join('; ')}.`,
    action: PUBLISH_AUDIO,
    sources: choice,
  };
  return {
    data: {
      announcement: plays,
      ...(audio.length === 0 ? {} : { audio }),
      ...(missing.length === 0 ? {} : { unfound: true as const }),
    },
    why: {
      'overflow.announcement': {
        rule: 'carried-over',
        sources: [ref('playAnnouncementBeforeOverflowProcessing')],
      },
      ...(audio.length === 0 ? {} : { 'overflow.audio': why }),
    },
    losses: plays && missing.length > 0 ? [loss] : [],
    accounts,
    drafts,
  };
}

function neverAsked(context: MapContext, instance: SourceInstance): MappedOverflow {
  const { decision, answer } = decide(context, {
    kind: 'queue-overflow',
    object: `callQueue:${instance.key}`,
    question: `What do callers of "${instance.name ?? instance.userId}" get when the queue is full?`,
    options: [
      { value: 'busy', consequence: 'Callers of a full queue hear a busy tone.' },
      { value: 'ringing', consequence: 'Callers of a full queue hear ringing until they hang up.' },
    ],
    recommendation: 'busy',
    reason: `${OVERFLOW_RESPONSE} was not read for this queue; the best answer is to extract it.`,
    cause: [context.source.readState(instanceRef(instance), OVERFLOW_RESPONSE)],
  });
  const chosen = entryOf(ANSWERS, answer);
  return {
    overflow: { action: chosen ?? 'PERFORM_BUSY_TREATMENT', sendToVoicemail: false },
    why: {
      overflow: onDecision(
        {
          rule: chosen === undefined ? NEVER_ASKED : 'decision',
          sources: [],
          note:
            chosen === undefined
              ? 'a proposal: nobody asked BroadWorks what happens when the queue is full'
              : `answer to the decision ${decision.id}`,
        },
        decision,
      ),
    },
    decisions: [decision],
    losses: [],
    accounts: [],
    drafts: [],
  };
}
