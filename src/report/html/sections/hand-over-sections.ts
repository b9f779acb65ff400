import type { HandOverPart, Todo } from '../../parts/hand-over-part.ts';
import type { MappingPart } from '../../parts/mapping-part.ts';
import type { SiteRow } from '../../parts/sites-part.ts';
import type { TestCall } from '../../parts/test-calls.ts';
import type { Texts } from '../../texts/pattern.ts';
import { dataTable, isolated, joined, name } from '../data-table.ts';
import { state } from '../marks.ts';
import { inEnglish, said } from '../said.ts';
import type { Section } from '../section.ts';
import type { Shown } from '../signature.ts';
import { html, type Markup } from '../tag.ts';
import { LOSS_TONES } from './losses-section.ts';

type Mapping = Extract<MappingPart, { done: true }>;

/** What to tell whom. */
export function noticesSection(mapping: Mapping, t: Texts): Section {
  const words = t.notices;
  const { losses, handOver, devices } = mapping;
  const general = (audience: 'users' | 'administrators') =>
    losses.general.filter((row) => row.audience === audience).map((row) => drawNotice(row, t));
  const own = (audience: HandOverPart['notices'][number]['audience']): Markup[] => [
    ...(audience === 'everybody' ? general('users') : audience === 'administrators' ? general('administrators') : []),
    ...(audience === 'phone-users' ? phoneNotices(devices.byFate, t) : []),
    ...(handOver.notices.find((entry) => entry.audience === audience)?.items ?? []).map((item) =>
      drawNotice(item, t, html`<b>${said(item.service, t)}</b> (${words.count(item.count)}): `),
    ),
  ];
  return {
    id: 'notices',
    title: words.title,
    *body() {
      yield html`<p class="lead">${words.lead}</p>`;
      for (const { audience } of handOver.notices) {
        const items = own(audience);
        yield html`<h3>${words.audience[audience]}</h3>
${items.length === 0 ? html`<p class="note">${words.nothing}</p>` : html`<ul class="notices">${items}</ul>`}
`;
      }
    },
  };
}

function phoneNotices(byFate: Mapping['devices']['byFate'], t: Texts): Markup[] {
  return (['keep', 'convert', 'replace'] as const).flatMap((fate) => {
    const count = byFate.find((row) => row.fate === fate)?.count ?? 0;
    return count === 0 ? [] : [html`<li>${t.notices.phones[fate](count)}</li>`];
  });
}

function drawNotice(
  { notice, action }: { readonly notice: string; readonly action: string },
  t: Texts,
  head?: Markup,
): Markup {
  return html`<li>${head}${said(notice, t)} ${said(action, t)}</li>`;
}

/** What a person does in Control Hub, place by place. */
export function todosSection(handOver: HandOverPart, t: Texts): Section {
  const words = t.todos;
  return {
    id: 'todos',
    title: words.title,
    badge: t.amount(handOver.todos.length),
    body: () => html`<p class="lead">${words.lead}</p>
${
  handOver.todos.length === 0
    ? html`<p>${state('good', words.none)}</p>`
    : dataTable(
        words.caption,
        [
          { title: words.where, filter: true },
          { title: words.about },
          { title: words.what, look: 'long' },
          { title: words.count, look: 'number' },
          { title: words.names, look: 'long' },
          { title: words.done },
        ],
        handOver.todos.map((todo) => drawTodo(todo, t)),
      )
}`,
  };
}

function drawTodo(todo: Todo, t: Texts): (Markup | string)[] {
  return [
    inEnglish(t.todos.topic[todo.topic], t),
    todo.service === undefined ? '–' : said(todo.service, t),
    said(todo.what, t),
    t.amount(todo.count),
    joined(todo.names.map(name)),
    '☐',
  ];
}

/** A sheet per site, each folded on the screen and on a page of its own on paper. */
export function sitesSection(sites: readonly SiteRow[], shown: Shown, t: Texts): Section {
  return {
    id: 'sites',
    title: t.sites.title,
    badge: t.amount(sites.length),
    *body() {
      yield html`<p class="lead">${t.sites.lead}</p>`;
      for (const [index, site] of sites.entries()) yield drawSite(site, index + 1, sites.length === 1, shown, t);
    },
  };
}

function drawSite(site: SiteRow, number: number, open: boolean, shown: Shown, t: Texts): Markup {
  const words = t.sites;
  return html`<details class="page site" id="site-${number}"${open && html` open`}><summary>${name(site.name)} <span class="badge">${name(site.customer)}</span></summary>
<p class="belongs">${words.belongs(t.moment(shown.generatedAt), shown.planHash?.slice(0, 12))}</p>
<dl class="facts-list"><div><dt>${words.address}</dt><dd>${site.address === '' ? state('bad', words.missing) : name(site.address)}</dd></div>
<div><dt>${words.mainNumber}</dt><dd>${site.mainNumber ?? '–'}</dd></div>
<div><dt>${words.owners}</dt><dd>${t.amount(site.owners)}</dd></div>
<div><dt>${words.numbers}</dt><dd>${t.amount(site.numbersMoving)}</dd></div>
<div><dt>${words.devices}</dt><dd>${site.devices.map(({ fate, count }) => `${t.amount(count)} ${t.fate(fate)}`).join(', ') || '–'}</dd></div></dl>
<h3>${words.losses}</h3>
${
  site.losses.length === 0
    ? html`<p>${state('good', words.noLosses)}</p>`
    : html`<ul class="changes">${site.losses.map((loss) => html`<li>${said(loss.service, t)} ${state(LOSS_TONES[loss.verdict], t.verdict(loss.verdict))} (${t.notices.count(loss.count)})</li>`)}</ul>`
}
<h3>${words.calls}</h3>
<table class="calls"><caption>${words.calls}</caption><thead><tr><th scope="col">${words.number}</th><th scope="col">${words.call}</th><th scope="col">${words.expected}</th><th scope="col">${words.result}</th></tr></thead>
<tbody>${site.calls.map((call, index) => {
    const [dial, expected] = scriptOf(call, t);
    return html`<tr><th scope="row">${index + 1}</th><td>${dial}</td><td>${expected}</td><td></td></tr>`;
  })}</tbody></table>
<p class="sign">${words.checkedBy}: </p>
</details>
`;
}

function scriptOf(call: TestCall, t: Texts): readonly string[] {
  const { script } = t.sites;
  const who = isolated(call.object ?? '');
  const dial = call.dial ?? script.ask;
  const expected = call.expect === undefined ? undefined : isolated(call.expect);
  switch (call.call) {
    case 'out':
      return script.out(expected);
    case 'emergency':
      return script.emergency(call.dial);
    case 'overflow':
      return script.overflow(who, dial, expected);
    case 'key':
      return script.key(who, dial, expected);
    case 'in':
    case 'extension':
    case 'huntGroup':
    case 'queue':
    case 'attendant':
    case 'fax':
      return script[call.call](who, dial);
    default:
      return call.call satisfies never;
  }
}
