import { close, open, write } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MigrationError } from '../../domain/errors.ts';
import type { Bytes } from './byte-source.ts';

const openFile = promisify(open);
const writeTo = promisify(write);
const closeFile = promisify(close);

/** A stream that was written to disk, because a library reads it from its end. */
export interface Spool {
  /** Bare, and no `FileHandle`: the library that reads it closes it itself. */
  readonly fd: number;
  /** Closes it, where nobody else has taken that over. */
  close(): Promise<void>;
  /** Removes what is left of it. */
  remove(): Promise<void>;
}

/**
 * Writes a stream to a temporary file that nobody else can read (0600, in a folder of its own).
 *
 * Its name goes before the first byte comes: customers' data would lie there after a `kill -9` otherwise. Where a system
 * keeps the name of an open file, `remove` takes it away.
 *
 * @param name - of the source, for errors
 * @param seen - told of every piece before it is written; throws where a limit is passed
 * @throws {MigrationError} `SOURCE_LIMIT` where there is no room; whatever the stream or `seen` throws
 */
export async function spool(name: string, bytes: Bytes, seen: (count: number) => void): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), 'bw2wholesale-zip-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  let fd: number | undefined;
  try {
    fd = await openFile(join(folder, 'spool'), 'wx+', 0o600);
    await remove().catch(() => undefined);
    for await (const chunk of bytes) {
      seen(chunk.length);
      await writeAll(fd, chunk, name);
    }
  } catch (error) {
    if (fd !== undefined) await closeFile(fd);
    await remove();
    throw error;
  }
  const opened = fd;
  return { fd: opened, close: () => closeFile(opened), remove };
}

async function writeAll(fd: number, chunk: Buffer, name: string): Promise<void> {
  try {
    for (let at = 0; at < chunk.length; ) at += (await writeTo(fd, chunk, at)).bytesWritten;
  } catch (error) {
    throw new MigrationError('SOURCE_LIMIT', `no room to unpack it in ${tmpdir()}`, {
      cause: error,
      place: { where: name },
      hint: 'Free some space, set TMPDIR to a folder that has it, or unpack the archive and hand over the folder.',
    });
  }
}
