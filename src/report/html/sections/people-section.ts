import type { Readiness } from '../../../domain/findings.ts';
import type { MappingPart } from '../../parts/mapping-part.ts';
import type { PersonRow } from '../../parts/people-part.ts';
import type { ReadinessPart } from '../../parts/readiness.ts';
import { amount, kindWord, packageWord, several } from '../../words.ts';
import { dataTable } from '../data-table.ts';
import { readinessState, state } from '../marks.ts';
import type { Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

/** Every BroadWorks user before and after, one lean row each. */
export function peopleSection(
  mapping: Extract<MappingPart, { done: true }>,
  readiness: ReadinessPart | undefined,
): Section {
  const { people, customers } = mapping;
  const manyCustomers = customers.length > 1;
  const moving = people.filter((person) => person.becomes !== 'notMigrated').length;
  return {
    id: 'people',
    title: 'Users before and after',
    badge: amount(people.length),
    wide: true,
    body: html`<p class="lead">${several(people.length, 'BroadWorks user')}: ${several(moving, 'moves', 'move')}, ${several(people.length - moving, 'does not', 'do not')}.</p>
${dataTable(
  'Users before and after',
  [
    { title: 'BroadWorks user' },
    { title: 'Services in use', look: 'long' },
    { title: 'Becomes', look: 'long' },
    { title: 'Package' },
    { title: 'Number', look: 'key' },
    { title: 'Ext.', look: 'key' },
    { title: manyCustomers ? 'Location and customer' : 'Location' },
    { title: 'Why', look: 'long' },
    { title: 'Readiness', look: 'state' },
  ],
  people.map((person) => drawPerson(person, manyCustomers, readinessOf(person, readiness))),
)}`,
  };
}

function drawPerson(person: PersonRow, withCustomer: boolean, readiness: Readiness | undefined): (Markup | string)[] {
  const gone = person.becomes === 'notMigrated';
  return [
    html`${person.name || person.userId}<small>${person.userId}</small>`,
    person.servicesRead
      ? person.services.length === 0
        ? 'none'
        : html`<small class="folded">${person.services.join(', ')}</small>`
      : state('open', 'never extracted'),
    gone
      ? state('bad', kindWord('notMigrated'))
      : html`${kindWord(person.becomes)}${after(person.email ?? person.newName)}`,
    person.package === undefined ? '–' : packageWord(person.package),
    change(person.number, person.newNumber, gone),
    change(person.extension, person.newExtension, gone),
    html`${person.location ?? '–'}${withCustomer ? after(person.customer) : undefined}`,
    reason(person),
    gone ? '–' : readinessState(readiness),
  ];
}

/** The first clause says it; the rest, and the rule behind it, stand smaller below. */
function reason({ why, rule }: PersonRow): Markup {
  const [first = '', ...rest] = why.split('; ');
  return html`${first}${rest.length > 0 && html`<small class="folded why">${rest.join('; ')}</small>`}${
    rule === undefined ? undefined : html`<small><code>${rule}</code></small>`
  }`;
}

/** The value in Webex; the one in BroadWorks too, where it was another. */
function change(before: string | undefined, now: string | undefined, gone: boolean): Markup | string {
  if (gone) return before === undefined ? '–' : html`<s>${before}</s>`;
  if (before === now) return now ?? '–';
  return html`${now ?? '–'}<small>was ${before ?? 'none'}</small>`;
}

function after(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<small>${text}</small>`;
}

function readinessOf(person: PersonRow, readiness: ReadinessPart | undefined): Readiness | undefined {
  return person.draft === undefined ? undefined : readiness?.objects[person.draft];
}
