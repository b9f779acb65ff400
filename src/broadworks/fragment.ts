import { XMLParser } from 'fast-xml-parser';
import { type BodyElement, type BodyTable, type BodyValue, isTable, tableOf } from '../domain/response-body.ts';
import type { StoredPattern } from '../domain/stored-body.ts';
import { decodeEntities } from './entities.ts';
import { isSecret } from './secrets.ts';

/** One command, parsed. */
export interface Fragment {
  readonly xsiType: string | undefined;
  readonly echo: string | undefined;
  /** `Error`, `Warning` or `Info` of a generic answer. */
  readonly kind: string | undefined;
  readonly body: BodyElement;
  /** Where the reader made the stored form at once: then `body` holds only what may say whom the command is about. */
  readonly stored?: StoredForm;
}

/** A body as it is stored, free of secrets. */
export interface StoredForm {
  readonly json: string;
  readonly patterns: readonly StoredPattern[];
  readonly settings: number;
}

/** Ordered nodes as fast-xml-parser gives them: `{name: children, ':@': attributes}` or `{'#text': …}`. */
type Node = Readonly<Record<string, unknown>>;

/**
 * Everything that would change a value is off: `+442000000001`, `01001` and `1E5` stay text. Entities are decoded by
 * us because the parser's own decoding leaves numeric references or takes foreign ones. Order is kept, so that text and
 * CDATA join rightly.
 */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  // The splitter has refused what goes deeper than that by then.
  maxNestedTags: 300,
  // Names stay as they are: lists of ordered nodes are safe with `toString` and the like.
  onDangerousProperty: (name) => name,
});

/**
 * Parses one `command` element.
 *
 * @throws {Error} when it holds what cannot be kept safely (`__proto__`), or an attribute whose value stands in other quotes
 *   than those of XML, which the parser passes over; the caller quarantines the command
 */
export function parseFragment(xml: string): Fragment {
  if (/<\/?(?:\w+:)?__proto__[\s/>]/.test(xml)) throw new Error('an element named __proto__');
  const unread = unquotedAttribute(xml);
  if (unread !== undefined) throw new Error(`an attribute that is not in straight quotes (${unread})`);
  const parsed: unknown = parser.parse(xml);
  const node = Array.isArray(parsed) ? parsed.find((item) => isNode(item) && !('#text' in item)) : undefined;
  if (!isNode(node)) throw new Error('no element');
  const attributes = attributesOf(node);
  const content = elementOf(childrenOf(node));
  return {
    xsiType: xsiAttribute(attributes, 'type'),
    echo: attributes['@echo'],
    kind: attributes['@type'],
    body: typeof content === 'string' || isTable(content) ? {} : content,
  };
}

/** The first of all start tags; word processors turn the quotes of an example into typographic ones. */
function unquotedAttribute(xml: string): string | undefined {
  for (const [tag] of xml.replaceAll(NO_MARKUP, '').matchAll(START_TAG)) {
    const found = UNQUOTED.exec(tag.replaceAll(QUOTED_VALUE, ''))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
const NO_MARKUP = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;
const START_TAG = /<[^\s/!?<>][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>/g;
const QUOTED_VALUE = /=\s*(?:"[^"]*"|'[^']*')/g;
const UNQUOTED = /\s([\w:.-]+\s*=\s*[^\s=>]{0,40})/;

function elementOf(children: readonly Node[]): BodyValue {
  const named = children.filter((child) => !('#text' in child) && !('#cdata' in child));
  if (named.length === 0) return collapse(textOf(children));
  if (named.some((child) => localName(child) === 'colHeading')) return readTable(named);
  const body: Record<string, BodyValue[]> = {};
  for (const child of named) {
    const name = localName(child);
    const value = childValue(child);
    if (typeof value === 'string' && isSecret(name, value)) continue;
    const list = Object.hasOwn(body, name) ? body[name] : undefined;
    if (list === undefined) body[name] = [value];
    else list.push(value);
  }
  const mixed = collapse(textOf(children));
  if (mixed !== '') body['#text'] = [mixed];
  return body;
}

function childValue(node: Node): BodyValue {
  const attributes = attributesOf(node);
  if (xsiAttribute(attributes, 'nil') === 'true') return '';
  const value = elementOf(childrenOf(node));
  const type = xsiAttribute(attributes, 'type');
  if (type === undefined || typeof value === 'string' || isTable(value)) return value;
  return { '@type': [type.slice(type.indexOf(':') + 1)], ...value };
}

function readTable(children: readonly Node[]): BodyTable {
  const headings: string[] = [];
  const rows: string[][] = [];
  for (const child of children) {
    const name = localName(child);
    if (name === 'colHeading') headings.push(collapse(textOf(childrenOf(child))));
    else if (name === 'row') {
      rows.push(
        childrenOf(child)
          .filter((cell) => !('#text' in cell))
          .map(cellOf),
      );
    }
  }
  const kept = rows.map((cells) => cells.map((cell, column) => (isSecret(headings[column] ?? '', cell) ? '' : cell)));
  return tableOf(headings, kept);
}

/** A cell is a plain string: blanks inside it count, but a blank cell is an empty one. */
function cellOf(node: Node): string {
  if (xsiAttribute(attributesOf(node), 'nil') === 'true') return '';
  const text = textOf(childrenOf(node));
  return /\S/.test(text) ? text : '';
}

function textOf(children: readonly Node[]): string {
  let text = '';
  for (const child of children) {
    const plain = child['#text'];
    if (typeof plain === 'string') text += decodeEntities(plain);
    const cdata = child['#cdata'];
    if (Array.isArray(cdata)) {
      for (const part of cdata) if (isNode(part) && typeof part['#text'] === 'string') text += part['#text'];
    }
  }
  return text;
}

/** Elements are tokens in the schema: blanks at the ends and line breaks are layout, not data. */
function collapse(text: string): string {
  return text.replace(/[\t\n\r ]+/g, ' ').trim();
}

function localName(node: Node): string {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  return name.slice(name.indexOf(':') + 1);
}

function childrenOf(node: Node): Node[] {
  const name = Object.keys(node).find((key) => key !== ':@');
  const children = name === undefined ? undefined : node[name];
  return Array.isArray(children) ? children.filter(isNode) : [];
}

function attributesOf(node: Node): Record<string, string> {
  const raw = node[':@'];
  const attributes: Record<string, string> = {};
  if (typeof raw === 'object' && raw !== null) {
    for (const [name, value] of Object.entries(raw)) attributes[name] = decodeEntities(String(value));
  }
  return attributes;
}

/** An attribute of the schema-instance namespace, whatever its prefix. */
function xsiAttribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = Object.keys(attributes).find((key) => key.endsWith(`:${name}`) && !key.startsWith('@xmlns:'));
  return found === undefined ? undefined : attributes[found];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
