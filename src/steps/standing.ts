import type { Step } from '../domain/plan.ts';
import type { LineOwner } from '../webex/owners.ts';
import { orAbsent } from './absent.ts';
import { sameId } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { known, orgCall } from './refs.ts';
import type { Standing } from './undo.ts';

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
