import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Texts } from '../texts/pattern.ts';
import { markShapes } from './marks.ts';
import { type Chapter, drawNavigation, sectionChunks } from './section.ts';
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

/** What stands around the chapters of a page. */
export interface PageFrame {
  /** Of the window, the name of the page included. */
  readonly windowTitle: string;
  readonly eyebrow: string;
  readonly title: string;
  readonly facts: Markup;
  /** Each a note that holds for the whole page. */
  readonly banners: readonly (readonly [lead: string, text: string])[];
  /** The first section is `summary`: the link for the keyboard leads there. */
  readonly chapters: readonly Chapter[];
  /** ISO 8601. */
  readonly generatedAt: string;
}

/**
 * A self-contained page, piece by piece: style and script inside, nothing fetched. The content policy allows exactly
 * these two by their hashes, so that nothing else could run even if it got in.
 */
export function* pageChunks(page: PageFrame, t: Texts): Generator<string> {
  const style = STYLES.map((name) => readAsset(`style/${name}.css`)).join('');
  const script = readAsset('page-script.html').replace(/^<script>\n|<\/script>\s*$/g, '');
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(FIRST_SCRIPT)}' '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  yield html`<!doctype html>
<html lang="${t.code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${page.windowTitle}</title>
<style>${Markup.verbatim(style)}</style>
<script>${Markup.verbatim(FIRST_SCRIPT)}</script>
</head>
<body data-texts="${JSON.stringify({ ...t.script, code: t.code })}">
${markShapes()}
<a class="skip" href="#summary">${t.page.skip}</a>
<header>
<p class="eyebrow">${page.eyebrow}</p>
<h1>${page.title}</h1>
<p class="facts">${page.facts}</p>
</header>
${page.banners.map(([lead, text]) => html`<p class="banner" role="note"><b>${lead}</b> ${text}</p>\n`)}<div class="layout">
${drawNavigation(page.chapters, t)}
<main>
`.toString();
  for (const chapter of page.chapters) {
    for (const section of chapter.sections) for (const chunk of sectionChunks(section)) yield chunk.toString();
  }
  yield html`</main>
</div>
<footer><p>${t.page.made(t.moment(page.generatedAt))}</p></footer>
<script>${Markup.verbatim(script)}</script>
</body>
</html>
`.toString();
}

function readAsset(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
