import { join, resolve } from 'node:path';
import { MigrationError } from '../../domain/errors.ts';
import { collectRunReport, runLine } from '../../report/run-report.ts';
import { runReportView, runsView } from '../../report/run-report-view.ts';
import { runHistory } from '../../store/run-history.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printOutcome } from '../output.ts';
import { shown, writeChunks } from '../write-file.ts';

const LISTED = 10;

/**
 * `report --run`: what one run did, from the database alone; without an id the list of runs, `latest` is the last one.
 *
 * @param json - also written there; empty for `reports/run-ID.json`
 * @throws {MigrationError} `USAGE` for an id that no run has, naming those there are
 */
export function writeRunReport(app: App, id: string, json: string | undefined): ExitCode {
  const history = runHistory(app.db);
  if (id === '') {
    const runs = history.all().map(runLine);
    printOutcome(app.argv, { stage: 'runs', runs }, runsView(runs));
    return EXIT.ok;
  }
  const row = id === 'latest' ? history.all().at(-1) : history.get(id);
  if (row === undefined)
    throw unknownRun(
      id,
      history.all().map(({ id: known }) => known),
    );
  const report = collectRunReport(
    row,
    {
      counts: history.requestCounts(row.id),
      repeated: history.repeated(row.id),
      steps: history.steps(row.id, row.target),
    },
    new Date(),
  );
  const file =
    json === undefined ? undefined : json === '' ? join(app.folder.reports, `run-${row.id}.json`) : resolve(json);
  if (file !== undefined) writeChunks(file, [`${JSON.stringify(report, null, 2)}\n`]);
  printOutcome(app.argv, report, [
    ...runReportView(report),
    ...(file === undefined ? [] : [{ kind: 'text' as const, text: `The same as JSON: ${shown(file)}` }]),
  ]);
  return EXIT.ok;
}

function unknownRun(id: string, known: readonly string[]): MigrationError {
  const latest = known.slice(-LISTED).reverse();
  return new MigrationError('USAGE', `no run of this folder has the id "${id}"`, {
    hint:
      latest.length === 0
        ? 'Nothing has been provisioned here yet.'
        : `Runs, the latest first: ${latest.join(', ')}${known.length > latest.length ? ` and ${known.length - latest.length} more` : ''}. \`bw2wholesale report --run\` lists them all.`,
  });
}
