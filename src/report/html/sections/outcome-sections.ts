import { OUTCOMES } from '../../../domain/outcomes.ts';
import type { OutcomePart, VerificationPart } from '../../parts/outcome-part.ts';
import { amount, duration, kindWord, moment, several } from '../../words.ts';
import { sharesBar } from '../charts.ts';
import { dataTable } from '../data-table.ts';
import { outcomeState, state } from '../marks.ts';
import { drawNotYet, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

type Done = Extract<OutcomePart, { done: true }>;

export function outcomeSection(outcome: OutcomePart): Section {
  const head = { id: 'outcome', title: 'Outcome' };
  if (!outcome.done) return { ...head, body: drawNotYet(outcome.message) };
  const { standing } = outcome;
  const same = OUTCOMES.every((name) => standing.counts[name] === outcome.counts[name]);
  const rest = (
    [
      [standing.inDoubt, 'in doubt: the next run settles it'],
      [standing.deferred, 'left for the cutover'],
      [standing.blocked, 'held back by the plan'],
      [standing.pending, 'not reached yet'],
    ] as const
  ).filter(([count]) => count > 0);
  return {
    ...head,
    badge: amount(OUTCOMES.reduce((sum, name) => sum + standing.counts[name], 0)),
    body: html`<p class="lead">Latest run <code>${outcome.run}</code> by ${outcome.by}, ${moment(outcome.startedAt)}${
      outcome.endedAt === undefined
        ? ': no end was recorded; run the same command again to resume'
        : outcome.durationMs === undefined
          ? ''
          : `, ${duration(outcome.durationMs)}`
    }. ${outcome.outcome === undefined || outcome.outcome === 'done' ? undefined : html`It ended: ${outcome.outcome}. `}${
      (outcome.retries ?? 0) + (outcome.throttled ?? 0) > 0 &&
      `${several(outcome.retries ?? 0, 'request')} repeated, ${several(outcome.throttled ?? 0, 'time')} throttled.`
    }</p>
${sharesBar(
  OUTCOMES.map((word) => ({ word, count: standing.counts[word], look: LOOKS[word] })),
  'Where the steps stand',
)}
<h3>Latest run</h3>
${outcomeTable('Latest run by kind and outcome', outcome.byKind, outcome.counts)}
${!same && html`<h3>All runs together</h3>${outcomeTable('Where every step stands', standing.byKind, standing.counts)}`}
${rest.length > 0 && html`<p>Besides: ${rest.map(([count, words]) => `${amount(count)} ${words}`).join('; ')}.</p>`}
<h3>Failures and what waits</h3>
${
  outcome.failures.length === 0
    ? html`<p>${state('good', 'Nothing failed, nothing waits.')}</p>`
    : dataTable(
        'Steps that did not end well, with the cause',
        [{ title: 'Object' }, { title: 'Kind' }, { title: 'State', look: 'state' }, { title: 'Cause', look: 'long' }],
        outcome.failures.map(({ label, kind, state: word, cause }) => [
          label,
          kindWord(kind),
          outcomeState(word),
          cause,
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

function outcomeTable(caption: string, byKind: Done['byKind'], counts: Done['counts']): Markup {
  return dataTable(
    caption,
    [{ title: 'Kind' }, ...OUTCOMES.map((title) => ({ title, look: 'number' as const }))],
    byKind.map((row) => [kindWord(row.kind, 2), ...OUTCOMES.map((name) => amount(row[name]))]),
    ['All', ...OUTCOMES.map((name) => amount(counts[name]))],
  );
}

export function verificationSection(verification: VerificationPart): Section {
  const head = { id: 'verification', title: 'Verification' };
  if (!verification.done) return { ...head, body: drawNotYet(verification.message) };
  const { matched, different, missing, extra, items } = verification;
  return {
    ...head,
    badge: amount(matched),
    body: html`<p class="lead">Everything was read back and compared field by field, ${moment(verification.checkedAt)}.</p>
${sharesBar(
  [
    { word: 'matched', count: matched, look: 'good' },
    { word: 'different', count: different, look: 'care' },
    { word: 'missing', count: missing, look: 'bad' },
    { word: 'extra', count: extra, look: 'open' },
  ],
  'Objects read back',
)}
${
  items.length === 0
    ? html`<p>${state('good', 'Everything that was written is there as planned.')}</p>`
    : dataTable(
        'What does not match',
        [
          { title: 'Object' },
          { title: 'State', look: 'state' },
          { title: 'Field' },
          { title: 'Planned', look: 'long' },
          { title: 'In Webex', look: 'long' },
        ],
        items.flatMap(({ label, state: word, differences }) =>
          differences.length === 0
            ? [[label, outcomeState(word), '–', '–', '–']]
            : differences.map(({ field, expected, actual }) => [label, outcomeState(word), field, expected, actual]),
        ),
      )
}`,
  };
}
