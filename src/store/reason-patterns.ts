import type { Draft, Why } from '../domain/drafts.ts';
import type { Db } from './open.ts';

type Reasons = Draft['why'];
/** What a draft keeps: its own words, and for each field a pattern, or the whole reason where there is none. */
type Packed = readonly [words: readonly string[], fields: readonly (number | readonly [path: string, why: Why])[]];

/** Between the parts of a pattern. */
const PART = '\u001f';
/** Stands for a word; its number follows as one character. */
const WORD = '\u0001';
const FIRST_NUMBER = 0x30;
/** Reasons with more words than this are kept whole. */
const MOST_WORDS = 60;
/** A capture of any size has some hundreds; text that differs each time must not fill the table. */
const MOST_PATTERNS = 20_000;
/** Whether the marks above can stand in the text. */
const MARKED = new RegExp(`[${PART}${WORD}]`, 'u');

/** Pattern and words, where a field's reason has a form that others can share. */
function takeApart(path: string, why: Why, wordNumber: (word: string) => string | undefined): string | undefined {
  const { rule, sources, note, changed, decision } = why;
  if (MARKED.test(path) || MARKED.test(rule)) return undefined;
  const parts = [path, rule, changed === undefined ? '' : String(changed)];
  for (const text of [note, decision]) {
    const mark = text === undefined ? '' : wordNumber(text);
    if (mark === undefined) return undefined;
    parts.push(mark);
  }
  for (const source of sources) {
    const part = patternOf(source, wordNumber);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.join(PART);
}

/** `kind:KEY Response.table[ROW].column`: key and row are words, the rest is shared. */
function patternOf(source: string, wordNumber: (word: string) => string | undefined): string | undefined {
  if (MARKED.test(source)) return undefined;
  const blank = source.indexOf(' ');
  const end = blank < 0 ? source.length : blank;
  const colon = source.indexOf(':');
  const start = colon < 0 || colon > end ? end : colon + 1;
  const key = start === end ? '' : wordNumber(source.slice(start, end));
  const open = source.indexOf('[', end);
  const close = source.lastIndexOf(']');
  if (open < 0 || close < open) return key === undefined ? undefined : source.slice(0, start) + key + source.slice(end);
  const row = wordNumber(source.slice(open + 1, close));
  if (key === undefined || row === undefined) return undefined;
  return source.slice(0, start) + key + source.slice(end, open + 1) + row + source.slice(close);
}

/** @param idOf - number of a pattern; none where no more are taken */
function pack(why: Reasons, idOf: (pattern: string) => number | undefined): string {
  const words: string[] = [];
  const wordNumber = (word: string): string | undefined => {
    let index = words.indexOf(word);
    if (index < 0) index = words.push(word) - 1;
    return index < MOST_WORDS ? WORD + String.fromCharCode(FIRST_NUMBER + index) : undefined;
  };
  const fields = Object.entries(why).map(([path, reason]) => {
    const pattern = takeApart(path, reason, wordNumber);
    return (pattern === undefined ? undefined : idOf(pattern)) ?? ([path, reason] as const);
  });
  const packed: Packed = [words, fields];
  return JSON.stringify(packed);
}

type Compiled = (words: readonly string[]) => readonly [path: string, why: Why];

function compile(pattern: string): Compiled {
  const [path = '', rule = '', changed = '', note = '', decision = '', ...sources] = pattern.split(PART);
  const sourcesOf = sources.map((source) => source.split(WORD));
  return (words) => {
    const word = (numbered: string): string => words[numbered.charCodeAt(0) - FIRST_NUMBER] ?? '';
    return [
      path,
      {
        rule,
        sources: sourcesOf.map(([head = '', ...rest]) => rest.reduce((all, it) => all + word(it) + it.slice(1), head)),
        ...(changed === '' ? {} : { changed: changed === 'true' }),
        ...(note === '' ? {} : { note: word(note.slice(1)) }),
        ...(decision === '' ? {} : { decision: word(decision.slice(1)) }),
      },
    ];
  };
}

/**
 * Writes reasons of drafts; to be made anew for each transaction, since another process may have added patterns.
 *
 * @param most - patterns that are kept; a reason that fits none of them is then kept whole
 */
export function reasonWriter(db: Db, most = MOST_PATTERNS): (why: Reasons) => string {
  const ids = new Map(
    db
      .prepare<[], { id: number; content: string }>('SELECT id, content FROM reason_pattern')
      .all()
      .map(({ id, content }) => [content, id]),
  );
  const insert = db.prepare<[string]>('INSERT INTO reason_pattern (content) VALUES (?)');
  const idOf = (pattern: string): number | undefined => {
    const known = ids.get(pattern);
    if (known !== undefined || ids.size >= most) return known;
    const id = Number(insert.run(pattern).lastInsertRowid);
    ids.set(pattern, id);
    return id;
  };
  return (why) => pack(why, idOf);
}

/** Reads reasons as {@link reasonWriter} and earlier versions left them. */
export function reasonReader(db: Db): (text: string) => Reasons {
  const select = db.prepare<[number], { id: number; content: string }>(
    'SELECT id, content FROM reason_pattern WHERE id > ? ORDER BY id',
  );
  const compiled = new Map<number, Compiled>();
  let last = 0;
  const patternBy = (wanted: number): Compiled => {
    // All at once, and again where `map` has added some since.
    for (const { id, content } of wanted > last ? select.all(last) : []) {
      compiled.set(id, compile(content));
      last = id;
    }
    const found = compiled.get(wanted);
    if (found === undefined) throw new Error(`reason_pattern ${wanted} is missing`);
    return found;
  };
  return (text) => {
    // Earlier versions kept them whole.
    if (text.startsWith('{')) return JSON.parse(text) as Reasons;
    const [words, fields]: Packed = JSON.parse(text);
    return Object.fromEntries(fields.map((field) => (typeof field === 'number' ? patternBy(field)(words) : field)));
  };
}
