/** A cell of an exported table: `undefined` is an empty cell, numbers stay numbers. */
export type CellValue = string | number | boolean | undefined;

/** One table of the report, the same in XLSX (a sheet) and CSV (a file). Rows come lazily: 10,000 users are one table. */
export interface ReportTable {
  /** File name without ending, and what scripts refer to: never translated. */
  readonly id: string;
  /** Name of the sheet; at most 31 characters, none of `[]:*?/\`. */
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly CellValue[]>;
}
