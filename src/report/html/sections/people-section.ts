import type { Readiness } from '../../../domain/findings.ts';
import type { MappingPart } from '../../parts/mapping-part.ts';
import type { PersonRow } from '../../parts/people-part.ts';
import type { ReadinessPart } from '../../parts/readiness.ts';
import type { Texts } from '../../texts/pattern.ts';
import { type Column, tableChunks } from '../data-table.ts';
import { readinessState, state } from '../marks.ts';
import { inEnglish, said } from '../said.ts';
import type { Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

/** Every BroadWorks user before and after, one lean row each. */
export function peopleSection(
  mapping: Extract<MappingPart, { done: true }>,
  readiness: ReadinessPart | undefined,
  t: Texts,
): Section {
  const { people, customers } = mapping;
  const words = t.people;
  const manyCustomers = customers.length > 1;
  const moving = people.filter((person) => person.becomes !== 'notMigrated').length;
  const columns: Column[] = [
    { title: words.user },
    { title: words.services, look: 'long' },
    { title: words.becomes, look: 'long' },
    { title: words.package, filter: true },
    { title: words.number, look: 'key' },
    { title: words.extension, look: 'key' },
    { title: manyCustomers ? words.locationAndCustomer : words.location, filter: !manyCustomers },
    { title: words.why, look: 'long' },
    { title: words.readiness, look: 'state', filter: true },
  ];
  return {
    id: 'people',
    title: words.title,
    badge: t.amount(people.length),
    wide: true,
    *body() {
      yield html`<p class="lead">${words.lead(people.length, moving)}</p>
`;
      yield* tableChunks(words.title, columns, drawPeople(people, manyCustomers, readiness, t));
    },
  };
}

function* drawPeople(
  people: readonly PersonRow[],
  withCustomer: boolean,
  readiness: ReadinessPart | undefined,
  t: Texts,
): Generator<(Markup | string)[]> {
  for (const person of people) yield drawPerson(person, withCustomer, readinessOf(person, readiness), t);
}

function drawPerson(
  person: PersonRow,
  withCustomer: boolean,
  readiness: Readiness | undefined,
  t: Texts,
): (Markup | string)[] {
  const gone = person.becomes === 'notMigrated';
  return [
    html`${person.name || person.userId}<small>${person.userId}</small>`,
    person.servicesRead
      ? person.services.length === 0
        ? t.people.none
        : html`<small class="folded">${inEnglish(person.services.join(', '), t)}</small>`
      : state('open', t.people.never),
    gone
      ? state('bad', t.kind('notMigrated', 1))
      : html`${t.kind(person.becomes, 1)}${after(person.email ?? person.newName)}`,
    person.package === undefined ? '–' : t.package(person.package),
    change(person.number, person.newNumber, gone, t),
    change(person.extension, person.newExtension, gone, t),
    html`${person.location ?? '–'}${withCustomer ? after(person.customer) : undefined}`,
    reason(person, t),
    gone ? '–' : readinessState(readiness, t),
  ];
}

/** The first clause says it; the rest, and the rule behind it, stand smaller below. */
function reason({ why, rule }: PersonRow, t: Texts): Markup {
  const [first = '', ...rest] = why.split('; ');
  return html`${said(first, t)}${rest.length > 0 && html`<small class="folded why">${said(rest.join('; '), t)}</small>`}${
    rule === undefined ? undefined : html`<small><code>${rule}</code></small>`
  }`;
}

/** The value in Webex; the one in BroadWorks too, where it was another. */
function change(before: string | undefined, now: string | undefined, gone: boolean, t: Texts): Markup | string {
  if (gone) return before === undefined ? '–' : html`<s>${before}</s>`;
  if (before === now) return now ?? '–';
  return html`${now ?? '–'}<small>${t.people.was(before)}</small>`;
}

function after(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<small>${text}</small>`;
}

function readinessOf(person: PersonRow, readiness: ReadinessPart | undefined): Readiness | undefined {
  return person.draft === undefined ? undefined : readiness?.objects[person.draft];
}
