import type { ReportData } from '../../report-data.ts';
import type { Texts } from '../../texts/pattern.ts';
import { reportTotals } from '../../totals.ts';
import { dataTable } from '../data-table.ts';
import { said } from '../said.ts';
import type { Section } from '../section.ts';
import { html } from '../tag.ts';

/** Every total in one table, under the ids that the other formats use. */
export function totalsSection(data: ReportData, t: Texts): Section {
  const words = t.totals;
  return {
    id: 'totals',
    title: words.title,
    body: () => html`<p class="lead">${words.lead}</p>
${dataTable(
  words.caption,
  [{ title: words.total }, { title: words.id, look: 'path' }, { title: words.value, look: 'number' }],
  reportTotals(data).map(({ id, label, value }) => [said(label, t), html`<code>${id}</code>`, t.amount(value)]),
)}`,
  };
}
