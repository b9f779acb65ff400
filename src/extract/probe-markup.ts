import { MigrationError } from '../domain/errors.ts';

/** What a scan of markup tells, in order. */
export interface MarkupEvents {
  open(name: string, attributes: readonly (readonly [name: string, value: string])[]): void;
  text(value: string): void;
  close(): void;
}

const LIMITS = { depth: 256, piece: 8 * 2 ** 20, tag: 64 * 2 ** 10 } as const;
/** What a piece of markup may turn out to be when more of it arrives. */
const STARTS = ['<!--', '<![cdata[', '<!doctype', '<?', '</'];
const TAG = /^<([A-Za-z_][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Walks through XML of any shape with flat memory; text around the documents is passed over.
 *
 * @throws {MigrationError} `SOURCE_DOCTYPE`, `SOURCE_LIMIT`, `SOURCE_MALFORMED` or, at the end, `SOURCE_TRUNCATED`
 */
export function createMarkupScanner(file: string, events: MarkupEvents): { push(text: string): void; end(): void } {
  const stack: string[] = [];
  let rest = '';
  let line = 1;

  const fail = (
    code: 'SOURCE_DOCTYPE' | 'SOURCE_LIMIT' | 'SOURCE_MALFORMED' | 'SOURCE_TRUNCATED',
    message: string,
  ): never => {
    throw new MigrationError(code, message, { place: { where: file, line } });
  };

  /** @returns length of what stands at the start of `text`, or 0 when more of it is needed */
  function markup(text: string): number {
    if (text.startsWith('<!--')) return to(text, '-->', 4);
    if (text.startsWith('<![CDATA[')) {
      const length = to(text, ']]>', 9);
      if (length > 0 && stack.length > 0) events.text(text.slice(9, length - 3));
      return length;
    }
    if (/^<!doctype/i.test(text)) fail('SOURCE_DOCTYPE', 'a document type declaration');
    if (text.startsWith('<?')) return to(text, '?>', 2);
    if (STARTS.some((start) => start.startsWith(text.toLowerCase()))) return 0;
    if (text.startsWith('</')) return closing(text);
    if (text.length > 1 && !/^<[A-Za-z_]/.test(text)) {
      if (stack.length > 0) fail('SOURCE_MALFORMED', 'a "<" that begins no element');
      return 1;
    }
    const tag = TAG.exec(text.slice(0, LIMITS.tag));
    if (tag === null) {
      if (text.length >= LIMITS.tag) fail('SOURCE_LIMIT', 'a tag of more than 64 KiB');
      return 0;
    }
    const [whole, name = '', inside = ''] = tag;
    events.open(
      name,
      [...inside.matchAll(ATTRIBUTE)].map(([, key = '', a, b]) => [key, a ?? b ?? '']),
    );
    if (inside.endsWith('/')) events.close();
    else stack.push(name);
    if (stack.length > LIMITS.depth) fail('SOURCE_LIMIT', `elements nest deeper than ${LIMITS.depth}`);
    return whole.length;
  }

  function closing(text: string): number {
    const length = to(text, '>', 2);
    if (length === 0) return 0;
    const name = text.slice(2, length - 1).trim();
    if (stack.length > 0) {
      const open = stack.pop();
      if (open !== name) fail('SOURCE_MALFORMED', `</${name}> closes another element`);
      events.close();
    }
    return length;
  }

  return {
    push(more) {
      rest += more;
      let at = 0;
      for (;;) {
        const next = rest.indexOf('<', at);
        if (next < 0) break;
        if (next > at && stack.length > 0) events.text(rest.slice(at, next));
        const length = markup(rest.slice(next));
        if (length === 0) {
          at = next;
          break;
        }
        line += rest.slice(at, next + length).split('\n').length - 1;
        at = next + length;
      }
      rest = rest.slice(at);
      if (rest.length > LIMITS.piece) fail('SOURCE_LIMIT', 'a single value of more than 8 MiB');
    },
    end() {
      if (stack.length > 0) fail('SOURCE_TRUNCATED', 'the file ends inside an element');
    },
  };
}

function to(text: string, ending: string, from: number): number {
  const found = text.indexOf(ending, from);
  return found < 0 ? 0 : found + ending.length;
}
