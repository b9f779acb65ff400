import type { Difference, Step, StepOutputs } from '../domain/plan.ts';
import type { StepContext } from './step-context.ts';
import type { Undo } from './undo.ts';

export type { StepContext } from './step-context.ts';

/** What stands in Webex under the natural key of a step. */
export interface Found {
  readonly outputs: StepOutputs;
  /** Empty: it is what we would have written. */
  readonly differences: readonly Difference[];
  /** The target is still at it: poll again (`provisioning`), or park the step (`waiting`). */
  readonly pending?: 'provisioning' | 'waiting';
  /** The target gave up on it, in its own words. */
  readonly failed?: string;
  /** Present but only in part (some numbers of a batch): write again, the rest is missing. */
  readonly partial?: boolean;
  /** Another object that has what this one is to become, so that the target would refuse the change; by its name. */
  readonly inTheWay?: string;
}

export interface Written {
  /** Missing when the answer named no id: the engine looks the object up. */
  readonly outputs?: StepOutputs;
  /** 202: started; poll `lookUp` until it is no longer pending. */
  readonly accepted?: boolean;
  readonly status: number;
  readonly trackingId?: string;
  /** The id that we gave the request. */
  readonly clientTrackingId?: string;
  /** Parts left out because a soft dependency failed. */
  readonly leftOut?: readonly string[];
}

/**
 * All that the tool knows of one step kind. Handlers send each request once and let errors through; the engine
 * journals, classifies and repeats. `plan` uses `lookUp` to say what would change, `verify` to prove what arrived.
 */
export interface StepHandler<S extends Step = Step> {
  readonly kind: S['kind'];
  /**
   * How a second write is avoided. `refused`: the API refuses a duplicate, so a fresh step may be sent at once;
   * `look-first`: nothing is known, always look before creating; `repeatable`: a PUT, writing twice is harmless.
   */
  readonly safety: 'refused' | 'look-first' | 'repeatable';
  /** Whether `write` can change what was found (else a difference is a conflict). */
  readonly canChange: boolean;
  /**
   * Of what was found to differ, what no call can change although others of the kind can be; the plan says so, for a write
   * would only find it out. Missing: everything that differs can be written.
   */
  unchangeable?(differences: readonly Difference[]): readonly Difference[];
  /**
   * A create may leave less than the plan wants (a second write completes it, members come later): what an open create of
   * ours has left is completed, where another kind would be a conflict.
   */
  readonly createsInParts?: boolean;
  /** How `rollback` takes it back; a kind without it stays, and the rollback says so. */
  readonly undo?: Undo<S>;
  /** For steps of the kind that are taken back in a way of their own. */
  undoLike?(step: S): Undo<S> | undefined;
  /** HTTP calls of a fresh create, for the estimate. */
  readonly calls: number;
  /** Natural key: fields of the payload under which `lookUp` finds the object where its id is not known; `a|b`: the first that is there. */
  readonly key: readonly string[];
  /** Requests of a fresh create, ids in braces; several where owners have endpoints of their own. For the reference. */
  readonly endpoints: readonly string[];
  /** The object under the natural key, compared field by field; `undefined` when absent. Read-only. */
  lookUp(step: S, context: StepContext): Promise<Found | undefined>;
  /** What stands there before the first write of the step, for an undo that sets it back; kept before the write is sent. */
  keeps?(step: S, context: StepContext): Promise<StepOutputs>;
  /** Creates it, or changes what was found. One write request, sent once. */
  write(step: S, context: StepContext, found: Found | undefined): Promise<Written>;
  /**
   * The request that `write` would send, secrets as placeholders, for the journal and `plan --requests`. With `found` it
   * is the change of what was found, else the creation. A setting shows the fields that we own; the rest is kept as read.
   */
  describe(
    step: S,
    context: Pick<StepContext, 'outputs'>,
    found?: Found,
  ): { readonly method: string; readonly path: string; readonly body?: unknown };
}
