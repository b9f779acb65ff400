import { html, Markup } from './tag.ts';

export interface Column {
  readonly title: string;
  /** `number`: right-aligned; `key`: never broken; `path`: broken anywhere; `long`: takes room; `state`: a mark and word. */
  readonly look?: 'number' | 'key' | 'path' | 'long' | 'state';
  /** Few different values: the page offers them as a filter. */
  readonly filter?: boolean;
}

type Row = readonly (Markup | string | number | undefined)[];

/** Rows that show at once; the page's script turns pages beyond that, and without it all rows show. */
const PAGE = 100;

/** {@link tableChunks} in one piece, for tables that stay small. */
export function dataTable(caption: string, columns: readonly Column[], rows: Iterable<Row>, total?: Row): Markup {
  return Markup.join(tableChunks(caption, columns, rows, total));
}

/**
 * A table that can be searched, filtered and sorted once the page's script runs, piece by piece: a table of 10,000
 * rows is never held whole. The first cell of a row names it; rows stay lean: a cell has a class at most.
 */
export function* tableChunks(
  caption: string,
  columns: readonly Column[],
  rows: Iterable<Row>,
  total?: Row,
): Generator<Markup> {
  yield html`<div class="grid" data-grid role="region" aria-label="${caption}" tabindex="0">
<table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}${column.filter === true && html` data-filter`}>${column.title}</th>`)}</tr></thead>
<tbody>`;
  // One template for all rows: a piece of markup per cell would cost more than the cells.
  const template = rowTemplate(columns);
  let drawn = 0;
  for (const row of rows) {
    if (drawn === PAGE) yield html`</tbody><tbody class="more">`;
    drawn += 1;
    yield Markup.of(template, row);
  }
  // The total stands apart, so that sorting leaves it where it is.
  yield html`</tbody>${total && html`<tfoot>${Markup.of(template, total)}</tfoot>`}
</table></div>`;
}

/** Literal text of a row, around its cells. */
function rowTemplate(columns: readonly Column[]): string[] {
  const cells = columns.map((column, index) => (index === 0 ? 'th scope="row"' : 'td') + (classOf(column) ?? ''));
  const ends = columns.map((_, index) => (index === 0 ? '</th>' : '</td>'));
  return [
    `<tr><${cells[0]}>`,
    ...ends.map((end, index) => (index < cells.length - 1 ? `${end}<${cells[index + 1]}>` : `${end}</tr>\n`)),
  ];
}

const CLASSES = {
  number: html` class="number"`,
  key: html` class="key"`,
  path: html` class="path"`,
  long: html` class="long"`,
  state: html` class="state-cell"`,
};

function classOf(column: Column | undefined): Markup | undefined {
  return column?.look === undefined ? undefined : CLASSES[column.look];
}

/** A name from the source inside a sentence or list: kept apart, whatever direction its letters run. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

/** The same inside a sentence that is text: Unicode's isolates do what `bdi` does. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

export function joined(items: readonly Markup[], by = ', '): Markup {
  return Markup.of(['', ...items.map((_, index) => (index < items.length - 1 ? by : ''))], items);
}
