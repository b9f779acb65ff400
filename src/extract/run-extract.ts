import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { MigrationError } from '../domain/errors.ts';
import type { FileClaim } from '../domain/snapshot.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { createManifests, isManifest, manifestIn } from './claims/manifest.ts';
import { pathClaim } from './claims/path-claim.ts';
import { findSources, notReadable, type SourceFile } from './find-sources.ts';
import { UNPACK_LIMITS, type UnpackLimits } from './inputs/meter.ts';
import { openSource } from './inputs/open-source.ts';
import type { UnpackedPart } from './inputs/unpack.ts';
import { type ExportProfiles, NO_PROFILES } from './nested/load-profiles.ts';
import type { FileSink, SnapshotFacts, SnapshotPort } from './ports.ts';
import { readAny } from './read-any.ts';
import { type CaptureSource, digestOf } from './read-file.ts';
import { digestWithClaims, isStored } from './reading-digest.ts';
import { allFailures } from './refuse.ts';
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
 * @throws {MigrationError} with a `SOURCE_…` code; the signal's reason when it was aborted between or inside files
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
  const failure = allFailures(failures);
  if (failure !== undefined) throw failure;
  context.emit({ type: 'stage-finished', stage: 'extract' });
  return summarise(facts, { read, skipped });
}

/** What decides how files are read, besides their bytes. */
interface Reading {
  readonly profiles: ExportProfiles;
  readonly manifests: ReturnType<typeof createManifests>;
}

/** Weakest rules of identity: where a file stands, and what a manifest says of it. */
async function claimsAbout(path: string, { manifests }: Reading): Promise<readonly FileClaim[]> {
  const place = pathClaim(path);
  return [...(place === undefined ? [] : [place]), ...(await manifests.claimsOf(path))];
}

function failureOf(error: unknown): MigrationError {
  if (error instanceof MigrationError) return error;
  throw error;
}

interface Done {
  readonly read: number;
  readonly skipped: number;
  /** Parts of an archive that were refused; the others are stored. */
  readonly failures: readonly MigrationError[];
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
  const standardInput = file.path === '-';
  if (standardInput && options.stdin === undefined) {
    throw new MigrationError('SOURCE_NOT_FOUND', 'standard input is not connected', { place: { where: '-' } });
  }
  // Whoever waits for standard input must be able to stop waiting.
  if (standardInput && options.stdin !== undefined) addAbortSignal(signal, options.stdin);
  try {
    const beside = standardInput ? undefined : await readRequestsBeside(file.path, signal);
    const claims = standardInput ? [] : await claimsAbout(file.path, reading);
    const size = standardInput ? undefined : (await stat(file.path)).size;
    // Hashing beforehand pays only where the same file could be there.
    let digest = size === undefined || !store.mayHold(size) ? undefined : await digestOf(file.path, signal, beside);
    if (digest !== undefined && isStored(store, digest, reading.profiles.digest, claims))
      return { read: 0, skipped: 1, failures: [] };
    const opened = await openSource(file, options.stdin, options.unpack ?? UNPACK_LIMITS);
    if (opened.packing !== undefined) {
      const whole = { name: file.name, claims };
      const { late, ...first } = await extractParts(context, opened.parts, store, reading, whole);
      let done: Done = first;
      if (late.size > 0 && standardInput) done = { ...first, failures: [...first.failures, tooLate(file.name, late)] };
      else if (late.size > 0) {
        // Files that a manifest behind them tells of are read once more, now that it is known whom they describe.
        const again = await openSource(file, options.stdin, options.unpack ?? UNPACK_LIMITS);
        if (again.packing !== undefined) {
          const second = await extractParts(context, again.parts, store, reading, whole, late);
          done = { ...first, read: first.read + second.read, skipped: first.skipped + second.skipped };
        }
      }
      // Only an archive that was read wholly is passed over the next time.
      if (!standardInput) digest ??= await digestOf(file.path, signal, beside);
      if (digest !== undefined && done.failures.length === 0) {
        const container = { digest, bytes: 0, encoding: opened.packing, documents: 0, commands: 0 };
        store.beginFile(file.name, context.now()).finish(container);
      }
      return done;
    }
    const half = opened.stream === undefined && beside === undefined ? store.halfRead(file.name) : undefined;
    const resume = half && (await resumptionOf(file.path, half, signal));
    const start = resume?.checkpoint.splitter.offset ?? 0;
    const stream = opened.stream ?? createReadStream(file.path, { highWaterMark: 256 * 1024, signal, start });
    if (half !== undefined && resume === undefined) store.resumeFile(half, 0).discard();
    const sink = half && resume ? store.resumeFile(half, start) : store.beginFile(file.name, context.now());
    const stored = await extractCapture(
      context,
      { name: file.name, below: file.below, stream, beside, size, resume },
      sink,
      reading,
      claims,
    );
    return { read: stored ? 1 : 0, skipped: stored ? 0 : 1, failures: [] };
  } catch (error) {
    signal.throwIfAborted();
    const requestsOnly = error instanceof MigrationError && error.code === 'SOURCE_REQUESTS_ONLY';
    if (requestsOnly && hasAnswersBeside(file.path)) return { read: 0, skipped: 1, failures: [] };
    // File system failures name a code; anything else without one is a defect and must not be dressed up.
    if (error instanceof Error && !(error instanceof MigrationError) && 'syscall' in error)
      throw notReadable(error, file.name);
    throw error;
  }
}

