import { MigrationError } from '../domain/errors.ts';
import { ByteWindow } from './byte-window.ts';
import type { Fragment } from './fragment.ts';

/** One `command` element, still as bytes. */
export interface RawCommand {
  /** Empty where `fragment` is there. */
  readonly bytes: Buffer;
  /** Where the quick reader understood it. */
  readonly fragment?: Fragment;
  /** Of its `<`, from the start of the file. */
  readonly offset: number;
  readonly line: number;
  /** Counts documents of the file from 1; a command outside any document counts as one of its own. */
  readonly document: number;
  /** Session of the document, only ever compared; never stored. */
  readonly session: string;
  /** Encoding that the nearest prolog declares. */
  readonly encoding: string | undefined;
}

/** What the file turned out to be, for telling the operator why it holds nothing. */
export interface SplitResult<Item = RawCommand> {
  readonly documents: number;
  readonly commands: number;
  readonly bytes: number;
  /** Local name of the first element, where the file starts with one. */
  readonly root: string | undefined;
  readonly blank: boolean;
  /** Commands that only the end of the file decided. */
  readonly last: readonly Item[];
}

/** What the splitter knows between two documents: enough to go on from there another time. */
export interface SplitterState {
  readonly offset: number;
  readonly line: number;
  readonly documents: number;
  readonly commands: number;
  readonly encoding: string | undefined;
  readonly root: string | undefined;
  readonly rootOpen: boolean;
  readonly prologOpen: boolean;
}

/** Stands among the commands where reading may be taken up again. */
export interface RestMark {
  readonly offset: number;
  readonly rest: SplitterState;
}

export interface SplitterOptions {
  /** Bytes after which the next end of a document is marked; without it no place is. */
  readonly restEvery?: number;
  /** Where to go on: the bytes that arrive begin at its offset. */
  readonly from?: SplitterState | undefined;
}

export interface Splitter<Item = RawCommand> {
  push(chunk: Buffer): Item[];
  /** @throws {MigrationError} `SOURCE_TRUNCATED` when the file ends inside something */
  end(): SplitResult<Item>;
}

/**
 * Reads a whole command that has been cut out blindly, at its first end tag. A result must prove that the cut was right:
 * every tag of it matched. The bytes are only lent.
 */
export type QuickReader = (bytes: Buffer, encoding: string | undefined) => Fragment | undefined;

const COMMAND_END = '</command>';
const NO_BYTES = Buffer.alloc(0);
const LIMITS = { commandBytes: 64 * 2 ** 20, valueBytes: 8 * 2 ** 20, depth: 256, tagBytes: 64 * 2 ** 10 } as const;
const LT = 0x3c;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const BANG = 0x21;
const NAME_START = /[A-Za-z_]/;

/**
 * Cuts `command` elements out of a stream of bytes, whatever surrounds the documents (log lines, a bundle root).
 *
 * Works on bytes, so offsets are exact and memory stays at one command, for every encoding that keeps ASCII in place.
 * Inside a document every tag must match: a cut or mended file is refused here, because the parser behind would accept it.
 *
 * @param file - as the operator named it, for errors
 * @param quick - tried first on each command of a document; what it does not understand is cut tag by tag
 */
