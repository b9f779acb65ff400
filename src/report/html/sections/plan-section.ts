import type { PlanPart } from '../../parts/plan-part.ts';
import type { Texts } from '../../texts/pattern.ts';
import { dataTable } from '../data-table.ts';
import { state } from '../marks.ts';
import { inEnglish, said } from '../said.ts';
import { drawNotYet, figures, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

/** What will happen in Webex: the dry run. */
export function planSection(plan: PlanPart, t: Texts): Section {
  const words = t.plan;
  const head = { id: 'plan', title: words.title };
  if (!plan.done) return { ...head, body: () => drawNotYet(plan.message, t) };
  return {
    ...head,
    badge: t.amount(plan.steps),
    body: () => html`<p class="lead">${words.batch} <b>${plan.batch}</b>${words.lead(t.moment(plan.observedAt))}${
      plan.approvedBy === undefined
        ? words.notApproved
        : words.approved(plan.approvedBy, plan.approvedAt === undefined ? undefined : t.moment(plan.approvedAt))
    } ${words.plan} <code>${plan.hash.slice(0, 12)}</code></p>
${figures([
  [t.amount(plan.steps), words.steps],
  [t.amount(plan.calls), words.calls],
  [words.minutes(plan.estimatedMinutes), words.budget],
  [t.amount(plan.deferred), words.deferred],
  [t.amount(plan.byAction.blocked), words.blocked],
])}
<h3>${words.byKind}</h3>
${dataTable(
  words.byKind,
  [
    { title: words.kind },
    ...[words.create, words.change, words.right, words.adopt, words.blockedSign, words.remove, words.total].map(
      (title) => ({
        title,
        look: 'number' as const,
      }),
    ),
  ],
  plan.byKind.map((row) => actionRow(t.kind(row.kind, 2), row, row.total, t)),
  actionRow(words.all, plan.byAction, plan.steps, t),
)}
${
  plan.changes.length > 0 &&
  html`<h3>${words.changes}</h3>${dataTable(
    words.changesCaption,
    [
      { title: words.object },
      { title: words.field, filter: true },
      { title: words.now, look: 'long' },
      { title: words.after, look: 'long' },
    ],
    plan.changes.flatMap(({ label, differences }) =>
      differences.map(({ field, actual, expected }) => [inEnglish(label, t), field, actual, expected]),
    ),
  )}`
}
<h3>${words.blockedTitle}</h3>
${plan.blocked.length === 0 ? html`<p>${state('good', words.nothingBlocked)}</p>` : heldBack(words.blockedCaption, plan.blocked, t)}
${
  plan.leftOut.length > 0 &&
  html`<h3>${words.leftOut}</h3>${dataTable(
    words.leftOutCaption,
    [{ title: words.object }, { title: words.leftOut, look: 'long' }],
    plan.leftOut.map(({ label, parts }) => [inEnglish(label, t), said(parts.join('; '), t)]),
  )}`
}
${plan.nothingToDo.length > 0 && html`<details><summary>${words.noStep(plan.nothingToDo.length)}</summary>${heldBack(words.noStepCaption, plan.nothingToDo, t)}</details>`}`,
  };
}

function heldBack(caption: string, rows: readonly { kind: string; label: string; reason: string }[], t: Texts): Markup {
  return dataTable(
    caption,
    [{ title: t.plan.object }, { title: t.plan.kind, filter: true }, { title: t.plan.why, look: 'long' }],
    rows.map(({ kind, label, reason }) => [inEnglish(label, t), t.kind(kind, 1), said(reason, t)]),
  );
}

function actionRow(
  title: string,
  counts: Readonly<Record<'create' | 'change' | 'unchanged' | 'adopt' | 'blocked' | 'delete', number>>,
  total: number,
  t: Texts,
): string[] {
  const { create, change, unchanged, adopt, blocked, delete: removed } = counts;
  return [title, ...[create, change, unchanged, adopt, blocked, removed, total].map(t.amount)];
}
