import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { type ErrorCode, MigrationError } from '../domain/errors.ts';
import { toBatch } from '../domain/response-batch.ts';
import type { FileClaim } from '../domain/snapshot.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { offsetOf } from './checkpoint.ts';
import { createManifests, isManifest } from './claims/manifest.ts';
import { pathClaim } from './claims/path-claim.ts';
import { extractArchive } from './extract-archive.ts';
import { type Done, finishCapture, type Reading, readInto } from './extract-capture.ts';
import { findSources, readFailure, type SourceFile } from './find-sources.ts';
import { UNPACK_LIMITS, type UnpackLimits } from './inputs/meter.ts';
import { openSource } from './inputs/open-source.ts';
import { pipedInto } from './inputs/piped-into.ts';
import { type WatchedFile, watchFile } from './inputs/watched-file.ts';
import { type ExportProfiles, NO_PROFILES } from './nested/load-profiles.ts';
import type { SnapshotFacts, SnapshotPort } from './ports.ts';
import { digestOf } from './read-file.ts';
import { isStored } from './reading-digest.ts';
import { allFailures, failureOf } from './refuse.ts';
import { hasAnswersBeside, readRequestsBeside } from './requests-beside.ts';
import { resumptionOf } from './resume.ts';
import { settleSnapshot } from './settle.ts';

export interface ExtractOptions {
  /** Files, folders, or `-` for standard input. */
  readonly sources: readonly string[];
  /** The caller's folder: paths are relative to it, not to the workspace folder. */
  readonly cwd: string;
  readonly stdin?: Readable;
  /** How far archives may unpack. */
  readonly unpack?: UnpackLimits;
  /** How nested exports are read. */
  readonly profiles?: ExportProfiles;
}

export interface RefusedSource {
  readonly where: string;
  readonly line?: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** Some sources were refused, and others read: what the snapshot holds now goes along, for it is worth a look. */
export class PartlyRefused extends MigrationError {
  readonly summary: ExtractSummary;

