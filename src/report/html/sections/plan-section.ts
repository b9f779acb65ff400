import type { PlanPart } from '../../parts/plan-part.ts';
import { amount, kindWord, moment, several } from '../../words.ts';
import { dataTable } from '../data-table.ts';
import { state } from '../marks.ts';
import { drawNotYet, figures, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

/** What will happen in Webex: the dry run. */
export function planSection(plan: PlanPart): Section {
  const head = { id: 'plan', title: 'Plan' };
  if (!plan.done) return { ...head, body: drawNotYet(plan.message) };
  return {
    ...head,
    badge: amount(plan.steps),
    body: html`<p class="lead">Batch <b>${plan.batch}</b>, compared with the target ${moment(plan.observedAt)}. ${
      plan.approvedBy === undefined
        ? 'Not approved yet.'
        : `Approved by ${plan.approvedBy}${plan.approvedAt === undefined ? '' : `, ${moment(plan.approvedAt)}`}.`
    } Plan <code>${plan.hash.slice(0, 12)}</code></p>
${figures([
  [amount(plan.steps), 'steps'],
  [amount(plan.calls), 'calls to Webex'],
  [minutes(plan.estimatedMinutes), 'at the request budget'],
  [amount(plan.deferred), 'deferred to the cutover'],
  [amount(plan.byAction.blocked), 'blocked'],
])}
<h3>Steps by kind and action</h3>
${dataTable(
  'Steps by kind and action',
  [
    { title: 'Kind' },
    { title: '+ create', look: 'number' },
    { title: '~ change', look: 'number' },
    { title: '= already right', look: 'number' },
    { title: '> adopt', look: 'number' },
    { title: '! blocked', look: 'number' },
    { title: 'Total', look: 'number' },
  ],
  plan.byKind.map((row) => actionRow(kindWord(row.kind, 2), row, row.total)),
  actionRow('All', plan.byAction, plan.steps),
)}
${
  plan.changes.length > 0 &&
  html`<h3>Changes to what is there</h3>${dataTable(
    'Changes, old and new',
    [
      { title: 'Object' },
      { title: 'Field' },
      { title: 'In Webex now', look: 'long' },
      { title: 'After', look: 'long' },
    ],
    plan.changes.flatMap(({ label, differences }) =>
      differences.map(({ field, actual, expected }) => [label, field, actual, expected]),
    ),
  )}`
}
<h3>Blocked</h3>
${plan.blocked.length === 0 ? html`<p>${state('good', 'Nothing is blocked.')}</p>` : heldBack('Blocked, with the reason', plan.blocked)}
${
  plan.leftOut.length > 0 &&
  html`<h3>Left out</h3>${dataTable(
    'Members that cannot come along',
    [{ title: 'Object' }, { title: 'Left out', look: 'long' }],
    plan.leftOut.map(({ label, parts }) => [label, parts.join('; ')]),
  )}`
}
${plan.nothingToDo.length > 0 && html`<details><summary>${several(plan.nothingToDo.length, 'object needs', 'objects need')} no step</summary>${heldBack('No step needed', plan.nothingToDo)}</details>`}`,
  };
}

function heldBack(caption: string, rows: readonly { kind: string; label: string; reason: string }[]): Markup {
  return dataTable(
    caption,
    [{ title: 'Object' }, { title: 'Kind' }, { title: 'Why', look: 'long' }],
    rows.map(({ kind, label, reason }) => [label, kindWord(kind), reason]),
  );
}

function actionRow(
  title: string,
  counts: Readonly<Record<'create' | 'change' | 'unchanged' | 'adopt' | 'blocked', number>>,
  total: number,
): string[] {
  const { create, change, unchanged, adopt, blocked } = counts;
  return [title, ...[create, change, unchanged, adopt, blocked, total].map(amount)];
}

export function minutes(number: number): string {
  return number < 60 ? `${number} min` : `${Math.floor(number / 60)} h ${Math.round(number % 60)} min`;
}
