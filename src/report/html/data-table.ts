import { html, Markup } from './tag.ts';

export interface Column {
  readonly title: string;
  /** `number`: right-aligned; `key`: never broken; `path`: broken anywhere; `long`: takes room; `state`: a mark and word. */
  readonly look?: 'number' | 'key' | 'path' | 'long' | 'state';
}

type Row = readonly (Markup | string | number | undefined)[];

/** Rows that show at once; the page's script turns pages beyond that, and without it all rows show. */
const PAGE = 100;

/**
 * A table that can be searched and sorted once the page's script runs. The first cell of a row names it.
 *
 * Rows stay lean for tables of 10,000: a cell has a class at most.
 */
export function dataTable(caption: string, columns: readonly Column[], rows: Iterable<Row>, total?: Row): Markup {
  // The total stands apart, so that sorting leaves it where it is.
  const first: Markup[] = [];
  const more: Markup[] = [];
  for (const row of rows) (first.length < PAGE ? first : more).push(drawRow(row, columns));
  return html`<div class="grid" data-grid role="region" aria-label="${caption}" tabindex="0">
<table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}>${column.title}</th>`)}</tr></thead>
<tbody>${first}</tbody>${more.length === 0 ? undefined : html`<tbody class="more">${more}</tbody>`}${total && html`<tfoot>${drawRow(total, columns)}</tfoot>`}
</table></div>`;
}

function drawRow(cells: Row, columns: readonly Column[]): Markup {
  return html`<tr>${cells.map((cell, index) =>
    index === 0
      ? html`<th scope="row"${classOf(columns[index])}>${cell}</th>`
      : html`<td${classOf(columns[index])}>${cell}</td>`,
  )}</tr>\n`;
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

export function joined(items: readonly Markup[], by = ', '): Markup {
  return Markup.of(['', ...items.map((_, index) => (index < items.length - 1 ? by : ''))], items);
}
