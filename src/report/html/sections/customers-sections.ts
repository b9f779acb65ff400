import type { CustomerRow, LocationRow } from '../../parts/customers-part.ts';
import type { MappingPart } from '../../parts/mapping-part.ts';
import type { PrecheckPart } from '../../parts/precheck-part.ts';
import type { ReadinessPart } from '../../parts/readiness.ts';
import type { Texts } from '../../texts/pattern.ts';
import { rankedBars } from '../charts.ts';
import { dataTable, name } from '../data-table.ts';
import { deepLink } from '../deep-link.ts';
import { readinessState, state } from '../marks.ts';
import { figures, type Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

type Mapping = Extract<MappingPart, { done: true }>;

/** All customers in a table, then a page for each. */
export function customersSection(mapping: Mapping, precheck: PrecheckPart, t: Texts): Section {
  const { customers } = mapping;
  const words = t.customers;
  const readiness = precheck.done ? precheck.readiness.objects : {};
  return {
    id: 'customers',
    title: words.title,
    badge: t.amount(customers.length),
    *body() {
      yield dataTable(
        words.caption,
        [
          { title: words.customer },
          { title: words.externalId, look: 'path' },
          { title: words.locations, look: 'number' },
          { title: words.subscribers, look: 'number' },
          { title: words.workspaces, look: 'number' },
          { title: words.virtualLines, look: 'number' },
          { title: words.left, look: 'number' },
          { title: words.administrator },
          { title: words.readiness, look: 'state', filter: true },
        ],
        customers.map((customer, index) => [
          html`<a href="#customer-${index + 1}">${customer.name}</a>`,
          customer.externalId,
          t.amount(customer.locations),
          t.amount(customer.subscribers),
          t.amount(customer.workspaces),
          t.amount(customer.virtualLines),
          t.amount(customer.notMigrated),
          customer.administrator ?? '–',
          readinessState(readiness[customer.id], t),
        ]),
      );
      const packages = packagesByCustomer(mapping);
      const findings = findingsByCustomer(precheck);
      const losses = lossesByCustomer(mapping);
      for (const [index, customer] of customers.entries()) {
        yield drawPage(customer, index + 1, customers.length === 1, {
          packages: packages.get(customer.name) ?? new Map(),
          findings: findings.get(customer.name) ?? { blocker: 0, warning: 0, info: 0 },
          losses: losses.get(customer.name) ?? 0,
          readiness: readinessState(readiness[customer.id], t),
          t,
        });
      }
    },
  };
}

interface PageFacts {
  readonly packages: ReadonlyMap<string, number>;
  readonly findings: Readonly<Record<'blocker' | 'warning' | 'info', number>>;
  readonly losses: number;
  readonly readiness: Markup;
  readonly t: Texts;
}

function drawPage(customer: CustomerRow, number: number, open: boolean, facts: PageFacts): Markup {
  const { t } = facts;
  const words = t.customers;
  const { blocker, warning, info } = facts.findings;
  return html`<details class="page" id="customer-${number}"${open && html` open`}><summary>${name(words.pageOf(customer.name))} ${facts.readiness}</summary>
${figures([
  [t.amount(customer.locations), words.locations],
  [t.amount(customer.subscribers), words.subscribers],
  [t.amount(customer.workspaces), words.workspaces],
  [t.amount(customer.virtualLines), words.virtualLines],
  [t.amount(customer.numbersMoving), words.numbers],
  [t.amount(customer.devices), words.devices],
  [t.amount(customer.features), words.features],
  [t.amount(customer.notMigrated), words.left],
])}
${rankedBars(
  words.packages,
  [...facts.packages].map(([id, count]) => ({ name: t.package(id), count })),
  t,
)}
<p>${words.findings}: ${words.findingsOf(blocker, warning, info)}; ${words.losses(facts.losses)}.</p>
<p class="jumps"><a href="${deepLink('people', customer.name)}">${words.showUsers}</a> · <a href="#findings">${words.showFindings}</a></p>
</details>
`;
}

function packagesByCustomer({ people }: Mapping): Map<string, Map<string, number>> {
  const customers = new Map<string, Map<string, number>>();
  for (const { customer, package: id } of people) {
    if (customer === undefined || id === undefined) continue;
    const counts = customers.get(customer) ?? new Map<string, number>();
    customers.set(customer, counts.set(id, (counts.get(id) ?? 0) + 1));
  }
  return customers;
}

function findingsByCustomer(precheck: PrecheckPart): Map<string, PageFacts['findings']> {
  const customers = new Map<string, { blocker: number; warning: number; info: number }>();
  if (!precheck.done) return customers;
  for (const { severity, items } of precheck.groups) {
    for (const { customer } of items) {
      const counts = customers.get(customer) ?? { blocker: 0, warning: 0, info: 0 };
      counts[severity] += 1;
      customers.set(customer, counts);
    }
  }
  return customers;
}

function lossesByCustomer({ losses }: Mapping): Map<string, number> {
  const customers = new Map<string, number>();
  for (const { owners } of losses.services) {
    for (const { customer } of owners) customers.set(customer, (customers.get(customer) ?? 0) + 1);
  }
  return customers;
}

/** Where everything stands: a tree of customers and locations, then the same as a table. */
export function locationsSection(mapping: Mapping, readiness: ReadinessPart | undefined, t: Texts): Section {
  const { customers, locations, sites } = mapping;
  const many = customers.length > 1;
  const words = t.locations;
  const numbered = locations.map((location, index) => ({ location, site: index + 1 }));
  return {
    id: 'locations',
    title: words.title,
    badge: t.amount(locations.length),
    *body() {
      yield html`<ul class="tree" aria-label="${words.tree}">`;
      for (const customer of customers) {
        yield html`<li><b>${name(customer.name)}</b> ${readinessState(readiness?.objects[customer.id], t)}<ul>`;
        for (const { location, site } of numbered) {
          if (location.customer !== customer.name) continue;
          yield drawLeaf(
            location,
            site,
            sites[site - 1]?.features ?? [],
            readinessState(readiness?.objects[location.id], t),
            t,
          );
        }
        yield html`</ul></li>`;
      }
      yield html`</ul>
${dataTable(
  words.caption,
  [
    { title: many ? words.locationAndCustomer : words.location },
    { title: words.address, look: 'long' },
    { title: words.timeZone, filter: true },
    { title: words.mainNumber, look: 'key' },
    { title: words.owners, look: 'number' },
    { title: words.numbers, look: 'number' },
    { title: words.readiness, look: 'state', filter: true },
  ],
  locations.map((location) => [
    many ? html`${location.name}<small>${location.customer}</small>` : location.name,
    location.address === '' ? state('bad', words.noAddress) : location.address,
    location.timeZone,
    location.mainNumber ?? '–',
    t.amount(location.owners),
    t.amount(location.numbersMoving),
    readinessState(readiness?.objects[location.id], t),
  ]),
)}
<p class="note">${words.note}</p>`;
    },
  };
}

function drawLeaf(
  location: LocationRow,
  site: number,
  features: Mapping['sites'][number]['features'],
  readiness: Markup,
  t: Texts,
): Markup {
  const words = t.locations;
  return html`<li><b>${name(location.name)}</b> ${readiness}<br>
${location.address === '' ? state('bad', words.noAddress) : name(location.address)} · ${location.mainNumber ?? words.noMainNumber} · ${words.holds(location.owners, location.numbersMoving, features.length)}
<span class="jumps">· <a href="${deepLink('people', location.name)}">${words.users}</a> · <a href="#site-${site}">${words.sheet}</a></span>${
    features.length > 0 &&
    html`<ul>${features.map((feature) => html`<li>${t.kind(feature.kind, 1)} ${name(feature.name)} ${feature.dial ?? ''}</li>`)}</ul>`
  }</li>
`;
}
