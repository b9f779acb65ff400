import { closeSync, createWriteStream, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Writable } from 'node:stream';
import { MigrationError } from '../domain/errors.ts';

const PIECE = 256 * 1024;

/**
 * Writes a private file in pieces, so that a large one is never held whole, and puts it in place only when it is
 * complete: a reader sees the old file or the new one.
 */
export function writeChunks(file: string, chunks: Iterable<string>): void {
  const part = partOf(file);
  const descriptor = openSync(part, 'w', 0o600);
  try {
    let piece = '';
    for (const chunk of chunks) {
      piece += chunk;
      if (piece.length < PIECE) continue;
      writeSync(descriptor, piece);
      piece = '';
    }
    writeSync(descriptor, piece);
    fsyncSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(part, { force: true });
    throw error;
  }
  closeSync(descriptor);
  putInPlace(part, file);
}

/** The same for a writer that wants a stream. */
export async function writeStreamed(file: string, write: (to: Writable) => Promise<void>): Promise<void> {
  const part = partOf(file);
  const stream = createWriteStream(part, { mode: 0o600, flush: true });
  try {
    await new Promise<void>((resolve, reject) => {
      stream.on('close', resolve).on('error', reject);
      write(stream).then(() => stream.end(), reject);
    });
  } catch (error) {
    stream.destroy();
    rmSync(part, { force: true });
    throw error;
  }
  putInPlace(part, file);
}

function putInPlace(part: string, file: string): void {
  try {
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function partOf(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (cause) {
    // What Node says of a folder on a medium that is read-only.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
    throw new MigrationError('FILE_UNUSABLE', 'its folder cannot be made: nothing can be written there', {
      cause,
      place: { where: file },
    });
  }
  return `${file}.${process.pid}.part`;
}

/** A path as short as the caller can use it. */
export function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
}
