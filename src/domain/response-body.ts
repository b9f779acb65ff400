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

export function isTable(value: BodyValue): value is BodyTable {
  return typeof value === 'object' && Array.isArray(value.rows) && 'headings' in value;
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

/** Rows of a table child; columns are found by heading because their order and number change by release. */
export function tableRows(body: BodyElement, name: string): TableRow[] {
  const value = body[name]?.[0];
  if (value === undefined || !isTable(value)) return [];
  const columns = new Map(value.headings.map((heading, index) => [heading.toLowerCase(), index]));
  return value.rows.map((cells) => ({
    get(...headings) {
      for (const heading of headings) {
        const index = columns.get(heading.toLowerCase());
        const cell = index === undefined ? undefined : cells[index];
        if (cell !== undefined && cell !== '') return cell;
      }
      return undefined;
    },
  }));
}
