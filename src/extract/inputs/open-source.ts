import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { SourceFile } from '../find-sources.ts';
import { peek } from './byte-source.ts';
import type { UnpackLimits } from './meter.ts';
import { HEAD_BYTES, type Packing, packingOf } from './packing.ts';
import { type UnpackedPart, unpackFile, unpackStream } from './unpack.ts';

/** What a source turned out to be: something to read at once, or the parts of something packed. */
export type OpenedSource =
  /** `stream` is missing for a file: it is read by its path. */
  | { readonly packing: undefined; readonly stream?: Readable }
  | { readonly packing: Packing; readonly parts: AsyncIterable<UnpackedPart> };

/**
 * Looks at the first bytes of a source.
 *
 * @param piped - its bytes, where they come once; otherwise it is read by its path
 */
export async function openSource(
  file: SourceFile,
  piped: Readable | undefined,
  limits: UnpackLimits,
): Promise<OpenedSource> {
  if (piped === undefined) {
    const packing = packingOf(await headOf(file.path));
    return packing === undefined ? { packing } : { packing, parts: unpackFile(file.name, file.path, packing, limits) };
  }
  const { head, whole } = await peek(piped);
  const packing = packingOf(head);
  return packing === undefined
    ? { packing, stream: Readable.from(whole) }
    : { packing, parts: unpackStream(file.name, whole, packing, limits) };
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
