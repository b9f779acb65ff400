import type { CommandModule, InferredOptionTypes } from 'yargs';
import { flags, type GlobalOptions, targetOptions } from '../globals.ts';

const options = flags({
  html: { type: 'string', describe: 'Write the HTML page (default: reports/report.html)' },
  json: { type: 'string', describe: 'Write JSON to a file' },
  xlsx: { type: 'boolean', describe: 'Excel workbook (not supported yet)' },
  csv: { type: 'boolean', describe: 'CSV tables (not supported yet)' },
  ...targetOptions,
});
type Arguments = GlobalOptions & InferredOptionTypes<typeof options>;

export const reportCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'report',
  describe: 'Write the report',
  builder: (yargs) => yargs.options(options),
  async handler(argv) {
    const [{ withApp }, { writeReport }] = await Promise.all([import('../app.ts'), import('../actions/report.ts')]);
    await withApp(argv, {}, (app) => writeReport(app, argv));
  },
};
