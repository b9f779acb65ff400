import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Checkpoint, offsetOf, type StoredCheckpoint } from './checkpoint.ts';
import type { HalfReadFile } from './ports.ts';

/** Where an interrupted run stopped in a file that has not changed since. */
export interface Resumption {
  readonly checkpoint: StoredCheckpoint;
  /** Of the bytes that prove that the file is the same. */
  readonly hash: Hash;
}

/**
 * Looks whether a file can be gone on with: what was read of it must still be there, byte by byte, and a nested export
 * must be read by the same profiles.
 *
 * @param profiles - digest of the profiles that there are now
 * @returns `undefined` when the file or its reading is another one by now
 */
export async function resumptionOf(
  path: string,
  file: HalfReadFile,
  profiles: string,
  signal: AbortSignal,
): Promise<Resumption | undefined> {
  // Written by this tool; the schema version guards it. Those of earlier versions said no kind.
  const checkpoint = JSON.parse(file.checkpoint) as StoredCheckpoint | { readonly kind?: undefined };
  if (checkpoint.kind === undefined) return undefined;
  if (checkpoint.kind === 'nested' && checkpoint.profiles !== profiles) return undefined;
  const { bytes, digest } = checkpoint.prefix;
  const hash = createHash('sha256');
  let seen = 0;
  for await (const chunk of createReadStream(path, { end: bytes - 1, highWaterMark: 1024 * 1024, signal })) {
    hash.update(chunk);
    seen += chunk.length;
  }
  return seen === bytes && hash.copy().digest('hex') === digest ? { checkpoint, hash } : undefined;
}

/** The digest of a file while it is read, and of as much of it as a checkpoint needs for its proof. */
export interface RunningDigest {
  readonly bytes: number;
  add(chunk: Buffer): void;
  /** A checkpoint with its proof, as it is stored. */
  sealed(checkpoint: Checkpoint): string;
  whole(): string;
}

/** Chunks that may be under way between reading and storing, several times over. */
const MOST_MARKS = 256;

/** @param first - digest of what lies beside the file, or nothing */
export function createRunningDigest(first: string, resume?: Resumption): RunningDigest {
  const hash = resume?.hash ?? createHash('sha256').update(first);
  const hashed = resume?.checkpoint.prefix.bytes ?? 0;
  let bytes = resume === undefined ? 0 : offsetOf(resume.checkpoint);
  const marks: { readonly bytes: number; readonly hash: Hash }[] = [];

  return {
    get bytes() {
      return bytes;
    },
    add(chunk) {
      const known = Math.max(0, hashed - bytes);
      bytes += chunk.length;
      if (known >= chunk.length) return;
      hash.update(known === 0 ? chunk : chunk.subarray(known));
      marks.push({ bytes, hash: hash.copy() });
      if (marks.length > MOST_MARKS) marks.shift();
    },
    sealed(checkpoint) {
      const mark = marks.find((it) => it.bytes >= offsetOf(checkpoint));
      // The first bytes behind a resumption are proven by the proof of that one.
      const prefix =
        mark === undefined || bytes < hashed
          ? resume?.checkpoint.prefix
          : { bytes: mark.bytes, digest: mark.hash.copy().digest('hex') };
      if (prefix === undefined) throw new RangeError('a checkpoint behind what was read');
      const stored: StoredCheckpoint = { ...checkpoint, prefix };
      return JSON.stringify(stored);
    },
    whole: () => hash.copy().digest('hex'),
  };
}
