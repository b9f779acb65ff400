import type { QueueMessage, QueueMessages } from '../domain/announcements.ts';
import type { AudioRef } from '../domain/plan-features.ts';
import type { QueueAudioFile } from '../webex/announcements.ts';
import type { QueueMessageBodies, QueuePlays, WebexQueue } from '../webex/queues.ts';
import { idsOf } from './audio.ts';
import type { Check } from './compare.ts';

/** How an announcement is named in a body; `undefined` where it is left out of it. */
export type QueueFile = (ref: AudioRef) => QueueAudioFile | undefined;

/** What a queue says to callers and agents; audio that does not exist never holds it up: the target's is played. */
export function messagesOf(messages: QueueMessages<AudioRef> | undefined, file: QueueFile): QueueMessageBodies {
  const { welcome, comfort, comfortBypass, music, internalMusic, whisper } = messages ?? {};
  const plays = ({ enabled, audio }: QueueMessage<AudioRef>): QueuePlays => ({ enabled, ...playedFrom(audio, file) });
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

/** Greeting and files of a body of a queue. */
export function playedFrom(audio: readonly AudioRef[], file: QueueFile): Omit<QueuePlays, 'enabled'> {
  const files = audio.map(file).filter((each) => each !== undefined);
  return files.length === 0 ? { greeting: 'DEFAULT' } : { greeting: 'CUSTOM', audioAnnouncementFiles: files };
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
  return shown(actual, [
    [`${field}.enabled`, wanted.enabled, actual?.enabled],
    [`${field}.greeting`, wanted.greeting, actual?.greeting],
    [
      `${field}.audioAnnouncementFiles`,
      wanted.greeting === 'CUSTOM' ? idsOf(wanted.audioAnnouncementFiles) : undefined,
      idsOf(actual?.audioAnnouncementFiles),
    ],
  ]);
}

function shown(actual: object | undefined, checks: Check[]): Check[] {
  return actual === undefined ? [] : checks;
}
