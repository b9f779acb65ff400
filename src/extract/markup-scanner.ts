import { MigrationError } from '../domain/errors.ts';

/** What a scan of markup tells, in order. Texts are bytes in Latin-1 clothes: whoever wants words decodes them. */
export interface MarkupEvents {
  /** The `<?xml …?>` of a document. */
  prolog?(declaration: string): void;
  open(name: string, attributes: readonly (readonly [name: string, value: string])[], place: MarkupPlace): void;
  /** @param literal - in CDATA, where an ampersand is one */
  text(value: string, literal: boolean): void;
  close(): void;
}

/** Of a tag's `<`. */
export interface MarkupPlace {
  /** Bytes from the start of the stream. */
  readonly offset: number;
  readonly line: number;
}

/** A scanner behind a whole piece of markup, for going on another time. */
export interface ScannerState extends MarkupPlace {
  /** Names of the open elements, from the root on. */
  readonly open: readonly string[];
}

const LIMITS = { depth: 256, piece: 8 * 2 ** 20, tag: 64 * 2 ** 10 } as const;
/** What a piece of markup may turn out to be when more of it arrives. */
const STARTS = ['<!--', '<![CDATA[', '<!doctype', '<?', '</'];
const LONGEST_START = 9;
const TAG = /<([A-Za-z_\x80-\xff][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/y;
const NAME_START = /[A-Za-z_\x80-\xff]/;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Walks through XML of any shape with flat memory and in linear time; text around the documents is passed over.
 *
 * One byte is one character in here, so that offsets are those of the file, for every encoding that keeps ASCII in
 * place.
 *
 * @param from - where to go on: the bytes that arrive begin at its offset
 * @throws {MigrationError} `SOURCE_DOCTYPE`, `SOURCE_LIMIT`, `SOURCE_MALFORMED` or, at the end, `SOURCE_TRUNCATED`
 */
export function createMarkupScanner(
  file: string,
  events: MarkupEvents,
  from?: ScannerState,
): { push(chunk: Buffer): void; end(): void; place(): MarkupPlace; state(): ScannerState } {
  const stack: string[] = [...(from?.open ?? [])];
  let rest = '';
  /** Of `rest`, from the start of the stream. */
  let base = from?.offset ?? 0;
  let line = from?.line ?? 1;
  /** Where in `rest` lines are counted up to. */
  let counted = 0;

  function place(at: number): MarkupPlace {
    for (let next = rest.indexOf('\n', counted); next >= 0 && next < at; next = rest.indexOf('\n', next + 1)) {
      line += 1;
      counted = next + 1;
    }
    counted = Math.max(counted, at);
    return { offset: base + at, line };
  }
  const fail = (
    code: 'SOURCE_DOCTYPE' | 'SOURCE_LIMIT' | 'SOURCE_MALFORMED' | 'SOURCE_TRUNCATED',
    message: string,
    at: number,
  ): never => {
    throw new MigrationError(code, message, { place: { where: file, line: place(at).line } });
  };
  const until = (ending: string, from: number): number => {
    const found = rest.indexOf(ending, from);
    return found < 0 ? 0 : found + ending.length;
  };

  /** @returns where the markup at `at` ends, or 0 when more of it is needed */
  function markup(at: number): number {
    const head = rest.slice(at, at + LONGEST_START);
    if (head.startsWith('<!--')) return until('-->', at + 4);
    if (head === '<![CDATA[') return cdata(at);
    if (/^<!doctype/i.test(head)) fail('SOURCE_DOCTYPE', 'a document type declaration', at);
    if (head.startsWith('<?')) return instruction(at);
    if (
      head.length < LONGEST_START &&
      STARTS.some((start) => start.startsWith(head) || start.startsWith(head.toLowerCase()))
    )
      return 0;
    if (head.startsWith('</')) return closing(at);
    if (head.length > 1 && !NAME_START.test(head.charAt(1))) {
      if (stack.length > 0) fail('SOURCE_MALFORMED', 'a "<" that begins no element', at);
      return at + 1;
    }
    return opening(at);
  }

  function cdata(at: number): number {
    const end = until(']]>', at + 9);
    if (end > 0 && stack.length > 0) events.text(rest.slice(at + 9, end - 3), true);
    return end;
  }

  function instruction(at: number): number {
    const end = until('?>', at + 2);
    if (end > 0 && /^<\?xml\s/.test(rest.slice(at, at + 6))) {
      if (stack.length > 0) fail('SOURCE_TRUNCATED', 'a document begins before the one above it ends', at);
      events.prolog?.(rest.slice(at, end));
    }
    return end;
  }

  function opening(at: number): number {
    TAG.lastIndex = at;
    const tag = TAG.exec(rest);
    if (tag === null) {
      if (rest.length - at >= LIMITS.tag) fail('SOURCE_LIMIT', 'a tag of more than 64 KiB', at);
      return 0;
    }
    const [whole, name = '', inside = ''] = tag;
    if (whole.length > LIMITS.tag) fail('SOURCE_LIMIT', 'a tag of more than 64 KiB', at);
    if (stack.length >= LIMITS.depth) fail('SOURCE_LIMIT', `elements nest deeper than ${LIMITS.depth}`, at);
    const attributes = inside.includes('=')
      ? [...inside.matchAll(ATTRIBUTE)].map(([, key = '', a, b]) => [key, a ?? b ?? ''] as const)
      : [];
    events.open(name, attributes, place(at));
    if (inside.endsWith('/')) events.close();
    else stack.push(name);
    return at + whole.length;
  }

  function closing(at: number): number {
    const end = until('>', at + 2);
    if (end === 0 || stack.length === 0) return end;
    const name = rest.slice(at + 2, end - 1).trim();
    if (stack.pop() !== name) fail('SOURCE_MALFORMED', `</${name}> closes another element`, at);
    events.close();
    return end;
  }

  return {
    push(chunk) {
      rest += chunk.toString('latin1');
      let at = 0;
      for (;;) {
        const next = rest.indexOf('<', at);
        if ((next < 0 ? rest.length : next) - at > LIMITS.piece && stack.length > 0) tooLong(at);
        if (next < 0) break;
        if (next > at && stack.length > 0) events.text(rest.slice(at, next), false);
        at = next;
        const end = markup(next);
        if (end === 0) break;
        at = end;
      }
      if (rest.length - at > LIMITS.piece) tooLong(at);
      if (stack.length === 0 && !rest.includes('<', at)) at = rest.length;
      place(at);
      rest = rest.slice(at);
      base += at;
      counted = 0;
    },
    end() {
      if (stack.length > 0) fail('SOURCE_TRUNCATED', 'the file ends inside an element', rest.length);
      if (/^<(?:[?!/]|[A-Za-z_])/.test(rest)) fail('SOURCE_TRUNCATED', 'the file ends inside a tag', rest.length);
    },
    place: () => place(counted),
    state: () => ({ ...place(counted), open: [...stack] }),
  };

  function tooLong(at: number): never {
    return fail('SOURCE_LIMIT', 'a single value of more than 8 MiB', at);
  }
}
