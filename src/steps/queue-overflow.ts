import type { AudioRef, CallQueueStep } from '../domain/plan-features.ts';
import type { QueueAudioFile } from '../webex/announcements.ts';
import type { WebexQueue } from '../webex/queues.ts';
import { isSameFile } from './audio.ts';
import { type Check, plainId } from './compare.ts';
import type { StepContext } from './handler.ts';
import type { QueueFile } from './queue-messages.ts';
import type { neededPlace } from './refs.ts';

type Overflow = NonNullable<WebexQueue['queueSettings']>['overflow'];
type AnsweredFile = NonNullable<NonNullable<Overflow>['audioFiles']>[number];

/**
 * Whether the answer names what is to be played before the overflow: by ids, or by the names of the files, as the contract
 * has it.
 */
export function overflowCheck(audio: readonly AudioRef[] | undefined, file: QueueFile, seen: Overflow): Check[] {
  const wanted = (audio ?? []).flatMap((ref) => {
    const named = file(ref);
    return named === undefined ? [] : [{ id: named.id, names: [ref.fileName, ref.name, named.id] }];
  });
  const files = seen?.audioFiles;
  if (wanted.length === 0 || files === undefined) return [];
  const fits = wanted.every(({ id, names }, index) => {
    const actual = files[index];
    return typeof actual === 'string'
      ? names.some((name) => isSameFile(name, actual))
      : plainId(actual?.id) === plainId(id);
  });
  if (fits && wanted.length === files.length) return [];
  return [['overflow.audioFiles', (audio ?? []).map(({ fileName }) => fileName), files.map(labelOf)]];
}

/** What somebody has put before the overflow where no file was found, as it is written; `undefined` where it is ours. */
export async function keptOverflow(
  { payload }: CallQueueStep,
  seen: WebexQueue | undefined,
  { locationId, call }: ReturnType<typeof neededPlace>,
  { announcements }: StepContext['webex'],
): Promise<KeptAudio | undefined> {
  const overflow = seen?.queueSettings?.overflow;
  if (payload.overflow.unfound !== true || overflow?.greeting !== 'CUSTOM') return undefined;
  const named = overflow.audioFiles ?? [];
  // The answer names files, the request wants ids.
  const known = await announcements.inLocation(locationId, call);
  const files = named.flatMap((each): QueueAudioFile[] => {
    const found = known.find(({ id, fileName }) =>
      typeof each === 'string' ? isSameFile(fileName, each) : plainId(id) === plainId(each.id),
    );
    return found === undefined
      ? []
      : [{ id: found.id, name: found.name, mediaFileType: 'WAV', level: 'LOCATION' } as const];
  });
  if (files.length > 0 && files.length === named.length) return { files, lost: [] };
  const lost = named.map(labelOf).join(', ');
  return { files: [], lost: [`announcement before the overflow that somebody has set: ${lost}`] };
}

export interface KeptAudio {
  readonly files: readonly QueueAudioFile[];
  /** What could not be named again, and is lost. */
  readonly lost: readonly string[];
}

/** What a person calls a file of the answer. */
function labelOf(file: AnsweredFile): string {
  return typeof file === 'string' ? file : (file.fileName ?? file.id ?? '');
}
