import { closest } from '../domain/closest.ts';
import { entryOf } from '../domain/entry-of.ts';
import { writtenKey } from '../domain/keys.ts';
import type { ExplainEntity, ExplainMatch } from './ports.ts';

/** Ways of meaning an object, strongest first: an id is an id, an extension only a hint. */
const WAYS = ['id', 'e-mail', 'number', 'MAC', 'name', 'extension'] as const;
type Way = (typeof WAYS)[number];

/** Fewer digits are an extension, not a spelling of a number. */
const LEAST_DIGITS = 7;
const MOST_SUGGESTIONS = 3;

/**
 * Finds what a query means: all matches of the strongest way that has one or more. A number leads to its owner where it has
 * one, for that is whose story it is.
 *
 * @param query - id, key (`acme/north`), e-mail, number in any spelling, MAC, name, or extension; a draft id or a
 *   `kind:key` narrows it to that kind
 */
export function findEntities(query: string, entities: Iterable<ExplainEntity>): ExplainMatch[] {
  const wanted = readQuery(query);
  const found = new Map<Way, Map<string, ExplainMatch>>();
  for (const entity of entities) {
    if (wanted.kinds && !wanted.kinds.includes(entity.kind)) continue;
    const way = WAYS.find((candidate) => fits(candidate, entity, wanted));
    if (way === undefined) continue;
    const matches = found.get(way) ?? new Map<string, ExplainMatch>();
    const candidate = { kind: entity.kind, key: keyOf(entity), name: nameOf(entity), matchedBy: way };
    matches.set(`${entity.kind}:${candidate.key}`, { candidate, entity });
    found.set(way, matches);
  }
  const best = WAYS.map((way) => found.get(way)).find((matches) => matches !== undefined);
  return best ? preferOwners([...best.values()]) : [];
}

/** What the query is as an id or a key, in lower case. */
export function idIn(query: string): string {
  return readQuery(query).text;
}

/** An e-mail address, an id or a name of one word: whatever it means holds it as it is. */
const ONE_WORD = /^[a-z0-9@._+-]+$/;

/**
 * Words of which every entity that the query means holds at least one, as ASCII letters and digits; none where the query
 * has no such word. Of an address the whole is one: everybody holds its domain.
 */
export function wordsIn(query: string): string[] {
  const { text, digits, mac } = readQuery(query);
  if (digits === '' && mac === undefined && ONE_WORD.test(text)) return [text];
  const longest = (text.match(/[a-z0-9]+/g) ?? []).reduce(
    (most, word) => (word.length > most.length ? word : most),
    '',
  );
  if (longest === '') return [];
  const number = digits.replace(/^0+/, '');
  return [longest, ...(number === '' ? [] : [number]), ...(mac === undefined ? [] : [mac])];
}

/** Nearest keys and names, for a query that means nothing. */
export function suggest(query: string, entities: Iterable<ExplainEntity>): string[] {
  const words = new Set<string>();
  for (const entity of entities) for (const word of wordsOf(entity)) words.add(word);
  const suggestions: string[] = [];
  while (suggestions.length < MOST_SUGGESTIONS) {
    const next = closest(query, words) ?? [...words].find((word) => startsAlike(word, query));
    if (next === undefined) return suggestions;
    suggestions.push(next);
    words.delete(next);
  }
  return suggestions;
}

/** What a person calls it. */
export function nameOf({ kind, row }: ExplainEntity): string {
  switch (kind) {
    case 'customer':
    case 'group':
      return row.name ?? row.id;
    case 'user':
      return [row.firstName, row.lastName].filter((part) => part !== undefined).join(' ') || row.userId;
    case 'serviceInstance':
      return row.name ?? row.userId;
    case 'device':
      return row.name;
    case 'number':
      return row.dn;
    default:
      return kind satisfies never;
  }
}

function keyOf(entity: ExplainEntity): string {
  return entity.kind === 'number' ? entity.row.dn : entity.row.key;
}

