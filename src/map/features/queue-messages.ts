import type { QueueMessage, QueueMessageName, QueueMessages } from '../../domain/announcements.ts';
import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import { type BodyElement, child, flag, text } from '../../domain/response-body.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { instanceRef } from './instance-fields.ts';
import type { Account } from './merge.ts';
import { PUBLISH_AUDIO, queueAudio } from './queue-audio.ts';
import type { ResponseLookup } from './responses.ts';

export const MESSAGES_RESPONSE = 'GroupCallCenterGetAnnouncementResponse';
export const BYPASS_RESPONSE = 'GroupCallCenterComfortMessageBypassGetResponse';

/** Where a message stands in the answer. Music has its fields in an element of its own. */
interface Place {
  readonly name: QueueMessageName;
  /** Answer that holds it. */
  readonly response: string;
  /** What callers know it as. */
  readonly spoken: string;
  readonly enabled: string;
  /** Element that holds selection and files; missing: the answer itself. */
  readonly inside?: string;
  readonly selection: readonly string[];
  /** Lists of files, and up to release 16 a single one. */
  readonly files: readonly string[];
}

const PLACES: readonly Place[] = [
  {
    name: 'welcome',
    response: MESSAGES_RESPONSE,
    spoken: 'greeting',
    enabled: 'playEntranceMessage',
    selection: ['entranceAudioMessageSelection', 'entranceMessageSelection'],
    files: ['entranceMessageAudioFileList', 'entranceMessageAudioFileDescription'],
  },
  {
    name: 'comfort',
    response: MESSAGES_RESPONSE,
    spoken: 'comfort message',
    enabled: 'playPeriodicComfortMessage',
    selection: ['periodicComfortAudioMessageSelection', 'periodicComfortMessageSelection'],
    files: ['periodicComfortMessageAudioFileList', 'periodicComfortMessageAudioFileDescription'],
  },
  {
    name: 'music',
    response: MESSAGES_RESPONSE,
    spoken: 'music on hold',
    enabled: 'enableMediaOnHoldForQueuedCalls',
    inside: 'mediaOnHoldSource',
    selection: ['audioMessageSelection'],
    files: ['audioFileList', 'audioFileDescription'],
  },
  {
    name: 'internalMusic',
    response: MESSAGES_RESPONSE,
    spoken: 'music on hold for calls from inside',
    enabled: 'mediaOnHoldUseAlternateSourceForInternalCalls',
    inside: 'mediaOnHoldInternalSource',
    selection: ['audioMessageSelection'],
    files: ['audioFileList', 'audioFileDescription'],
  },
  {
    name: 'whisper',
    response: MESSAGES_RESPONSE,
    spoken: 'whisper message to agents',
    enabled: 'playWhisperMessage',
    selection: ['whisperAudioMessageSelection'],
    files: ['whisperMessageAudioFileList'],
  },
  {
    name: 'comfortBypass',
    response: BYPASS_RESPONSE,
    spoken: 'comfort bypass message',
    enabled: 'isActive',
    selection: ['audioMessageSelection'],
    files: ['audioFileList', 'audioFileDescription'],
  },
];

