import { mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { renderHtml } from '../../report/html/page.ts';
import { renderJson } from '../../report/json.ts';
import { collectReport, type ReportData } from '../../report/report-data.ts';
import { reportView } from '../../report/report-view.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { knownTarget } from '../known-target.ts';
import { refuseUnbuilt } from '../not-supported.ts';
import { printOutcome } from '../output.ts';
import { reportPorts } from '../report-ports.ts';

export interface ReportArguments {
  readonly html?: string | undefined;
  readonly json?: string | undefined;
  readonly xlsx?: boolean | undefined;
  readonly csv?: boolean | undefined;
  readonly sandbox: boolean;
}

/** `report`: the HTML page always, JSON where asked for. `--format json` prints the data instead of the summary. */
export async function writeReport(app: App, argv: ReportArguments): Promise<ExitCode> {
  refuseUnbuilt({ '--xlsx': argv.xlsx, '--csv': argv.csv });
  const target = knownTarget(app.db, argv.sandbox);
  const { data, html } = await report(app, target, argv.html);
  const json =
    argv.json === undefined
      ? undefined
      : resolve(argv.json === '' ? join(app.folder.reports, 'report.json') : argv.json);
  if (json !== undefined) await write(json, renderJson(data));
  printOutcome(
    { ...app.argv, sandbox: argv.sandbox },
    { stage: 'report', ...data, files: { html, ...(json === undefined ? {} : { json }) } },
    [...reportView(data, { html: shown(html), ...(json === undefined ? {} : { json: shown(json) }) })],
  );
  return EXIT.ok;
}

/** Writes the HTML page; `file` relative to the caller's folder, by default in `reports/` of the workspace folder. */
export async function report(
  app: App,
  target: string | undefined,
  file?: string,
): Promise<{ readonly data: ReportData; readonly html: string }> {
  const html = file === undefined || file === '' ? join(app.folder.reports, 'report.html') : resolve(file);
  const data = collectReport(reportPorts(app), { ...(target === undefined ? {} : { target }), now: new Date() });
  await write(html, renderHtml(data));
  return { data, html };
}

async function write(file: string, content: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomic(file, content, { mode: 0o600 });
}

/** A path as short as the caller can use it. */
export function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
}
