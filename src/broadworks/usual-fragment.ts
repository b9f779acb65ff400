import { type BodyElement, type BodyTable, type BodyValue, isTable, tableOf } from '../domain/response-body.ts';
import { decodeEntities } from './entities.ts';
import type { Fragment } from './fragment.ts';
import { isSecret } from './secrets.ts';
import type { TableMemory } from './table-memory.ts';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BLANK = 0x20;
const AMPERSAND = 0x26;
const QUOTE = 0x22;
const RETURN = 0x0d;
const TILDE = 0x7e;
const MAX_DEPTH = 32;
/** Letters of a tag, each of up to four bytes: longer ones are for the splitter to judge, which refuses tags by their bytes. */
export const MAX_USUAL_TAG = 16 * 1024;

/** Thrown inside and caught at the only entrance: what follows is for the parser to judge. */
const UNUSUAL = Symbol('unusual');

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_]*(?::[A-Za-z][A-Za-z0-9_]*)?$/;
/** Names repeat a million times: each is judged once. Bounded, because a hostile file makes up new ones. */
const namesSeen = new Map<string, string>();
const attributesSeen = new Set<string>();
const MAX_NAMES = 20_000;

interface Attributes {
  type?: string;
  nil?: boolean;
}

/**
 * Reads one `command` element in the form that nearly all captures have: no prefixes, comments, CDATA or processing
 * instructions, attributes in double quotes, tables with their headings first.
 *
 * Every tag is matched on the way, so that a result also proves the fragment well-formed.
 *
 * @param tables - tables that were read before, so that the next ones need only be compared
 * @returns the same as {@link parseFragment}, or `undefined` for anything unusual, which the parser must judge
 */
