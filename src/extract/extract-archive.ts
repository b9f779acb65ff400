import type { MigrationError } from '../domain/errors.ts';
import type { FileClaim } from '../domain/snapshot.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { isManifest, manifestIn, namesMissing } from './claims/manifest.ts';
import { pathClaim } from './claims/path-claim.ts';
import { type Done, extractCapture, finishCapture, type Reading, readInto } from './extract-capture.ts';
import type { OpenedSource } from './inputs/open-source.ts';
import type { UnpackedPart } from './inputs/unpack.ts';
import type { FileFacts, FileSink, SnapshotPort } from './ports.ts';
import { failureOf } from './refuse.ts';

type ToldOf = ReadonlyMap<string, readonly FileClaim[]>;

/** An archive, or a file that is merely compressed. */
export interface Archive {
  readonly name: string;
  /** About the archive itself. */
  readonly claims: readonly FileClaim[];
  readonly parts: AsyncIterable<UnpackedPart>;
  /** Opens it once more; standard input is gone once it was read. */
  readonly again: (() => Promise<OpenedSource>) | undefined;
}

/** A part that was read and does not count yet: a manifest may still tell of it. */
interface HeldPart {
  readonly name: string;
  readonly sink: FileSink;
  readonly facts: FileFacts;
}

/**
 * Reads every capture of an archive. Files that a manifest behind them tells of are read once more, now that it is known
 * whom they describe; those of standard input, which comes only once, are held until its end.
 */
export async function extractArchive(
  context: StageContext,
  archive: Archive,
  store: SnapshotPort,
  reading: Reading,
): Promise<Done> {
  const { late, ...first } = await extractParts(context, archive.parts, store, reading, archive);
  if (late.size === 0 || archive.again === undefined) return first;
  const opened = await archive.again();
  if (opened.packing === undefined) return first;
  const second = await extractParts(context, opened.parts, store, reading, archive, late);
  return { ...first, read: first.read + second.read, skipped: first.skipped + second.skipped };
}

async function extractParts(
  context: StageContext,
  parts: AsyncIterable<UnpackedPart>,
  store: SnapshotPort,
  reading: Reading,
  whole: Pick<Archive, 'name' | 'claims' | 'again'>,
  late?: ToldOf,
): Promise<Done & { readonly late: ToldOf }> {
  const told = new Map<string, readonly FileClaim[]>(late);
  const toldLate = new Map<string, readonly FileClaim[]>();
  const manifests = new Map<string, readonly string[]>();
  const met = new Set<string>();
  const seen = new Map<string, 'read' | 'skipped'>();
  const held: HeldPart[] = [];
  const failures: MigrationError[] = [];
  let read = 0;
  let skipped = 0;
  function claimsOf(name: string): readonly FileClaim[] {
    // A file that is merely compressed stands where its source stands.
    if (name === whole.name) return whole.claims;
    const place = pathClaim(name);
    return [...(place === undefined ? [] : [place]), ...(told.get(name) ?? [])];
  }
  function count(stored: boolean): void {
    if (stored) read += 1;
    else skipped += 1;
  }
  function take(name: string, claims: readonly FileClaim[]): void {
    told.set(name, claims);
    const before = seen.get(name);
    if (before === undefined) return;
    toldLate.set(name, claims);
    if (before === 'read') read -= 1;
    else skipped -= 1;
  }
  async function extractPart(part: UnpackedPart): Promise<void> {
    if ('refused' in part) throw part.refused;
    if (part.name.includes('!') && isManifest(part.name)) {
      const manifest = await manifestIn(part.name, part.stream);
      manifests.set(part.name, [...manifest.keys()]);
      for (const [name, claims] of manifest) take(name, claims);
      return;
    }
    const sink = store.beginFile(part.name, context.now());
    if (whole.again === undefined) {
      held.push({ name: part.name, sink, facts: await readInto(context, part, sink, reading) });
      return;
    }
    const stored = await extractCapture(context, part, sink, reading, claimsOf(part.name));
    seen.set(part.name, stored ? 'read' : 'skipped');
    count(stored);
  }
  let damaged = false;
  try {
    for await (const part of parts) {
      context.signal.throwIfAborted();
      if (late !== undefined && !late.has(part.name)) continue;
      met.add(part.name);
      await extractPart(part).catch((error: unknown) => void failures.push(failureOf(error)));
    }
  } catch (error) {
    damaged = true;
    // What stood before the damage is stored and counted.
    const failure = failureOf(error);
    if (failures.every(({ message }) => message !== failure.message)) failures.push(failure);
  }
  for (const { name, sink, facts } of held) count(finishCapture(sink, facts, claimsOf(name)));
  // What stood behind the damage is not there for another reason.
  if (!damaged) failures.push(...missing(manifests, met));
  return { read, skipped, failures, late: toldLate };
}

function missing(manifests: ReadonlyMap<string, readonly string[]>, met: ReadonlySet<string>): MigrationError[] {
  return [...manifests].flatMap(([manifest, names]) => {
    const gone = names.filter((name) => !met.has(name));
    return gone.length === 0 ? [] : [namesMissing(manifest, gone)];
  });
}
