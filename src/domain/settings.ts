import { entryOf } from './entry-of.ts';
import { userKey } from './keys.ts';
import {
  type BodyElement,
  type BodyTable,
  isElement,
  isTable,
  PatternTable,
  type TablePattern,
} from './response-body.ts';

/**
 * What a *setting* is, said once: `extract` counts by it, the coverage proof of `map` answers for each one.
 *
 * A setting is one stored value of a response: a non-empty text of an element, or a non-empty table cell. Keys are no
 * settings, for they only say whom or what the values belong to:
 *
 * 1. the elements of `KEY_ELEMENTS` at the top level of a response, and `@type` markers at any level;
 * 2. in a table, the cell that names its row (the first heading of `ROW_KEYS` that the table has, with a value in the
 *    row), and the cells under `OWNER_HEADINGS`;
 * 3. in a repeated element of `ENTRY_KEYS` of which `ENTRY_NAMES_ARE_KEYS` says so, the child that names the entry.
 *
 * Error responses and session traffic (log-in, plain success) hold no settings.
 *
 * Paths, as they follow `<Response>.` in a source reference: `emailAddress`, `address.city`,
 * `userTable[anna@example.test].Email Address`, `userServiceEntry[Call Waiting].isActive`,
 * `businessHoursMenu.keyConfiguration[1].entry.action`. A repeated element without a name of its own carries its
 * number from the second one on: `alias`, `alias[2]`. A row without a name carries its number from 1: `table[1].Col`.
 * The second row of the same name is `name#2`.
 */
export interface Setting {
  readonly path: string;
  readonly value: string;
}

/** Say whom a response describes; the owner of the response carries them already. */
const KEY_ELEMENTS: ReadonlySet<string> = new Set([
  'serviceProviderId',
  'groupId',
  'userId',
  'serviceUserId',
  'deviceName',
  'servicePackName',
]);

/** Headings that name a row, strongest first. `User Id` comes after `Phone Numbers`: in DN lists it is the assignment. */
const ROW_KEYS = [
  'Phone Numbers',
  'Line/Port',
  'Service User Id',
  'User Id',
  'Device Name',
  'Service Pack Name',
  'Service Name',
  'Service',
  'Group Id',
  'Service Provider Id',
  'Full Path Name',
  'Department Name',
] as const;

/** User ids compare without case: their rows are named by the key, whatever the spelling of a capture. */
const USER_HEADINGS: ReadonlySet<string> = new Set(['User Id', 'Service User Id']);
/** Parents of a row, which its own key holds already. */
const OWNER_HEADINGS: ReadonlySet<string> = new Set(['service provider id', 'group id', 'reseller id']);

/** Repeated elements whose entries have a name: element -> the child that holds it. */
const ENTRY_KEYS: Readonly<Record<string, string>> = {
  userServiceEntry: 'serviceName',
  groupServiceEntry: 'serviceName',
  keyConfiguration: 'key',
};
/** The name of an assigned service is a setting (that it is assigned); the key of a menu only says where. */
const ENTRY_NAMES_ARE_KEYS: ReadonlySet<string> = new Set(['keyConfiguration']);

/** Session traffic: stored so that nothing is lost without a word, but no data of the customer. */
const NO_SETTINGS =
  /^(?:Error|Success|Authentication|Login|Logout)Response$|^(?:Authentication|Login|Logout).*Response$/;

/**
 * All settings of one response, in document order of the names.
 *
 * @param base - response type without its release, e.g. `UserGetResponse`
 */
export function settingsOf(base: string, body: BodyElement): Setting[] {
  const settings: Setting[] = [];
  visitSettings(base, body, (path, value) => settings.push({ path, value }));
  return settings;
}

type Visit = (path: string, value: string) => void;

/**
 * The same without a list of them, for whoever looks at every response of a migration. Paths of tables that follow a
 * pattern are the same texts each time, which makes them cheap to look up.
 */
export function visitSettings(base: string, body: BodyElement, visit: Visit): void {
  if (!NO_SETTINGS.test(base)) visitElement(body, '', true, visit);
}

/** Whether an element at the top of a response only says whom it describes. */
export function isKeyElement(name: string): boolean {
  return KEY_ELEMENTS.has(name);
}

/** Whether cells under a heading may name their rows. */
export function namesRows(heading: string): boolean {
  return ROW_KEYS.some((key) => key.toLowerCase() === heading.toLowerCase());
}

/** How many settings {@link settingsOf} tells of, without naming them: asked for every response that is read. */
export function countSettings(base: string, body: BodyElement): number {
  return NO_SETTINGS.test(base) ? 0 : countIn(body, true);
}

function countIn(element: BodyElement, top: boolean): number {
  let count = 0;
  for (const name of Object.keys(element)) {
    if (name === '@type' || (top && KEY_ELEMENTS.has(name))) continue;
    const keyChild = entryOf(ENTRY_KEYS, name);
    for (const value of element[name] ?? []) {
      if (typeof value === 'string') {
        if (value !== '') count += 1;
      } else if (isTable(value)) {
        count += countCells(value);
      } else if (isElement(value)) {
        count += countIn(value, false);
        const entry = keyChild === undefined ? undefined : value[keyChild]?.[0];
        if (typeof entry === 'string' && entry !== '' && ENTRY_NAMES_ARE_KEYS.has(name)) count -= 1;
      }
    }
  }
  return count;
}

