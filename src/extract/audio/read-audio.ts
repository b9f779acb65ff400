import { createHash } from 'node:crypto';
import type { AudioContainer } from '../../domain/source-audio.ts';
import type { Bytes } from '../inputs/byte-source.ts';
import type { FileFacts, FileSink } from '../ports.ts';
import { digestWith } from '../reading-digest.ts';
import { readWaveHeader } from './audio-format.ts';

/** Headers with a long description before the data still fit. */
const HEADER_BYTES = 64 * 1024;

/** Below the folder or archive that was handed over; an entry of an archive stands behind its last `!`. */
export function insideOf(name: string, below: string | undefined): string {
  const entry = name.slice(name.lastIndexOf('!') + 1);
  return (name.includes('!') ? entry : (below ?? name)).replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

/**
 * Records an audio file: what it is, how long and how large; its bytes are read once and not kept.
 *
 * Its digest covers its place as well: the same greeting may lie in the folders of two groups.
 */
export async function readAudio(
  { name, below }: { readonly name: string; readonly below?: string | undefined },
  container: AudioContainer,
  whole: Bytes,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<FileFacts> {
  const hash = createHash('sha256');
  const header: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of whole) {
    signal.throwIfAborted();
    hash.update(chunk);
    if (bytes < HEADER_BYTES) header.push(chunk);
    bytes += chunk.length;
    onBytes(bytes);
  }
  const content = hash.digest('hex');
  const format = container === 'WAV' ? readWaveHeader(Buffer.concat(header), bytes) : { container };
  sink.audio({ inside: insideOf(name, below), digest: content, bytes, format });
  return {
    digest: digestWith(content, 'audio', name),
    content,
    bytes,
    encoding: container,
    documents: 0,
    commands: 0,
  };
}
