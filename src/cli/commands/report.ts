import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

const options = flags({
  html: { type: 'string', describe: 'Where the HTML page goes (default: reports/report.html)' },
  xlsx: { type: 'string', describe: 'Also write an Excel workbook (default: reports/report.xlsx)' },
  csv: { type: 'string', describe: 'Also write one CSV per table into a folder (default: reports/csv)' },
  json: { type: 'string', describe: 'Also write JSON (default: reports/report.json; docs/report.schema.json)' },
  audit: { type: 'string', describe: 'Instead: who did what, and the requests of each run (default: reports/audit)' },
  run: {
    type: 'string',
    describe: 'Instead: what one run did, by its id or "latest"; without one, the list of runs; with --html a page',
  },
  customer: {
    type: 'string',
    requiresArg: true,
    describe: 'For this customer alone, by its id (acme, or provider/group) or name: nothing of others is in it',
  },
  'per-customer': {
    type: 'boolean',
    default: false,
    describe: 'One for each customer, in reports/customers/ID/',
  },
  anonymise: {
    type: 'boolean',
    default: false,
    describe: 'Pseudonyms for names, ids, numbers, e-mails, addresses and MACs, the same in every report',
  },
  language: {
    choices: ['en', 'tr'] as const,
    default: 'en' as const,
    describe: 'Language of page, workbook, CSV and summary',
  },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const reportCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'report',
  describe: 'Write the report: HTML, and XLSX, CSV, JSON where asked for',
  builder: (yargs) => yargs.options(options).example(EXAMPLES.report),
  async handler(argv) {
    const [{ withApp }, { writeReport }] = await Promise.all([import('../app.ts'), import('../actions/report.ts')]);
    await withApp(argv, {}, (app) => writeReport(app, argv));
  },
};
