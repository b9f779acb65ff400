import type { QueueMessage, QueueMessages } from '../domain/announcements.ts';
import type { AudioRef, CallQueueStep } from '../domain/plan-features.ts';
import type { QueueAudioFile } from '../webex/announcements.ts';
import type { QueueMessageBodies, QueuePlays, WebexQueue } from '../webex/queues.ts';
import { queueFileOf } from './audio.ts';
import { type Check, plainId } from './compare.ts';
import type { StepContext } from './handler.ts';
import { known, needed } from './refs.ts';

type Outputs = Pick<StepContext, 'outputs'>;

/** What a queue says to callers and agents; audio that does not exist never holds it up: the target's is played. */
export function messagesOf(messages: QueueMessages<AudioRef> | undefined, context: Outputs): QueueMessageBodies {
  const { welcome, comfort, comfortBypass, music, internalMusic, whisper } = messages ?? {};
  const plays = (message: QueueMessage<AudioRef>): QueuePlays => playsOf(message, context);
  return {
    ...(welcome && { welcomeMessage: { ...plays(welcome), alwaysEnabled: welcome.always } }),
    ...(comfort && {
      comfortMessage: {
        ...plays(comfort),
        ...(comfort.seconds === undefined ? {} : { timeBetweenMessages: comfort.seconds }),
      },
    }),
    ...(comfortBypass && {
      comfortMessageBypass: {
        ...plays(comfortBypass),
        ...(comfortBypass.seconds === undefined ? {} : { callWaitingAgeThreshold: comfortBypass.seconds }),
      },
    }),
    ...(music && {
      mohMessage: {
        normalSource: plays(music),
        alternateSource: internalMusic ? plays(internalMusic) : { enabled: false, greeting: 'DEFAULT' },
      },
    }),
    ...(whisper && { whisperMessage: plays(whisper) }),
  };
}

function playsOf({ enabled, audio }: QueueMessage<AudioRef>, context: Outputs): QueuePlays {
  const files = audio
    .filter(({ step }) => known(context, step, 'announcementId') !== undefined)
    .map((ref): QueueAudioFile => queueFileOf(ref, needed(context)));
  return files.length === 0
    ? { enabled, greeting: 'DEFAULT' }
    : { enabled, greeting: 'CUSTOM', audioAnnouncementFiles: files };
}

/** Audio of messages whose announcement failed, as parts that are left out. */
export function missingAudio({ payload }: CallQueueStep, context: Outputs): string[] {
  return Object.values(payload.messages ?? {})
    .flatMap(({ audio }) => audio)
    .filter(({ step }) => known(context, step, 'announcementId') === undefined)
    .map(({ name }) => `announcement ${name}`);
}

/** The published answer does not show them: they are compared only where they are there. */
export function messageChecks(wanted: QueueMessageBodies, actual: WebexQueue['queueSettings']): Check[] {
  const { welcomeMessage: welcome, comfortMessage: comfort, comfortMessageBypass: bypass, mohMessage: music } = wanted;
  return [
    ...playsChecks('welcomeMessage', welcome, actual?.welcomeMessage),
    ...shown(actual?.welcomeMessage, [
      ['welcomeMessage.alwaysEnabled', welcome?.alwaysEnabled, actual?.welcomeMessage?.alwaysEnabled],
    ]),
    ...playsChecks('comfortMessage', comfort, actual?.comfortMessage),
    ...shown(actual?.comfortMessage, [
      ['comfortMessage.timeBetweenMessages', comfort?.timeBetweenMessages, actual?.comfortMessage?.timeBetweenMessages],
    ]),
    ...playsChecks('comfortMessageBypass', bypass, actual?.comfortMessageBypass),
    ...shown(actual?.comfortMessageBypass, [
      [
        'comfortMessageBypass.callWaitingAgeThreshold',
        bypass?.callWaitingAgeThreshold,
        actual?.comfortMessageBypass?.callWaitingAgeThreshold,
      ],
    ]),
    ...playsChecks('mohMessage.normalSource', music?.normalSource, actual?.mohMessage?.normalSource),
    ...playsChecks('mohMessage.alternateSource', music?.alternateSource, actual?.mohMessage?.alternateSource),
    ...playsChecks('whisperMessage', wanted.whisperMessage, actual?.whisperMessage),
  ].map(([field, ...rest]): Check => [`queueSettings.${field}`, ...rest]);
}

type Seen = NonNullable<NonNullable<WebexQueue['queueSettings']>['whisperMessage']>;

function playsChecks(field: string, wanted: QueuePlays | undefined, actual: Seen | undefined): Check[] {
  if (wanted === undefined) return [];
  const ids = (files: readonly { readonly id?: string | undefined }[] | undefined) =>
    (files ?? []).map(({ id }) => plainId(id));
  return shown(actual, [
    [`${field}.enabled`, wanted.enabled, actual?.enabled],
    [`${field}.greeting`, wanted.greeting, actual?.greeting],
    [
      `${field}.audioAnnouncementFiles`,
      wanted.greeting === 'CUSTOM' ? ids(wanted.audioAnnouncementFiles) : undefined,
      ids(actual?.audioAnnouncementFiles),
    ],
  ]);
}

function shown(actual: object | undefined, checks: Check[]): Check[] {
  return actual === undefined ? [] : checks;
}
