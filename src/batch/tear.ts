/** What becomes of something that a batch tears apart. */
export type Remedy =
  /** Linked by a later step, when the second of the two moves. */
  | 'deferred link'
  /** The other one moved before: the link is a step of this batch. */
  | 'linked now'
  /** The extension stays dialable through a virtual extension. */
  | 'virtual extension'
  /** Comes along although nobody put it into the batch. */
  | 'comes along'
  /** Works no longer until the others move; a person decides. */
  | 'breaks'
  /** Nothing can be staged: the split does not go like this. */
  | 'blocked';

export interface Tear {
  readonly what: string;
  readonly object: string;
  readonly outside: string;
  readonly remedy: Remedy;
  readonly message: string;
}
