import { entryOf } from '../../domain/entry-of.ts';
import type { Readiness } from '../../domain/findings.ts';
import type { Texts } from '../texts/pattern.ts';
import { html, type Markup } from './tag.ts';

/** Each state has a shape and a word of its own; colour only repeats them. */
const TONES = ['good', 'care', 'bad', 'open', 'plain'] as const;
export type Tone = (typeof TONES)[number];

const SHAPES: Readonly<Record<Tone, Markup>> = {
  good: html`<path d="M3 8.5l3.2 3.2L13 5" fill="none" stroke="currentColor" stroke-width="2.2"/>`,
  care: html`<path d="M8 2.2L14.5 13.5H1.5z" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"/><path d="M8 6.5v3.2M8 11.2v1" stroke="currentColor" stroke-width="1.6"/>`,
  bad: html`<path d="M3.5 3.5l9 9m0-9l-9 9" stroke="currentColor" stroke-width="2.2"/>`,
  open: html`<circle cx="8" cy="8" r="5.4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="2.4 2"/>`,
  plain: html`<circle cx="8" cy="8" r="2.6" fill="currentColor"/>`,
};

/** The shapes, once per page: a mark in each of 10,000 rows only points at its own. */
export function markShapes(): Markup {
  return html`<svg class="shapes" aria-hidden="true">${TONES.map(
    (tone) => html`<symbol id="m-${tone}" viewBox="0 0 16 16">${SHAPES[tone]}</symbol>`,
  )}</svg>`;
}

export function mark(tone: Tone): Markup {
  return html`<svg class="mark ${tone}" aria-hidden="true"><use href="#m-${tone}"/></svg>`;
}

/** A mark with its word. */
export function state(tone: Tone, word: string): Markup {
  return html`<span class="state ${tone}">${mark(tone)}${word}</span>`;
}

const READINESS_TONES: Readonly<Record<Readiness, Tone>> = {
  ready: 'good',
  conditions: 'care',
  notReady: 'bad',
  unknown: 'open',
};

export function readinessState(readiness: Readiness | undefined, t: Texts): Markup {
  return readiness === undefined ? html`–` : state(READINESS_TONES[readiness], t.readiness[readiness]);
}

const OUTCOME_TONES: Readonly<Record<string, Tone>> = {
  created: 'good',
  adopted: 'good',
  unchanged: 'good',
  changed: 'good',
  matched: 'good',
  failed: 'bad',
  missing: 'bad',
  different: 'care',
  extra: 'care',
  skipped: 'care',
  waiting: 'open',
  unknown: 'open',
  'in-doubt': 'open',
};

export function outcomeState(outcome: string, t: Texts): Markup {
  return state(entryOf(OUTCOME_TONES, outcome) ?? 'plain', t.outcome(outcome));
}

const SEVERITY_TONES = { blocker: 'bad', warning: 'care', info: 'plain' } as const;

export function severityState(severity: keyof typeof SEVERITY_TONES, t: Texts): Markup {
  return state(SEVERITY_TONES[severity], t.severity(severity));
}

/** The tone of each word, for charts. */
export { READINESS_TONES };
