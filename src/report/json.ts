import type { ReportData } from './report-data.ts';

/** The report as one JSON document; its shape is `docs/report.schema.json`. */
export function renderJson(data: ReportData): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
