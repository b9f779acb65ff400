import type { AudioPlace } from '../../domain/announcements.ts';
import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Why } from '../../domain/drafts.ts';
import type { EntityRef, SourceRef } from '../../domain/keys.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import { type BodyElement, child, isElement, text } from '../../domain/response-body.ts';
import { type Audio, audioFor } from '../audio/announcements.ts';
import type { MapContext } from '../context.ts';
import type { Account } from './merge.ts';

/** Where the audio of one message of a queue stands in an answer. */
export interface AudioSource {
  readonly owner: EntityRef;
  readonly groupKey: string;
  /** Where the queue stands, and its announcements with it. */
  readonly location: DraftId;
  readonly place: AudioPlace;
  /** Element that holds selection and files. */
  readonly holder: BodyElement;
  readonly selection: readonly string[];
  /** Lists of files, and up to release 16 a single one. */
  readonly files: readonly string[];
  readonly ref: (name: string) => SourceRef;
}

export interface QueueAudio {
  /** Draft ids, at most four; none: what the target says of its own. */
  readonly audio: readonly DraftId[];
  readonly why: Why;
  readonly drafts: readonly DraftOf<'announcement'>[];
  readonly accounts: readonly Account[];
  /** Why the own audio does not come along, as ends of a sentence; none where it does, or where there is none. */
  readonly missing: readonly string[];
  /** The element that says that there is own audio. */
  readonly choice: readonly SourceRef[];
}

const FROM_AN_ADDRESS: Audio = { missing: 'it is fetched from an address, and Webex keeps announcements itself' };

/** The audio of one message of a queue: all of it, or the target's own with the reason why. */
export function queueAudio(context: MapContext, source: AudioSource): QueueAudio {
  const { holder, ref } = source;
  const selected = source.selection.find((name) => text(holder, name) !== undefined);
  const selection = selected === undefined ? undefined : text(holder, selected);
  const files = source.files.flatMap((name) => filesIn(holder, name).map((file) => ({ ...file, path: name })));
  const choice = selected === undefined ? [] : [ref(selected)];
  const paths = [...new Set(files.map(({ path }) => ref(path)))];
  if (selection === undefined || selection === 'Default' || selection === 'System') {
    const accounts: Account[] = [
      ...choice.map((prefix): Account => ({ prefix, outcome: 'not used', reason: 'same-as-target-default' })),
      ...paths.map((prefix): Account => ({ prefix, outcome: 'not used', reason: 'not-selected' })),
    ];
    return { audio: [], why: { rule: 'target-default', sources: [] }, drafts: [], accounts, missing: [], choice };
  }
  const asked = (file: MediaFile | undefined): Audio => audioFor(context, source.location, { ...source, file });
  // Without a name only migration.yaml can say which file it is.
  const unnamed = asked(undefined);
  const all =
    'draft' in unnamed || (selection !== 'URL' && files.length === 0)
      ? [unnamed]
      : selection === 'URL'
        ? [FROM_AN_ADDRESS]
        : files.map(asked);
  const found = [...new Map(all.flatMap((each) => ('draft' in each ? [[each.draft.id, each] as const] : []))).values()];
  const missing = all.flatMap((each) => ('missing' in each ? [each.missing] : []));
  if (missing.length > 0) {
    const why: Why = { rule: 'queue-audio-missing', sources: [], note: missing.join('; ') };
    const accounts = [...choice, ...paths].map(
      (prefix): Account => ({ prefix, outcome: 'manual', reason: 'message-without-audio' }),
    );
    return { audio: [], why, drafts: [], accounts, missing, choice };
  }
  const [first] = found;
  return {
    audio: found.map(({ draft }) => draft.id),
    why: first?.why(...choice, ...paths) ?? { rule: 'target-default', sources: [] },
    drafts: found.map(({ draft }) => draft),
    accounts: [],
    missing: [],
    choice,
  };
}

/**
 * Files of a message, at most four. A list holds one element each: plain text up to release 19, name and type behind
 * that; a single file is text.
 */
function filesIn(holder: BodyElement, name: string): { readonly name: string }[] {
  const single = text(holder, name);
  if (single !== undefined) return [{ name: single }];
  return Object.values(child(holder, name) ?? {})
    .flat()
    .flatMap((entry) => {
      if (typeof entry === 'string') return entry === '' ? [] : [{ name: entry }];
      const inner = isElement(entry) ? text(entry, 'name') : undefined;
      return inner === undefined ? [] : [{ name: inner }];
    });
}

/** What to do about audio that did not come along. */
export const PUBLISH_AUDIO =
  'Put the audio beside the captures and publish it, then extract and map again; or upload it in Control Hub.';
