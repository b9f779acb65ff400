import { ANONYMOUS_DOMAIN, type Pseudonyms } from './pseudonyms.ts';

/** What a value is, which decides the form of its pseudonym. */
export type TermKind =
  | 'person'
  | 'organisation'
  | 'location'
  | 'feature'
  | 'device'
  | 'address'
  | 'label'
  | 'id'
  | 'digits';

const WORDS: Readonly<Record<Exclude<TermKind, 'id' | 'digits'>, string>> = {
  person: 'Person',
  organisation: 'Organisation',
  location: 'Location',
  feature: 'Feature',
  device: 'Device',
  address: 'Address',
  label: 'Label',
};

/**
 * Replaces everything that identifies somebody inside any text: the terms it was told, and by their form every e-mail
 * address, telephone number and MAC address, known or not.
 */
export interface Scrubber {
  learn(kind: TermKind, value: string | undefined): void;
  scrub(text: string): string;
}

/** A value, not a word of a sentence: the whole text, a part of a key, or in quotes. */
function standsAlone(text: string, start: number, length: number): boolean {
  if (length === text.length) return true;
  return /[/:="']/.test(text.charAt(start - 1)) || /[/="']/.test(text.charAt(start + length));
}

const SCAN = /[^\s"'<>(),;:=/|]+@[^\s"'<>(),;:=/|]+|\+\d[\d-]{6,}\d|[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}\s]+/gu;
const PART_OF_WORD = /[\p{L}\p{N}\p{M}]/u;
const MAC = /^(?=.*\d)[0-9a-f]{12}$/i;
/** Below this a term is taken only in the very letters that it was learnt in. */
const ANY_CASE_FROM = 4;

interface Term {
  readonly text: string;
  readonly replacement: string;
  /** Also a word of sentences: taken only where it can be told apart from one. */
  readonly isOrdinary: boolean;
}

/** @param ordinary - words of the tool's own sentences, in lower case: somebody may be called like one of them */
export function createScrubber(pseudonyms: Pseudonyms, ordinary: ReadonlySet<string> = new Set()): Scrubber {
  /** By first token, lower case: all terms that begin with it, longest first. */
  const terms = new Map<string, Term[]>();
  const known = new Set<string>();
  /** Digits of E.164 numbers without their country code, so that a national form gets the same pseudonym. */
  const national = new Map<string, string>();

  function add(text: string, replacement: string): void {
    const first = text.match(SCAN)?.[0]?.toLowerCase();
    if (first === undefined || known.has(text)) return;
    known.add(text);
    const list = terms.get(first) ?? [];
    list.push({ text, replacement, isOrdinary: ordinary.has(text.toLowerCase()) });
    list.sort((a, b) => b.text.length - a.text.length);
    terms.set(first, list);
  }

  function learn(kind: TermKind, value: string | undefined): void {
    const text = value?.trim() ?? '';
    if (text === '' || known.has(text)) return;
    const replacement = replacementOf(kind, text);
    add(text, replacement);
    const encoded = encodeURIComponent(text);
    if (encoded !== text) add(encoded, encodeURIComponent(replacement));
    const domain = /@([^@\s]+)$/.exec(text)?.[1];
    if (domain !== undefined) add(domain, ANONYMOUS_DOMAIN);
  }

  function replacementOf(kind: TermKind, text: string): string {
    if (text.includes('@') && !/\s/.test(text)) return pseudonyms.id(text);
    if (MAC.test(text)) return pseudonyms.mac(text);
    if (kind === 'digits' || /^\+?\d{7,15}$/.test(text)) return number(text);
    return kind === 'id' ? pseudonyms.id(text) : pseudonyms.name(WORDS[kind], text);
  }

  function number(text: string): string {
    const digits = text.replace(/\D/g, '');
    if (!text.startsWith('+')) return national.get(digits) ?? pseudonyms.digits(digits);
    const replacement = pseudonyms.digits(`+${digits}`);
    for (const length of [1, 2, 3]) {
      if (digits.length - length >= 7) national.set(digits.slice(length), replacement.slice(1 + 3 + length));
    }
    return replacement;
  }

  function scrub(text: string): string {
    let result = '';
    let done = 0;
    SCAN.lastIndex = 0;
    for (let found = SCAN.exec(text); found !== null; found = SCAN.exec(text)) {
      const [token] = found;
      const start = found.index;
      const term = longestTerm(text, start, token);
      const [length, replacement] =
        term === undefined ? [token.replace(/\.+$/, '').length, byForm(token.replace(/\.+$/, ''))] : term;
      if (replacement === undefined) continue;
      result += text.slice(done, start) + replacement;
      done = start + length;
      SCAN.lastIndex = done;
    }
    return result + text.slice(done);
  }

  function longestTerm(text: string, start: number, token: string): readonly [number, string] | undefined {
    for (const { text: term, replacement, isOrdinary } of terms.get(token.toLowerCase()) ?? []) {
      const piece = text.slice(start, start + term.length);
      const isExact = isOrdinary || term.length < ANY_CASE_FROM;
      const isShouted = isOrdinary && piece === term.toUpperCase();
      const same = isExact ? piece === term || isShouted : piece.toLowerCase() === term.toLowerCase();
      if (!same) continue;
      if (isOrdinary && !/\p{Lu}/u.test(piece) && !standsAlone(text, start, term.length)) continue;
      const next = text[start + term.length];
      if (next !== undefined && PART_OF_WORD.test(next) && PART_OF_WORD.test(term.at(-1) ?? '')) continue;
      return [term.length, replacement];
    }
    return undefined;
  }

  function byForm(token: string): string | undefined {
    if (token.includes('@') && token.length > 2) return pseudonyms.id(token);
    if (MAC.test(token)) return pseudonyms.mac(token);
    return /^\+?\d[\d-]{5,}\d$/.test(token) ? number(token) : undefined;
  }

  return { learn, scrub };
}
