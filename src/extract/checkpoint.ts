import type { DecoderState } from '../broadworks/decode.ts';
import type { SplitterState } from '../broadworks/splitter.ts';
import type { ReaderRest } from './read-capture.ts';

/**
 * A place between two documents of a capture from which an interrupted `extract` goes on. It is stored in the same
 * transaction as the rows before it, so that there are never rows too many or too few.
 */
export interface Checkpoint {
  readonly splitter: SplitterState;
  readonly decoder: DecoderState;
  readonly reader: ReaderRest;
}

/** A checkpoint as it is stored: with proof that the file is still the same. */
export interface StoredCheckpoint extends Checkpoint {
  /** The first so many bytes, which reach at least to the checkpoint, had this digest. */
  readonly prefix: { readonly bytes: number; readonly digest: string };
}