interface MappedMessages {
  readonly data: { readonly messages?: QueueMessages };
  readonly why: Record<string, Why>;
  readonly drafts: readonly DraftOf<'announcement'>[];
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

/**
 * What callers and agents of a queue hear. A message whose audio is missing is spoken by the target's own voice, and
 * that is told: a queue without its own greeting still works, an attendant without it does not.
 *
 * @param location - where the queue stands, and its announcements with it
 * @returns no `data` where nobody asked: the target's own values hold
 */
export function mapMessages(
  context: MapContext,
  instance: SourceInstance,
  location: DraftId,
  lookup: ResponseLookup,
): MappedMessages {
  const body = lookup.body(instanceRef(instance), MESSAGES_RESPONSE);
  const bypass = lookup.body(instanceRef(instance), BYPASS_RESPONSE);
  const mapped = PLACES.flatMap((place) => {
    const holder = place.response === BYPASS_RESPONSE ? bypass : body;
    const message = holder && mapMessage(context, instance, location, holder, place);
    return message === undefined ? [] : [{ name: place.name, ...message }];
  });
  const named = new Map(mapped.map(({ name, data }) => [name, data]));
  if (mapped.length === 0) return { data: {}, why: {}, drafts: [], losses: [], accounts: [] };
  const seconds = secondsIn(body, 'timeBetweenComfortMessagesSeconds');
  const age = secondsIn(bypass, 'callWaitingAgeThresholdSeconds');
  const welcome = named.get('welcome');
  const comfort = named.get('comfort');
  const comfortBypass = named.get('comfortBypass');
  const music = named.get('music');
  const internalMusic = named.get('internalMusic');
  const whisper = named.get('whisper');
  const ref = (path: string) => sourceRef(instanceRef(instance), MESSAGES_RESPONSE, path);
  const carried = (path: string): Why => ({ rule: 'carried-over', sources: [ref(path)] });
  const always = body && flag(body, 'mandatoryEntranceMessage');
  const ofBypass = (path: string) => sourceRef(instanceRef(instance), BYPASS_RESPONSE, path);
  const timed = comfort !== undefined && seconds !== undefined;
  const aged = comfortBypass !== undefined && age !== undefined;
  return {
    data: {
      messages: {
        ...(welcome && { welcome: { ...welcome, always: always ?? false } }),
        ...(comfort && { comfort: { ...comfort, ...(timed ? { seconds } : {}) } }),
        ...(comfortBypass && { comfortBypass: { ...comfortBypass, ...(aged ? { seconds: age } : {}) } }),
        ...(music && { music }),
        ...(music && internalMusic && { internalMusic }),
        ...(whisper && { whisper }),
      },
    },
    why: {
      ...Object.assign({}, ...mapped.map(({ why }) => why)),
      ...(welcome && {
        'messages.welcome.always':
          always === undefined ? { rule: 'target-default', sources: [] } : carried('mandatoryEntranceMessage'),
      }),
      ...(timed ? { 'messages.comfort.seconds': carried('timeBetweenComfortMessagesSeconds') } : {}),
      ...(aged
        ? {
            'messages.comfortBypass.seconds': {
              rule: 'carried-over',
              sources: [ofBypass('callWaitingAgeThresholdSeconds')],
            },
          }
        : {}),
    },
    drafts: mapped.flatMap(({ drafts }) => drafts),
    losses: mapped.flatMap(({ losses }) => losses),
    accounts: [
      ...mapped.flatMap(({ accounts }) => accounts),
      ...videoAccounts(body, ref),
      ...videoAccounts(bypass, ofBypass),
      ...ringingFirst(bypass, ofBypass),
    ],
  };
}

type OneMessage = Pick<MappedMessages, 'why' | 'drafts' | 'losses' | 'accounts'> & { readonly data: QueueMessage };

function mapMessage(
  context: MapContext,
  instance: SourceInstance,
  location: DraftId,
  body: BodyElement,
  place: Place,
): OneMessage | undefined {
  const owner = instanceRef(instance);
  const holder = place.inside === undefined ? body : child(body, place.inside);
  const enabled = flag(body, place.enabled);
  if (holder === undefined || enabled === undefined) return undefined;
  const stem = place.inside === undefined ? '' : `${place.inside}.`;
  const ref = (path: string): SourceRef => sourceRef(owner, place.response, path);
  const { audio, missing, choice, ...heard } = queueAudio(context, {
    ...{ owner, groupKey: instance.groupKey, location, holder },
    ...{ place: place.name, selection: place.selection, files: place.files },
    ref: (name) => ref(`${stem}${name}`),
  });
  const head = `messages.${place.name}`;
  return {
    data: { enabled, audio, ...(missing.length > 0 ? { unfound: true as const } : {}) },
    why: { [`${head}.enabled`]: { rule: 'carried-over', sources: [ref(place.enabled)] }, [`${head}.audio`]: heard.why },
    drafts: heard.drafts,
    accounts: heard.accounts,
    losses: enabled && missing.length > 0 ? [lossOf(context, instance, place, missing, choice)] : [],
  };
}

function lossOf(
  context: MapContext,
  instance: SourceInstance,
  { spoken }: Place,
  missing: readonly string[],
  sources: readonly SourceRef[],
): Loss {
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Call Center',
    verdict: 'part',
    notice: `The ${spoken} of ${instance.name ?? instance.userId} is the one of Webex: ${missing.join('; ')}.`,
    action: PUBLISH_AUDIO,
    sources,
  };
}

function secondsIn(body: BodyElement | undefined, name: string): number | undefined {
  const seconds = Number((body && text(body, name)) ?? Number.NaN);
  return Number.isInteger(seconds) ? seconds : undefined;
}

/** Webex plays the message at once: there is no ringing before it. */
function ringingFirst(bypass: BodyElement | undefined, ref: (path: string) => SourceRef): Account[] {
  if (bypass === undefined) return [];
  const rings = flag(bypass, 'playAnnouncementAfterRinging') === true;
  return ['playAnnouncementAfterRinging', 'ringTimeBeforePlayingAnnouncementSeconds'].map(
    (path): Account =>
      rings
        ? { prefix: ref(path), outcome: 'lost', reason: 'no-ringing-before-the-message' }
        : { prefix: ref(path), outcome: 'not used', reason: 'switched-off' },
  );
}

/** Types of the files stand beside them in lists of their own; pictures have no place. */
function videoAccounts(body: BodyElement | undefined, ref: (path: string) => SourceRef): Account[] {
  return Object.keys(body ?? {}).flatMap((name): Account[] => {
    if (/Video/.test(name)) return [{ prefix: ref(name), outcome: 'lost', reason: 'no-video-in-queues' }];
    if (/(?:Audio)(?:File)?MediaType(?:List)?$/.test(name)) {
      return [{ prefix: ref(name), outcome: 'not used', reason: 'type-is-read-from-the-file' }];
    }
    return [];
  });
}
