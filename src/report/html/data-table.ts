import { html, Markup } from './tag.ts';

export interface Column {
  readonly title: string;
  /** `number`: right-aligned; `key`: never broken; `path`: broken anywhere; `long`: takes the room; `short`: one line. */
  readonly look?: 'number' | 'key' | 'path' | 'long' | 'short';
}

type Row = readonly (Markup | string | number | undefined)[];

/** Rows that show at once; the page's script turns pages beyond that, and without it all rows show. */
const PAGE = 100;

/**
 * A table that can be searched and sorted once the page's script runs. The first cell of a row names it.
 *
 * Rows stay lean for tables of 10,000: no attributes on cells; the looks of columns come from classes on the table.
 */
export function dataTable(caption: string, columns: readonly Column[], rows: Iterable<Row>, total?: Row): Markup {
  // The total stands apart, so that sorting leaves it where it is.
  const first: Markup[] = [];
  const more: Markup[] = [];
  for (const row of rows) (first.length < PAGE ? first : more).push(drawRow(row));
  const looks = columns.flatMap((column, index) => (column.look === undefined ? [] : [`${column.look}-${index + 1}`]));
  return html`<div class="grid" data-grid role="region" aria-label="${caption}" tabindex="0">
<table class="${looks.join(' ')}"><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead>
<tbody>${first}</tbody>${more.length === 0 ? undefined : html`<tbody class="more">${more}</tbody>`}${total && html`<tfoot>${drawRow(total)}</tfoot>`}
</table></div>`;
}

function drawRow(cells: Row): Markup {
  return html`<tr>${cells.map((cell, index) =>
    index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`,
  )}</tr>\n`;
}

/** A name from the source inside a sentence or list: kept apart, whatever direction its letters run. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

export function joined(items: readonly Markup[], by = ', '): Markup {
  return Markup.of(['', ...items.map((_, index) => (index < items.length - 1 ? by : ''))], items);
}
