import { MigrationError } from '../../domain/errors.ts';
import type { ViewBlock } from '../../pipeline/view.ts';
import { reportView } from '../../report/report-view.ts';
import type { App } from '../app.ts';
import { chooseMapped, knownCustomers } from '../customers.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isAboutSandbox, knownTarget } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { reportTexts } from '../report-texts.ts';
import { shown } from '../write-file.ts';
import { writeAudit } from './audit.ts';
import { writeCustomerReports } from './customer-reports.ts';
import { filesOf, present, type ReportArguments, reportReader, writeFiles } from './report-files.ts';
import { writeRunReport } from './run-report.ts';

const NO_PAGE: ViewBlock = {
  kind: 'text',
  text: 'This folder is read-only: no page was written. Name a place for it elsewhere with --html FILE.',
};

/**
 * `report`: the HTML page always, the others where asked for. `--format json` prints the data instead of the summary.
 *
 * @throws {MigrationError} `USAGE` for options that do not go together, and for a customer that nobody knows
 */
export async function writeReport(app: App, argv: ReportArguments): Promise<ExitCode> {
  const about = argv.customer !== undefined ? '--customer' : argv.perCustomer ? '--per-customer' : undefined;
  if (argv.customer !== undefined && argv.perCustomer)
    throw new MigrationError('USAGE', '--customer and --per-customer do not go together');
  if (argv.audit !== undefined) {
    if (argv.anonymise) throw new MigrationError('USAGE', '--audit says who did what: it cannot be anonymised');
    if (about !== undefined) throw new MigrationError('USAGE', `--audit is about everybody: leave ${about} out`);
    return writeAudit(app, argv.audit);
  }
  if (argv.run !== undefined) {
    const other =
      about ??
      (['xlsx', 'csv', 'anonymise'] as const)
        .filter((name) => argv[name] !== undefined && argv[name] !== false)
        .map((name) => `--${name}`)[0];
    if (other !== undefined) throw new MigrationError('USAGE', `not supported yet: --run with ${other}`);
    return writeRunReport(app, argv.run, argv);
  }
  const target = knownTarget(app.db, argv.sandbox);
  if (argv.perCustomer) return writeCustomerReports(app, argv, target);
  const customer = argv.customer === undefined ? undefined : chooseMapped(argv.customer, knownCustomers(app));
  const data = reportReader(app, argv, target)(customer);
  const all = filesOf(app, argv, customer);
  // Nobody asked for the page by name: where nothing can be written it is left out.
  const withoutPage = app.readOnly && argv.html === undefined;
  const files = withoutPage ? { ...all, html: undefined } : all;
  const texts = reportTexts(app.folder, argv.language);
  await writeFiles(data, files, texts);
  const readable = Object.entries(files).map(([name, file]) => [name, file && shown(file)]);
  printOutcome(
    { ...app.argv, sandbox: isAboutSandbox(app.db, argv.sandbox) },
    { stage: 'report', ...data, files: present(files) },
    [...(withoutPage ? [NO_PAGE] : []), ...reportView(data, present(Object.fromEntries(readable)), texts)],
  );
  return EXIT.ok;
}
