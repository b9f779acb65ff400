/** Where entries wait that would fill the memory. */
export interface Shelf {
  /** Entries of a kind that stay in memory. */
  readonly most: number;
  /** Keeps entries; one of the same kind and key is replaced. */
  put(kind: string, entries: Iterable<readonly [key: string, text: string]>): void;
  get(kind: string, key: string): string | undefined;
  delete(kind: string, key: string): void;
  /** All of a kind in the order of their keys; others may be put and read meanwhile. */
  all(kind: string): Iterable<readonly [key: string, text: string]>;
}

/** How values become text and come back: what comes back may be changed in place. */
export interface Form<Value> {
  write(value: Value): string;
  read(text: string): Value;
}

/**
 * A map of which only the entries used last are kept in memory; the others wait on a shelf.
 *
 * A value may be changed in place only until half of `most` others were asked for: then it may have gone to the shelf, and
 * changes to it are lost. Readers change what they asked for at once.
 */
export class ShelvedMap<Value extends object> {
  readonly #near = new Map<string, Value>();
  readonly #kind: string;
  readonly #form: Form<Value>;
  readonly #shelf: Shelf | undefined;
  #shelved = false;

  /** @param shelf - without one, all entries stay in memory */
  constructor(kind: string, form: Form<Value>, shelf?: Shelf) {
    this.#kind = kind;
    this.#form = form;
    this.#shelf = shelf;
  }

  get(key: string): Value | undefined {
    const near = this.#near.get(key);
    if (near !== undefined) {
      if (this.#shelved) this.#touch(key, near);
      return near;
    }
    const text = this.#shelved ? this.#shelf?.get(this.#kind, key) : undefined;
    if (text === undefined) return undefined;
    const value = this.#form.read(text);
    this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#touch(key, value);
    if (this.#shelf !== undefined && this.#near.size > this.#shelf.most) this.#putAway(this.#shelf.most / 2);
  }

  delete(key: string): void {
    this.#near.delete(key);
    if (this.#shelved) this.#shelf?.delete(this.#kind, key);
  }

  /** All entries in the order of their keys. Changes to what is handed out here are lost. */
  *sorted(): Generator<readonly [key: string, value: Value]> {
    if (this.#shelf === undefined || !this.#shelved) {
      for (const key of [...this.#near.keys()].sort()) {
        const value = this.#near.get(key);
        if (value !== undefined) yield [key, value];
      }
      return;
    }
    this.#putAway(0);
    for (const [key, text] of this.#shelf.all(this.#kind)) yield [key, this.#form.read(text)];
  }

  /** The entries used last stand at the end. */
  #touch(key: string, value: Value): void {
    this.#near.delete(key);
    this.#near.set(key, value);
  }

  #putAway(keep: number): void {
    const away: (readonly [string, string])[] = [];
    for (const [key, value] of this.#near) {
      if (this.#near.size <= keep) break;
      away.push([key, this.#form.write(value)]);
      this.#near.delete(key);
    }
    this.#shelf?.put(this.#kind, away);
    this.#shelved = true;
  }
}
