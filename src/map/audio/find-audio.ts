import { type AudioPlace, assignedNote, plainOwner } from '../../domain/announcements.ts';
import type { MigrationConfig } from '../../domain/config.ts';
import type { EntityRef } from '../../domain/keys.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import type { SourceAudio } from '../../domain/source-audio.ts';
import type { MapContext } from '../context.ts';
import { audioIndex, decoded, foldersOf, plainName } from './audio-index.ts';

/** Something that plays audio of its own. */
export interface AudioRequest {
  /** Who plays it: a user, a virtual user, or a group. */
  readonly owner: EntityRef;
  readonly place: AudioPlace;
  readonly groupKey: string;
  /** The file as BroadWorks names it; missing where the answer names none. */
  readonly file: MediaFile | undefined;
}

export type FoundAudio =
  | { readonly file: SourceAudio; readonly rule: 'audio-assigned' | 'audio-by-name'; readonly note: string }
  /** Why there is none, as the end of a sentence that names the greeting. */
  | { readonly missing: string };

/**
 * Which file is meant, by the strongest rule that says so; a guess is never made:
 *
 * 1. `announcements.assign` of `migration.yaml` names it (`audio-assigned`);
 * 2. the name that BroadWorks gives is that of a file (`audio-by-name`), without extension and case, and that file lies
 *    in a folder of its owner in the folder of its group, else in the folder of its group, else it is the only one of
 *    that name in all captures and lies in no other group's folder. Copies with the same bytes are one file.
 */
export function findAudio(context: MapContext, request: AudioRequest): FoundAudio {
  const { config, source } = context;
  const assigned = assignedFile(config, request);
  if (assigned !== undefined) return fileOfTable(source.audio, assigned, request.place);
  const { file } = request;
  if (file === undefined) return { missing: 'BroadWorks does not name its file' };
  const same = audioIndex(source.audio).get(plainName(file.name)) ?? [];
  if (same.length === 0) return { missing: `no audio file called "${file.name}" lies beside the captures` };
  const inGroup = same.filter(({ groupKey }) => groupKey === request.groupKey);
  const own = inGroup.filter((each) => foldersOf(each).includes(decoded(request.owner.key)));
  for (const some of [own, inGroup]) {
    if (some.length > 0) return onlyOne(some, file.name, `called "${file.name}" in the folder of its group`);
  }
  const shared = same.filter(({ groupKey }) => groupKey === undefined);
  if (shared.length === 0) return { missing: `"${file.name}" lies only in folders of other groups` };
  return onlyOne(same, file.name, `the only file called "${file.name}"`);
}

function onlyOne(files: readonly SourceAudio[], name: string, note: string): FoundAudio {
  const [file] = files;
  if (file === undefined || new Set(files.map(({ digest }) => digest)).size > 1) {
    const paths = files.map(({ path }) => path).join(', ');
    return { missing: `several files are called "${name}" and are not the same: ${paths}` };
  }
  // Copies may lie in several places: a shared one is published for everybody.
  return { file: files.find(({ groupKey }) => groupKey === undefined) ?? file, rule: 'audio-by-name', note };
}

function assignedFile({ announcements }: MigrationConfig, { owner, place }: AudioRequest): string | undefined {
  const plain = plainOwner(owner.key);
  const entry = Object.entries(announcements?.assign ?? {}).find(
    ([key]) => key === owner.key || plainOwner(key) === plain,
  );
  return entry?.[1][place];
}

function fileOfTable(audio: readonly SourceAudio[], written: string, place: AudioPlace): FoundAudio {
  const exact = audio.filter(({ path, inside }) => inside === written || path === written);
  const found = exact.length > 0 ? exact : audio.filter(({ inside }) => inside.endsWith(`/${written}`));
  const [file] = found;
  if (file === undefined) return { missing: `migration.yaml assigns "${written}", which was not extracted` };
  if (new Set(found.map(({ digest }) => digest)).size > 1) {
    return { missing: `migration.yaml assigns "${written}", and several files are called so: write more of the path` };
  }
  return { file, rule: 'audio-assigned', note: assignedNote(file.inside, place) };
}
