import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { offered } from '../domain/decision-answer.ts';
import { entryOf } from '../domain/entry-of.ts';
import { MigrationError } from '../domain/errors.ts';
import type { KnownDecision } from './known-decision.ts';

/** Columns of the sheet. A customer fills in `answer`; what is beside them is theirs, and is kept. */
export const SHEET_COLUMNS = [
  'id',
  'kind',
  'customer',
  'object',
  'question',
  'options',
  'consequences',
  'recommendation',
  'reason',
  'state',
  'answer',
  'fingerprint',
] as const;

/** A row of a sheet as it was read: cells by heading, and its number as a spreadsheet program shows it. */
export interface SheetRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}
export interface Sheet {
  readonly headings: readonly string[];
  readonly rows: readonly SheetRow[];
}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads a sheet that went through a spreadsheet program: one of three delimiters, with or without a byte order mark. The
 * apostrophe that keeps a cell from being a formula is taken away again.
 *
 * @throws {MigrationError} `SHEET_INVALID` where it is no table, or lacks a column
 */
export function readSheet(text: string, name: string): Sheet {
  const first = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const delimiter = DELIMITERS.find((each) => first.split(each).length > 2) ?? ',';
  let records: readonly (readonly string[])[];
  try {
    records = z.array(z.array(z.string())).parse(parse(text, { delimiter, bom: true, relax_column_count: true }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new MigrationError('SHEET_INVALID', `this is no table: ${message}`, { cause: error, place: { where: name } });
  }
  const [head, ...body] = records;
  const headings = (head ?? []).map((heading) => plain(heading).trim());
  const missing = ['id', 'fingerprint', 'answer'].filter((column) => !headings.includes(column));
  if (missing.length > 0) {
    throw new MigrationError(
      'SHEET_INVALID',
      `the first line lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`,
      {
        place: { where: name, line: 1 },
      },
    );
  }
  const twice = headings.find((heading, index) => heading !== '' && headings.indexOf(heading) !== index);
  if (twice !== undefined) {
    throw new MigrationError('SHEET_INVALID', `the column "${twice}" is there twice`, {
      place: { where: name, line: 1 },
    });
  }
  return {
    headings,
    rows: body
      .map((record, index) => ({
        row: index + 2,
        cells: Object.fromEntries(headings.map((heading, column) => [heading, plain(record[column] ?? '')])),
      }))
      .filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== '')),
  };
}

/** A cell that begins like a formula was written with an apostrophe in front. */
function plain(cell: string): string {
  return /^'[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1) : cell;
}

/**
 * Writes decisions as a sheet, safe against formulas. Columns that somebody added to an earlier sheet stay with their
 * rows, and so do answers that were filled in and not imported yet.
 */
export function writeSheet(decisions: readonly KnownDecision[], earlier?: Sheet): string {
  const known: readonly string[] = SHEET_COLUMNS;
  const theirs = (earlier?.headings ?? []).filter((heading) => heading !== '' && !known.includes(heading));
  const rows = new Map((earlier?.rows ?? []).map(({ cells }) => [cells.id ?? '', cells]));
  const lines = decisions.map((decision) => {
    const before = rows.get(decision.id);
    const filled = before?.fingerprint === decision.fingerprint ? (before.answer ?? '') : '';
    return [
      decision.id,
      decision.kind,
      decision.customer,
      decision.object,
      decision.question,
      offered(decision.options),
      decision.options.map(({ value, consequence }) => `${value}: ${consequence}`).join('\n'),
      decision.recommendation,
      decision.reason,
      decision.state,
      decision.state === 'answered' ? (decision.answer ?? '') : filled,
      decision.fingerprint,
      ...theirs.map((heading) => entryOf(before ?? {}, heading) ?? ''),
    ];
  });
  return stringify([[...SHEET_COLUMNS, ...theirs], ...lines], { bom: true, escape_formulas: true });
}
