import { type BodyTable, PatternTable, type TablePattern } from '../domain/response-body.ts';

/** A table of a known pattern, found in a text. */
interface Recalled {
  readonly table: PatternTable;
  /** Behind its end tag. */
  readonly end: number;
}

/** The text of a table of switches, cut at its switches. */
interface Learnt {
  readonly pattern: TablePattern;
  /** What stands before each switch: headings and names. */
  readonly before: readonly string[];
  readonly close: string;
}

const SWITCH = /(?:true|false)<\/col><\/row>/;
const ON = 'true</col></row>';
const OFF = 'false</col></row>';
const FIRST = /^\s*(?:<colHeading>[^<]*<\/colHeading>\s*){2}<row><col>[^<]*<\/col><col>$/;
const NEXT = /^\s*<row><col>[^<]*<\/col><col>$/;
const MAX_TEXT = 64 * 1024;
/** Patterns that are remembered per table: platforms offer a few sets of services. */
const MAX_EACH = 8;
const MAX_TABLES = 64;
const LETTER_T = 0x74;

/**
 * Remembers tables of switches, so that the next one of the same text up to its switches is compared instead of read:
 * the lists of assignable services are half of a capture and differ in nothing else.
 *
 * Equal text before every switch means an equal result, for no part of a table depends on anything but its own text.
 */
export function createTableMemory(): {
  /** @param at - behind the start tag of the table */
  recall(name: string, xml: string, at: number): Recalled | undefined;
  /** @param text - content and end tag of the table that was read */
  learn(name: string, text: string, table: BodyTable): void;
} {
  const known = new Map<string, Learnt[]>();

  return {
    recall(name, xml, at) {
      const list = known.get(name);
      if (list === undefined) return undefined;
      for (let index = 0; index < list.length; index++) {
        const learnt = list[index];
        const found = learnt && compare(learnt, xml, at);
        if (found === undefined || learnt === undefined) continue;
        // The one that fits is likely to fit again.
        if (index > 0) {
          list.splice(index, 1);
          list.unshift(learnt);
        }
        return found;
      }
      return undefined;
    },
    learn(name, text, table) {
      if (!(table instanceof PatternTable) || text.length > MAX_TEXT) return;
      const parts = text.split(SWITCH);
      const close = parts.pop() ?? '';
      const usual =
        parts.length === table.switches.length && parts.every((part, row) => (row === 0 ? FIRST : NEXT).test(part));
      if (!usual || close.trim() !== `</${name}>`) return;
      const list = known.get(name) ?? [];
      if (list.length === 0 && known.size >= MAX_TABLES) return;
      known.set(name, [{ pattern: table.pattern, before: parts, close }, ...list.slice(0, MAX_EACH - 1)]);
    },
  };
}

function compare({ pattern, before, close }: Learnt, xml: string, at: number): Recalled | undefined {
  let here = at;
  let switches = '';
  for (const text of before) {
    if (!xml.startsWith(text, here)) return undefined;
    here += text.length;
    const on = xml.charCodeAt(here) === LETTER_T;
    const end = on ? ON : OFF;
    if (!xml.startsWith(end, here)) return undefined;
    here += end.length;
    switches += on ? '1' : '0';
  }
  if (!xml.startsWith(close, here)) return undefined;
  return { table: new PatternTable(pattern, switches), end: here + close.length };
}
