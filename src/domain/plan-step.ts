import type { DraftId } from './draft-id.ts';

/**
 * A step is one intended change in Webex. Its id is a hash of kind and natural key, not of its content, so that
 * planning again keeps what is done; `content` changes with what would be written.
 */
export type StepId = string;

export interface StepBase {
  readonly id: StepId;
  /** Draft that it carries out. */
  readonly draft: DraftId;
  /** Draft id of the customer. */
  readonly customer: DraftId;
  readonly naturalKey: string;
  /** For people: `subscriber anna@example.test`. */
  readonly label: string;
  readonly phase: 'provision' | 'deferred';
  /** Must be done first; if one fails this step is skipped. */
  readonly hard: readonly StepId[];
  /** Waited for, but their failure only thins this step out (an agent that does not exist). */
  readonly soft: readonly StepId[];
  /** Steps with the same value run one at a time (devices of one owner). */
  readonly exclusive?: string;
  /** Hash of the payload. */
  readonly content: string;
}

/** A reference to an object that another step makes; resolved when the request is built. */
export type StepRef = StepId;
