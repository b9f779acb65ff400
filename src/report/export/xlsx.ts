import type { Writable } from 'node:stream';
import type { CellValue, ReportTable } from '../tables/table.ts';
import { SHEET_END, sharedStrings, sheetHead, sheetPart, workbookParts } from './workbook-parts.ts';
import { createZip } from './zip.ts';

/** A cell holds no more; Excel calls a file with a longer one damaged. */
const LONGEST_CELL = 32_767;
const WIDEST_COLUMN = 60;
/** Enough rows to judge the width of a column by. */
const SAMPLE_ROWS = 200;
const BOLD = ' s="1"';

/**
 * Writes the workbook, one sheet per table, row by row as the tables give them, and ends the stream. Text cells are
 * written with the type "text": whatever they hold, a spreadsheet never runs them as a formula. Each text stands once,
 * in a list that comes last.
 */
export async function writeXlsx(tables: readonly ReportTable[], to: Writable): Promise<void> {
  const zip = createZip(to);
  const texts = new Map<string, number>();
  for (const [name, text] of workbookParts(tables.map(({ title }) => title))) await zip.add(name, [text]);
  for (const [index, table] of tables.entries()) await zip.add(`xl/${sheetPart(index)}`, sheetText(table, texts));
  await zip.add('xl/sharedStrings.xml', sharedStrings(texts.keys()));
  await zip.end();
  to.end();
}

function* sheetText({ columns, rows }: ReportTable, texts: Map<string, number>): Generator<string> {
  const iterator = rows[Symbol.iterator]();
  const sample: (readonly CellValue[])[] = [];
  while (sample.length < SAMPLE_ROWS) {
    const { value, done } = iterator.next();
    if (done === true) break;
    sample.push(value);
  }
  const letters = columns.map((_, index) => columnName(index));
  yield sheetHead(columns.map((column, index) => columnWidth(column, index, sample)));
  yield drawRow(columns, 1, letters, texts, BOLD);
  let row = 1;
  for (const cells of sample) yield drawRow(cells, ++row, letters, texts);
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    yield drawRow(next.value, ++row, letters, texts);
  }
  yield SHEET_END;
}

function columnWidth(column: string, index: number, sample: readonly (readonly CellValue[])[]): number {
  const longest = sample.reduce((most, row) => Math.max(most, String(row[index] ?? '').length), column.length);
  return Math.min(WIDEST_COLUMN, longest + 2);
}

function drawRow(
  cells: readonly CellValue[],
  row: number,
  letters: readonly string[],
  texts: Map<string, number>,
  style = '',
): string {
  let drawn = `<row r="${row}">`;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index];
    const place = `<c r="${letters[index]}${row}"${style}`;
    if (cell === undefined || cell === '') drawn += `${place}/>`;
    else if (typeof cell === 'number') drawn += `${place}><v>${cell}</v></c>`;
    else drawn += `${place} t="s"><v>${textNumber(writtenText(cell), texts)}</v></c>`;
  }
  return `${drawn}</row>`;
}

function writtenText(cell: string | boolean): string {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1)}…` : cell;
}

function textNumber(text: string, texts: Map<string, number>): number {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, texts.size);
  return texts.size - 1;
}

/** `A`, `B` … `Z`, `AA` … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
