import { stringify } from 'csv-stringify/sync';
import type { CellValue, ReportTable } from '../tables/table.ts';

const ROWS_AT_A_TIME = 500;
/** Excel takes a CSV without it for the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';

/** One table as CSV (RFC 4180, UTF-8 with BOM, CRLF), in pieces so that a long one is never held whole. */
export function* csvChunks(table: ReportTable): Generator<string> {
  yield BYTE_ORDER_MARK + write([table.columns]);
  let rows: (readonly CellValue[])[] = [];
  for (const row of table.rows) {
    rows.push(row);
    if (rows.length < ROWS_AT_A_TIME) continue;
    yield write(rows);
    rows = [];
  }
  if (rows.length > 0) yield write(rows);
}

function write(rows: readonly (readonly CellValue[])[]): string {
  return stringify(
    rows.map((row) => row.map(written)),
    { record_delimiter: '\r\n' },
  );
}

function written(cell: CellValue): string {
  if (cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return typeof cell === 'number' ? String(cell) : defuse(cell);
}

/** Characters that begin a formula in some spreadsheet, their full-width forms too; blanks before them do not help. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]/u;
/** A number in E.164 form is no formula, and an apostrophe would travel into every tool that reads the file. */
const E164 = /^\+\d{7,15}$/;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text. */
export function defuse(text: string): string {
  return FORMULA.test(text) && !E164.test(text) ? `'${text}` : text;
}
