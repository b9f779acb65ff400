import { Readable } from 'node:stream';
import { transcoder } from '../broadworks/decode.ts';
import { MigrationError } from '../domain/errors.ts';
import { audioContainer } from './audio/audio-format.ts';
import { readAudio } from './audio/read-audio.ts';
import { type Bytes, peek } from './inputs/byte-source.ts';
import { fittingProfile, looksLikeOci, noProfile, SNIFF_BYTES, sniff } from './nested/fit-profile.ts';
import type { ExportProfiles } from './nested/load-profiles.ts';
import { readNested } from './nested/read-nested.ts';
import type { FileFacts, FileSink } from './ports.ts';
import { type CaptureSource, readCapture } from './read-file.ts';
import type { Resumption } from './resume.ts';

/**
 * Reads one file, whatever it is: audio is only recorded, a nested export goes by its profile, everything else is a
 * capture.
 *
 * @throws {MigrationError} with the reason when it is refused; for XML of an unknown shape with the nearest profile
 */
export async function readAny(
  source: CaptureSource,
  profiles: ExportProfiles,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<FileFacts> {
  // One that is gone on with begins in its middle: what it is was found out before.
  if (source.resume !== undefined) return await goOn(source, source.resume, profiles, sink, signal, onBytes);
  const { head, whole } = await peek(source.stream);
  const container = audioContainer(head);
  if (container !== undefined) return await readAudio(source, container, whole, sink, signal, onBytes);
  // Nearly all captures say in their first bytes what they are.
  if (looksLikeOci(head.subarray(0, SNIFF_BYTES)) || !head.includes('<')) {
    return await readCapture({ ...source, stream: Readable.from(whole) }, sink, signal, onBytes);
  }
  const more = await beginning(whole);
  const shown = transcoder(more.head)?.(more.head) ?? more.head;
  const seen = looksLikeOci(shown) ? undefined : sniff(shown);
  const profile = seen === undefined ? undefined : fittingProfile(seen, profiles);
  if (profile !== undefined) {
    const nested = { name: source.name, head, bytes: more.whole, resumable: source.resumable === true };
    return await readNested(nested, profile, profiles.digest, sink, signal, onBytes);
  }
  try {
    return await readCapture({ ...source, stream: Readable.from(more.whole) }, sink, signal, onBytes);
  } catch (error) {
    if (seen?.root === undefined || !(error instanceof MigrationError) || !isUnknownXml(error)) throw error;
    throw noProfile(source.name, seen, profiles);
  }
}

async function goOn(
  source: CaptureSource,
  resume: Resumption,
  { profiles, digest }: ExportProfiles,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<FileFacts> {
  const at = resume.checkpoint;
  if (at.kind === 'capture') return await readCapture(source, sink, signal, onBytes);
  const profile = profiles.find(({ name }) => name === at.profile);
  if (profile === undefined) throw new RangeError(`profile ${at.profile} is gone, though no profile changed`);
  const bytes: Bytes = source.stream;
  const nested = { name: source.name, head: Buffer.alloc(0), bytes, resumable: true, resume: { at, from: resume } };
  return await readNested(nested, profile, digest, sink, signal, onBytes);
}

/** XML that was read to its end and held no command. */
function isUnknownXml(error: MigrationError): boolean {
  return error.code === 'SOURCE_UNSUPPORTED' && error.message.includes('nested export');
}

/** Reads on until there is enough to tell exports apart, and hands everything back. */
async function beginning(source: Bytes): Promise<{ readonly head: Buffer; readonly whole: Bytes }> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < SNIFF_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      yield* chunks.splice(0);
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, SNIFF_BYTES), whole: whole() };
}
