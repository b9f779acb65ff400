import { type ExtractSummary, runExtract } from '../../extract/run-extract.ts';
import { extractView } from '../../report/extract-view.ts';
import { snapshotRepository } from '../../store/snapshot-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { STANDARD_INPUT } from '../globals.ts';
import { refuseUnbuilt } from '../not-supported.ts';
import { printOutcome } from '../output.ts';

export interface ExtractArguments {
  readonly SOURCE: readonly string[];
  readonly allowOrphans: boolean;
  readonly probe: boolean;
}

export async function extractSources(app: App, argv: ExtractArguments): Promise<ExitCode> {
  refuseUnbuilt({ '--probe': argv.probe });
  const summary = await extract(app, argv.SOURCE);
  printOutcome(app.argv, summary, extractView(summary));
  return extractCode(summary, argv.allowOrphans);
}

export function extract(app: App, sources: readonly string[]): Promise<ExtractSummary> {
  return app.stage('extract', (context) =>
    runExtract(
      context,
      {
        // Number-like paths come as numbers from yargs.
        sources: sources.map((source) => (source === STANDARD_INPUT ? '-' : String(source))),
        cwd: process.cwd(),
        stdin: process.stdin,
      },
      { store: snapshotRepository(app.db) },
    ),
  );
}

/** Orphans and conflicts need a person before anything is mapped. */
export function extractCode(summary: ExtractSummary, allowOrphans: boolean): ExitCode {
  return summary.conflicts > 0 || (summary.orphans > 0 && !allowOrphans) ? EXIT.blocked : EXIT.ok;
}
