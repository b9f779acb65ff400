import type { ReportData } from '../report-data.ts';
import { learnTerms, ordinaryWords } from './learn-terms.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { createScrubber, type Scrubber } from './scrubber.ts';

/**
 * Fields that hold words of ours, times and hashes only. Every other text is scrubbed, so that a field which is added
 * later cannot leak by being forgotten here. `field` of a difference is none of them: what differs may be named after
 * whom it is about, as the numbers of an activation are.
 */
const OURS = new Set(
  `schema generatedAt lastReadAt checkedAt observedAt startedAt endedAt approvedAt hash run command outcome kind rule
   severity state verdict fate becomes package packages category audience management macEvidence timeZone language type
   code cites service services model topic call job`.split(/\s+/),
);
/** Values of the target that tell nothing about anybody: switches, constants, small numbers, time zones. */
const PLAIN_VALUE = /^(true|false|\(none\)|[A-Z]+(_[A-Z]+)+|\d{1,2}|[a-z]{2}_[a-z]{2}|[A-Z][a-z]+\/[A-Za-z_/]+|UTC)$/;

/**
 * The same report about people with other names: all totals stay, every name, id, number, e-mail, address and MAC is
 * replaced by a pseudonym that is the same everywhere, and in every report that is made with the same key.
 *
 * @param labels - what people wrote on keys, in menus, as names of schedules; sentences and labels quote it
 * @param sentences - what the tool says, so that a person called "Will" does not take the word out of them
 */
export function anonymiseReport(
  data: ReportData,
  key: string,
  labels: readonly string[] = [],
  sentences: readonly string[] = [],
): ReportData {
  const pseudonyms = createPseudonyms(key);
  const scrubber = createScrubber(pseudonyms, ordinaryWords(sentences));
  const services = new Set(
    data.mapping.done
      ? [
          ...data.mapping.people.flatMap((person) => person.services),
          ...data.mapping.losses.services.map(({ service }) => service),
        ]
      : [],
  );
  learnTerms(data, labels, services, scrubber);
  const clean: Cleaner = {
    scrub: scrubber.scrub,
    /** What a message quotes may be any value of the source: unless it is the name of a service, it goes. */
    sentence: (text) =>
      scrubber.scrub(
        text.replace(/"([^"]*)"/g, (whole, quoted: string) =>
          services.has(quoted) || quoted === '' ? whole : `"${pseudonyms.name('Value', quoted)}"`,
        ),
      ),
    value: (text) => (PLAIN_VALUE.test(text) ? text : pseudonyms.name('Value', text)),
  };
  return { ...walk(withoutPlaces(data), '', clean), anonymised: true };
}

interface Cleaner {
  readonly scrub: Scrubber['scrub'];
  readonly sentence: (text: string) => string;
  readonly value: (text: string) => string;
}

/**
 * Paths of captures and quotes from them are left out: they may hold anything. So are names and ids of objects that nobody
 * planned: no part of the report knows them.
 */
function withoutPlaces(data: ReportData): ReportData {
  const { source, precheck, target, verification } = data;
  return {
    ...data,
    ...(target === undefined
      ? {}
      : { target: { ...target, key: target.sandbox ? 'sandbox' : target.key.replace(/#.*$/, '') } }),
    verification: verification.done
      ? {
          ...verification,
          items: verification.items.map((item) =>
            item.state === 'extra' ? { ...item, step: 'extra', label: item.kind } : item,
          ),
        }
      : verification,
    source: source.done ? { ...source, issues: source.issues.map((issue) => ({ ...issue, examples: [] })) } : source,
    precheck: precheck.done
      ? {
          ...precheck,
          groups: precheck.groups.map((group) => ({
            ...group,
            items: group.items.map(({ source: place, ...item }) => {
              const response = place === undefined ? undefined : /\b[A-Z]\w+Response\w*/.exec(place)?.[0];
              return response === undefined ? item : { ...item, source: response };
            }),
          })),
        }
      : precheck,
  };
}

const SENTENCES = new Set(['message', 'cause', 'reason', 'why', 'label', 'parts', 'consequence', 'choice']);
const VALUES = new Set(['expected', 'actual']);

function walk<Value>(value: Value, field: string, clean: Cleaner): Value;
function walk(value: unknown, field: string, clean: Cleaner): unknown {
  if (typeof value === 'string') {
    if (OURS.has(field)) return value;
    if (VALUES.has(field)) return clean.value(value);
    return SENTENCES.has(field) ? clean.sentence(value) : clean.scrub(value);
  }
  if (Array.isArray(value)) return value.map((item) => walk(item, field, clean));
  if (typeof value !== 'object' || value === null) return value;
  // Only a record by id has names for keys; the names of our own fields never change.
  const keyed = field === 'objects';
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      keyed ? [clean.scrub(name), inner] : [name, walk(inner, name, clean)],
    ),
  );
}
