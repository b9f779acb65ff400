import type { Step, StepOutputs } from '../domain/plan.ts';
import type { StepContext } from './step-context.ts';

/** Output of a step that is set back by its undo: what stood there before, as the request that sets it back. */
export const WAS = 'was';

export interface UndoContext extends StepContext {
  /** Bodies of the creates that were sent for the step, as the journal has them. */
  readonly created: readonly unknown[];
  /** Asked for the plan: what other steps of the rollback will remove is not in the way yet. */
  readonly planning: boolean;
  /** What the last look found in the way of the removal: the next request takes that away, and only that. */
  readonly inTheWay?: string;
}

/** How much of what a step has made is still there. */
export interface Standing {
  /** Nothing of ours is left that could be removed. */
  readonly gone: boolean;
  /** Why it must stay: a number in service, a registered phone, a mailbox in use. */
  readonly keep?: string;
  /** Part of it that no call can remove. */
  readonly stays?: string;
  /** Where it is made of many: those that must stay, or that no call can remove. */
  readonly staying?: readonly string[];
  /** The target has tried and given up, in its own words. */
  readonly failed?: string;
  /** Something of ours that no step takes back holds on to it, and has to let go first. */
  readonly inTheWay?: string;
}

export interface Removed {
  readonly status: number;
  readonly trackingId?: string;
  /** The id that we gave the request. */
  readonly clientTrackingId?: string;
  /** 202: started; it goes later. */
  readonly accepted?: boolean;
  /** Ids that are needed to follow it (a job). */
  readonly outputs?: StepOutputs;
}

/** How one kind of step is taken back. Objects are removed by the id that our own write has named, never by name. */
export type Undo<S extends Step = Step> =
  | {
      /** No call takes it back. */
      readonly kind: 'stays';
      /** Said in the plan of the rollback. */
      readonly why: string;
    }
  | {
      /** No call of its own: it goes with what it belongs to, or it stays with that, as it was written. */
      readonly kind: 'with-owner';
      /** `its location`. */
      readonly owner: string;
      /** Said in the plan of the rollback, whichever of the two it is. */
      readonly note?: string;
    }
  | RemovingUndo<S>;

export interface RemovingUndo<S extends Step = Step> {
  readonly kind: 'remove';
  /** What stays in the target although the request succeeds. */
  readonly leaves?: string;
  /** What it leaves is an object of its own, which may stand in the way of a new one. */
  readonly remains?: true;
  /** Nothing is removed: what stood there before our first write, which `keeps` has kept, is written again. */
  readonly restores?: true;
  /** The target only accepts the request (202): what it removes goes in its own time. */
  readonly later?: true;
  /** Takes several requests, each a part of it. */
  readonly inParts?: boolean;
  /** Also where the step has only changed what was there: it was the other way round before. */
  readonly ofChanges?: boolean;
  standing(step: S, context: UndoContext): Promise<Standing>;
  /** One request, sent once; `describe` is what it sends. */
  remove(step: S, context: UndoContext): Promise<Removed>;
  describe(step: S, context: UndoContext): { readonly method: string; readonly path: string; readonly body?: unknown };
}
