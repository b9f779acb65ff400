import { constants, createReadStream, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { MigrationError } from '../../domain/errors.ts';
import type { SourceFile } from '../find-sources.ts';

/**
 * The bytes of a source that gives them once: standard input or a pipe. Whoever waits for them can stop waiting.
 *
 * @returns `undefined` for a file, which is read by its path
 * @throws {MigrationError} `SOURCE_NOT_FOUND` where standard input is not connected
 */
export function pipedInto(file: SourceFile, stdin: Readable | undefined, signal: AbortSignal): Readable | undefined {
  if (file.piped !== true) return undefined;
  if (file.path !== '-') return fromPipe(file.path, signal);
  if (stdin === undefined) {
    throw new MigrationError('SOURCE_NOT_FOUND', 'standard input is not connected', { place: { where: '-' } });
  }
  return addAbortSignal(signal, stdin);
}

/**
 * Opening a pipe waits for somebody who writes into it, in a thread that nothing can call back: not even a second signal
 * would end the process. Opened without waiting, the pipe is watched like a connection.
 */
function fromPipe(path: string, signal: AbortSignal): Readable {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (fstatSync(fd).isFIFO()) return addAbortSignal(signal, new Socket({ fd, readable: true, writable: false }));
  return createReadStream(path, { fd, highWaterMark: 256 * 1024, signal });
}
