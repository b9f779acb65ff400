import type { Splitter } from './splitter.ts';

const NAME = 'BroadsoftDocument';
/** How far before a document its CDATA mark or its escaped prolog may begin. */
const LOOK_BACK = 512;
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
const LONGEST_PROLOG = 400;
const LONGEST_NAME = 80;
const PROLOG = /<\?xml\s(?:(?!\?>)[\s\S])*\?>/;
const COMMAND = /&(?:lt|#60|#x3c);(?:[\w.-]+:)?command[\s&>]/gi;

/** Where the text that is handed on began in the file: from `out` on, both run in step. */
interface Anchor {
  readonly out: number;
  readonly file: number;
}

/**
 * Lays documents bare that an envelope carries as escaped text or as CDATA, before they are split.
 *
 * Everything else passes untouched, so a file may mix them: SOAP logs do. The prolog of an enclosed document is dropped:
 * the envelope's encoding holds, whatever the document says of itself. References beyond ASCII stay references. Offsets
 * of commands are told as places in the file; lines count what was laid bare.
 *
 * @param start - offset of the first byte that will arrive
 */
export function unwrapEnvelopes<Item extends { readonly offset: number }>(
  splitter: Splitter<Item>,
  start = 0,
): Splitter<Item> {
  let held: Buffer = Buffer.alloc(0);
  let state: 'outside' | 'plain' | 'escaped' | 'cdata' = 'outside';
  let taken = start;
  let given = start;
  let anchors: Anchor[] = [];

  /** Nothing was laid bare as long as there are no anchors. */
  const placed = (items: Item[]): Item[] =>
    anchors.length === 0 ? items : items.map((item) => ({ ...item, offset: fileOffset(item.offset) }));

  function fileOffset(out: number): number {
    let index = anchors.length - 1;
    while (index >= 0 && (anchors[index]?.out ?? 0) > out) index -= 1;
    const anchor = anchors[index];
    if (anchor === undefined) return out;
    if (index > 0) anchors = anchors.slice(index);
    return anchor.file + out - anchor.out;
  }

  /** Hands on `bytes`, which stand for the first `length` bytes that are held. */
  function give(bytes: Buffer, length: number, found: Item[]): void {
    if (bytes.length > 0) for (const command of splitter.push(bytes)) found.push(command);
    given += bytes.length;
    taken += length;
    held = held.subarray(length);
    if (bytes.length !== length) anchors.push({ out: given, file: taken });
  }

  const pass = (length: number, found: Item[]): void => give(held.subarray(0, length), length, found);

  /** Works on what is held until more bytes are needed. */
  function advance(atEnd: boolean, found: Item[]): void {
    while (held.length > 0) {
      const before = held.length;
      if (state === 'escaped') decodeText(atEnd, found);
      else if (state === 'cdata') openCdata(atEnd, found);
      else findDocument(atEnd, found);
      if (held.length === before) return;
    }
  }

  function findDocument(atEnd: boolean, found: Item[]): void {
    const at = held.indexOf(NAME);
    if (at < 0) {
      pass(atEnd ? held.length : Math.max(0, held.length - LOOK_BACK), found);
      return;
    }
    const start = Math.max(0, at - LOOK_BACK);
    const before = held.toString('latin1', start, at);
    const tag = /(<|&(?:lt|#60|#x3c);)(\/?)(?:[\w.-]+:)?$/i.exec(before);
    if (tag === null || tag[2] === '/' || state === 'plain') {
      if (tag?.[1] === '<') state = tag[2] === '/' ? 'outside' : 'plain';
      pass(at + NAME.length, found);
      return;
    }
    if (tag[1] !== '<') {
      // The text node that holds the document begins behind the last tag.
      pass(start + before.lastIndexOf('>') + 1, found);
      state = 'escaped';
      return;
    }
    const mark = before.lastIndexOf(CDATA);
    if (mark >= 0 && !before.includes(CDATA_END, mark)) {
      pass(start + mark, found);
      const inside = before.slice(mark + CDATA.length, tag.index).replace(PROLOG, '');
      give(Buffer.from(inside, 'latin1'), tag.index - mark, found);
      state = 'cdata';
      return;
    }
    state = 'plain';
    pass(at + NAME.length, found);
  }

  /** A CDATA section that itself holds one is written as several: `]]]]><![CDATA[>`. */
  function openCdata(atEnd: boolean, found: Item[]): void {
    const end = held.indexOf(CDATA_END);
    if (end < 0) {
      pass(atEnd ? held.length : Math.max(0, held.length - CDATA_END.length + 1), found);
      return;
    }
    pass(end, found);
    // Whether the section goes on, the next bytes say.
    if (!atEnd && held.length < CDATA_END.length + CDATA.length) return;
    const goesOn = held.toString('latin1', CDATA_END.length, CDATA_END.length + CDATA.length) === CDATA;
    give(Buffer.alloc(0), CDATA_END.length + (goesOn ? CDATA.length : 0), found);
    if (!goesOn) state = 'outside';
  }

  /** Up to the next real tag, each reference decoded once. */
  function decodeText(atEnd: boolean, found: Item[]): void {
    const tag = held.indexOf('<');
    const limit = tag >= 0 ? tag : atEnd ? held.length : safeEnd();
    const text = held.toString('latin1', 0, limit).replace(ESCAPED_PROLOG, (prolog) => ' '.repeat(prolog.length));
    let from = 0;
    // Only commands are asked for their place: a cut before each one keeps the list of anchors short.
    for (const { index } of text.matchAll(COMMAND)) {
      giveDecoded(text.slice(from, index), found);
      from = index;
    }
    giveDecoded(text.slice(from), found);
    if (tag >= 0) state = 'outside';
  }

  /** A reference, the name behind it or a prolog may be cut by the end of what arrived. */
  function safeEnd(): number {
    if (held.length > LONGEST_PROLOG * 2)
      return held.length - LONGEST_PROLOG + safeEndOf(held.subarray(-LONGEST_PROLOG));
    return safeEndOf(held);
  }

  function giveDecoded(text: string, found: Item[]): void {
    const decoded = text.replace(REFERENCE, (reference) => decodeAscii(reference) ?? reference);
    give(Buffer.from(decoded, 'latin1'), text.length, found);
  }

  return {
    push(chunk) {
      const found: Item[] = [];
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      advance(false, found);
      return placed(found);
    },
    end() {
      const found: Item[] = [];
      advance(true, found);
      const result = splitter.end();
      return { ...result, last: placed([...found, ...result.last]) };
    },
  };
}

function safeEndOf(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  const prolog = /&lt;\?xml\s(?![\s\S]*\?(?:&gt;|>))/.exec(text);
  if (prolog !== null) return prolog.index;
  const last = text.lastIndexOf('&');
  return last >= text.length - LONGEST_NAME ? last : text.length;
}

const ESCAPED_PROLOG = /&lt;\?xml\s(?:(?!\?(?:&gt;|>))[\s\S])*\?(?:&gt;|>)/g;
const REFERENCE = /&(?:lt|gt|amp|quot|apos|#\d{1,3}|#x[0-9a-f]{1,2});/gi;
const NAMED: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

/** Only ASCII: what a byte beyond it would mean depends on an encoding that is not known here. */
function decodeAscii(reference: string): string | undefined {
  const named = NAMED[reference.toLowerCase()];
  if (named !== undefined) return named;
  const hex = /^&#x(.*);$/i.exec(reference)?.[1];
  const code = hex === undefined ? Number(reference.slice(2, -1)) : Number.parseInt(hex, 16);
  return code > 0 && code < 0x80 ? String.fromCharCode(code) : undefined;
}
