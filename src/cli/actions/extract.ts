import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { FEATURE_SOURCE } from '../../broadworks/families/registry.ts';
import { MigrationError } from '../../domain/errors.ts';
import type { SnapshotGap } from '../../domain/snapshot.ts';
import { diffSnapshots } from '../../extract/diff.ts';
import { UNPACK_LIMITS } from '../../extract/inputs/meter.ts';
import { type ExtractSummary, PartlyRefused, runExtract } from '../../extract/run-extract.ts';
import { type RequestTotals, writeRequests } from '../../extract/write-requests.ts';
import { diffView } from '../../report/diff-view.ts';
import { extractView } from '../../report/extract-view.ts';
import { requestBlocks } from '../../report/request-blocks.ts';
import { listCoverage, readComparedEntities } from '../../store/compared-entities.ts';
import { forgetFiles } from '../../store/forgotten-files.ts';
import { openStore } from '../../store/open.ts';
import { doubtGaps } from '../../store/snapshot-doubts.ts';
import { readGaps, readReleases } from '../../store/snapshot-gaps.ts';
import { snapshotRepository } from '../../store/snapshot-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode, strongest } from '../exit-codes.ts';
import { exportProfilesOf } from '../export-profiles.ts';
import { describeFailure, exitCodeOf } from '../failure.ts';
import { STANDARD_INPUT } from '../globals.ts';
import { printOutcome } from '../output.ts';

export interface ExtractArguments {
  readonly SOURCE: readonly string[] | undefined;
  readonly allowOrphans: boolean;
  readonly writeRequests?: string | undefined;
  readonly forget?: readonly string[] | undefined;
  readonly diff?: boolean;
}

export async function extractSources(app: App, argv: ExtractArguments): Promise<ExitCode> {
  const sources = argv.SOURCE ?? [];
  if (argv.diff === true) return diffSources(app, sources);
  const forgotten = (argv.forget ?? []).map(String);
  if (sources.length === 0 && forgotten.length === 0 && argv.writeRequests === undefined)
    throw new MigrationError('USAGE', 'name at least one SOURCE, or --forget or --write-requests');
  for (const name of forgotten) forget(app, name);
  const { summary, refusal } = await extractWhatCanBeRead(app, sources);
  const file = argv.writeRequests === undefined ? undefined : String(argv.writeRequests);
  if (file === undefined) printOutcome(app.argv, summary, extractView(summary, lacksAnswers(app, summary)));
  else {
    const requests = { file, ...requestsTo(app, resolve(process.cwd(), file)) };
    // What comes next is to have the requests answered, not to map.
    const view = extractView(summary).filter(({ kind }) => kind !== 'next');
    printOutcome(app.argv, { ...summary, requests }, [...view, ...requestBlocks(requests)]);
  }
  if (refusal === undefined) return extractCode(summary, argv.allowOrphans);
  process.stderr.write(describeFailure(refusal, app.argv.v));
  return strongest([exitCodeOf(refusal), extractCode(summary, argv.allowOrphans)]);
}

/** A night run of thousands of files is not kept from its report by one of them: that is told beside it. */
async function extractWhatCanBeRead(
  app: App,
  sources: readonly string[],
): Promise<{ readonly summary: ExtractSummary; readonly refusal?: PartlyRefused }> {
  try {
    return { summary: await extract(app, sources) };
  } catch (error) {
    if (!(error instanceof PartlyRefused)) throw error;
    return { summary: error.summary, refusal: error };
  }
}

/** Reads the capture into a store of its own, which is gone afterwards, and compares. */
async function diffSources(app: App, sources: readonly string[]): Promise<ExitCode> {
  if (sources.length === 0) throw new MigrationError('USAGE', '--diff needs a SOURCE to compare with the snapshot');
  const folder = mkdtempSync(join(tmpdir(), 'bw2wholesale-diff-'));
  const other = openStore(join(folder, 'capture.db'));
  try {
    await extract({ ...app, db: other }, sources);
    const diff = diffSnapshots(
      readComparedEntities(app.db, FEATURE_SOURCE),
      readComparedEntities(other, FEATURE_SOURCE),
      listCoverage(other),
    );
    printOutcome(app.argv, { stage: 'extract', ...diff }, diffView(diff));
    return EXIT.ok;
  } finally {
    other.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * In percent of what is alive. Left to itself, the heap grows to five times of that before it is swept, and a capture
 * of a gigabyte takes half as much memory again as a small one.
 */
const HEAP_GROWTH = 50;

export function extract(app: App, sources: readonly string[]): Promise<ExtractSummary> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  return app.stage('extract', (context) =>
    runExtract(
      context,
      {
        // Number-like paths come as numbers from yargs.
        sources: sources.map((source) => (source === STANDARD_INPUT ? '-' : String(source))),
        cwd: process.cwd(),
        stdin: process.stdin,
        profiles: exportProfilesOf(app.folder),
        ...(app.config.limits.unpackedGigabytes === undefined
          ? {}
          : { unpack: { ...UNPACK_LIMITS, totalBytes: app.config.limits.unpackedGigabytes * 2 ** 30 } }),
      },
      { store: snapshotRepository(app.db) },
    ),
  );
}

/** A file is named as it was when it was read: relative to the caller's folder, or whole. */
function forget(app: App, name: string): void {
  const path = resolve(process.cwd(), name);
  const names = new Set([name, relative(process.cwd(), path), path]);
  const taken = [...names].reduce((sum, each) => sum + (each === '' ? 0 : forgetFiles(app.db, each)), 0);
  if (taken === 0)
    throw new MigrationError('OBJECT_NOT_FOUND', 'no such file was read', {
      place: { where: name },
      hint: 'Name the file as you did when it was read, from the same folder.',
    });
}

/** What nobody asked, then what would settle doubts; neither twice. */
function* allGaps(app: App): Generator<SnapshotGap> {
  const nameOf = ({ base, kind, key }: SnapshotGap): string => `${base} ${kind} ${key}`;
  const doubts = new Map([...doubtGaps(app.db)].map((gap) => [nameOf(gap), gap]));
  for (const gap of readGaps(app.db)) {
    doubts.delete(nameOf(gap));
    yield gap;
  }
  yield* doubts.values();
}

/** Whether `--write-requests` would write anything. */
function lacksAnswers(app: App, { completeness }: ExtractSummary): boolean {
  // What the report counts is asked for; the rest is looked into only where nothing of that is missing.
  if (completeness.responses.some(({ neverAsked }) => neverAsked > 0)) return true;
  return readGaps(app.db).next().done !== true || doubtGaps(app.db).next().done !== true;
}

function requestsTo(app: App, path: string): RequestTotals {
  const file = openSync(path, 'w');
  try {
    return writeRequests(allGaps(app), readReleases(app.db), (document) => void writeSync(file, document));
  } finally {
    closeSync(file);
  }
}

/** Orphans and conflicts need a person before anything is mapped. */
export function extractCode(summary: ExtractSummary, allowOrphans: boolean): ExitCode {
  return summary.conflicts > 0 || (summary.orphans > 0 && !allowOrphans) ? EXIT.blocked : EXIT.ok;
}
