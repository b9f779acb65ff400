import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract as createTarReader, type Header } from 'tar-stream';
import { type Entry, fromFdPromise, openPromise, type ZipFile } from 'yauzl';
import { MigrationError } from '../../domain/errors.ts';
import { type Bytes, counted, detachable, peek } from './byte-source.ts';
import { entryName, isHidden } from './entry-name.ts';
import { checkRatio, createMeter, type Meter, type UnpackLimits } from './meter.ts';
import { type Packing, packingOf } from './packing.ts';
import { spool } from './spool.ts';

/** One file inside a packed source: its bytes, or why it is not read. Read or left before the next one is asked for. */
export type UnpackedPart =
  | { readonly name: string; readonly stream: Readable }
  | { readonly name: string; readonly refused: MigrationError };

interface Work {
  readonly limits: UnpackLimits;
  readonly meter: Meter;
}

/** A `.tar.gz` in a `.zip` in a `.tar.gz`: deeper than that nobody packs a capture, and some archives hold themselves. */
const MOST_LAYERS = 5;

/** What a packed file holds, streamed: memory stays flat, and only a zip archive inside another one needs the disk. */
export async function* unpackFile(
  name: string,
  path: string,
  packing: Packing,
  limits: UnpackLimits,
): AsyncGenerator<UnpackedPart> {
  const work = { limits, meter: createMeter(limits) };
  if (packing === 'zip') yield* zipParts(name, () => openPromise(path, ZIP), work, 1);
  else yield* parts(name, createReadStream(path, { highWaterMark: 256 * 1024 }), packing, work, 1);
}

/** What a packed stream holds. A zip archive goes to a temporary file first: its list of entries stands at its end. */
export async function* unpackStream(
  name: string,
  bytes: Bytes,
  packing: Packing,
  limits: UnpackLimits,
): AsyncGenerator<UnpackedPart> {
  yield* parts(name, bytes, packing, { limits, meter: createMeter(limits) }, 1);
}

/** One layer: unwraps it and looks what is inside. */
async function* parts(
  name: string,
  bytes: Bytes,
  packing: Packing | undefined,
  work: Work,
  layer: number,
): AsyncGenerator<UnpackedPart> {
  if (packing === undefined) {
    yield { name, stream: Readable.from(bytes, { objectMode: false, highWaterMark: 256 * 1024 }) };
  } else if (layer > MOST_LAYERS) {
    yield { name, refused: unsupported(`more than ${MOST_LAYERS} archives inside one another`, name) };
  } else if (packing === 'zip') {
    yield* spooledZipParts(name, bytes, work, layer);
  } else if (packing === 'tar') {
    yield* tarParts(name, bytes, work, layer);
  } else {
    const { head, whole } = await peek(gunzip(name, bytes, work));
    yield* parts(name, whole, packingOf(head), work, layer + 1);
  }
}

async function* gunzip(name: string, bytes: Bytes, { limits, meter }: Work): AsyncGenerator<Buffer> {
  let packed = 0;
  let unpacked = 0;
  const source = Readable.from(counted(bytes, (count) => (packed += count)));
  const unzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => unzip.destroy(error));
  try {
    for await (const chunk of source.pipe(unzip)) {
      const data: Buffer = chunk;
      unpacked += data.length;
      meter.add(data.length, name);
      checkRatio(packed, unpacked, limits, name);
      yield data;
    }
  } catch (error) {
    throw damaged(error, name);
  } finally {
    source.destroy();
  }
}

async function* tarParts(name: string, bytes: Bytes, work: Work, layer: number): AsyncGenerator<UnpackedPart> {
  const tar = createTarReader();
  const source = Readable.from(bytes);
  source.on('error', (error) => tar.destroy(error));
  source.pipe(tar);
  try {
    for await (const entry of tar) {
      const { bytes: content, skipRest } = detachable(entry);
      const inside = entryName(name, entry.header.name);
      const refused = refusedTarEntry(entry.header, inside);
      if (refused !== undefined) yield { name: inside, refused };
      else if (isFile(entry.header) && !isHidden(entry.header.name))
        yield* entryParts(inside, guarded(inside, content), work, layer);
      await skipRest();
    }
  } catch (error) {
    throw damaged(error, name);
  } finally {
    source.destroy();
  }
}

/** Names are cleaned by us, because one bad name must not keep the other entries from being read. */
const ZIP = { lazyEntries: true, autoClose: false, strictFileNames: false } as const;

