import { MigrationError } from '../domain/errors.ts';
import type { FileClaim } from '../domain/snapshot.ts';
import type { StageContext } from '../pipeline/stage.ts';
import type { createManifests } from './claims/manifest.ts';
import type { ExportProfiles } from './nested/load-profiles.ts';
import type { FileFacts, FileSink } from './ports.ts';
import { readAny } from './read-any.ts';
import type { CaptureSource } from './read-file.ts';
import { digestWithClaims } from './reading-digest.ts';

/** What decides how files are read, besides their bytes. */
export interface Reading {
  readonly profiles: ExportProfiles;
  readonly manifests: ReturnType<typeof createManifests>;
}

/** What came of one source, which may hold many captures. */
export interface Done {
  readonly read: number;
  readonly skipped: number;
  /** Parts of an archive that were refused; the others are stored. */
  readonly failures: readonly MigrationError[];
}

/**
 * Reads one capture and stores it with what is claimed about it.
 *
 * @returns false when the same content was there already
 * @throws {MigrationError} when it is refused; then nothing of it stays
 */
export async function extractCapture(
  context: StageContext,
  source: CaptureSource,
  sink: FileSink,
  reading: Reading,
  claims: readonly FileClaim[],
): Promise<boolean> {
  return finishCapture(sink, await readInto(context, source, sink, reading), claims);
}

/**
 * Reads one capture; nothing of it counts yet.
 *
 * @throws {MigrationError} when it is refused; then nothing of it stays
 */
export async function readInto(
  context: StageContext,
  source: CaptureSource,
  sink: FileSink,
  { profiles }: Reading,
): Promise<FileFacts> {
  const total = source.size === undefined ? {} : { total: source.size };
  try {
    const progress = (bytes: number): void =>
      context.emit({ type: 'progress', stage: 'extract', done: bytes, ...total, unit: 'bytes', note: source.name });
    return await readAny(source, profiles, sink, context.signal, progress);
  } catch (error) {
    // Whatever else stopped it, a file that was not refused can be gone on with.
    if (error instanceof MigrationError) sink.discard();
    throw error;
  }
}

/** @returns false when the same content with the same claims was there already */
export function finishCapture(sink: FileSink, facts: FileFacts, claims: readonly FileClaim[]): boolean {
  if (claims.length === 0) return sink.finish(facts);
  sink.claim(claims);
  const { digest, content = digest } = facts;
  return sink.finish({ ...facts, digest: digestWithClaims(digest, claims), content });
}
