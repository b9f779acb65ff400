import {
  type BodyElement,
  type BodyValue,
  isElement,
  isTable,
  mayFollowPattern,
  PatternTable,
} from '../domain/response-body.ts';
import { countSwitches, isKeyElement, namesRows, settingsOf } from '../domain/settings.ts';
import { encodeBody, referTo, type StoredPattern } from '../domain/stored-body.ts';
import { isGeneric, isSessionTraffic, readCommandType } from './command-type.ts';
import { decodeEntities } from './entities.ts';
import { readerOf } from './families/registry.ts';
import type { Fragment } from './fragment.ts';
import { isSecret, isSecretName, withoutSecrets } from './secrets.ts';
import { createTableMemory, isAt, type TableMemory } from './table-memory.ts';
import { MAX_USUAL_TAG, parseUsualFragment } from './usual-fragment.ts';

/** What stands between two values, and what comes behind it. */
interface Step {
  readonly markup: string;
  readonly next: Piece;
}

type Piece =
  | { readonly kind: 'text' | 'cell'; readonly steps: Step[] }
  | { readonly kind: 'table'; readonly table: string; readonly steps: Step[] }
  | { readonly kind: 'end'; readonly shape: Shape };

/** How the commands of one sequence of elements are turned into what is stored. */
interface Shape {
  readonly xsiType: string;
  readonly request: boolean;
  /** Stored text around the values; one more than there are values. */
  readonly around: readonly string[];
  /** Which value comes where in the stored text. */
  readonly order: readonly number[];
  /** Of each value, whether it is a setting where it is not empty. */
  readonly counts: readonly boolean[];
  /** Settings among the texts that are part of the shape, such as a switch under the name of a secret. */
  readonly constant: number;
  /** Values that must not be empty, because another one would then name their row. */
  readonly full: readonly number[];
  /** Elements that may say whom the command is about; of a request all. */
  readonly body: readonly (readonly [name: string, value: number])[];
}

/** A piece of a sample, while its shape is learnt. */
interface Cut {
  readonly markup: string;
  readonly kind: 'text' | 'cell' | 'table';
  readonly name: string;
  readonly value: string;
}

const MOST_SHAPES = 4000;
/** Longer commands are lists, of which hardly two are of one shape. */
const MOST_VALUES = 120;
/** Stands for a value while a shape is learnt. */
const MARK = 'bw2wvalue';
const PLACE = /"bw2wvalue(\d+)x"/;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const BLANK = 0x20;
const BACKSLASH = 0x5c;
const TILDE = 0x7e;

/**
 * Reads commands by their shape: the sequence of their tags. Commands of one shape differ in their values alone, so that
 * what was found out once about the tags (which are keys, settings, secrets; how the body is stored) holds for all.
 *
 * A shape is learnt from what the ordinary reader makes of a command whose values are replaced by marks, so it cannot
 * say anything else than that reader. Whatever differs by a value is not learnt, or sent back to that reader.
 */
export function createCommandShapes(): {
  /** @returns `undefined` for what is unknown or unusual */
  read(xml: string): Fragment | undefined;
} {
  const starts = new Map<string, Step[]>();
  const tables = createTableMemory();
  let learnt = 0;

  return {
    read(xml) {
      const start = startOf(xml);
      const steps = start === undefined ? undefined : starts.get(start.tag);
      const known = start === undefined || steps === undefined ? undefined : follow(xml, start, steps, tables);
      if (known !== undefined) return known;
      const fragment = parseUsualFragment(xml, tables);
      if (fragment === undefined || start === undefined || learnt >= MOST_SHAPES) return fragment;
      const cuts = cutsOf(xml, start.end, fragment.body);
      const shape = cuts === undefined ? undefined : shapeOf(xml, start, fragment, cuts.cuts);
      if (cuts === undefined || shape === undefined) return fragment;
      const list = steps ?? [];
      starts.set(start.tag, list);
      if (remember(list, cuts, shape)) learnt += 1;
      return fragment;
    },
  };
}

interface Start {
  /** The start tag without the value of its echo. */
  readonly tag: string;
  readonly echo: string | undefined;
  readonly end: number;
}

function startOf(xml: string): Start | undefined {
  const end = xml.indexOf('>') + 1;
  if (end === 0 || end > MAX_USUAL_TAG || xml.charCodeAt(end - 2) === 0x2f) return undefined;
  const at = xml.indexOf(' echo="');
  if (at < 0 || at > end) return { tag: xml.slice(0, end), echo: undefined, end };
  const from = at + 7;
  const to = xml.indexOf('"', from);
  if (to < 0 || to >= end) return undefined;
  const value = plainText(xml, from, to);
  const echo = value ?? (from === to ? '' : undefined);
  return echo === undefined ? undefined : { tag: xml.slice(0, from) + xml.slice(to, end), echo, end };
}

