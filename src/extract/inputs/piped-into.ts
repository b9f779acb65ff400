import { createReadStream } from 'node:fs';
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
  if (file.path !== '-') return createReadStream(file.path, { highWaterMark: 256 * 1024, signal });
  if (stdin === undefined) {
    throw new MigrationError('SOURCE_NOT_FOUND', 'standard input is not connected', { place: { where: '-' } });
  }
  return addAbortSignal(signal, stdin);
}
