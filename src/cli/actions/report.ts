import { join, resolve } from 'node:path';
import { MigrationError } from '../../domain/errors.ts';
import { anonymiseReport } from '../../report/anonymise/anonymise-report.ts';
import { csvChunks } from '../../report/export/csv.ts';
import { writeXlsx } from '../../report/export/xlsx.ts';
import { htmlChunks } from '../../report/html/page.ts';
import { renderJson } from '../../report/json.ts';
import { collectReport, type ReportData } from '../../report/report-data.ts';
import { reportView, type WrittenReports } from '../../report/report-view.ts';
import { reportTables } from '../../report/tables/report-tables.ts';
import type { ReportLanguage } from '../../report/texts/texts.ts';
import { pseudonymKey } from '../../store/pseudonym-key.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { knownTarget } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { keyLabels, reportPorts } from '../report-ports.ts';
import { shown, writeChunks, writeStreamed } from '../write-file.ts';
import { writeAudit } from './audit.ts';
import { writeRunReport } from './run-report.ts';

export interface ReportArguments {
  readonly html?: string | undefined;
  readonly json?: string | undefined;
  readonly xlsx?: string | undefined;
  readonly csv?: string | undefined;
  readonly audit?: string | undefined;
  readonly run?: string | undefined;
  readonly anonymise: boolean;
  readonly language: ReportLanguage;
  readonly sandbox: boolean;
}

/** `report`: the HTML page always, the others where asked for. `--format json` prints the data instead of the summary. */
export async function writeReport(app: App, argv: ReportArguments): Promise<ExitCode> {
  if (argv.audit !== undefined) {
    if (argv.anonymise) throw new MigrationError('USAGE', '--audit says who did what: it cannot be anonymised');
    return writeAudit(app, argv.audit);
  }
  if (argv.run !== undefined) {
    const other = (['xlsx', 'csv', 'anonymise'] as const).find(
      (name) => argv[name] !== undefined && argv[name] !== false,
    );
    if (other !== undefined) throw new MigrationError('USAGE', `not supported yet: --run with --${other}`);
    return writeRunReport(app, argv.run, argv);
  }
  const target = knownTarget(app.db, argv.sandbox);
  const collected = collect(app, target);
  const data = argv.anonymise ? anonymiseReport(collected, pseudonymKey(app.db), keyLabels(app)) : collected;
  // What goes outside must not be mixed up with what stays inside.
  const stem = argv.anonymise ? 'report-anonymised' : 'report';
  const place = (given: string | undefined, usual: string) =>
    given === undefined ? undefined : given === '' ? join(app.folder.reports, usual) : resolve(given);
  const files = {
    html: place(argv.html ?? '', `${stem}.html`),
    json: place(argv.json, `${stem}.json`),
    xlsx: place(argv.xlsx, `${stem}.xlsx`),
    csv: place(argv.csv, argv.anonymise ? 'csv-anonymised' : 'csv'),
  };
  if (files.html !== undefined) writeChunks(files.html, htmlChunks(data, argv.language));
  if (files.json !== undefined) writeChunks(files.json, [renderJson(data)]);
  if (files.xlsx !== undefined) await writeStreamed(files.xlsx, (to) => writeXlsx(reportTables(data), to));
  if (files.csv !== undefined) {
    for (const table of reportTables(data)) writeChunks(join(files.csv, `${table.id}.csv`), csvChunks(table));
  }
  printOutcome(
    { ...app.argv, sandbox: argv.sandbox },
    { stage: 'report', ...data, files: present(files) },
    reportView(
      data,
      present(Object.fromEntries(Object.entries(files).map(([name, file]) => [name, file && shown(file)]))),
    ),
  );
  return EXIT.ok;
}

/** Writes the HTML page into `reports/` of the workspace folder, as `run` does at its end. */
export function report(app: App, target: string | undefined): { readonly data: ReportData; readonly html: string } {
  const html = join(app.folder.reports, 'report.html');
  const data = collect(app, target);
  writeChunks(html, htmlChunks(data, 'en'));
  return { data, html };
}

function collect(app: App, target: string | undefined): ReportData {
  return collectReport(reportPorts(app), { ...(target === undefined ? {} : { target }), now: new Date() });
}

function present(files: { readonly [Name in keyof WrittenReports]?: string | undefined }): WrittenReports {
  const written: { [Name in keyof WrittenReports]: string } = {};
  for (const name of ['html', 'json', 'xlsx', 'csv'] as const) {
    const file = files[name];
    if (file !== undefined) Object.assign(written, { [name]: file });
  }
  return written;
}
