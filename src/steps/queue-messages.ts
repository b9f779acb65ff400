import type { QueueMessage, QueueMessages } from '../domain/announcements.ts';
import type { AudioRef } from '../domain/plan-features.ts';
import type { QueueAudioFile } from '../webex/announcements.ts';
import type { QueueMessageBodies, QueuePlays, WebexQueue } from '../webex/queues.ts';
import { idsOf } from './audio.ts';
import type { Check } from './compare.ts';

/** How an announcement is named in a body; `undefined` where it is left out of it. */
export type QueueFile = (ref: AudioRef) => QueueAudioFile | undefined;

type Settings = NonNullable<WebexQueue['queueSettings']>;

/**
 * What a queue says to callers and agents; audio that does not exist never holds it up: the target's is played.
 *
 * @param standing - the queue that is changed: what somebody has recorded there because no file was found stays, and a
 *   message whose audio the answer does not show is left out, for it would be put back to the target's own
 */
export function messagesOf(
  messages: QueueMessages<AudioRef> | undefined,
  file: QueueFile,
  standing?: Settings,
): QueueMessageBodies {
  const { welcome, comfort, comfortBypass, music, internalMusic, whisper } = messages ?? {};
  const plays = (message: QueueMessage<AudioRef> | undefined, seen: Seen | undefined): QueuePlays | undefined =>
    message && playsOf(message, file, standing && { seen });
  const heard = {
    welcome: plays(welcome, standing?.welcomeMessage),
    comfort: plays(comfort, standing?.comfortMessage),
    bypass: plays(comfortBypass, standing?.comfortMessageBypass),
    music: plays(music, standing?.mohMessage?.normalSource),
    internal: plays(internalMusic, standing?.mohMessage?.alternateSource),
    whisper: plays(whisper, standing?.whisperMessage),
  };
  return {
    ...(heard.welcome && { welcomeMessage: { ...heard.welcome, alwaysEnabled: welcome?.always ?? false } }),
    ...(heard.comfort && {
      comfortMessage: {
        ...heard.comfort,
        ...(comfort?.seconds === undefined ? {} : { timeBetweenMessages: comfort.seconds }),
      },
    }),
    ...(heard.bypass && {
      comfortMessageBypass: {
        ...heard.bypass,
        ...(comfortBypass?.seconds === undefined ? {} : { callWaitingAgeThreshold: comfortBypass.seconds }),
      },
    }),
    ...(heard.music && {
      mohMessage: {
        normalSource: heard.music,
        alternateSource: heard.internal ?? { enabled: false, greeting: 'DEFAULT' },
      },
    }),
    ...(heard.whisper && { whisperMessage: heard.whisper }),
  };
}

/** `undefined`: nothing is said about the message, so that it stays as it is. */
function playsOf(
  { enabled, audio, unfound }: QueueMessage<AudioRef>,
  file: QueueFile,
  standing: { readonly seen: Seen | undefined } | undefined,
): QueuePlays | undefined {
  if (unfound === true && standing !== undefined) {
    const { seen } = standing;
    if (seen === undefined) return undefined;
    const kept = (seen.audioAnnouncementFiles ?? []).flatMap(({ id, name = '' }) =>
      id === undefined ? [] : [{ id, name, mediaFileType: 'WAV', level: 'LOCATION' } as const],
    );
    if (seen.greeting === 'CUSTOM') {
      return kept.length === 0 ? undefined : { enabled, greeting: 'CUSTOM', audioAnnouncementFiles: kept };
    }
  }
  return { enabled, ...playedFrom(audio, file) };
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

type Seen = NonNullable<Settings['whisperMessage']>;

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
