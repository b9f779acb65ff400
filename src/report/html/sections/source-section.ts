import type { InventoryPart } from '../../parts/inventory-part.ts';
import type { SourcePart } from '../../parts/source-part.ts';
import type { Texts } from '../../texts/pattern.ts';
import { topBars } from '../charts.ts';
import { dataTable } from '../data-table.ts';
import { state } from '../marks.ts';
import { drawNotYet, figures, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

type Done = Extract<SourcePart, { done: true }>;

/** What was read, and how completely: read, answered with an error, and never asked stay three things. */
export function sourceSection(source: SourcePart, t: Texts): Section {
  const words = t.source;
  const head = { id: 'source', title: words.title };
  if (!source.done) return { ...head, body: () => drawNotYet(source.message, t) };
  const { entities } = source;
  const gaps = source.completeness.filter((question) => question.error > 0 || question.neverAsked > 0).length;
  return {
    ...head,
    body: () => html`<p class="lead">${words.lead(source.files, source.commands, size(source.bytes, t), t.moment(source.lastReadAt))}</p>
${figures([
  [t.amount(entities.serviceProviders), words.providers],
  [t.amount(entities.groups), words.groups],
  [t.amount(entities.users), words.users],
  [t.amount(entities.serviceInstances), words.instances],
  [t.amount(entities.devices), words.devices],
  [t.amount(entities.numbers), words.numbers],
  [t.amount(entities.servicePacks), words.packs],
])}
<h3>${words.completeness}</h3>
<p>${gaps === 0 ? words.complete : words.gaps(gaps)}</p>
${dataTable(
  words.caption,
  [
    { title: words.question },
    { title: words.askedOf, filter: true },
    { title: words.read, look: 'number' },
    { title: words.error, look: 'number' },
    { title: words.never, look: 'number' },
    { title: words.state, look: 'state', filter: true },
  ],
  source.completeness.map((question) => [
    words.questions[question.id],
    words.of[question.of],
    t.amount(question.read),
    t.amount(question.error),
    t.amount(question.neverAsked),
    question.error > 0
      ? state('bad', words.errors)
      : question.neverAsked > 0
        ? state('care', words.gapsWord)
        : state('good', words.completeWord),
  ]),
)}
${drawIssues(source, t)}`,
  };
}

function drawIssues({ issues, unknown, responses }: Done, t: Texts): Markup {
  const words = t.source;
  if (issues.length + unknown.length + responses.error + responses.orphans === 0) {
    return html`<p>${state('good', words.usual)}</p>`;
  }
  return html`<h3>${words.met}</h3>
<ul>${responses.error > 0 && html`<li>${words.errorAnswers(responses.error)}</li>`}
${responses.orphans > 0 && html`<li>${words.orphans(responses.orphans)}</li>`}
${unknown.map(({ type, count }) => html`<li><code>${type}</code>: ${words.unknown(count)}</li>`)}
${issues.map(
  (issue) =>
    html`<li>${issue.kind} <code>${issue.code}</code>: ${t.amount(issue.count)}<ul>${issue.examples.map((example) => html`<li>${example}</li>`)}${issue.count > issue.examples.length && html`<li>${words.more(issue.count - issue.examples.length)}</li>`}</ul></li>`,
)}</ul>`;
}

function size(bytes: number, t: Texts): string {
  return bytes < 1_000_000
    ? `${t.amount(Math.ceil(bytes / 1000))} kB`
    : `${t.amount(Math.round(bytes / 100_000) / 10)} MB`;
}

const BARS = 15;

/** What is in use today. */
export function inventorySection(inventory: InventoryPart, t: Texts): Section {
  const words = t.inventory;
  return {
    id: 'inventory',
    title: words.title,
    body: () => html`<p class="lead">${words.lead}</p>
<div class="columns"><div>${topBars(words.services, inventory.services, BARS, t)}</div>
<div>${topBars(words.devices, inventory.deviceTypes, BARS, t)}
${topBars(words.locations, inventory.usersByLocation, BARS, t)}</div></div>`,
  };
}