async function extractParts(
  context: StageContext,
  parts: AsyncIterable<UnpackedPart>,
  store: SnapshotPort,
  reading: Reading,
  whole: { readonly name: string; readonly claims: readonly FileClaim[] },
  again?: ReadonlyMap<string, readonly FileClaim[]>,
): Promise<Done & { readonly late: ReadonlyMap<string, readonly FileClaim[]> }> {
  const told = new Map<string, readonly FileClaim[]>(again);
  const late = new Map<string, readonly FileClaim[]>();
  const seen = new Map<string, 'read' | 'skipped'>();
  const failures: MigrationError[] = [];
  let read = 0;
  let skipped = 0;
  try {
    for await (const part of parts) {
      context.signal.throwIfAborted();
      try {
        if (again !== undefined && !again.has(part.name)) continue;
        if ('refused' in part) throw part.refused;
        if (part.name.includes('!') && isManifest(part.name)) {
          for (const [name, claims] of await manifestIn(part.name, part.stream)) {
            told.set(name, claims);
            const before = seen.get(name);
            if (before === undefined) continue;
            late.set(name, claims);
            if (before === 'read') read -= 1;
            else skipped -= 1;
          }
          continue;
        }
        // A file that is merely compressed stands where its source stands.
        const place = pathClaim(part.name);
        const claims =
          part.name === whole.name
            ? whole.claims
            : [...(place === undefined ? [] : [place]), ...(told.get(part.name) ?? [])];
        const sink = store.beginFile(part.name, context.now());
        const stored = await extractCapture(context, part, sink, reading, claims);
        seen.set(part.name, stored ? 'read' : 'skipped');
        if (stored) read += 1;
        else skipped += 1;
      } catch (error) {
        if (!(error instanceof MigrationError)) throw error;
        failures.push(error);
      }
    }
  } catch (error) {
    // What stood before the damage is stored and counted.
    if (!(error instanceof MigrationError)) throw error;
    if (failures.every((failure) => failure.message !== error.message)) failures.push(error);
  }
  return { read, skipped, failures, late };
}

/** Standard input is gone once it was read. */
function tooLate(name: string, late: ReadonlyMap<string, unknown>): MigrationError {
  return new MigrationError(
    'SOURCE_UNSUPPORTED',
    `a manifest stands behind ${late.size} files that it names, which were read without it`,
    { place: { where: name }, hint: 'Hand over the archive as a file, or put the manifest first.' },
  );
}

/** @returns false when the same content was there already */
async function extractCapture(
  context: StageContext,
  source: CaptureSource,
  sink: FileSink,
  { profiles }: Reading,
  claims: readonly FileClaim[],
): Promise<boolean> {
  const total = source.size === undefined ? {} : { total: source.size };
  try {
    const progress = (bytes: number): void =>
      context.emit({ type: 'progress', stage: 'extract', done: bytes, ...total, unit: 'bytes', note: source.name });
    const facts = await readAny(source, profiles, sink, context.signal, progress);
    if (claims.length === 0) return sink.finish(facts);
    sink.claim(claims);
    const { digest, content = digest } = facts;
    return sink.finish({ ...facts, digest: digestWithClaims(digest, claims), content });
  } catch (error) {
    // Whatever else stopped it, a file that was not refused can be gone on with.
    if (error instanceof MigrationError) sink.discard();
    throw error;
  }
}

function summarise(facts: SnapshotFacts, files: ExtractSummary['files']): ExtractSummary {
  return {
    stage: 'extract',
    counts: facts.counts,
    errors: facts.errors,
    orphans: facts.orphans.length,
    audioFiles: facts.audioFiles,
    conflicts: facts.issues.filter((issue) => issue.kind === 'conflict').length,
    warnings: facts.issues.filter((issue) => issue.kind === 'warning').length,
    files,
    orphanList: facts.orphans,
    unknown: facts.unknown,
    issues: facts.issues,
    completeness: facts.completeness,
  };
}
