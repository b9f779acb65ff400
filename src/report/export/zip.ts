import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

const PIECE = 64 * 1024;
/** Texts of tables repeat themselves: the quickest level already takes most of it. */
const LEVEL = 1;
/** Sizes stand behind the data, for they are not known before; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980, the first day that the format knows: the same content gives the same file. */
const DAY_ONE = 0x0021;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** A ZIP archive, written entry by entry as its text comes: no entry is ever held whole. */
export function createZip(to: Writable) {
  const entries: Entry[] = [];
  let at = 0;

  async function write(bytes: Buffer): Promise<void> {
    at += bytes.length;
    if (!to.write(bytes)) await once(to, 'drain');
  }

  return {
    async add(name: string, text: Iterable<string>): Promise<void> {
      const started = { name: Buffer.from(name), offset: at };
      await write(Buffer.concat([localHeader(started.name), started.name]));
      const sum = { crc: 0, size: 0 };
      const begin = at;
      await pipeline(
        Readable.from(pieces(text, sum), { objectMode: false }),
        createDeflateRaw({ level: LEVEL }),
        async (packed: AsyncIterable<Buffer>) => {
          for await (const bytes of packed) await write(bytes);
        },
      );
      const entry = { ...started, ...sum, packed: at - begin };
      entries.push(entry);
      await write(descriptor(entry));
    },
    /** Writes the directory; the stream stays open. */
    async end(): Promise<void> {
      const begin = at;
      for (const entry of entries) await write(Buffer.concat([directoryEntry(entry), entry.name]));
      await write(directoryEnd(entries.length, at - begin, begin));
    },
  };
}

function* pieces(text: Iterable<string>, sum: { crc: number; size: number }): Generator<Buffer> {
  const encoded = (piece: string): Buffer => {
    const bytes = Buffer.from(piece);
    sum.crc = crc32(bytes, sum.crc);
    sum.size += bytes.length;
    return bytes;
  };
  let piece = '';
  for (const part of text) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield encoded(piece);
    piece = '';
  }
  if (piece !== '') yield encoded(piece);
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DAY_ONE, 12);
  header.writeUInt16LE(name.length, 26);
  return header;
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function directoryEntry({ name, offset, crc, packed, size }: Entry): Buffer {
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(VERSION, 4);
  bytes.writeUInt16LE(VERSION, 6);
  bytes.writeUInt16LE(FLAGS, 8);
  bytes.writeUInt16LE(DEFLATED, 10);
  bytes.writeUInt16LE(DAY_ONE, 14);
  bytes.writeUInt32LE(crc, 16);
  bytes.writeUInt32LE(packed, 20);
  bytes.writeUInt32LE(size, 24);
  bytes.writeUInt16LE(name.length, 28);
  bytes.writeUInt32LE(offset, 42);
  return bytes;
}

function directoryEnd(count: number, length: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(length, 12);
  bytes.writeUInt32LE(offset, 16);
  return bytes;
}
