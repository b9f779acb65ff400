import { MigrationError } from '../domain/errors.ts';
import type { FileClaim } from '../domain/snapshot.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { isManifest, manifestIn } from './claims/manifest.ts';
import { pathClaim } from './claims/path-claim.ts';
import { type Done, extractCapture, type Reading } from './extract-capture.ts';
import type { OpenedSource } from './inputs/open-source.ts';
import type { UnpackedPart } from './inputs/unpack.ts';
import type { SnapshotPort } from './ports.ts';

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

/**
 * Reads every capture of an archive. Files that a manifest behind them tells of are read once more, now that it is known
 * whom they describe.
 */
export async function extractArchive(
  context: StageContext,
  archive: Archive,
  store: SnapshotPort,
  reading: Reading,
): Promise<Done> {
  const { late, ...first } = await extractParts(context, archive.parts, store, reading, archive);
  if (late.size === 0) return first;
  if (archive.again === undefined) return { ...first, failures: [...first.failures, tooLate(archive.name, late)] };
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
  whole: Pick<Archive, 'name' | 'claims'>,
  again?: ToldOf,
): Promise<Done & { readonly late: ToldOf }> {
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