function follow(xml: string, start: Start, first: readonly Step[], tables: TableMemory): Fragment | undefined {
  const values: string[] = [];
  const patterns: StoredPattern[] = [];
  let settings = 0;
  let at = start.end;
  let steps = first;
  for (;;) {
    const step = stepAt(xml, at, steps);
    if (step === undefined) return undefined;
    at += step.markup.length;
    const { next } = step;
    if (next.kind === 'end')
      return at === xml.length ? toFragment(next.shape, start, values, patterns, settings) : undefined;
    steps = next.steps;
    if (next.kind === 'table') {
      const found = tables.recall(next.table, xml, at);
      if (found === undefined) return undefined;
      // The end tag belongs to the markup of the next step.
      at = found.end;
      const { text, pattern } = referTo(found.table);
      values.push(text);
      patterns.push(pattern);
      settings += countSwitches(found.table);
    } else {
      const end = xml.indexOf('<', at);
      if (end < 0) return undefined;
      const value = plainText(xml, at, end) ?? escaped(xml.slice(at, end), next.kind === 'cell');
      if (value === undefined) return undefined;
      values.push(value);
      at = end;
    }
  }
}

function stepAt(xml: string, at: number, steps: readonly Step[]): Step | undefined {
  for (const step of steps) if (isAt(xml, step.markup, at)) return step;
  return undefined;
}

/** The text, where it is stored as it stands: printable ASCII without references, single blanks inside only. */
function plainText(xml: string, from: number, to: number): string | undefined {
  let before = BLANK;
  for (let at = from; at < to; at++) {
    const code = xml.charCodeAt(at);
    if (code < BLANK || code > TILDE || code === AMPERSAND || code === QUOTE || code === BACKSLASH) return undefined;
    if (code === BLANK && before === BLANK) return undefined;
    before = code;
  }
  if (before === BLANK && to > from) return undefined;
  return xml.slice(from, to);
}

/** Any other text, as it stands between the quotes of the stored text. */
function escaped(raw: string, cell: boolean): string | undefined {
  if (raw.includes('\r')) return undefined;
  const decoded = decodeEntities(raw);
  // It may hold markup, and that a secret.
  if (decoded.includes('<')) return undefined;
  const value = cell ? (/\S/.test(decoded) ? decoded : '') : decoded.replace(/[\t\n\r ]+/g, ' ').trim();
  return JSON.stringify(value).slice(1, -1);
}

function toFragment(
  shape: Shape,
  { echo }: Start,
  values: readonly string[],
  patterns: readonly StoredPattern[],
  settings: number,
): Fragment | undefined {
  for (const value of shape.full) if (values[value] === '') return undefined;
  const body: Record<string, string[]> = {};
  for (const [name, value] of shape.body) body[name] = [unescaped(values[value] ?? '')];
  const read = { xsiType: shape.xsiType, echo, kind: undefined, body };
  if (shape.request) return read;
  let json = shape.around[0] ?? '';
  let count = settings + shape.constant;
  for (let index = 0; index < shape.order.length; index++) {
    const value = values[shape.order[index] ?? 0] ?? '';
    if (value !== '' && shape.counts[index] === true) count += 1;
    json += value + (shape.around[index + 1] ?? '');
  }
  return { ...read, stored: { json, patterns, settings: count } };
}

function unescaped(value: string): string {
  // Escaped by this module.
  return value.includes('\\') ? (JSON.parse(`"${value}"`) as string) : value;
}

/** Cuts a command that the ordinary reader understood at its values. */
function cutsOf(
  xml: string,
  from: number,
  body: BodyElement,
): { readonly cuts: readonly Cut[]; readonly end: string } | undefined {
  const cuts: Cut[] = [];
  let last = from;
  const tag = /<([A-Za-z]\w*)>/g;
  tag.lastIndex = from;
  for (let found = tag.exec(xml); found !== null; found = tag.exec(xml)) {
    const name = found[1] ?? '';
    const start = tag.lastIndex;
    const pattern = body[name]?.length === 1 && body[name]?.[0] instanceof PatternTable;
    const end = pattern ? endOf(xml, name, start) : xml.indexOf('<', start);
    if (end < 0) return undefined;
    if (!pattern && (name === 'colHeading' || !xml.startsWith(`</${name}>`, end))) continue;
    // A switch of such a name is kept, anything else under it dropped: its value decides the form.
    if (isSecretName(name)) {
      if (isSecret(name, xml.slice(start, end))) return undefined;
      continue;
    }
    if (cuts.length >= MOST_VALUES) return undefined;
    const kind = pattern ? 'table' : name === 'col' ? 'cell' : 'text';
    cuts.push({ markup: xml.slice(last, start), kind, name, value: xml.slice(start, end) });
    last = end;
    tag.lastIndex = end;
  }
  return { cuts, end: xml.slice(last) };
}

