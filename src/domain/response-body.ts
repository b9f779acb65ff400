/**
 * The content of one OCI-P command, as text: every child a list (one or many looks the same), tables with their
 * headings, nothing converted. An `xsi:type` of a child is kept as its child `@type`.
 */
export type BodyValue = string | BodyElement | BodyTable;
export interface BodyElement {
  readonly [name: string]: readonly BodyValue[];
}
export interface BodyTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What many tables have in common: two columns, of which the first names the rows and the second is a switch. */
export interface TablePattern {
  readonly headings: readonly [string, string];
  readonly names: readonly string[];
}

/** Lists of everything that could be assigned are half of a capture and differ in their switches alone. */
const MIN_PATTERN_ROWS = 8;
const ON = 0x31;

/**
 * A table as its pattern and the switches of its rows; rows are made when somebody asks for them.
 *
 * @param switches - a `1` or `0` for each row
 */
export class PatternTable implements BodyTable {
  readonly pattern: TablePattern;
  readonly switches: string;
  #rows: readonly (readonly string[])[] | undefined;

  constructor(pattern: TablePattern, switches: string) {
    this.pattern = pattern;
    this.switches = switches;
  }

  get headings(): readonly string[] {
    return this.pattern.headings;
  }

  get rows(): readonly (readonly string[])[] {
    this.#rows ??= this.pattern.names.map((name, row) => [name, this.isOn(row) ? 'true' : 'false']);
    return this.#rows;
  }

  isOn(row: number): boolean {
    return this.switches.charCodeAt(row) === ON;
  }
}

/** A table in the form in which all readers hand it on, so that equal tables are stored as equal texts. */
export function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): BodyTable {
  return patternOf({ headings, rows }) ?? { headings, rows };
}

/** Whether only its cells decide if a table has the form of a pattern. */
export function mayFollowPattern({ headings, rows }: BodyTable): boolean {
  return headings.length === 2 && rows.length >= MIN_PATTERN_ROWS;
}

function patternOf(table: BodyTable): PatternTable | undefined {
  const [first, second] = table.headings;
  if (first === undefined || second === undefined || !mayFollowPattern(table)) return undefined;
  let switches = '';
  for (const cells of table.rows) {
    if (cells.length !== 2 || (cells[1] !== 'true' && cells[1] !== 'false')) return undefined;
    switches += cells[1] === 'true' ? '1' : '0';
  }
  return new PatternTable({ headings: [first, second], names: table.rows.map(([name = '']) => name) }, switches);
}

export function isTable(value: BodyValue): value is BodyTable {
  if (typeof value !== 'object') return false;
  return value instanceof PatternTable || (Array.isArray(value.rows) && 'headings' in value);
}

export function isElement(value: BodyValue): value is BodyElement {
  return typeof value === 'object' && !isTable(value);
}

/** First child element along a path, or `undefined` where the path ends early. */
export function child(body: BodyElement, ...path: readonly string[]): BodyElement | undefined {
  let here: BodyElement = body;
  for (const name of path) {
    const next = here[name]?.[0];
    if (next === undefined || !isElement(next)) return undefined;
    here = next;
  }
  return here;
}

/** Text at a path; `undefined` for absent, empty and nil alike, for all three mean "no value" on reading. */
export function text(body: BodyElement, ...path: readonly string[]): string | undefined {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const parent = path.length === 1 ? body : child(body, ...path.slice(0, -1));
  const value = parent?.[last]?.[0];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All texts of a repeated child, empty ones left out. */
export function texts(body: BodyElement, name: string): string[] {
  return (body[name] ?? []).filter((value): value is string => typeof value === 'string' && value !== '');
}

/** `true` or `false` as written; `undefined` when absent or anything else. */
export function flag(body: BodyElement, ...path: readonly string[]): boolean | undefined {
  const value = text(body, ...path);
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

export interface TableRow {
  /** The cell under a heading, compared without case; `undefined` when the column or the value is missing. */
  get(...headings: readonly string[]): string | undefined;
}

/** Headings as they are asked for repeat a million times. Bounded by what the code asks for. */
const lowered = new Map<string, string>();

function lower(heading: string): string {
  const known = lowered.get(heading);
  if (known !== undefined) return known;
  const made = heading.toLowerCase();
  lowered.set(heading, made);
  return made;
}

/** Rows of a table child; columns are found by heading because their order and number change by release. */
export function tableRows(body: BodyElement, name: string): TableRow[] {
  const value = body[name]?.[0];
  if (value === undefined || !isTable(value)) return [];
  const columns = columnsOf(value);
  return value.rows.map((cells) => new Row(columns, cells));
}

/**
 * Names of the rows whose switch is on, e.g. the services that are assigned.
 *
 * @param named - heading of the column that names the rows
 * @param switched - heading of the column that holds `true` or `false`
 */
export function namesSwitchedOn(body: BodyElement, table: string, named: string, switched: string): string[] {
  const value = body[table]?.[0];
  if (value === undefined || !isTable(value)) return [];
  if (
    value instanceof PatternTable &&
    lower(value.headings[0] ?? '') === lower(named) &&
    lower(value.headings[1] ?? '') === lower(switched)
  ) {
    return value.pattern.names.filter((name, row) => value.isOn(row) && name !== '');
  }
  return tableRows(body, table).flatMap((row) => {
    const name = row.get(named);
    return name !== undefined && row.get(switched)?.toLowerCase() === 'true' ? [name] : [];
  });
}

class Row implements TableRow {
  readonly #columns: ReadonlyMap<string, number>;
  readonly #cells: readonly string[];

  constructor(columns: ReadonlyMap<string, number>, cells: readonly string[]) {
    this.#columns = columns;
    this.#cells = cells;
  }

  get(...headings: readonly string[]): string | undefined {
    for (const heading of headings) {
      const index = this.#columns.get(lower(heading));
      const cell = index === undefined ? undefined : this.#cells[index];
      if (cell !== undefined && cell !== '') return cell;
    }
    return undefined;
  }
}

function columnsOf(table: BodyTable): Map<string, number> {
  return new Map(table.headings.map((heading, index) => [heading.toLowerCase(), index]));
}
