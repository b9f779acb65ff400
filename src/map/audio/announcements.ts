import { ANNOUNCEMENT_LIMITS } from '../../domain/announcements.ts';
import { type DraftId, withoutKind } from '../../domain/draft-id.ts';
import type { DraftOf, Why } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import type { SourceAudio } from '../../domain/source-audio.ts';
import type { MapContext } from '../context.ts';
import { audioIndex, baseName, plainName } from './audio-index.ts';
import { type AudioRequest, findAudio } from './find-audio.ts';
import { publishedAt } from './publish-audio.ts';

export type Audio =
  | {
      readonly draft: DraftOf<'announcement'>;
      /** For the field that points at it. */
      why(...sources: SourceRef[]): Why;
    }
  | { readonly missing: string };

/** The announcement that plays what is asked for, in a location: one for each file there, whoever plays it. */
export function audioFor(context: MapContext, location: DraftId, request: AudioRequest): Audio {
  const found = findAudio(context, request);
  if ('missing' in found) return found;
  const { file, rule, note } = found;
  const published = publishedAt(context.config, file);
  if ('missing' in published) return published;
  return {
    draft: announcementDraft(context, location, request.groupKey, file, published.uri),
    why: (...sources) => ({ rule, sources, note }),
  };
}

function announcementDraft(
  context: MapContext,
  location: DraftId,
  groupKey: string,
  file: SourceAudio,
  fileUri: string,
): DraftOf<'announcement'> {
  const found = { rule: 'audio-beside-captures', sources: [], note: file.inside };
  return {
    id: `announcement:${withoutKind(location)}/${file.digest.slice(0, 16)}`,
    kind: 'announcement',
    customer: context.customer,
    from: `group:${groupKey}`,
    data: { location, name: nameOf(context, file), fileName: fileNameOf(file), fileUri, digest: file.digest },
    why: {
      location: { rule: 'location-from-group', sources: [] },
      name: found,
      fileName: found,
      digest: found,
      fileUri: { rule: 'audio-published', sources: [], note: 'announcements.baseUri of migration.yaml' },
    },
  };
}

/** The name of its file; files of one name that are not the same are told apart by what they hold. */
function nameOf({ source }: MapContext, file: SourceAudio): string {
  const same = audioIndex(source.audio).get(plainName(file.inside)) ?? [];
  const several = new Set(same.map(({ digest }) => digest)).size > 1;
  const mark = several ? ` (${file.digest.slice(0, 8)})` : '';
  return (
    baseName(file.inside)
      .replace(/\.\w{2,4}$/, '')
      .slice(0, ANNOUNCEMENT_LIMITS.name - mark.length) + mark
  );
}

function fileNameOf({ inside }: SourceAudio): string {
  const stem = baseName(inside).replace(/\.wav$/i, '');
  return `${stem.slice(0, ANNOUNCEMENT_LIMITS.fileName - '.wav'.length)}.wav`;
}

/** Elements of an answer that name a recording. */
export function mediaPaths({ described, type }: MediaFile, name: string): string[] {
  if (described !== true) return [name];
  return [`${name}Description`, ...(type === undefined ? [] : [`${name.replace(/File$/, '')}MediaType`])];
}
