import type { Texts } from '../texts/pattern.ts';
import { html, Markup } from './tag.ts';

/** One chapter of the page and its entry in the navigation. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title in the navigation. */
  readonly badge?: string;
  /** Printed across, for tables with many columns. */
  readonly wide?: boolean;
  /** Drawn when its turn comes, and in pieces where it is long. */
  readonly body: () => Markup | Iterable<Markup>;
}

export interface Chapter {
  readonly title: string;
  readonly sections: readonly Section[];
}

export function* sectionChunks(section: Section): Generator<Markup> {
  yield html`<section id="${section.id}" aria-labelledby="${section.id}-title"${section.wide ? html` class="wide"` : undefined}>
<h2 id="${section.id}-title">${section.title}</h2>
`;
  const body = section.body();
  if (body instanceof Markup) yield body;
  else yield* body;
  yield html`
</section>
`;
}

export function drawNavigation(chapters: readonly Chapter[], t: Texts): Markup {
  return html`<nav aria-label="${t.page.sections}">${chapters.map(
    (chapter) =>
      html`<h2>${chapter.title}</h2><ul>${chapter.sections.map(
        (section) =>
          html`<li><a href="#${section.id}">${section.title}${
            section.badge === undefined ? undefined : html`<span class="badge">${section.badge}</span>`
          }</a></li>`,
      )}</ul>`,
  )}</nav>`;
}

/** A part that has not happened yet says so, and how to bring it about. */
export function drawNotYet(message: string, t: Texts): Markup {
  const [before = '', command, after = ''] = t.page.notYet(message).split('`');
  return html`<p class="not-yet">${before}${command === undefined ? undefined : html`<code>${command}</code>`}${after}</p>`;
}

/** Figures with their words: `label` under `value`. */
export function figures(items: readonly (readonly [value: string, label: string])[]): Markup {
  return html`<dl class="figures">${items.map(
    ([value, label]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}
