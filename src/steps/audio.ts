import type { AudioRef } from '../domain/plan-features.ts';
import type { AudioFile, QueueAudioFile } from '../webex/announcements.ts';
import { type Check, sameId } from './compare.ts';
import type { Refer } from './refs.ts';

const KIND = { mediaFileType: 'WAV', level: 'LOCATION' } as const;

/** An announcement as attendants, settings and locations name it. */
export function audioFileOf({ step, fileName }: AudioRef, refer: Refer): AudioFile {
  return { id: refer(step, 'announcementId'), fileName, ...KIND };
}

/** Queues name the announcement where the others name its file. */
export function queueFileOf({ step, name }: AudioRef, refer: Refer): QueueAudioFile {
  return { id: refer(step, 'announcementId'), name, ...KIND };
}

/** Greeting and, where it is a custom one, its audio: two fields of every body that plays something. */
export function greetingOf(audio: AudioRef | undefined, refer: Refer) {
  return audio === undefined
    ? ({ greeting: 'DEFAULT' } as const)
    : ({ greeting: 'CUSTOM', audioAnnouncementFile: audioFileOf(audio, refer) } as const);
}

/** Which announcement is played; one that is played by default is nobody's. */
export function audioCheck(
  field: string,
  wanted: { readonly id: string } | undefined,
  actual: { readonly id: string } | undefined,
): Check {
  return [field, wanted?.id, actual?.id, sameId];
}
