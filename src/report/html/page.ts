import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ReportData } from '../report-data.ts';
import type { Texts } from '../texts/pattern.ts';
import { type ReportLanguage, TEXTS } from '../texts/texts.ts';
import { drawChapters } from './chapters.ts';
import { markShapes } from './marks.ts';
import { drawNavigation, sectionChunks } from './section.ts';
import { html, Markup } from './tag.ts';

/** In the order in which they build on each other. */
const STYLES = [
  '1-colours',
  '2-frame',
  '3-states',
  '4-cards',
  '5-charts',
  '6-tables',
  '7-lists',
  '8-narrow',
  '9-print',
] as const;

/** Before any table is read: long ones hide all but their first page from the start, and never get laid out whole. */
const FIRST_SCRIPT = "document.documentElement.classList.add('js')";

/** {@link htmlChunks} in one piece. */
export function renderHtml(data: ReportData, language: ReportLanguage = 'en'): string {
  return [...htmlChunks(data, language)].join('');
}

/**
 * The report as one self-contained page, piece by piece: style and script inside, nothing fetched. The content policy
 * allows exactly these two by their hashes, so that nothing else could run even if it got in.
 */
export function* htmlChunks(data: ReportData, language: ReportLanguage): Generator<string> {
  const t = TEXTS[language];
  const style = STYLES.map((name) => readAsset(`style/${name}.css`)).join('');
  const script = readAsset('page-script.html').replace(/^<script>\n|<\/script>\s*$/g, '');
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(FIRST_SCRIPT)}' '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  const chapters = drawChapters(data, t);
  const title = titleOf(data, t);
  yield html`<!doctype html>
<html lang="${t.code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${t.page.title(title)}</title>
<style>${Markup.verbatim(style)}</style>
<script>${Markup.verbatim(FIRST_SCRIPT)}</script>
</head>
<body data-texts="${JSON.stringify({ ...t.script, code: t.code })}">
${markShapes()}
<a class="skip" href="#summary">${t.page.skip}</a>
<header>
<p class="eyebrow">${t.page.eyebrow}</p>
<h1>${title}</h1>
<p class="facts">${factsOf(data, t)}</p>
</header>
${data.target?.sandbox === true && html`<p class="banner" role="note"><b>${t.page.rehearsal}</b> ${t.page.rehearsalText}</p>`}
${data.anonymised === true && html`<p class="banner" role="note"><b>${t.page.anonymised}</b> ${t.page.anonymisedText}</p>`}
<div class="layout">
${drawNavigation(chapters, t)}
<main>
`.toString();
  for (const chapter of chapters) {
    for (const section of chapter.sections) for (const chunk of sectionChunks(section)) yield chunk.toString();
  }
  yield html`</main>
</div>
<footer><p>${t.page.made(t.moment(data.generatedAt))}</p></footer>
<script>${Markup.verbatim(script)}</script>
</body>
</html>
`.toString();
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

function readAsset(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
