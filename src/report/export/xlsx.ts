import type { Readable, Writable } from 'node:stream';
import writeExcelFile, { type Sheet } from 'write-excel-file/node';
import type { CellValue, ReportTable } from '../tables/table.ts';

/** A cell holds no more; Excel calls a file with a longer one damaged. */
const LONGEST_CELL = 32_767;
const WIDEST_COLUMN = 60;
/** Enough rows to judge the width of a column by. */
const SAMPLE_ROWS = 200;

/**
 * Writes the workbook, one sheet per table, and ends the stream. Text cells are written with the type "text": whatever
 * they hold, a spreadsheet never runs them as a formula.
 */
export async function writeXlsx(tables: readonly ReportTable[], to: Writable): Promise<void> {
  await writeExcelFile(tables.map(drawSheet)).toStream(to);
}

function drawSheet({ title, columns, rows }: ReportTable): Sheet<Readable> {
  const head = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const widths = columns.map((column) => column.length);
  const data: ReturnType<typeof drawCell>[][] = [];
  for (const row of rows) {
    if (data.length < SAMPLE_ROWS) {
      row.forEach((cell, index) => {
        widths[index] = Math.max(widths[index] ?? 0, String(cell ?? '').length);
      });
    }
    data.push(row.map(drawCell));
  }
  return {
    data: [head, ...data],
    sheet: title,
    columns: widths.map((width) => ({ width: Math.min(WIDEST_COLUMN, width + 2) })),
    stickyRowsCount: 1,
  };
}

function drawCell(value: CellValue) {
  if (value === undefined || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value: value ? 'yes' : 'no', type: String };
  return { value: value.length > LONGEST_CELL ? `${value.slice(0, LONGEST_CELL - 1)}…` : value, type: String };
}
