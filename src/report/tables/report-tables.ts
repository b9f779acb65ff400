import type { ReportData } from '../report-data.ts';
import { EN } from '../texts/en.ts';
import type { Texts } from '../texts/pattern.ts';
import { reportTotals } from '../totals.ts';
import { checkTables } from './check-tables.ts';
import { proposalTables } from './proposal-tables.ts';
import { runTables } from './run-tables.ts';
import type { ReportTable } from './table.ts';
import { translateTable } from './translate-table.ts';

/** The report as tables, in the order of its pages; a table without rows stays, so that "none" can be seen. */
export function reportTables(data: ReportData, t: Texts = EN): ReportTable[] {
  const tables = [
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
  return tables.map((table) => translateTable(table, t));
}