function countCells(table: BodyTable): number {
  if (table instanceof PatternTable) return countSwitches(table);
  // Strongest first, as a row takes the first that has a value.
  const keys = ROW_KEYS.map((key) => table.headings.findIndex((it) => it.toLowerCase() === key.toLowerCase()));
  const keyColumns = keys.filter((column) => column >= 0);
  const owners = table.headings.map((heading) => OWNER_HEADINGS.has(heading.toLowerCase()));
  let count = 0;
  for (const cells of table.rows) {
    const key = keyColumns.find((column) => (cells[column] ?? '') !== '');
    for (let column = 0; column < cells.length; column++) {
      if (cells[column] !== '' && column !== key && owners[column] !== true) count += 1;
    }
  }
  return count;
}

/** The same for all tables of a pattern: whether a row is on or off, its cells are there. */
export function countSwitches({ pattern, headings, rows }: PatternTable): number {
  const known = patternCounts.get(pattern);
  if (known !== undefined) return known;
  const counted = countCells({ headings, rows });
  patternCounts.set(pattern, counted);
  return counted;
}
const patternCounts = new WeakMap<TablePattern, number>();

/** Path of one table cell; `row` is the text of the cell that names the row, under `heading`. */
export function cellPath(table: string, heading: string, row: string, column: string): string {
  return `${table}[${rowName(heading, row)}].${column}`;
}

/** Path of one value in a named entry, e.g. `entryPath('userServiceEntry', 'Call Waiting', 'isActive')`. */
export function entryPath(element: string, name: string, field: string): string {
  return `${element}[${name}].${field}`;
}

function visitElement(element: BodyElement, prefix: string, top: boolean, visit: Visit): void {
  for (const name of Object.keys(element)) {
    if (name === '@type' || (top && KEY_ELEMENTS.has(name))) continue;
    const keyChild = entryOf(ENTRY_KEYS, name);
    const values = element[name] ?? [];
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? '';
      const path = prefix + name + (index === 0 ? '' : `[${index + 1}]`);
      if (typeof value === 'string') {
        if (value !== '') visit(path, value);
      } else if (isTable(value)) {
        visitTable(value, path, visit);
      } else if (isElement(value)) {
        const entry = keyChild === undefined ? undefined : value[keyChild]?.[0];
        if (keyChild !== undefined && typeof entry === 'string') {
          const inner = `${prefix}${name}[${entry}].`;
          const key = ENTRY_NAMES_ARE_KEYS.has(name) ? inner + keyChild : undefined;
          visitElement(value, inner, false, key === undefined ? visit : (at, held) => at !== key && visit(at, held));
        } else {
          visitElement(value, `${path}.`, false, visit);
        }
      }
    }
  }
}

function visitTable(table: BodyTable, path: string, visit: Visit): void {
  if (table instanceof PatternTable) {
    const paths = switchPaths(table, path);
    if (paths !== undefined) {
      for (let row = 0; row < paths.length; row++) visit(paths[row] ?? '', table.isOn(row) ? 'true' : 'false');
      return;
    }
  }
  const seen = new Map<string, number>();
  for (const [index, cells] of table.rows.entries()) {
    const key = rowKeyColumn(table.headings, cells);
    const name = key === undefined ? String(index + 1) : rowName(table.headings[key] ?? '', cells[key] ?? '');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const row = `${path}[${name}${count === 1 ? '' : `#${count}`}]`;
    for (const [column, value] of cells.entries()) {
      const heading = table.headings[column] ?? `column ${column + 1}`;
      if (value === '' || column === key || OWNER_HEADINGS.has(heading.toLowerCase())) continue;
      visit(`${row}.${heading}`, value);
    }
  }
}

/** Paths of the switches by pattern and table; `undefined` where a row holds more than its name and its switch. */
function switchPaths(table: PatternTable, path: string): readonly string[] | undefined {
  const known = patternPaths.get(table.pattern) ?? new Map<string, readonly string[] | undefined>();
  patternPaths.set(table.pattern, known);
  if (known.has(path)) return known.get(path);
  const paths: string[] = [];
  let other = 0;
  const { headings, rows } = table;
  visitTable({ headings, rows }, path, (at, value) => {
    if (at.endsWith(`.${headings[1] ?? ''}`) && (value === 'true' || value === 'false')) paths.push(at);
    else other += 1;
  });
  // The switch must not be what names the row: paths would differ with it then.
  const plain = other === 0 && paths.length === rows.length && !namesRows(headings[1] ?? '');
  known.set(path, plain ? paths : undefined);
  return plain ? paths : undefined;
}
const patternPaths = new WeakMap<TablePattern, Map<string, readonly string[] | undefined>>();

function rowKeyColumn(headings: readonly string[], cells: readonly string[]): number | undefined {
  for (const key of ROW_KEYS) {
    const column = headings.findIndex((heading) => heading.toLowerCase() === key.toLowerCase());
    if (column >= 0 && (cells[column] ?? '') !== '') return column;
  }
  return undefined;
}

function rowName(heading: string, cell: string): string {
  const canonical = ROW_KEYS.find((key) => key.toLowerCase() === heading.toLowerCase());
  return canonical !== undefined && USER_HEADINGS.has(canonical) ? userKey(cell) : cell;
}
