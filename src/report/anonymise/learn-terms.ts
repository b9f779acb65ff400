import type { ReportData } from '../report-data.ts';
import type { Scrubber } from './scrubber.ts';

/** Words that stand in names of places and say nothing about anybody; without them, half of all sentences would go. */
const PLAIN_WORDS = new Set(
  `alarm attendant auto bench board boardroom break call calling calls cellar centre center clinic common conference corridor
   counter customer cutover default department desk device door elevator emergency entrance escort fax fire floor front
   gate group groups guest hall hotel house hunt kitchen lift line lines lobby location mail mailbox main meeting mobile night none
   number numbers office operator paging park parking phone phones place pool portal public queue reception room sales security
   service services shop site spare storage store support team test the trunk user users van virtual visitor voicemail
   voice waiting warehouse webex workshop workspace yard`.split(/\s+/),
);
const SHORTEST_NAME = 3;

/** Words of sentences, in lower case; what stands in their placeholders is a value. */
export function ordinaryWords(sentences: readonly string[]): ReadonlySet<string> {
  const words = sentences.flatMap(
    (sentence) =>
      sentence
        .replace(/\{[^}]*\}/g, ' ')
        .toLowerCase()
        .match(/[a-z]+/g) ?? [],
  );
  return new Set([...PLAIN_WORDS, ...words]);
}

/** Teaches the scrubber everything in the report that identifies a person, an organisation or a place. */
export function learnTerms(
  { mapping, precheck, plan, outcome }: ReportData,
  labels: readonly string[],
  services: ReadonlySet<string>,
  { learn }: Scrubber,
): void {
  // A person or place may be called like a word of a service or package: those names stay readable.
  const plain = new Set([
    ...PLAIN_WORDS,
    ...[...services].flatMap((service) => service.toLowerCase().split(/[^a-z]+/)),
  ]);
  const isPlain = (word: string): boolean => plain.has(word.toLowerCase());
  const person = (name: string | undefined): void => {
    learn('person', name);
    for (const word of name?.split(/[^\p{L}\p{M}'’-]+/u) ?? []) {
      if (word.length >= SHORTEST_NAME && !isPlain(word)) learn('person', word);
    }
  };
  const key = (text: string): void => {
    const bare = text.slice(text.indexOf(':') + 1);
    for (const part of bare.split('/')) {
      learn('id', decoded(part));
      for (const word of decoded(part).split(/[^\p{L}\p{N}@.]+/u)) {
        if (word.length > SHORTEST_NAME && !isPlain(word)) learn('id', word);
      }
    }
  };
  const operator = (name: string | undefined): void => {
    if (name !== undefined && name !== 'recommendation' && name !== 'unknown') learn('person', name);
  };

  // Numbers first: national forms take the pseudonym of the full one.
  if (mapping.done) {
    for (const { number } of mapping.numbers.rows) learn('digits', number);
    for (const location of mapping.locations) learn('digits', location.mainNumber);
    for (const row of mapping.people) learn('digits', row.newNumber);
    for (const row of mapping.people) {
      learn(row.userId.includes('@') ? 'id' : 'person', row.userId);
      key(`user:${row.userId}`);
      for (const text of [row.number, row.extension, row.newExtension]) learn('digits', text);
      learn('id', row.email);
      person(row.name);
      person(row.newName);
      if (row.draft !== undefined) key(row.draft);
    }
    for (const row of mapping.customers) {
      learn('organisation', row.name);
      for (const word of row.name.split(/[^\p{L}\p{N}]+/u)) {
        if (word.length > SHORTEST_NAME && !isPlain(word)) learn('organisation', word);
      }
      key(row.externalId);
      person(row.administrator);
    }
    for (const row of mapping.locations) {
      learn('location', row.name);
      key(row.id);
      learn('address', row.address);
      for (const piece of row.address.split(', ')) if (piece.length > SHORTEST_NAME) learn('address', piece);
    }
    for (const row of mapping.features) {
      learn('feature', row.name);
      for (const text of [row.number, row.extension]) learn('digits', text);
    }
    for (const row of mapping.devices.rows) {
      learn('device', row.name);
      learn('device', row.mac);
      for (const owner of row.owners) person(owner);
    }
    for (const row of mapping.numbers.rows) person(row.owner);
    for (const row of mapping.leftBehind) key(`left:${row.source.slice(row.source.indexOf(' ') + 1)}`);
    for (const row of mapping.decisions.rows) {
      key(row.object.replace(/^\w+ /, ''));
      operator(row.by);
    }
    for (const loss of mapping.losses.services) for (const { owner } of loss.owners) key(owner);
  }
  if (precheck.done) {
    for (const group of precheck.groups) {
      for (const item of group.items) {
        key(item.id);
        operator(item.override?.by);
      }
    }
  }
  if (plan.done) operator(plan.approvedBy);
  if (outcome.done) operator(outcome.by);
  // Last: whoever stands on a key by name keeps the pseudonym of that person.
  for (const label of labels) {
    if (label.length >= SHORTEST_NAME && !isPlain(label) && !services.has(label)) learn('label', label);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % in an id: it is taken as it stands.
    return text;
  }
}
