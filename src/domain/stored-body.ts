import { createHash } from 'node:crypto';
import { type BodyElement, type BodyValue, isElement, PatternTable, type TablePattern } from './response-body.ts';

/** A pattern that stored bodies refer to. */
export interface StoredPattern {
  /** Hash of the content: the same in every file, run and database. */
  readonly id: string;
  /** JSON of a {@link TablePattern}. */
  readonly content: string;
}

/** Stands in a stored body for a table. Children of an element are lists, so no element can look like it. */
interface PatternReference {
  readonly pattern: string;
  readonly switches: string;
}

const MARK = '{"pattern":"';
const stored = new WeakMap<TablePattern, StoredPattern>();

/**
 * The text under which a body is stored: JSON, in which tables of one pattern refer to it.
 *
 * @param note - told of every pattern that the text refers to
 */
export function encodeBody(body: BodyElement, note: (pattern: StoredPattern) => void): string {
  return JSON.stringify(withReferences(body, note));
}

/** @param find - content of a pattern by its id; a pattern that is missing is a damaged database */
export function decodeBody(json: string, find: (id: string) => TablePattern): BodyElement {
  // Written by this tool from parsed captures; the schema version guards it.
  const body = JSON.parse(json) as BodyElement;
  return json.includes(MARK) ? withTables(body, find) : body;
}

function withReferences(body: BodyElement, note: (pattern: StoredPattern) => void): object {
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(body)) {
    const values = body[name] ?? [];
    const [first] = values;
    // Nearly all children are texts.
    if (values.length === 1 && typeof first === 'string') continue;
    const kept = values.map((value) => reference(value, note));
    if (kept.every((value, index) => value === values[index])) continue;
    changed ??= { ...body };
    changed[name] = kept;
  }
  return changed ?? body;
}

function reference(value: BodyValue, note: (pattern: StoredPattern) => void): unknown {
  if (value instanceof PatternTable) {
    const pattern = storedPattern(value.pattern);
    note(pattern);
    const told: PatternReference = { pattern: pattern.id, switches: value.switches };
    return told;
  }
  return typeof value !== 'string' && isElement(value) ? withReferences(value, note) : value;
}

/** The text that stands for such a table in a stored body, and the pattern that it refers to. */
export function referTo(table: PatternTable): { readonly text: string; readonly pattern: StoredPattern } {
  const pattern = storedPattern(table.pattern);
  return { text: `${MARK}${pattern.id}","switches":"${table.switches}"}`, pattern };
}

function storedPattern(pattern: TablePattern): StoredPattern {
  const known = stored.get(pattern);
  if (known !== undefined) return known;
  const content = JSON.stringify({ headings: pattern.headings, names: pattern.names });
  const made = { id: createHash('sha256').update(content).digest('hex').slice(0, 24), content };
  stored.set(pattern, made);
  return made;
}

function withTables(body: BodyElement, find: (id: string) => TablePattern): BodyElement {
  const revived: Record<string, readonly BodyValue[]> = {};
  for (const [name, values] of Object.entries(body)) {
    revived[name] = values.map((value) => {
      if (isReference(value)) return new PatternTable(find(value.pattern), value.switches);
      return typeof value !== 'string' && isElement(value) ? withTables(value, find) : value;
    });
  }
  return revived;
}

function isReference(value: BodyValue | PatternReference): value is PatternReference {
  return typeof value === 'object' && 'switches' in value && typeof value.switches === 'string' && 'pattern' in value;
}
