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
  readonly blocks: readonly Block[];
  readonly close: string;
}

/** Some rows. Most users have the same services, so that whole blocks repeat. */
interface Block {
  /** What stands before each switch: headings and names. */
  readonly before: readonly string[];
  /** Texts that stood here, the latest first. */
  readonly seen: { readonly text: string; readonly switches: string }[];
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
const BLOCK = 10;
const MAX_SEEN = 6;
const LETTER_T = 0x74;

export interface TableMemory {
  /** @param at - behind the start tag of the table */
  recall(name: string, xml: string, at: number): Recalled | undefined;
  /** @param text - content and end tag of the table that was read */
  learn(name: string, text: string, table: BodyTable): void;
}

/**
 * Remembers tables of switches, so that the next one of the same text up to its switches is compared instead of read:
 * the lists of assignable services are half of a capture and differ in nothing else.
 *
 * Equal text before every switch means an equal result, for no part of a table depends on anything but its own text.
 */
export function createTableMemory(): TableMemory {
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
      const blocks: Block[] = [];
      for (let row = 0; row < parts.length; row += BLOCK)
        blocks.push({ before: parts.slice(row, row + BLOCK), seen: [] });
      known.set(name, [{ pattern: table.pattern, blocks, close }, ...list.slice(0, MAX_EACH - 1)]);
    },
  };
}

function compare({ pattern, blocks, close }: Learnt, xml: string, at: number): Recalled | undefined {
  let here = at;
  let switches = '';
  for (const block of blocks) {
    const found = block.seen.find(({ text }) => isAt(xml, text, here)) ?? read(block, xml, here);
    if (found === undefined) return undefined;
    here += found.text.length;
    switches += found.switches;
  }
  if (!isAt(xml, close, here)) return undefined;
  return { table: new PatternTable(pattern, switches), end: here + close.length };
}

/** Row by row, for the next time. */
function read({ before, seen }: Block, xml: string, at: number): Block['seen'][number] | undefined {
  let here = at;
  let switches = '';
  for (const text of before) {
    if (!isAt(xml, text, here)) return undefined;
    here += text.length;
    const on = xml.charCodeAt(here) === LETTER_T;
    const end = on ? ON : OFF;
    if (!isAt(xml, end, here)) return undefined;
    here += end.length;
    switches += on ? '1' : '0';
  }
  const found = { text: own(xml.slice(at, here)), switches: own(switches) };
  seen.unshift(found);
  if (seen.length > MAX_SEEN) seen.pop();
  return found;
}

/** Whether a text stands at a place. Comparing a slice is quicker than `startsWith`, which goes letter by letter. */
export function isAt(xml: string, text: string, at: number): boolean {
  return xml.slice(at, at + text.length) === text;
}

/** A text that does not keep alive what it was cut from. */
function own(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
