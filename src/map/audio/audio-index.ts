import type { SourceAudio } from '../../domain/source-audio.ts';

/** Audio files by the name that BroadWorks gives them. */
type AudioIndex = ReadonlyMap<string, readonly SourceAudio[]>;

/** All customers share one list of files. */
const known = new WeakMap<readonly SourceAudio[], AudioIndex>();

export function audioIndex(audio: readonly SourceAudio[]): AudioIndex {
  const found = known.get(audio);
  if (found !== undefined) return found;
  const index = new Map<string, SourceAudio[]>();
  for (const file of audio) {
    const name = plainName(file.inside);
    const same = index.get(name);
    if (same === undefined) index.set(name, [file]);
    else same.push(file);
  }
  known.set(audio, index);
  return index;
}

/**
 * A name as both sides write it: the last part of a path without its extension, in lower case. BroadWorks names an
 * announcement `Welcome` and its type beside it, or keeps the name of the file that was uploaded.
 */
export function plainName(path: string): string {
  return baseName(path)
    .replace(/\.\w{2,4}$/, '')
    .normalize('NFC')
    .trim()
    .toLowerCase();
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Names of the folders that a file lies in, as they were meant. */
export function foldersOf({ path }: SourceAudio): string[] {
  return path
    .slice(path.lastIndexOf('!') + 1)
    .split(/[/\\]/)
    .slice(0, -1)
    .map(decoded);
}

/** A folder may be percent-encoded, as keys are; one that is not stands for itself. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
