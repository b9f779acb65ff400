import type { ErrorCode, ErrorPlace } from '../../domain/errors.ts';
import type { CapturePassOptions, PassBatch, PassFacts } from '../capture-pass.ts';

/** What the reading thread is started with. */
export interface ReaderStart {
  readonly options: CapturePassOptions;
  readonly batch: number;
}

export type ToReader = { readonly type: 'chunk'; readonly bytes: Uint8Array } | { readonly type: 'end' };

export type FromReader =
  | { readonly type: 'rows'; readonly batch: PassBatch }
  /** One chunk is read. */
  | { readonly type: 'read' }
  | { readonly type: 'done'; readonly facts: PassFacts }
  | {
      readonly type: 'failed';
      readonly message: string;
      /** Where the file was refused; anything else is a defect. */
      readonly refused?: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly hint: string;
        readonly place?: ErrorPlace | undefined;
      };
    };
