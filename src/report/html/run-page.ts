import { isInDoubt, isUnclear, type RunReport, type RunStep, type RunSummary } from '../run-report.ts';
import type { Texts } from '../texts/pattern.ts';
import { type Column, dataTable, tableChunks } from './data-table.ts';
import { pageChunks } from './frame.ts';
import { outcomeState, state } from './marks.ts';
import { inEnglish, said } from './said.ts';
import { figures, type Section } from './section.ts';
import { html, type Markup } from './tag.ts';

/** The history of one run as a self-contained page: steps, failures, retries, what was in doubt and what became of it. */
export function* runPageChunks(report: RunReport, t: Texts): Generator<string> {
  const words = t.history;
  const { run } = report;
  yield* pageChunks(
    {
      windowTitle: words.window(run.id),
      eyebrow: words.eyebrow,
      title: words.title(run.command),
      facts: html`<code>${run.id}</code> · ${t.run.by(run.host === undefined ? run.by : `${run.by}@${run.host}`, t.moment(run.startedAt))}${run.plan !== '' && html` · ${t.page.plan} <code>${run.plan.slice(0, 12)}</code>`} · ${t.page.target} <bdi>${run.target}</bdi>`,
      banners: run.target.startsWith('sandbox#') ? [[t.page.rehearsal, t.page.rehearsalText]] : [],
      chapters: [
        {
          title: words.chapter,
          sections: [
            summarySection(report, t),
            failuresSection(report, t),
            doubtSection(report, t),
            retriesSection(report, t),
            historySection(report, t),
          ],
        },
      ],
      generatedAt: report.generatedAt,
    },
    t,
  );
}

function summarySection({ run, summary, journal }: RunReport, t: Texts): Section {
  const words = t.history;
  const known = (count: number | undefined, label: string) =>
    count === undefined ? [] : [[t.amount(count), label] as const];
  return {
    id: 'summary',
    title: words.summary,
    body: () => html`<p class="lead">${run.outcome === undefined ? words.stillOpen : words.endedAs(run.outcome)}${
      run.endedAt !== undefined && `, ${t.moment(run.endedAt)}`
    }</p>
${figures([
  [t.amount(journal.requests), words.requests],
  [t.amount(journal.steps), words.steps],
  [t.amount(journal.repeated), words.repeated],
  [t.amount(journal.unclear), words.unclear],
  [t.amount(journal.inDoubt), words.inDoubt],
  ...known(summary?.throttled, words.throttled),
  ...(summary?.durationMs === undefined ? [] : [[t.duration(summary.durationMs), words.lasted] as const]),
  ...known(summary?.deferred, words.deferred),
  ...known(summary?.blocked, words.blocked),
  ...known(summary?.notReached, words.notReached),
])}
${summary === undefined ? html`<p>${words.noSummary}</p>` : endedTable(summary, t)}
<h3>${words.requestTitle}</h3>
${dataTable(
  words.byOutcome,
  [{ title: words.operation }, { title: words.outcome }, { title: words.requestTitle, look: 'number' }],
  journal.byOutcome.map(({ operation, outcome, count }) => [
    words.writes(operation),
    words.answer(outcome),
    t.amount(count),
  ]),
)}`,
  };
}

function endedTable({ counts, byKind }: RunSummary, t: Texts): Markup {
  const names = Object.keys(counts);
  return html`<h3>${t.history.byKind}</h3>${dataTable(
    t.history.byKind,
    [{ title: t.history.kind }, ...names.map((name) => ({ title: t.outcome(name), look: 'number' as const }))],
    byKind.map((row) => [t.kind(row.kind, 2), ...names.map((name) => t.amount(row.counts[name] ?? 0))]),
    [t.run.all, ...names.map((name) => t.amount(counts[name] ?? 0))],
  )}`;
}

function failuresSection({ summary }: RunReport, t: Texts): Section {
  const words = t.history;
  const failures = summary?.failures ?? [];
  return {
    id: 'failures',
    title: words.failed,
    badge: t.amount(failures.length),
    body: () =>
      failures.length === 0
        ? html`<p>${summary === undefined ? words.noSummary : state('good', words.noFailures)}</p>`
        : dataTable(
            words.failed,
            [
              { title: words.object },
              { title: words.kind, filter: true },
              { title: t.run.state, look: 'state', filter: true },
              { title: t.run.cause, look: 'long' },
            ],
            failures.map(({ label, kind, state: word, cause }) => [
              inEnglish(label, t),
              t.kind(kind, 1),
              outcomeState(word, t),
              said(cause, t),
            ]),
          ),
  };
}

function doubtSection({ steps }: RunReport, t: Texts): Section {
  const words = t.history;
  const open = steps.filter(isUnclear);
  return {
    id: 'doubt',
    title: words.doubt,
    badge: t.amount(open.length),
    body: () =>
      open.length === 0
        ? html`<p>${state('good', words.noDoubt)}</p>`
        : html`<p class="lead">${words.doubtLead}</p>${dataTable(
            words.doubt,
            [
              { title: words.object },
              { title: words.outcome, filter: true },
              { title: words.today, look: 'state', filter: true },
              { title: words.tracking, look: 'key' },
            ],
            open.map((step) => [
              inEnglish(step.label, t),
              words.answer(step.outcome),
              isInDoubt(step) ? outcomeState('in-doubt', t) : today(step, t),
              step.trackingId ?? '–',
            ]),
          )}`,
  };
}

function retriesSection({ steps }: RunReport, t: Texts): Section {
  const words = t.history;
  const again = steps.filter(({ requests }) => requests > 1);
  return {
    id: 'retries',
    title: words.retries,
    badge: t.amount(again.length),
    body: () =>
      again.length === 0
        ? html`<p>${state('good', words.noRetries)}</p>`
        : dataTable(words.retries, stepColumns(t), stepRows(again, t)),
  };
}

function historySection({ steps }: RunReport, t: Texts): Section {
  return {
    id: 'history',
    title: t.history.history,
    badge: t.amount(steps.length),
    wide: true,
    body: () => tableChunks(t.history.historyCaption, stepColumns(t), stepRows(steps, t)),
  };
}

function stepColumns(t: Texts): Column[] {
  const words = t.history;
  return [
    { title: words.object },
    { title: words.kind, filter: true },
    { title: words.requestTitle, look: 'number' },
    { title: words.outcome, filter: true },
    { title: words.status, look: 'number' },
    { title: words.today, look: 'state', filter: true },
    { title: words.detail, look: 'long' },
  ];
}

function* stepRows(steps: readonly RunStep[], t: Texts) {
  for (const step of steps) {
    yield [
      inEnglish(step.label, t),
      t.kind(step.kind, 1),
      t.amount(step.requests),
      t.history.answer(step.outcome),
      step.status ?? '–',
      today(step, t),
      step.detail === undefined ? '–' : said(step.detail, t),
    ];
  }
}

function today({ stateNow }: RunStep, t: Texts): Markup {
  return stateNow === undefined ? html`–` : outcomeState(stateNow, t);
}
