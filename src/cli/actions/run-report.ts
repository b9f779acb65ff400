import { join, resolve } from 'node:path';
import { runPageChunks } from '../../report/html/run-page.ts';
import { collectRunReport, runLine } from '../../report/run-report.ts';
import { runReportView, runsView } from '../../report/run-report-view.ts';
import type { ReportLanguage } from '../../report/texts/texts.ts';
import { runHistory } from '../../store/run-history.ts';
import type { App } from '../app.ts';
import { chooseRun } from '../choose-run.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isAboutSandbox, isSandbox } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { reportTexts } from '../report-texts.ts';
import { shown, writeChunks } from '../write-file.ts';

/**
 * `report --run`: what one run did, from the database alone; without an id the list of runs, `latest` is the last one.
 *
 * @param files - where the page and the JSON go too; empty for `reports/run-ID.html` and `.json`
 * @throws {MigrationError} `USAGE` for an id that no run has, naming those there are
 */
export function writeRunReport(
  app: App,
  id: string,
  files: { readonly html?: string | undefined; readonly json?: string | undefined; readonly language: ReportLanguage },
): ExitCode {
  const history = runHistory(app.db);
  if (id === '') {
    const runs = history.all().map(runLine);
    const sandbox = isSandbox(runs.at(-1)?.target ?? '') || (runs.length === 0 && isAboutSandbox(app.db, false));
    printOutcome({ ...app.argv, sandbox }, { stage: 'runs', runs }, runsView(runs));
    return EXIT.ok;
  }
  const row = chooseRun(history, id);
  const report = collectRunReport(
    row,
    {
      counts: history.requestCounts(row.id),
      repeated: history.repeated(row.id),
      steps: history.steps(row.id, row.target),
    },
    new Date(),
  );
  const place = (given: string | undefined, ending: string) =>
    given === undefined
      ? undefined
      : given === ''
        ? join(app.folder.reports, `run-${row.id}.${ending}`)
        : resolve(given);
  const html = place(files.html, 'html');
  const json = place(files.json, 'json');
  if (html !== undefined) writeChunks(html, runPageChunks(report, reportTexts(app.folder, files.language)));
  if (json !== undefined) writeChunks(json, [`${JSON.stringify(report, null, 2)}\n`]);
  printOutcome({ ...app.argv, sandbox: isSandbox(row.target) }, report, [
    ...runReportView(report),
    ...(html === undefined ? [] : [{ kind: 'text' as const, text: `The same as a page: ${shown(html)}` }]),
    ...(json === undefined ? [] : [{ kind: 'text' as const, text: `The same as JSON: ${shown(json)}` }]),
  ]);
  return EXIT.ok;
}
