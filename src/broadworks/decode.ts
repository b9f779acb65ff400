import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';

export interface Decoder {
  /** What is reported for the file, e.g. `windows-1252`. */
  readonly name: string;
  /** @param declared - encoding of the nearest prolog */
  decode(bytes: Buffer, declared: string | undefined): string;
  /** Things an operator should know, each once per file. */
  readonly warnings: ReadonlyMap<string, string>;
  /** What it has seen, for going on another time. */
  state(): DecoderState;
}

export interface DecoderState {
  readonly utf8Bom: boolean;
  readonly name: string;
  readonly latinHighBytes: boolean;
  readonly latinAllUtf8: boolean;
  readonly warnings: readonly (readonly [code: string, message: string])[];
}

const LATIN1 = /^(?:iso[-_]?8859[-_]?1|latin[-_]?1|us-ascii|ascii|l1)$/i;
const UTF8 = /^utf-?8$/i;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Decodes fragments: byte order mark, then declaration, then UTF-8.
 *
 * Latin-1 is read as windows-1252, a superset: bytes 80-9F under a Latin-1 label are curly quotes and dashes in real
 * captures, never control characters.
 *
 * @param utf8Bom - the file began with one, which outranks any declaration
 * @param from - where to go on
 */
export function createDecoder(utf8Bom: boolean, from?: DecoderState): Decoder {
  const warnings = new Map<string, string>(from?.warnings);
  let name = from?.name ?? (utf8Bom ? 'utf-8' : '');
  let latinHighBytes = from?.latinHighBytes ?? false;
  let latinAllUtf8 = from?.latinAllUtf8 ?? true;

  function readLatin1(bytes: Buffer): string {
    name = 'windows-1252';
    if (isAscii(bytes)) return bytes.toString('latin1');
    latinHighBytes = true;
    latinAllUtf8 &&= decodeUtf8(bytes) !== undefined;
    const text = bytes.toString('latin1');
    if (!/[\x80-\x9f]/.test(text)) return text;
    warnings.set('encoding-windows-1252', 'labelled Latin-1 but holds bytes 80 to 9F: read as windows-1252');
    return iconv.decode(bytes, 'windows-1252');
  }

  function readUtf8(bytes: Buffer): string {
    if (isAscii(bytes)) {
      name ||= 'utf-8';
      return bytes.toString('latin1');
    }
    const text = decodeUtf8(bytes);
    if (text !== undefined) {
      name ||= 'utf-8';
      return text;
    }
    warnings.set('encoding-not-utf8', 'not valid UTF-8: those parts were read as windows-1252');
    return iconv.decode(bytes, 'windows-1252');
  }

  return {
    state: () => ({ utf8Bom, name, latinHighBytes, latinAllUtf8, warnings: [...warnings] }),
    get name() {
      return name || 'utf-8';
    },
    decode(bytes, declared) {
      if (utf8Bom || declared === undefined || UTF8.test(declared)) return readUtf8(bytes);
      if (LATIN1.test(declared)) return readLatin1(bytes);
      if (!iconv.encodingExists(declared) || /^utf-?(?:16|32)|^ucs/i.test(declared)) {
        // A UTF-16 label on bytes that hold plain tags is a leftover of a conversion.
        warnings.set('encoding-unknown', `declares "${declared}", which does not fit: read as UTF-8`);
        return readUtf8(bytes);
      }
      name = declared.toLowerCase();
      return iconv.decode(bytes, declared);
    },
    get warnings() {
      if (latinHighBytes && latinAllUtf8) {
        warnings.set(
          'encoding-suspect',
          'labelled Latin-1, yet every accented letter would be valid UTF-8: check names',
        );
      }
      return warnings;
    },
  };
}

/**
 * Brings UTF-16 input to UTF-8, so that tags can be found as bytes; other input passes untouched.
 *
 * @param head - first bytes of the stream
 */
export function transcoder(head: Buffer): ((chunk: Buffer) => Buffer) | undefined {
  const encoding = utf16Of(head);
  if (encoding === undefined) return undefined;
  const decoder = iconv.getDecoder(encoding);
  return (chunk) => Buffer.from(decoder.write(chunk), 'utf8');
}

/** By its byte order mark, else by the zeros that stand beside every letter of markup and in no other encoding. */
function utf16Of([first, second, third, fourth]: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  if (first === 0 && second && third === 0 && fourth) return 'utf-16be';
  return undefined;
}

export function hasUtf8Bom(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}
