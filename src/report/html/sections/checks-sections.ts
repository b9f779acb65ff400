import type { DecisionsPart } from '../../parts/decisions-part.ts';
import type { FindingGroup, PrecheckPart } from '../../parts/precheck-part.ts';
import type { ReadinessPart } from '../../parts/readiness.ts';
import type { Texts } from '../../texts/pattern.ts';
import { type Share, sharesBar } from '../charts.ts';
import { dataTable } from '../data-table.ts';
import { READINESS_TONES, severityState, state } from '../marks.ts';
import { inEnglish, said } from '../said.ts';
import { drawNotYet, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

const WORDS = ['ready', 'conditions', 'notReady', 'unknown'] as const;

export function readinessShares(counts: ReadinessPart['all'], t: Texts): Share[] {
  return WORDS.map((word) => ({ word: t.readiness[word], count: counts[word], look: READINESS_TONES[word] }));
}

export function readinessSection(precheck: PrecheckPart, t: Texts): Section {
  const words = t.checks;
  const head = { id: 'readiness', title: words.readiness };
  if (!precheck.done) return { ...head, body: () => drawNotYet(precheck.message, t) };
  const { readiness } = precheck;
  return {
    ...head,
    body: () => html`<p class="lead">${words.checked(t.moment(precheck.checkedAt))}</p>
<div class="cards">${(
      [
        [words.customers, readiness.customers],
        [words.locations, readiness.locations],
        [words.owners, readiness.owners],
      ] as const
    ).map(
      ([title, counts]) =>
        html`<div class="card"><h3>${title}</h3>${sharesBar(readinessShares(counts, t), title, t)}</div>`,
    )}</div>
<p class="note">${words.note}</p>`,
  };
}

export function findingsSection(precheck: PrecheckPart, t: Texts): Section {
  const words = t.checks;
  const head = { id: 'findings', title: words.findings };
  if (!precheck.done) return { ...head, body: () => drawNotYet(precheck.message, t) };
  const { blockers, warnings, infos, groups } = precheck;
  return {
    ...head,
    badge: t.amount(blockers + warnings + infos),
    *body() {
      yield html`<p class="lead">${words.lead(blockers, warnings, infos)}</p>`;
      if (groups.length === 0) yield html`<p>${state('good', words.passed)}</p>`;
      for (const group of groups) yield drawGroup(group, t);
    },
  };
}

function drawGroup(group: FindingGroup, t: Texts): Markup {
  const words = t.checks;
  return html`<details class="finding ${group.severity}"${group.severity === 'blocker' && group.count <= 20 && html` open`}>
<summary>${severityState(group.severity, t)}<code>${group.rule}</code><span class="badge">${t.amount(group.count)}</span></summary>
<p><b>${words.toDo}</b> ${said(group.hint, t)}${group.cites === undefined ? undefined : html` <span class="cites">${words.rule(group.cites)}</span>`}</p>
${dataTable(
  words.caption(group.rule, group.count),
  [
    { title: words.object },
    { title: words.customer, filter: true },
    { title: words.seen, look: 'long' },
    { title: words.where, look: 'path' },
  ],
  group.items.map((item) => [
    html`${t.kind(item.kind, 1)}<small>${item.id}</small>`,
    item.customer,
    item.override === undefined
      ? said(item.message, t)
      : html`${said(item.message, t)}<small>${words.accepted(item.override.by, item.override.reason)}</small>`,
    item.source ?? '–',
  ]),
)}
</details>
`;
}

/** An answer as `decisions resolve` takes it, not a name. */
function isWord(choice: string): boolean {
  return /^[a-z]+(?:-[a-z]+)*$/i.test(choice);
}

export function decisionsSection(decisions: DecisionsPart, t: Texts): Section {
  const { open, answered, stale, answeredSince, rows } = decisions;
  const words = t.decisions;
  return {
    id: 'decisions',
    title: words.title,
    badge: t.amount(rows.length),
    body: () => html`<p class="lead">${rows.length === 0 ? words.none : words.lead(open + stale, answered, stale)}</p>
${answeredSince === true && html`<p>${state('care', words.answeredSince)}</p>`}
${
  rows.length > 0 &&
  dataTable(
    words.title,
    [
      { title: words.about },
      { title: words.question, look: 'long' },
      { title: words.choice, look: 'long', filter: true },
      { title: words.means, look: 'long' },
      { title: words.reason, look: 'long' },
      { title: words.by, filter: true },
    ],
    rows.map((row) => [
      html`${row.name}<small>${row.object}</small>`,
      said(row.question, t),
      html`<b>${isWord(row.choiceName) ? inEnglish(row.choiceName, t) : row.choiceName}</b>`,
      said(row.consequence, t),
      said(row.reason, t),
      row.state === 'stale'
        ? state('care', words.stale(row.by))
        : row.by === 'recommendation'
          ? words.recommendation
          : row.by,
    ]),
  )
}`,
  };
}
