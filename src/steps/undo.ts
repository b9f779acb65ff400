import type { Step, StepOutputs } from '../domain/plan.ts';
import type { LineOwner } from '../webex/owners.ts';
import { orAbsent } from './absent.ts';
import { sameId } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { known, orgCall } from './refs.ts';

export interface UndoContext extends StepContext {
  /** Bodies of the creates that were sent for the step, as the journal has them. */
  readonly created: readonly unknown[];
  /** Asked for the plan: what other steps of the rollback will remove is not in the way yet. */
  readonly planning: boolean;
}

/** How much of what a step has made is still there. */
export interface Standing {
  /** Nothing of ours is left that could be removed. */
  readonly gone: boolean;
  /** Why it must stay: a number in service, a registered phone, a mailbox in use. */
  readonly keep?: string;
  /** Part of it that no call can remove. */
  readonly stays?: string;
  /** The target has tried and given up, in its own words. */
  readonly failed?: string;
}

export interface Removed {
  readonly status: number;
  readonly trackingId?: string;
  /** 202: started; it goes later. */
  readonly accepted?: boolean;
  /** Ids that are needed to follow it (a job). */
  readonly outputs?: StepOutputs;
}

/** How one kind of step is taken back. Objects are removed by the id that our own write has named, never by name. */
export type Undo<S extends Step = Step> =
  | {
      /** No call of its own: it goes with what it belongs to, or it stays as it was written. */
      readonly kind: 'stays';
      /** Said in the plan of the rollback. */
      readonly why: string;
      /** Goes with its owner when that one is removed; else it is the last word. */
      readonly withOwner: boolean;
    }
  | {
      readonly kind: 'remove';
      /** What stays in the target although the request succeeds. */
      readonly leaves?: string;
      /** Takes several requests, each a part of it. */
      readonly inParts?: boolean;
      standing(step: S, context: UndoContext): Promise<Standing>;
      /** One request, sent once; `describe` is what it sends. */
      remove(step: S, context: UndoContext): Promise<Removed>;
      describe(
        step: S,
        context: UndoContext,
      ): { readonly method: string; readonly path: string; readonly body?: unknown };
    };

/**
 * Whether the object that a step has made still stands: found by the step's own look-up, and under the same id. What
 * stands there under another id was made by somebody else since.
 */
export async function standsUnder<S extends Step>(
  name: string,
  lookUp: StepHandler<S>['lookUp'],
  step: S,
  context: StepContext,
): Promise<Standing> {
  const id = known(context, step.id, name);
  const found = id === undefined ? undefined : await lookUp(step, context);
  return { gone: found === undefined || !sameId(id, found.outputs[name]) };
}

/** A mailbox counts as used once somebody has recorded a greeting; how many messages it holds no admin call tells. */
export async function usedMailbox(
  step: Step & { readonly payload: { readonly customer: string } },
  owner: LineOwner | undefined,
  context: StepContext,
): Promise<{ readonly keep?: string }> {
  const call = orgCall(context, step.payload.customer);
  if (owner === undefined || call === undefined) return {};
  const mailbox = await orAbsent(context.webex.ownerSettings.getVoicemail(owner, call));
  const recorded = [mailbox?.sendBusyCalls, mailbox?.sendUnansweredCalls].some((part) => part?.greetingUploaded);
  return recorded ? { keep: 'its mailbox is in use: a greeting was recorded' } : {};
}
