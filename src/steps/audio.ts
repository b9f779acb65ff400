import type { AudioRef } from '../domain/plan-features.ts';
import type { AudioFile, QueueAudioFile } from '../webex/announcements.ts';
import { type Check, plainId, sameId } from './compare.ts';
import type { StepContext } from './handler.ts';
import { known, needed, type Refer, shown } from './refs.ts';

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

type Outputs = Pick<StepContext, 'outputs'>;

/** Announcements that exist, as `name` has them: whatever was not made is not played. */
export function playable<File>(context: Outputs, name: (ref: AudioRef, refer: Refer) => File) {
  return (ref: AudioRef): File | undefined =>
    known(context, ref.step, 'announcementId') === undefined ? undefined : name(ref, needed(context));
}

/** Announcements as they are to be, for showing a body before they are made. */
export function promised<File>(context: Outputs, name: (ref: AudioRef, refer: Refer) => File) {
  return (ref: AudioRef): File => name(ref, shown(context));
}

/** Files compare by name, whatever case; the ending is not always told. */
export function isSameFile(one: string | undefined, other: string): boolean {
  return one !== undefined && plainFile(one) === plainFile(other);
}

function plainFile(name: string): string {
  return name.toLowerCase().replace(/\.wav$/, '');
}

/** Ids of what is played one after another, for comparing them. */
export function idsOf(files: readonly { readonly id?: string | undefined }[] | undefined): (string | undefined)[] {
  return (files ?? []).map(({ id }) => plainId(id));
}

/** Audio whose announcement was not made, as parts that are left out. */
export function missingAudio(audio: readonly AudioRef[], context: Outputs): string[] {
  return audio
    .filter(({ step }) => known(context, step, 'announcementId') === undefined)
    .map(({ name }) => `announcement ${name}`);
}