interface Query {
  readonly text: string;
  readonly digits: string;
  readonly mac: string | undefined;
  readonly kinds: readonly ExplainEntity['kind'][] | undefined;
}

/** Prefixes of entity references and of draft ids. */
const PREFIXES: Readonly<Record<string, readonly ExplainEntity['kind'][]>> = {
  customer: ['customer', 'group'],
  bw: ['customer', 'group'],
  serviceProvider: ['customer'],
  location: ['group'],
  group: ['group'],
  user: ['user'],
  subscriber: ['user'],
  workspace: ['user'],
  virtualLine: ['user'],
  serviceInstance: ['serviceInstance'],
  huntGroup: ['serviceInstance'],
  callQueue: ['serviceInstance'],
  autoAttendant: ['serviceInstance'],
  pagingGroup: ['serviceInstance'],
  voicePortal: ['group'],
  voicemailGroup: ['user', 'serviceInstance'],
  device: ['device'],
  dn: ['number'],
  number: ['number'],
};

function readQuery(query: string): Query {
  const trimmed = decoded(query.trim())
    .replace(/^tel:/i, '')
    .replace(/;[a-z-]+=.*$/i, '');
  const colon = trimmed.indexOf(':');
  const prefix = colon < 0 ? '' : trimmed.slice(0, colon);
  const kinds = entryOf(PREFIXES, prefix);
  const text = (kinds ? trimmed.slice(colon + 1) : trimmed).toLowerCase();
  const bare = text.replaceAll(/[\s:.-]/g, '');
  return {
    text,
    // Letters mean that it is no number at all.
    digits: /^[\d\s()+./-]+$/.test(text) ? text.replaceAll(/\D/g, '').replace(/^00(?=\d{7})/, '') : '',
    mac: /^[0-9a-f]{12}$/.test(bare) ? bare.toUpperCase() : undefined,
    kinds,
  };
}

/** Percent-encoded spellings, as they stand in links and keys; a text that is no such spelling stays as it is. */
function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fits(way: Way, entity: ExplainEntity, { text, digits, mac }: Query): boolean {
  const { kind, row } = entity;
  const same = (...values: readonly (string | undefined)[]) => values.some((value) => value?.toLowerCase() === text);
  switch (way) {
    case 'id':
      if (kind === 'number') return false;
      if (kind === 'device') return same(row.key, writtenKey(row.key));
      return 'id' in row ? same(row.key, writtenKey(row.key), row.id) : same(row.key, row.userId);
    case 'e-mail':
      return kind === 'user' && same(row.emailAddress);
    case 'number':
      if (digits.length < LEAST_DIGITS || !('dn' in row) || row.dn === undefined) return false;
      // National spellings lack the country code and may carry a trunk zero.
      return row.dn.slice(1) === digits || row.dn.endsWith(digits.replace(/^0+/, ''));
    case 'MAC':
      return (
        kind === 'device' &&
        mac !== undefined &&
        (row.macAddress?.toUpperCase() === mac || row.macCandidate?.mac === mac)
      );
    case 'name':
      return same(nameOf(entity));
    case 'extension':
      return (kind === 'user' || kind === 'serviceInstance') && same(row.extension);
    default:
      return way satisfies never;
  }
}

/** The number itself is told only where nobody has it. */
function preferOwners(matches: readonly ExplainMatch[]): ExplainMatch[] {
  const owners = matches.filter(({ entity }) => entity.kind !== 'number');
  return owners.length > 0 ? owners : [...matches];
}

function wordsOf(entity: ExplainEntity): string[] {
  const { kind, row } = entity;
  if (kind === 'number') return [row.dn];
  const own = [row.key, nameOf(entity)];
  return kind === 'user' && row.emailAddress !== undefined ? [...own, row.emailAddress] : own;
}

function startsAlike(word: string, query: string): boolean {
  const start = query.trim().toLowerCase().slice(0, 4);
  return start.length >= 3 && word.toLowerCase().startsWith(start);
}