/** Behind the end tag of a table, or -1. */
function endOf(xml: string, name: string, from: number): number {
  const close = `</${name}>`;
  const at = xml.indexOf(close, from);
  return at < 0 ? -1 : at + close.length;
}

function shapeOf(xml: string, start: Start, fragment: Fragment, cuts: readonly Cut[]): Shape | undefined {
  const type = readCommandType(fragment.xsiType ?? '');
  if (type === undefined || fragment.kind !== undefined || isGeneric(type.base) || isSessionTraffic(type.base))
    return undefined;
  // What narrows the owner may stand anywhere.
  if (readerOf(type.base)?.refine !== undefined) return undefined;
  const marked = parseUsualFragment(markedText(xml, start, cuts))?.body;
  if (marked === undefined || withoutSecrets(marked, false, fragment.xsiType) !== marked || hasOpenTable(marked))
    return undefined;
  const request = type.direction === 'request';
  const cells = rowNames(marked);
  const stored = encodeBody(marked, () => undefined).split(PLACE);
  const order = stored.filter((_, index) => index % 2 === 1).map(Number);
  if (order.length !== cuts.length || new Set(order).size !== order.length) return undefined;
  const settings = [...settingsOf(type.base, marked)].map(({ value }) => value);
  const counted = new Set(settings);
  const isText = (value: number): boolean => cuts[value]?.kind !== 'table';
  const around = stored.filter((_, index) => index % 2 === 0);
  const quoted = around.map((text, index) => {
    const before = index > 0 && isText(order[index - 1] ?? 0) ? '"' : '';
    return before + text + (index < order.length && isText(order[index] ?? 0) ? '"' : '');
  });
  const elements = topTexts(marked);
  // Questions are short, and which of their elements matter differs by question.
  if (request && (elements.length !== cuts.length || Object.keys(marked).length !== cuts.length)) return undefined;
  return {
    xsiType: fragment.xsiType ?? '',
    request,
    around: quoted,
    order,
    counts: order.map((value) => isText(value) && counted.has(mark(value))),
    constant: settings.filter((value) => !value.startsWith(MARK)).length,
    full: cells.map(numberOf),
    body: request ? elements : elements.filter(([name]) => isKeyElement(name)),
  };
}

const mark = (value: number): string => `${MARK}${value}x`;
const numberOf = (text: string): number => Number(text.slice(MARK.length, -1));

function markedText(xml: string, start: Start, cuts: readonly Cut[]): string {
  let text = xml.slice(0, start.end);
  let at = start.end;
  for (const [index, { markup, kind, name, value }] of cuts.entries()) {
    text += markup + mark(index) + (kind === 'table' ? `</${name}>` : '');
    at += markup.length + value.length;
  }
  return text + xml.slice(at);
}

/** Tables whose cells decide how they are stored. */
function hasOpenTable(body: BodyElement): boolean {
  return valuesIn(body).some(
    (value) => typeof value !== 'string' && (isTable(value) ? mayFollowPattern(value) : hasOpenTable(value)),
  );
}

/** Marks of cells that may name their row. */
function rowNames(body: BodyElement): string[] {
  return valuesIn(body).flatMap((value) => {
    if (typeof value === 'string') return [];
    if (isElement(value)) return rowNames(value);
    return value.rows.flatMap((cells) =>
      cells.filter((cell, column) => cell !== '' && namesRows(value.headings[column] ?? '')),
    );
  });
}

function topTexts(body: BodyElement): [name: string, value: number][] {
  return Object.entries(body).flatMap(([name, values]): [string, number][] => {
    const [value, ...more] = values;
    return typeof value === 'string' && more.length === 0 && value.startsWith(MARK) ? [[name, numberOf(value)]] : [];
  });
}

function valuesIn(body: BodyElement): readonly BodyValue[] {
  return Object.values(body).flat();
}

/** @returns false when the shape was known: then something about its values is unusual */
function remember(
  first: Step[],
  { cuts, end }: { readonly cuts: readonly Cut[]; readonly end: string },
  shape: Shape,
): boolean {
  let steps = first;
  for (const { markup, kind, name } of cuts) {
    const known = steps.find((step) => step.markup === markup && step.next.kind === kind);
    if (known !== undefined && known.next.kind !== 'end') {
      steps = known.next.steps;
      continue;
    }
    const next: Piece = kind === 'table' ? { kind, table: name, steps: [] } : { kind, steps: [] };
    insert(steps, { markup, next });
    steps = next.steps;
  }
  if (steps.some((step) => step.markup === end && step.next.kind === 'end')) return false;
  insert(steps, { markup: end, next: { kind: 'end', shape } });
  return true;
}

/** Longer markup first: a shorter one may be its beginning. */
function insert(steps: Step[], step: Step): void {
  const at = steps.findIndex(({ markup }) => markup.length < step.markup.length);
  steps.splice(at < 0 ? steps.length : at, 0, step);
}
