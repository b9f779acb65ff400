const NEWLINE = 0x0a;
const GREATER = 0x3e;
const LESS = 0x3c;
const DOUBLE_QUOTE = 0x22;
const QUOTE = 0x27;

/**
 * The part of a byte stream that is still needed, addressed by offsets from the start of the stream.
 *
 * Grows by doubling and moves its content down when bytes are released, so that a large element costs a few copies
 * instead of one per chunk.
 */
export class ByteWindow {
  #buffer = Buffer.allocUnsafe(256 * 1024);
  #start = 0;
  #length = 0;
  #base: number;
  #linesBefore: number;
  #linesAt: number;
  /** What was looked for in vain -> where that began and ended. */
  readonly #missed = new Map<string, { readonly from: number; readonly to: number }>();
  /** Next byte to look at. */
  position: number;

  /**
   * @param start - offset of the first byte that will arrive
   * @param line - on which it stands
   */
  constructor(start = 0, line = 1) {
    this.#base = start;
    this.position = start;
    this.#linesAt = start;
    this.#linesBefore = line;
  }

  /** Offset behind the last byte that arrived. */
  get end(): number {
    return this.#base + this.#length;
  }

  append(chunk: Buffer): void {
    const need = this.#length + chunk.length;
    if (this.#start + need > this.#buffer.length) {
      const target =
        need > this.#buffer.length ? Buffer.allocUnsafe(Math.max(need, this.#buffer.length * 2)) : this.#buffer;
      this.#buffer.copy(target, 0, this.#start, this.#start + this.#length);
      this.#buffer = target;
      this.#start = 0;
    }
    chunk.copy(this.#buffer, this.#start + this.#length);
    this.#length += chunk.length;
  }

  /** Lets go of everything before `offset`. */
  release(offset: number): void {
    const count = offset - this.#base;
    if (count <= 0) return;
    this.lineAt(offset);
    this.#start += count;
    this.#length -= count;
    this.#base = offset;
  }

  byte(offset: number): number {
    return offset < this.end ? (this.#buffer[this.#index(offset)] ?? -1) : -1;
  }

  text(from: number, to: number): string {
    return this.#buffer.toString('latin1', this.#index(from), this.#index(to));
  }

  /** The bytes themselves, until the next `append`. */
  view(from: number, to: number): Buffer {
    return this.#buffer.subarray(this.#index(from), this.#index(to));
  }

  copy(from: number, to: number): Buffer {
    return Buffer.from(this.#buffer.subarray(this.#index(from), this.#index(to)));
  }

  findByte(value: number, from: number): number {
    const found = this.#buffer.indexOf(value, this.#index(from));
    return found < 0 || found >= this.#start + this.#length ? -1 : this.#offset(found);
  }

  /**
   * Offset of `what` at or behind `from`, or -1. Goes on where the last search for the same thing ended in vain: a file
   * full of openings that nothing closes would be searched once for each of them.
   */
  find(what: string, from: number): number {
    const missed = this.#missed.get(what);
    const again = missed !== undefined && missed.from <= from && from <= missed.to;
    if (again && missed.to === this.end) return -1;
    const begin = again ? Math.max(from, missed.to - what.length) : from;
    // Behind the bytes that arrived stand old ones.
    const found = this.view(begin, this.end).indexOf(what, 0, 'latin1');
    if (found >= 0) return begin + found;
    this.#missed.set(what, { from: again ? missed.from : from, to: this.end });
    return -1;
  }

  /** Offset behind an element name, or -1 when the bytes end first. */
  nameEnd(from: number): number {
    for (let offset = from; offset < this.end; offset++) {
      const byte = this.byte(offset);
      // Blank, `/` and `>` end a name; anything else is left to the parser to judge.
      if (byte <= 0x20 || byte === 0x2f || byte === GREATER) return offset;
    }
    return -1;
  }

  /** Offset of the `>` that ends a tag, quoted values skipped; of a `<` that no tag may hold; or -1. */
  tagEnd(from: number): number {
    let quote = 0;
    for (let offset = from; offset < this.end; offset++) {
      const byte = this.byte(offset);
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === GREATER || byte === LESS) return offset;
      else if (byte === DOUBLE_QUOTE || byte === QUOTE) quote = byte;
    }
    return -1;
  }

  /** Line of an offset, from 1. Offsets are asked for in rising order, so each byte is counted once. */
  lineAt(offset: number): number {
    if (offset < this.#linesAt) return this.#linesBefore;
    const to = Math.min(offset, this.end);
    const stop = this.#index(to);
    const buffer = this.#buffer;
    let lines = 0;
    // A plain loop: lines of captures are short, so that a search for each would cost more.
    for (let index = this.#index(this.#linesAt); index < stop; index++) if (buffer[index] === NEWLINE) lines += 1;
    this.#linesBefore += lines;
    this.#linesAt = to;
    return this.#linesBefore;
  }

  #index(offset: number): number {
    return offset - this.#base + this.#start;
  }

  #offset(index: number): number {
    return index - this.#start + this.#base;
  }
}
