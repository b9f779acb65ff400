import type { DecisionsPart } from '../../parts/decisions-part.ts';
import type { FindingGroup, PrecheckPart } from '../../parts/precheck-part.ts';
import type { ReadinessPart } from '../../parts/readiness.ts';
import { amount, kindWord, moment, READINESS_WORDS, several } from '../../words.ts';
import { type Share, sharesBar } from '../charts.ts';
import { dataTable } from '../data-table.ts';
import { READINESS_TONES, severityState, state } from '../marks.ts';
import { drawNotYet, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

const WORDS = ['ready', 'conditions', 'notReady', 'unknown'] as const;

export function readinessShares(counts: ReadinessPart['all']): Share[] {
  return WORDS.map((word) => ({ word: READINESS_WORDS[word], count: counts[word], look: READINESS_TONES[word] }));
}

export function readinessSection(precheck: PrecheckPart): Section {
  const head = { id: 'readiness', title: 'Readiness' };
  if (!precheck.done) return { ...head, body: drawNotYet(precheck.message) };
  const { readiness } = precheck;
  return {
    ...head,
    body: html`<p class="lead">Checked ${moment(precheck.checkedAt)}.</p>
<div class="cards">${(
      [
        ['Customers', readiness.customers],
        ['Locations', readiness.locations],
        ['Subscribers, Webex workspaces and virtual lines', readiness.owners],
      ] as const
    ).map(
      ([title, counts]) => html`<div class="card"><h3>${title}</h3>${sharesBar(readinessShares(counts), title)}</div>`,
    )}</div>
<p class="note"><b>Ready</b>: nothing stands in the way. <b>Ready with conditions</b>: it can move, read the warnings. <b>Not ready</b>: a blocker has to be mended first. <b>Unknown</b>: something that decides it was never extracted.</p>`,
  };
}

export function findingsSection(precheck: PrecheckPart): Section {
  const head = { id: 'findings', title: 'Findings' };
  if (!precheck.done) return { ...head, body: drawNotYet(precheck.message) };
  const { blockers, warnings, infos, groups } = precheck;
  return {
    ...head,
    badge: amount(blockers + warnings + infos),
    body: html`<p class="lead">${several(blockers, 'blocker')}, ${several(warnings, 'warning')}, ${several(infos, 'note')}.</p>
${groups.length === 0 ? html`<p>${state('good', 'Every rule passed.')}</p>` : groups.map((group) => drawGroup(group))}`,
  };
}

function drawGroup(group: FindingGroup): Markup {
  return html`<details class="finding ${group.severity}"${group.severity === 'blocker' && group.count <= 20 && html` open`}>
<summary>${severityState(group.severity)}<code>${group.rule}</code><span class="badge">${amount(group.count)}</span></summary>
<p><b>What to do:</b> ${group.hint}${group.cites === undefined ? undefined : html` <span class="cites">Rule ${group.cites}</span>`}</p>
${dataTable(
  `${group.rule}: ${several(group.count, 'object')}`,
  [
    { title: 'Object' },
    { title: 'Customer' },
    { title: 'What was seen', look: 'long' },
    { title: 'Where', look: 'path' },
  ],
  group.items.map((item) => [
    html`${kindWord(item.kind)}<small>${item.id}</small>`,
    item.customer,
    item.override === undefined
      ? item.message
      : html`${item.message}<small>Accepted by ${item.override.by}: ${item.override.reason}</small>`,
    item.source ?? '–',
  ]),
)}
</details>
`;
}

export function decisionsSection(decisions: DecisionsPart): Section {
  const { open, answered, stale, rows } = decisions;
  return {
    id: 'decisions',
    title: 'Decisions',
    badge: amount(rows.length),
    body: html`<p class="lead">${
      rows.length === 0
        ? 'No question was left open by the rules.'
        : `${amount(open + stale)} taken by recommendation, ${amount(answered)} answered by a person${
            stale === 0 ? '' : `; ${several(stale, 'answer', 'answers')} no longer holds, for the cause has changed`
          }.`
    }</p>
${
  rows.length > 0 &&
  dataTable(
    'Decisions',
    [
      { title: 'About' },
      { title: 'Question', look: 'long' },
      { title: 'Choice', look: 'long' },
      { title: 'What it means', look: 'long' },
      { title: 'Reason', look: 'long' },
      { title: 'Chosen by' },
    ],
    rows.map((row) => [
      html`${row.name}<small>${row.object}</small>`,
      row.question,
      html`<b>${row.choiceName}</b>`,
      row.consequence,
      row.reason,
      row.state === 'stale' ? state('care', `${row.by} (stale answer)`) : row.by,
    ]),
  )
}`,
  };
}