export function createSplitter(file: string, quick?: QuickReader): Splitter;
export function createSplitter(
  file: string,
  quick: QuickReader | undefined,
  options: SplitterOptions,
): Splitter<RawCommand | RestMark>;
export function createSplitter(
  file: string,
  quick?: QuickReader,
  { restEvery = Number.POSITIVE_INFINITY, from }: SplitterOptions = {},
): Splitter<RawCommand | RestMark> {
  const window = new ByteWindow(from?.offset, from?.line);
  const stack: string[] = [];
  let documents = from?.documents ?? 0;
  let commands = from?.commands ?? 0;
  let session = '';
  let encoding = from?.encoding;
  let root = from?.root;
  let rootOpen = from?.rootOpen ?? false;
  let blank = from === undefined;
  let prologOpen = from?.prologOpen ?? false;
  let rested = window.position;
  let inDocument = false;
  let commandStart = -1;
  let headerStart = -1;
  let ended = false;
  /** Where the text that is being read began. */
  let markupEnd = window.position;

  const fail = (
    code: 'SOURCE_TRUNCATED' | 'SOURCE_MALFORMED' | 'SOURCE_DOCTYPE' | 'SOURCE_LIMIT',
    message: string,
    at: number,
  ): never => {
    throw new MigrationError(code, `${message} (byte ${at})`, { place: { where: file, line: window.lineAt(at) } });
  };
  const refuse = (message: string, at: number): never => {
    throw new MigrationError('SOURCE_UNSUPPORTED', message, { place: { where: file, line: window.lineAt(at) } });
  };

  function openTag(
    name: string,
    tag: string,
    at: number,
    end: number,
    selfClosing: boolean,
    found: (RawCommand | RestMark)[],
  ): void {
    const local = name.slice(name.indexOf(':') + 1);
    if (commandStart < 0) {
      if (local === 'BroadsoftDocument') {
        if (inDocument) fail('SOURCE_TRUNCATED', 'a document begins before the one above it ends', at);
        if (/\bprotocol\s*=\s*["']NSOCI["']/.test(tag)) {
          refuse('a Network Server capture (NSOCI) holds no subscribers', at);
        }
        documents += 1;
        session = '';
        prologOpen = false;
        if (selfClosing) return;
        inDocument = true;
      } else if (local === 'command' && (inDocument ? stack.length === 1 : true)) {
        if (!inDocument) {
          documents += 1;
          session = '';
          prologOpen = false;
        }
        commandStart = at;
        commands += 1;
        if (selfClosing) closeCommand(end, found);
      } else if (inDocument && stack.length === 1 && session === '' && local !== 'trackingId' && !selfClosing) {
        headerStart = end;
      }
    }
    if (selfClosing) return;
    if (stack.length >= LIMITS.depth) fail('SOURCE_LIMIT', `elements nest deeper than ${LIMITS.depth}`, at);
    stack.push(name);
  }

  function closeTag(name: string, at: number, end: number, found: (RawCommand | RestMark)[]): void {
    const open = stack.pop();
    if (open !== name) fail('SOURCE_MALFORMED', `</${name}> closes <${open ?? '?'}>`, at);
    if (commandStart >= 0) {
      if (stack.length === (inDocument ? 1 : 0)) closeCommand(end, found);
    } else if (stack.length === 0) {
      inDocument = false;
    } else if (headerStart >= 0 && stack.length === 1) {
      session = `${name} ${window.text(headerStart, at).trim()}`;
      headerStart = -1;
    }
  }

  function closeCommand(end: number, found: (RawCommand | RestMark)[]): void {
    found.push({
      bytes: window.copy(commandStart, end),
      offset: commandStart,
      line: window.lineAt(commandStart),
      document: documents,
      session,
      encoding,
    });
    commandStart = -1;
  }

  /** Takes a command whole; 0 when it must be cut tag by tag, -1 when more bytes are needed. */
  function quickCommand(at: number, found: (RawCommand | RestMark)[]): number {
    if (quick === undefined) return 0;
    const tail = window.find(COMMAND_END, at);
    if (tail < 0) {
      const head = window.tagEnd(at + 1);
      const decided = head >= 0 && (window.byte(head) === LT || window.byte(head - 1) === SLASH);
      return ended || decided ? 0 : -1;
    }
    const end = tail + COMMAND_END.length;
    // It could hold a value past the limit, which shows tag by tag.
    if (end - at > LIMITS.valueBytes) return 0;
    const fragment = quick(window.view(at, end), encoding);
    if (fragment === undefined) return 0;
    commands += 1;
    found.push({
      bytes: NO_BYTES,
      fragment,
      offset: at,
      line: window.lineAt(at),
      document: documents,
      session,
      encoding,
    });
    return end;
  }

  /** Reads one piece of markup at `at`; returns where it ends, or -1 when more bytes are needed. */
  function markup(at: number, found: (RawCommand | RestMark)[]): number {
    const strict = inDocument || commandStart >= 0;
    const next = window.byte(at + 1);
    if (next < 0) return -1;
    if (next === BANG) return declaration(at, strict);
    if (next === QUESTION) {
      const end = window.find('?>', at);
      if (end < 0 || isTooLong(at, end + 2)) return waitOrSkip(at, strict);
      const pi = window.text(at, end);
      if (/^<\?xml\s/.test(pi)) {
        if (strict) fail('SOURCE_TRUNCATED', 'a document begins before the one above it ends', at);
        encoding = /\bencoding\s*=\s*["']([^"']*)["']/.exec(pi)?.[1];
        prologOpen = true;
      }
      return end + 2;
    }
    const closing = next === SLASH;
    const nameStart = at + (closing ? 2 : 1);
    const first = window.byte(nameStart);
    if (first < 0) return -1;
    if (!NAME_START.test(String.fromCharCode(first))) {
      if (strict) fail('SOURCE_MALFORMED', 'a "<" that begins no element', at);
      return at + 1;
    }
    const nameEnd = window.nameEnd(nameStart);
    if (nameEnd < 0 || isTooLong(at, nameEnd)) return waitOrSkip(at, strict);
    const name = window.text(nameStart, nameEnd);
    const local = name.slice(name.indexOf(':') + 1);
    if (!strict && local !== 'BroadsoftDocument' && local !== 'command') {
      return outsideTag(at, nameEnd, local, closing);
    }
    if (name === 'command' && !closing && inDocument && commandStart < 0 && stack.length === 1) {
      const taken = quickCommand(at, found);
      if (taken !== 0) return taken;
    }
    const end = window.tagEnd(nameEnd);
    if (end < 0 || isTooLong(at, end + 1)) return waitOrSkip(at, strict);
    if (window.byte(end) === LT) {
      if (strict) fail('SOURCE_MALFORMED', `a "<" inside the tag <${name}>`, end);
      return end;
    }
    const tag = window.text(at, end + 1);
    if (!strict && closing) return end + 1;
    // A log line may speak of a <command>; one that counts names its type.
    if (!strict && local === 'command' && !/:type\s*=/.test(tag)) return end + 1;
    if (!strict) root ??= local;
    if (closing) closeTag(name, at, end + 1, found);
    else openTag(name, tag, at, end + 1, window.byte(end - 1) === SLASH, found);
    return end + 1;
  }

  function outsideTag(at: number, nameEnd: number, local: string, closing: boolean): number {
    if (local === 'BroadsoftOCIReportingDocument') {
      refuse('an OCI Reporting feed lists changes, not what is there', at);
    }
    if (closing) {
      if (local === root) rootOpen = false;
    } else {
      if (root === undefined && (blank || prologOpen)) {
        root = local;
        // Only a root under a prolog must be closed: log lines may well begin with <INFO>.
        rootOpen = prologOpen;
      }
      // Further envelopes of a log have prologs of their own.
      prologOpen = false;
    }
    return nameEnd;
  }

  function declaration(at: number, strict: boolean): number {
    const head = window.text(at, Math.min(at + 9, window.end));
    if ('<!DOCTYPE'.startsWith(head) && head.length < 9) return -1;
    if (/^<!DOCTYPE/i.test(head)) fail('SOURCE_DOCTYPE', 'a document type declaration', at);
    if ('<![CDATA['.startsWith(head) && head.length < 9) return -1;
    const [ending, length] = head.startsWith('<!--') ? ['-->', 3] : head === '<![CDATA[' ? [']]>', 3] : ['>', 1];
    const end = window.find(ending, at + (head.startsWith('<!--') ? 4 : 2));
    if (strict) limitValue(at, end < 0 ? window.end : end);
    else if (end >= 0 && isTooLong(at, end + length)) return waitOrSkip(at, false);
    return end < 0 ? (strict ? -1 : waitOrSkip(at, false)) : end + length;
  }

  function limitValue(from: number, to: number): void {
    if (to - from > LIMITS.valueBytes) {
      fail('SOURCE_LIMIT', `a single value of more than ${LIMITS.valueBytes / 2 ** 20} MiB`, from);
    }
  }

  /** Whether a tag is past the limit although its end is there: what becomes of it must not depend on the chunks. */
  function isTooLong(at: number, end: number): boolean {
    return end - at > LIMITS.tagBytes;
  }

  /** Waits for more bytes; past the limit it was no markup (log text), or is refused inside a document. */
  function waitOrSkip(at: number, strict: boolean): number {
    if (window.end - at <= LIMITS.tagBytes) return -1;
    if (strict) fail('SOURCE_LIMIT', `a tag of more than ${LIMITS.tagBytes} bytes`, at);
    return at + 1;
  }

  /** Reads as far as the bytes reach. */
  function advance(): (RawCommand | RestMark)[] {
    const found: (RawCommand | RestMark)[] = [];
    for (;;) {
      const at = window.findByte(LT, window.position);
      const textEnd = at < 0 ? window.end : at;
      if (
        blank &&
        /\S/.test(
          window
            .text(window.position, Math.min(textEnd, window.position + 4096))
            .replace(/^\ufeff|^\u00ef\u00bb\u00bf/, ''),
        )
      ) {
        blank = false;
      }
      window.position = textEnd;
      if (inDocument || commandStart >= 0) limitValue(markupEnd, textEnd);
      if (at < 0) break;
      const end = markup(at, found);
      if (end < 0) break;
      blank = false;
      window.position = end;
      markupEnd = end;
      if (end - rested >= restEvery && !inDocument && commandStart < 0 && stack.length === 0) {
        rested = end;
        const line = window.lineAt(end);
        const rest = { offset: end, line, documents, commands, encoding, root, rootOpen, prologOpen };
        found.push({ offset: end, rest });
      }
    }
    const keep = commandStart >= 0 ? commandStart : headerStart >= 0 ? headerStart : window.position;
    if (window.end - keep > LIMITS.commandBytes) {
      fail('SOURCE_LIMIT', `a command of more than ${LIMITS.commandBytes / 2 ** 20} MiB`, keep);
    }
    window.release(keep);
    return found;
  }

  return {
    push(chunk) {
      window.append(chunk);
      return advance();
    },
    end() {
      // A command without its end was waited for in vain: now its tags say what is wrong with it.
      ended = true;
      const last = advance();
      const rest = window.text(window.position, window.end);
      const cut =
        rest.startsWith('<') &&
        (/^<\?xml/.test(rest) ||
          /^<(?:\w+:)?(?:BroadsoftD|command\s)/.test(rest) ||
          ['<?xml', '<BroadsoftDocument'].some((start) => start.startsWith(rest)));
      const open = stack.at(-1);
      if (open !== undefined) fail('SOURCE_TRUNCATED', `the file ends inside <${open}>`, window.end);
      if (cut || prologOpen || (rootOpen && documents > 0)) {
        fail('SOURCE_TRUNCATED', 'the file ends in the middle of a document', window.end);
      }
      return { documents, commands, bytes: window.end, root, blank, last };
    },
  };
}
