import type { DecoderState } from '../broadworks/decode.ts';
import type { SplitterState } from '../broadworks/splitter.ts';
import type { ScannerState } from './markup-scanner.ts';
import type { ElementState } from './nested/frames.ts';
import type { ReaderRest } from './read-capture.ts';

/**
 * A place between two documents of a capture from which an interrupted `extract` goes on. It is stored in the same
 * transaction as the rows before it, so that there are never rows too many or too few.
 */
export interface CaptureCheckpoint {
  readonly kind: 'capture';
  readonly splitter: SplitterState;
  readonly decoder: DecoderState;
  readonly reader: ReaderRest;
}

/** A place inside a nested export, with everything that is still open around it. Stored like that of a capture. */
export interface NestedCheckpoint {
  readonly kind: 'nested';
  /** Name of the profile. */
  readonly profile: string;
  /** Digest of all profiles: by other ones the file is read anew. */
  readonly profiles: string;
  /** Encoding that the prolog names. */
  readonly declared?: string | undefined;
  readonly decoder: DecoderState;
  /** Responses up to here. */
  readonly responses: number;
  readonly scanner: ScannerState;
  readonly elements: ElementState;
}

export type Checkpoint = CaptureCheckpoint | NestedCheckpoint;

/** A checkpoint as it is stored: with proof that the file is still the same. */
export type StoredCheckpoint = Checkpoint & {
  /** The first so many bytes, which reach at least to the checkpoint, had this digest. */
  readonly prefix: { readonly bytes: number; readonly digest: string };
};

/** Where reading goes on, in bytes from the beginning of the file. */
export function offsetOf(checkpoint: Checkpoint): number {
  return checkpoint.kind === 'nested' ? checkpoint.scanner.offset : checkpoint.splitter.offset;
}