export function parseUsualFragment(xml: string, tables?: TableMemory): Fragment | undefined {
  try {
    return new Scanner(xml, tables).command();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

class Scanner {
  readonly #xml: string;
  readonly #tables: TableMemory | undefined;
  #at = 0;
  /** Where the tag that is being read begins. */
  #tag = 0;
  /** Of the start tag that was read last. */
  #empty = false;

  constructor(xml: string, tables: TableMemory | undefined) {
    this.#xml = xml;
    this.#tables = tables;
  }

  command(): Fragment {
    let xsiType: string | undefined;
    let echo: string | undefined;
    let kind: string | undefined;
    this.#expect('<command');
    this.#attributes((name, value) => {
      if (name === 'echo') echo = once(echo, value);
      else if (name === 'type') kind = once(kind, value);
      else if (isSchemaInstance(name, ':type')) xsiType = once(xsiType, value);
    });
    const value = this.#empty ? '' : this.#content('command', 1);
    if (this.#at !== this.#xml.length) throw UNUSUAL;
    return { xsiType, echo, kind, body: typeof value === 'string' || isTable(value) ? {} : value };
  }

  /** Content of an element up to and with its end tag. */
  #content(name: string, depth: number): BodyValue {
    if (depth > MAX_DEPTH) throw UNUSUAL;
    const textStart = this.#at;
    const plain = this.#skipText();
    if (this.#xml.charCodeAt(this.#at + 1) === SLASH) {
      const text = this.#xml.slice(textStart, this.#at);
      this.#endTag(name);
      return plain ? text : collapse(decodeEntities(text));
    }
    if (!plain) this.#mustBeBlank(textStart);
    else if (this.#at > textStart) throw UNUSUAL;
    return this.#children(name, depth, textStart);
  }

  /** @param start - of the content */
  #children(name: string, depth: number, start: number): BodyElement | BodyTable {
    const body: Record<string, BodyValue[]> = {};
    let first = true;
    for (;;) {
      if (this.#xml.charCodeAt(this.#at + 1) === SLASH) {
        this.#endTag(name);
        return body;
      }
      const child = this.#startName();
      // The parser refuses them, and it is the authority.
      if (child === 'constructor' || child === 'prototype') throw UNUSUAL;
      if (child === 'colHeading') {
        if (!first) throw UNUSUAL;
        return this.#table(name, start);
      }
      first = false;
      const value = this.#child(child, depth);
      if (typeof value !== 'string' || !isSecret(child, value)) {
        const list = Object.hasOwn(body, child) ? body[child] : undefined;
        if (list === undefined) body[child] = [value];
        else list.push(value);
      }
      this.#blanks();
    }
  }

  #child(name: string, depth: number): BodyValue {
    const { type, nil } = this.#childAttributes();
    if (!this.#empty && type === undefined && nil === undefined) {
      const known = this.#tables?.recall(name, this.#xml, this.#at);
      if (known !== undefined) {
        this.#at = known.end;
        return known.table;
      }
    }
    const value = this.#empty ? '' : this.#content(name, depth + 1);
    if (nil === true) return '';
    if (type === undefined || typeof value === 'string' || isTable(value)) return value;
    return { '@type': [type.slice(type.indexOf(':') + 1)], ...value };
  }

  /** Rows behind headings; stands behind the name of the first heading. */
  #table(name: string, start: number): BodyTable {
    const headings: string[] = [];
    const rows: string[][] = [];
    let child = 'colHeading';
    for (;;) {
      this.#noAttributes();
      if (child === 'colHeading') headings.push(collapse(this.#cellText('colHeading')));
      else if (child === 'row') rows.push(this.#row(headings));
      else throw UNUSUAL;
      this.#blanks();
      if (this.#xml.charCodeAt(this.#at + 1) === SLASH) break;
      child = this.#startName();
      // A heading behind a row could name a secret column too late.
      if (child === 'colHeading' && rows.length > 0) throw UNUSUAL;
    }
    this.#endTag(name);
    const table = tableOf(headings, rows);
    this.#tables?.learn(name, this.#xml.slice(start, this.#at), table);
    return table;
  }

  #row(headings: readonly string[]): string[] {
    const cells: string[] = [];
    if (this.#empty) return cells;
    for (;;) {
      this.#blanks();
      if (this.#xml.charCodeAt(this.#at + 1) === SLASH) break;
      const name = this.#startName();
      const { nil } = this.#childAttributes();
      const text = this.#cellText(name);
      const cell = nil === true ? '' : text;
      cells.push(isSecret(headings[cells.length] ?? '', cell) ? '' : cell);
    }
    this.#endTag('row');
    return cells;
  }

  /** A cell is a plain string: blanks inside it count, but a blank cell is an empty one. */
  #cellText(name: string): string {
    if (this.#empty) return '';
    const start = this.#at;
    const plain = this.#skipText();
    const text = this.#xml.slice(start, this.#at);
    this.#endTag(name);
    if (plain) return text;
    const decoded = decodeEntities(text);
    return /\S/.test(decoded) ? decoded : '';
  }

  #childAttributes(): Attributes {
    const code = this.#xml.charCodeAt(this.#at);
    if (code === GT) {
      this.#at += 1;
      this.#empty = false;
      return NO_ATTRIBUTES;
    }
    const found: Attributes = {};
    this.#attributes((name, value) => {
      if (isSchemaInstance(name, ':nil')) found.nil = once(found.nil, value === 'true');
      else if (isSchemaInstance(name, ':type')) found.type = once(found.type, value);
    });
    return found;
  }

  #noAttributes(): void {
    this.#attributes(() => {
      throw UNUSUAL;
    });
  }

  /** Reads the rest of a start tag. */
  #attributes(take: (name: string, value: string) => void): void {
    const xml = this.#xml;
    for (;;) {
      const code = xml.charCodeAt(this.#at);
      if (code === GT) {
        this.#at += 1;
        this.#empty = false;
        this.#endOfTag();
        return;
      }
      if (code === SLASH) {
        this.#expect('/>');
        this.#empty = true;
        this.#endOfTag();
        return;
      }
      if (code !== BLANK) throw UNUSUAL;
      this.#at += 1;
      const next = xml.charCodeAt(this.#at);
      if (next === BLANK || next === SLASH || next === GT) continue;
      const equals = xml.indexOf('=', this.#at);
      if (equals < 0 || xml.charCodeAt(equals + 1) !== QUOTE) throw UNUSUAL;
      const name = xml.slice(this.#at, equals);
      if (!isAttributeName(name)) throw UNUSUAL;
      const end = xml.indexOf('"', equals + 2);
      if (end < 0) throw UNUSUAL;
      const value = xml.slice(equals + 2, end);
      if (/[<>\t\n\r]|^\s|\s$/.test(value)) throw UNUSUAL;
      this.#at = end + 1;
      take(name, decodeEntities(value));
    }
  }

  #endOfTag(): void {
    if (this.#at - this.#tag > MAX_USUAL_TAG) throw UNUSUAL;
  }

  /** Goes to the next `<`; says whether all was printable ASCII without blanks and references. */
  #skipText(): boolean {
    const xml = this.#xml;
    let plain = true;
    for (let at = this.#at; at < xml.length; at++) {
      const code = xml.charCodeAt(at);
      if (code === LT) {
        this.#at = at;
        return plain;
      }
      if (code <= BLANK || code === AMPERSAND || code > TILDE) {
        if (code === RETURN) throw UNUSUAL;
        plain = false;
      }
    }
    throw UNUSUAL;
  }

  #blanks(): void {
    const start = this.#at;
    if (this.#xml.charCodeAt(start) === LT) return;
    this.#skipText();
    this.#mustBeBlank(start);
  }

  #mustBeBlank(start: number): void {
    for (let at = start; at < this.#at; at++) {
      const code = this.#xml.charCodeAt(at);
      if (code !== BLANK && code !== 0x0a && code !== 0x09) throw UNUSUAL;
    }
  }

  /** Reads `<name`. */
  #startName(): string {
    const start = this.#at + 1;
    this.#tag = this.#at;
    let at = start;
    for (; at < this.#xml.length; at++) {
      const code = this.#xml.charCodeAt(at);
      if (code === GT || code === BLANK || code === SLASH) break;
    }
    this.#at = at;
    return knownName(this.#xml.slice(start, at));
  }

  #endTag(name: string): void {
    const xml = this.#xml;
    const end = this.#at + 2 + name.length;
    if (!xml.startsWith(name, this.#at + 2) || xml.charCodeAt(this.#at + 1) !== SLASH || xml.charCodeAt(end) !== GT)
      throw UNUSUAL;
    this.#at = end + 1;
  }

  #expect(what: string): void {
    if (!this.#xml.startsWith(what, this.#at)) throw UNUSUAL;
    this.#at += what.length;
  }
}

const NO_ATTRIBUTES: Attributes = {};

function once<Value>(earlier: Value | undefined, value: Value): Value {
  if (earlier !== undefined) throw UNUSUAL;
  return value;
}

/** The one string of a name, so that rows do not keep their fragments alive by it. */
function knownName(name: string): string {
  const seen = namesSeen.get(name);
  if (seen !== undefined) return seen;
  // `rows` would make an element look like a table; names of `Object` are refused by the parser.
  if (name.length > MAX_USUAL_TAG || !NAME.test(name) || name === 'rows' || name in NO_ATTRIBUTES) throw UNUSUAL;
  if (namesSeen.size < MAX_NAMES) namesSeen.set(name, name);
  return name;
}

function isAttributeName(name: string): boolean {
  if (attributesSeen.has(name)) return true;
  if (!ATTRIBUTE_NAME.test(name)) return false;
  if (attributesSeen.size < MAX_NAMES) attributesSeen.add(name);
  return true;
}

function isSchemaInstance(name: string, ending: ':type' | ':nil'): boolean {
  return name.endsWith(ending) && !name.startsWith('xmlns:');
}

/** Elements are tokens in the schema: blanks at the ends and line breaks are layout, not data. */
function collapse(text: string): string {
  return text.replace(/[\t\n\r ]+/g, ' ').trim();
}
