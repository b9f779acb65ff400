import { html, type Markup } from './tag.ts';

/** One chapter of the page and its entry in the navigation. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title in the navigation. */
  readonly badge?: string;
  /** Printed across, for tables with many columns. */
  readonly wide?: boolean;
  readonly body: Markup;
}

export interface Chapter {
  readonly title: string;
  readonly sections: readonly Section[];
}

export function drawSection(section: Section): Markup {
  return html`<section id="${section.id}" aria-labelledby="${section.id}-title"${section.wide ? html` class="wide"` : undefined}>
<h2 id="${section.id}-title">${section.title}</h2>
${section.body}
</section>
`;
}

export function drawNavigation(chapters: readonly Chapter[]): Markup {
  return html`<nav aria-label="Sections">${chapters.map(
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
export function drawNotYet(message: string): Markup {
  const [before = '', command, after = ''] = message.split('`');
  return html`<p class="not-yet">${before}${command === undefined ? undefined : html`<code>${command}</code>`}${after}</p>`;
}

/** Figures with their words: `label` under `value`. */
export function figures(items: readonly (readonly [value: string, label: string])[]): Markup {
  return html`<dl class="figures">${items.map(
    ([value, label]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}
