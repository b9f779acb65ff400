import type { ReportData } from '../report-data.ts';
import { EN } from '../texts/en.ts';
import type { Texts } from '../texts/pattern.ts';
import { drawChapters } from './chapters.ts';
import { pageChunks } from './frame.ts';
import { html, type Markup } from './tag.ts';

/** {@link htmlChunks} in one piece. */
export function renderHtml(data: ReportData, t: Texts = EN): string {
  return [...htmlChunks(data, t)].join('');
}

/** The report as one self-contained page, piece by piece. */
export function* htmlChunks(data: ReportData, t: Texts): Generator<string> {
  const title = titleOf(data, t);
  yield* pageChunks(
    {
      windowTitle: t.page.title(title),
      eyebrow: t.page.eyebrow,
      title,
      facts: factsOf(data, t),
      banners: [
        ...(data.customer === undefined ? [] : [[t.page.oneCustomer, t.page.oneCustomerText(title)] as const]),
        ...(data.target?.sandbox === true ? [[t.page.rehearsal, t.page.rehearsalText] as const] : []),
        ...(data.anonymised === true ? [[t.page.anonymised, t.page.anonymisedText] as const] : []),
      ],
      chapters: drawChapters(data, t),
      generatedAt: data.generatedAt,
    },
    t,
  );
}

function titleOf({ mapping }: ReportData, t: Texts): string {
  if (!mapping.done) return t.page.migration;
  const [first] = mapping.customers;
  return mapping.customers.length === 1 && first ? first.name : t.page.customers(mapping.customers.length);
}

function factsOf(data: ReportData, t: Texts): Markup {
  const { mapping } = data;
  return html`${mapping.done && `${t.page.facts(mapping.customers.length, mapping.locations.length, mapping.people.length)} · `}${t.moment(data.generatedAt)}${
    data.target && !data.target.sandbox && html` · ${t.page.target} <bdi>${data.target.key}</bdi>`
  }${data.plan.done && html` · ${t.page.plan} <code>${data.plan.hash.slice(0, 12)}</code>`}`;
}
