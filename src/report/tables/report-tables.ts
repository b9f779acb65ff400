import type { ReportData } from '../report-data.ts';
import { reportTotals } from '../totals.ts';
import { checkTables } from './check-tables.ts';
import { proposalTables } from './proposal-tables.ts';
import { runTables } from './run-tables.ts';
import type { ReportTable } from './table.ts';

/** The report as tables, in the order of its pages; a table without rows stays, so that "none" can be seen. */
export function reportTables(data: ReportData): ReportTable[] {
  return [
    {
      id: 'summary',
      title: 'Summary',
      columns: ['Total', 'Id', 'Value'],
      rows: reportTotals(data).map(({ id, label, value }) => [label, id, value]),
    },
    ...proposalTables(data),
    ...checkTables(data),
    ...runTables(data),
  ];
}
