import { setImmediate } from 'node:timers/promises';
import { MigrationError } from '../../domain/errors.ts';
import { headline } from '../../report/headline.ts';
import { customerReportsView } from '../../report/report-view.ts';
import type { App } from '../app.ts';
import { knownCustomers, nobody } from '../customers.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isAboutSandbox } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { reportTexts } from '../report-texts.ts';
import { shown } from '../write-file.ts';
import { filesOf, present, type ReportArguments, reportReader, writeFiles } from './report-files.ts';

/**
 * `report --per-customer`: a report for each customer in a folder of its own, and nothing of anybody else in it. Each is
 * complete when it stands there; an interrupted command leaves those that it has written.
 *
 * @throws {MigrationError} `USAGE` where one place is named for all of them, `NOTHING_EXTRACTED` when there is nobody
 */
export async function writeCustomerReports(
  app: App,
  argv: ReportArguments,
  target: string | undefined,
): Promise<ExitCode> {
  const named = (['html', 'xlsx', 'csv', 'json'] as const).find((form) => (argv[form] ?? '') !== '');
  if (named !== undefined) {
    throw new MigrationError('USAGE', `--per-customer writes many reports: leave out the place after --${named}`);
  }
  const written: Parameters<typeof customerReportsView>[0][number][] = [];
  const texts = reportTexts(app.folder, argv.language);
  /** As the terminal shows them; the JSON result is English. */
  const headlines: string[] = [];
  const read = reportReader(app, argv, target);
  const customers = knownCustomers(app);
  if (customers.length === 0) throw nobody();
  const skipped = customers.filter((customer) => customer.skipped).map(({ id }) => id);
  for (const customer of customers.filter((one) => !one.skipped)) {
    // Writing is one long turn: signals are heard in between.
    await setImmediate();
    app.signal.throwIfAborted();
    const data = read(customer);
    const files = filesOf(app, argv, customer);
    await writeFiles(data, files, texts);
    headlines.push(headline(data, texts).text);
    written.push({
      customer: customer.id,
      name: customer.name,
      headline: headline(data).text,
      files: present(files),
    });
  }
  printOutcome(
    { ...app.argv, sandbox: isAboutSandbox(app.db, argv.sandbox) },
    { stage: 'report', customers: written, skipped },
    customerReportsView(
      written.map((one, index) => ({
        ...one,
        headline: headlines[index] ?? one.headline,
        files: { html: shown(one.files.html ?? '') },
      })),
      skipped,
      texts,
    ),
  );
  return EXIT.ok;
}
