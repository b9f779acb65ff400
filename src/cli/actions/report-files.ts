import { join, resolve } from 'node:path';
import { anonymiseReport } from '../../report/anonymise/anonymise-report.ts';
import { createPseudonyms } from '../../report/anonymise/pseudonyms.ts';
import { csvChunks } from '../../report/export/csv.ts';
import { writeXlsx } from '../../report/export/xlsx.ts';
import { htmlChunks } from '../../report/html/page.ts';
import { renderJson } from '../../report/json.ts';
import type { ReportPorts } from '../../report/ports.ts';
import { collectReport, type ReportData } from '../../report/report-data.ts';
import type { WrittenReports } from '../../report/report-view.ts';
import { reportTables } from '../../report/tables/report-tables.ts';
import { EN } from '../../report/texts/en.ts';
import type { Texts } from '../../report/texts/pattern.ts';
import type { ReportLanguage } from '../../report/texts/texts.ts';
import { loadTranslations } from '../../report/texts/translation-files.ts';
import { customerScope } from '../../store/customer-scope.ts';
import { pseudonymKey } from '../../store/pseudonym-key.ts';
import { readTogether } from '../../store/read-together.ts';
import type { App } from '../app.ts';
import { SHIPPED_MAPPINGS } from '../catalogues.ts';
import { compactHeap } from '../compact-heap.ts';
import { folderName, type KnownCustomer } from '../customers.ts';
import { reportPorts, writtenByPeople } from '../report-ports.ts';
import { writeChunks, writeStreamed } from '../write-file.ts';

export interface ReportArguments {
  readonly html?: string | undefined;
  readonly json?: string | undefined;
  readonly xlsx?: string | undefined;
  readonly csv?: string | undefined;
  readonly audit?: string | undefined;
  readonly run?: string | undefined;
  readonly customer?: string | undefined;
  readonly perCustomer: boolean;
  readonly anonymise: boolean;
  readonly language: ReportLanguage;
  readonly sandbox: boolean;
}

/** Reads the report as data, of everybody or of one customer, with pseudonyms where asked for; as often as wanted. */
export function reportReader(
  app: App,
  { anonymise }: Pick<ReportArguments, 'anonymise'>,
  target: string | undefined,
): (customer?: KnownCustomer) => ReportData {
  compactHeap();
  const ports = reportPorts(app);
  // Made before the report is read: to make a key is to write.
  const pseudonyms = anonymise
    ? {
        key: pseudonymKey(app.db),
        labels: writtenByPeople(app),
        sentences: loadTranslations({ shipped: SHIPPED_MAPPINGS }, 'tr').map(({ en }) => en),
      }
    : undefined;
  const scope = customerScope(app.db);
  const read = (customer: KnownCustomer | undefined): ReportData => {
    if (customer !== undefined) scope.enter(customer);
    try {
      return collect(ports, target, customer);
    } finally {
      scope.leave();
    }
  };
  return (customer) => {
    const data = readTogether(app.db, () => read(customer));
    return pseudonyms === undefined
      ? data
      : anonymiseReport(data, pseudonyms.key, pseudonyms.labels, pseudonyms.sentences);
  };
}

type ReportFiles = { readonly [Name in keyof WrittenReports]?: string | undefined };

/** Where each form of the report goes: where somebody said, or below `reports/`, each customer in a folder of its own. */
export function filesOf(app: App, argv: ReportArguments, customer: KnownCustomer | undefined): ReportFiles {
  const folder =
    customer === undefined ? app.folder.reports : join(app.folder.reports, 'customers', folderOf(app, argv, customer));
  // What goes outside must not be mixed up with what stays inside.
  const stem = argv.anonymise ? 'report-anonymised' : 'report';
  const place = (given: string | undefined, usual: string) =>
    given === undefined ? undefined : given === '' ? join(folder, usual) : resolve(given);
  return {
    html: place(argv.html ?? '', `${stem}.html`),
    json: place(argv.json, `${stem}.json`),
    xlsx: place(argv.xlsx, `${stem}.xlsx`),
    csv: place(argv.csv, argv.anonymise ? 'csv-anonymised' : 'csv'),
  };
}

/** A folder is handed over with what is in it: its name says no more than the report does. */
function folderOf(app: App, { anonymise }: Pick<ReportArguments, 'anonymise'>, customer: KnownCustomer): string {
  if (!anonymise) return folderName(customer);
  return folderName({ ...customer, id: createPseudonyms(pseudonymKey(app.db)).id(customer.id) });
}

export async function writeFiles(data: ReportData, files: ReportFiles, texts: Texts): Promise<void> {
  if (files.html !== undefined) writeChunks(files.html, htmlChunks(data, texts));
  if (files.json !== undefined) writeChunks(files.json, [renderJson(data)]);
  if (files.xlsx !== undefined) await writeStreamed(files.xlsx, (to) => writeXlsx(reportTables(data, texts), to));
  if (files.csv !== undefined) {
    for (const table of reportTables(data, texts)) writeChunks(join(files.csv, `${table.id}.csv`), csvChunks(table));
  }
}

/** Writes the HTML page into `reports/` of the workspace folder, as `run` does at its end. */
export function report(app: App, target: string | undefined): { readonly data: ReportData; readonly html: string } {
  compactHeap();
  const html = join(app.folder.reports, 'report.html');
  const data = readTogether(app.db, () => collect(reportPorts(app), target));
  writeChunks(html, htmlChunks(data, EN));
  return { data, html };
}

function collect(ports: ReportPorts, target: string | undefined, customer?: KnownCustomer): ReportData {
  return collectReport(ports, {
    ...(target === undefined ? {} : { target }),
    ...(customer === undefined ? {} : { customer: { id: customer.customer, name: customer.name } }),
    now: new Date(),
  });
}

export function present(files: ReportFiles): WrittenReports {
  const written: { [Name in keyof WrittenReports]: string } = {};
  for (const name of ['html', 'json', 'xlsx', 'csv'] as const) {
    const file = files[name];
    if (file !== undefined) Object.assign(written, { [name]: file });
  }
  return written;
}
