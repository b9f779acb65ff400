import type { Texts } from '../texts/pattern.ts';
import { html, type Markup } from './tag.ts';

/** What a table, a rule or a reason says, in the language of the page; in English, and marked so, where nobody has translated it. */
export function said(text: string, t: Texts): Markup | string {
  return t.translated(text) ?? inEnglish(text, t);
}

/** A name that stays English in every language (services, menus of Control Hub): a screen reader has to know. */
export function inEnglish(text: string, t: Texts): Markup | string {
  return t.code === 'en' ? text : html`<span lang="en">${text}</span>`;
}