  constructor(failure: MigrationError, summary: ExtractSummary) {
    const { code, message, hint, place } = failure;
    super(code, message, { cause: failure.cause, hint, ...(place === undefined ? {} : { place }) });
    this.summary = summary;
  }
}

/** Totals are over everything that is stored, so that a second run says the same; `files` is about this run. */
export interface ExtractSummary {
  readonly stage: 'extract';
  readonly counts: SnapshotFacts['counts'];
  /** Error answers of the platform. */
  readonly errors: number;
  readonly orphans: number;
  readonly conflicts: number;
  /** Audio files beside the captures, for announcements. */
  readonly audioFiles: number;
  readonly warnings: number;
  readonly files: { readonly read: number; readonly skipped: number };
  /** Sources of this call of which nothing is stored, or not all. */
  readonly refused: readonly RefusedSource[];
  readonly orphanList: SnapshotFacts['orphans'];
  readonly unknown: SnapshotFacts['unknown'];
  readonly issues: SnapshotFacts['issues'];
  readonly completeness: SnapshotFacts['completeness'];
}

/**
 * Reads captures into the snapshot: each file wholly or not at all, then joins and projects all that is stored.
 *
 * Files that were read before (by content) are skipped. When some files are refused, the others are stored and settled
 * first; then one error names every file that was refused.
 *
 * @throws {PartlyRefused} where some were refused and others read, now or before
 * @throws {MigrationError} with a `SOURCE_…` code where nothing was read; the signal's reason when it was aborted between or inside files
 */
export function runExtract(
  context: StageContext,
  options: ExtractOptions,
  ports: { readonly store: SnapshotPort },
): Promise<ExtractSummary> {
  return ports.store.bulk(() => extractAll(context, options, ports.store));
}

async function extractAll(
  context: StageContext,
  options: ExtractOptions,
  store: SnapshotPort,
): Promise<ExtractSummary> {
  context.emit({ type: 'stage-started', stage: 'extract' });
  const { files, failures } = await findSources(options.sources, options.cwd);
  store.dropUnfinished(files.map(({ name }) => name));
  let read = 0;
  let skipped = 0;
  const reading: Reading = { profiles: options.profiles ?? NO_PROFILES, manifests: createManifests() };
  for (const file of files.filter(({ path }) => isManifest(path)))
    await reading.manifests.check(file.path, file.name).catch((error: unknown) => void failures.push(failureOf(error)));
  for (const [index, file] of files.entries()) {
    if (isManifest(file.path)) continue;
    context.signal.throwIfAborted();
    try {
      const done = await extractSource(context, file, options, store, reading);
      read += done.read;
      skipped += done.skipped;
      failures.push(...done.failures);
    } catch (error) {
      if (!(error instanceof MigrationError)) throw error;
      failures.push(error);
    }
    context.emit({
      type: 'progress',
      stage: 'extract',
      done: index + 1,
      total: files.length,
      unit: 'files',
      note: file.name,
    });
  }
  const facts = settleSnapshot(store);
  const summary = summarise(facts, { read, skipped }, failures.map(refusedSource));
  const failure = allFailures(failures);
  if (failure !== undefined) throw read + skipped === 0 ? failure : new PartlyRefused(failure, summary);
  context.emit({ type: 'stage-finished', stage: 'extract' });
  return summary;
}

/** Weakest rules of identity: where a file stands, and what a manifest says of it. */
async function claimsAbout(path: string, { manifests }: Reading): Promise<readonly FileClaim[]> {
  const place = pathClaim(path);
  return [...(place === undefined ? [] : [place]), ...(await manifests.claimsOf(path))];
}

/** Reads one source: a capture, or every capture in an archive. */
async function extractSource(
  context: StageContext,
  file: SourceFile,
  options: ExtractOptions,
  store: SnapshotPort,
  reading: Reading,
): Promise<Done> {
  const { signal } = context;
  let watched: WatchedFile | undefined;
  try {
    const piped = pipedInto(file, options.stdin, signal);
    const beside = piped ? undefined : await readRequestsBeside(file.path, signal);
    const claims = piped ? [] : await claimsAbout(file.path, reading);
    const half = store.halfRead(file.name);
    const resumable = piped === undefined && beside === undefined;
    const resume = half && resumable ? await resumptionOf(file.path, half, reading.profiles.digest, signal) : undefined;
    if (half !== undefined && resume === undefined) store.resumeFile(half).discard();
    watched = piped ? undefined : await watchFile(file.path);
    const size = watched?.size;
    // Hashing beforehand pays only where the same file could be there.
    let digest = size === undefined || !store.mayHold(size) ? undefined : await digestOf(file.path, signal, beside);
    if (digest !== undefined && isStored(store, digest, reading.profiles.digest, claims)) {
      if (half !== undefined && resume !== undefined) store.resumeFile(half).discard();
      return { read: 0, skipped: 1, failures: [] };
    }
    const opened = await openSource(file, piped, options.unpack ?? UNPACK_LIMITS);
    if (opened.packing !== undefined) {
      const again = piped ? undefined : () => openSource(file, undefined, options.unpack ?? UNPACK_LIMITS);
      const done = await extractArchive(
        context,
        { name: file.name, claims, parts: opened.parts, again },
        store,
        reading,
      );
      // Only an archive that was read wholly is passed over the next time.
      if (!piped) digest ??= await digestOf(file.path, signal, beside);
      if (digest !== undefined && done.failures.length === 0) {
        const container = { digest, bytes: 0, encoding: opened.packing, documents: 0, commands: 0 };
        store.beginFile(file.name, context.now()).finish(container);
      }
      return done;
    }
    const start = resume === undefined ? 0 : offsetOf(resume.checkpoint);
    const stream = opened.stream ?? createReadStream(file.path, { highWaterMark: 256 * 1024, signal, start });
    const sink = half && resume ? store.resumeFile(half) : store.beginFile(file.name, context.now());
    const capture = { name: file.name, below: file.below, stream, beside, size, resumable, resume };
    const facts = await readInto(context, capture, sink, reading);
    const changed = await watched?.changed();
    if (changed !== undefined) sink.add(toBatch([], [changed]));
    const stored = finishCapture(sink, facts, claims);
    return { read: stored ? 1 : 0, skipped: stored ? 0 : 1, failures: [] };
  } catch (error) {
    signal.throwIfAborted();
    const requestsOnly = error instanceof MigrationError && error.code === 'SOURCE_REQUESTS_ONLY';
    if (requestsOnly && hasAnswersBeside(file.path)) return { read: 0, skipped: 1, failures: [] };
    throw error instanceof MigrationError && watched ? await watched.explained(error) : readFailure(error, file.name);
  }
}

function refusedSource({ place, code, message, hint }: MigrationError): RefusedSource {
  return { where: '', ...place, code, message, hint };
}

function summarise(
  facts: SnapshotFacts,
  files: ExtractSummary['files'],
  refused: ExtractSummary['refused'],
): ExtractSummary {
  return {
    stage: 'extract',
    counts: facts.counts,
    errors: facts.errors,
    orphans: facts.orphans.length,
    audioFiles: facts.audioFiles,
    conflicts: facts.issues.filter((issue) => issue.kind === 'conflict').length,
    warnings: facts.issues.filter((issue) => issue.kind === 'warning').length,
    files,
    refused,
    orphanList: facts.orphans,
    unknown: facts.unknown,
    issues: facts.issues,
    completeness: facts.completeness,
  };
}
