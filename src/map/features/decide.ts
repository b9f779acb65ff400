import { createHash } from 'node:crypto';
import type { Decision } from '../../domain/drafts.ts';
import type { MapContext } from '../context.ts';

/** A decision before its fingerprint; `cause` is what the answer depends on. */
export interface Question extends Omit<Decision, 'fingerprint' | 'customer' | 'id'> {
  readonly cause: readonly (string | number | boolean | undefined)[];
}

/**
 * Builds a decision and looks up whether a person has answered it.
 *
 * The fingerprint covers kind, object and cause only, so that better wording of a question keeps the answers given.
 */
export function decide(
  context: MapContext,
  question: Question,
): { readonly decision: Decision; readonly answer: string | undefined } {
  const { cause, ...rest } = question;
  const id = `${question.kind}:${question.object}`;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([question.kind, question.object, cause.map((part) => part ?? null)]))
    .digest('hex')
    .slice(0, 16);
  const decision: Decision = { ...rest, id, customer: context.customer, fingerprint };
  return { decision, answer: context.answer?.(id, fingerprint) };
}
