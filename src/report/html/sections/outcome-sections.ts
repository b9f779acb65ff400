import { OUTCOMES } from '../../../domain/outcomes.ts';
import type { OutcomePart, VerificationPart } from '../../parts/outcome-part.ts';
import type { Texts } from '../../texts/pattern.ts';
import { sharesBar } from '../charts.ts';
import { dataTable } from '../data-table.ts';
import { outcomeState, state } from '../marks.ts';
import { inEnglish, said } from '../said.ts';
import { drawNotYet, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

type Done = Extract<OutcomePart, { done: true }>;

export function outcomeSection(outcome: OutcomePart, t: Texts): Section {
  const words = t.run;
  const head = { id: 'outcome', title: words.title };
  if (!outcome.done) return { ...head, body: () => drawNotYet(outcome.message, t) };
  const { standing } = outcome;
  const same = OUTCOMES.every((name) => standing.counts[name] === outcome.counts[name]);
  const rest = (
    [
      [standing.inDoubt, words.inDoubt],
      [standing.deferred, words.deferred],
      [standing.blocked, words.blocked],
      [standing.pending, words.pending],
    ] as const
  ).filter(([count]) => count > 0);
  return {
    ...head,
    badge: t.amount(OUTCOMES.reduce((sum, name) => sum + standing.counts[name], 0)),
    body: () => html`<p class="lead">${words.latest} <code>${outcome.run}</code> ${words.by(outcome.by, t.moment(outcome.startedAt))}${
      outcome.endedAt === undefined
        ? words.noEnd
        : outcome.durationMs === undefined
          ? ''
          : `, ${t.duration(outcome.durationMs)}`
    }. ${outcome.outcome === undefined || outcome.outcome === 'done' ? undefined : html`${words.ended(outcome.outcome)} `}${
      (outcome.retries ?? 0) + (outcome.throttled ?? 0) > 0 &&
      words.repeated(outcome.retries ?? 0, outcome.throttled ?? 0)
    }</p>
${sharesBar(
  OUTCOMES.map((word) => ({ word: t.outcome(word), count: standing.counts[word], look: LOOKS[word] })),
  words.chart,
  t,
)}
<h3>${words.latest}</h3>
${outcomeTable(words.latestCaption, outcome.byKind, outcome.counts, t)}
${!same && html`<h3>${words.together}</h3>${outcomeTable(words.togetherCaption, standing.byKind, standing.counts, t)}`}
${rest.length > 0 && html`<p>${words.besides} ${rest.map(([count, text]) => `${t.amount(count)} ${text}`).join('; ')}.</p>`}
<h3>${words.failures}</h3>
${
  outcome.failures.length === 0
    ? html`<p>${state('good', words.noFailures)}</p>`
    : dataTable(
        words.failuresCaption,
        [
          { title: words.object },
          { title: words.kind, filter: true },
          { title: words.state, look: 'state', filter: true },
          { title: words.cause, look: 'long' },
        ],
        outcome.failures.map(({ label, kind, state: word, cause }) => [
          inEnglish(label, t),
          t.kind(kind, 1),
          outcomeState(word, t),
          said(cause, t),
        ]),
      )
}`,
  };
}

const LOOKS: Readonly<Record<(typeof OUTCOMES)[number], string>> = {
  created: 'good',
  adopted: 'second',
  unchanged: 'third',
  changed: 'fourth',
  failed: 'bad',
  skipped: 'care',
  waiting: 'open',
  unknown: 'none',
};

function outcomeTable(caption: string, byKind: Done['byKind'], counts: Done['counts'], t: Texts): Markup {
  return dataTable(
    caption,
    [{ title: t.run.kind }, ...OUTCOMES.map((word) => ({ title: t.outcome(word), look: 'number' as const }))],
    byKind.map((row) => [t.kind(row.kind, 2), ...OUTCOMES.map((name) => t.amount(row[name]))]),
    [t.run.all, ...OUTCOMES.map((name) => t.amount(counts[name]))],
  );
}

export function verificationSection(verification: VerificationPart, t: Texts): Section {
  const words = t.verification;
  const head = { id: 'verification', title: words.title };
  if (!verification.done) return { ...head, body: () => drawNotYet(verification.message, t) };
  const { matched, different, missing, extra, items } = verification;
  return {
    ...head,
    badge: t.amount(matched),
    body: () => html`<p class="lead">${words.lead(t.moment(verification.checkedAt))}</p>
${sharesBar(
  [
    { word: t.outcome('matched'), count: matched, look: 'good' },
    { word: t.outcome('different'), count: different, look: 'care' },
    { word: t.outcome('missing'), count: missing, look: 'bad' },
    { word: t.outcome('extra'), count: extra, look: 'open' },
  ],
  words.chart,
  t,
)}
${
  items.length === 0
    ? html`<p>${state('good', words.right)}</p>`
    : dataTable(
        words.caption,
        [
          { title: words.object },
          { title: words.state, look: 'state', filter: true },
          { title: words.field, filter: true },
          { title: words.planned, look: 'long' },
          { title: words.actual, look: 'long' },
        ],
        items.flatMap(({ label, state: word, differences }) =>
          differences.length === 0
            ? [[inEnglish(label, t), outcomeState(word, t), '–', '–', '–']]
            : differences.map(({ field, expected, actual }) => [
                inEnglish(label, t),
                outcomeState(word, t),
                field,
                expected,
                actual,
              ]),
        ),
      )
}`,
  };
}