async function* spooledZipParts(name: string, bytes: Bytes, work: Work, layer: number): AsyncGenerator<UnpackedPart> {
  let written = 0;
  const file = await spool(name, bytes, (count) => {
    written += count;
    // What comes out of it counts for itself; this only keeps an endless stream off the disk.
    if (written > work.limits.totalBytes) work.meter.add(written, name);
  });
  // An archive that opens closes the file with itself.
  const openZip = (): Promise<ZipFile> =>
    fromFdPromise(file.fd, ZIP).catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
  try {
    yield* zipParts(name, openZip, work, layer);
  } finally {
    await file.remove();
  }
}

async function* zipParts(
  name: string,
  openZip: () => Promise<ZipFile>,
  work: Work,
  layer: number,
): AsyncGenerator<UnpackedPart> {
  const zip = await openZip().catch((error: unknown) => {
    throw damaged(error, name);
  });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || isHidden(entry.fileName)) continue;
      const inside = entryName(name, entry.fileName);
      const refused = refusedZipEntry(entry, inside);
      if (refused !== undefined) yield { name: inside, refused };
      else {
        const stream = await zip.openReadStreamPromise(entry);
        yield* entryParts(inside, measured(inside, stream, entry.compressedSize, work), work, layer);
      }
    }
  } catch (error) {
    throw damaged(error, name);
  } finally {
    zip.close();
  }
}

async function* measured(
  name: string,
  source: AsyncIterable<Buffer>,
  packed: number,
  { limits, meter }: Work,
): AsyncGenerator<Buffer> {
  let unpacked = 0;
  try {
    for await (const chunk of source) {
      unpacked += chunk.length;
      meter.add(chunk.length, name);
      checkRatio(packed, unpacked, limits, name);
      yield chunk;
    }
  } catch (error) {
    throw damaged(error, name);
  }
}

async function* guarded(name: string, source: Bytes): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    throw damaged(error, name);
  }
}

/** An entry may be packed itself; what is wrong with one never stops the others. */
async function* entryParts(name: string, bytes: Bytes, work: Work, layer: number): AsyncGenerator<UnpackedPart> {
  try {
    const { head, whole } = await peek(bytes);
    yield* parts(name, whole, packingOf(head), work, layer + 1);
  } catch (error) {
    if (!(error instanceof MigrationError) || error.place?.where !== name) throw error;
    yield { name, refused: error };
  }
}

function isFile({ type }: Header): boolean {
  return type === 'file' || type === 'contiguous-file';
}

function refusedTarEntry(header: Header, name: string): MigrationError | undefined {
  if (isFile(header) || header.type === 'directory') return undefined;
  const linked = header.type === 'link' || header.type === 'symlink';
  return unsupported(linked ? 'a link inside an archive' : `an archive entry that is no file`, name);
}

const UNIX_TYPE = 0o170000;
const UNIX_LINK = 0o120000;

function refusedZipEntry(entry: Entry, name: string): MigrationError | undefined {
  if (entry.isEncrypted()) {
    return new MigrationError('SOURCE_UNSUPPORTED', 'it is encrypted', {
      place: { where: name },
      hint: 'Unpack it with its password and hand over the folder.',
    });
  }
  // The upper half of the attributes is the Unix mode where a Unix system wrote the archive.
  if (((entry.externalFileAttributes >>> 16) & UNIX_TYPE) === UNIX_LINK) {
    return unsupported('a link inside an archive', name);
  }
  return entry.canDecodeFileData() ? undefined : unsupported('a compression other than deflate', name);
}

function unsupported(what: string, where: string): MigrationError {
  return new MigrationError('SOURCE_UNSUPPORTED', `not supported: ${what}`, {
    place: { where },
    hint: 'Unpack it and hand over the folder.',
  });
}

/** The libraries say only in words what is wrong; file system failures pass, they have their own wording. */
function damaged(error: unknown, where: string): unknown {
  if (error instanceof MigrationError || !(error instanceof Error) || 'syscall' in error) return error;
  if (error.name === 'AbortError') return error;
  const cut = /unexpected end|end of central directory record signature not found/i.test(error.message);
  return new MigrationError(cut ? 'SOURCE_TRUNCATED' : 'SOURCE_MALFORMED', `the archive is damaged: ${error.message}`, {
    cause: error,
    place: { where },
    hint: 'Copy or write the archive again. Entries that were whole are stored.',
  });
}
