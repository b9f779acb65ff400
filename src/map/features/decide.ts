import { createHash } from 'node:crypto';
import { readAnswer } from '../../domain/decision-answer.ts';
import type { Decision, Why } from '../../domain/drafts.ts';
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
  context: Pick<MapContext, 'answer' | 'customer'>,
  question: Question,
): { readonly decision: Decision; readonly answer: string | undefined } {
  const { cause, ...rest } = question;
  const id = `${question.kind}:${question.object}`;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([question.kind, question.object, cause.map((part) => part ?? null)]))
    .digest('hex')
    .slice(0, 16);
  const decision: Decision = { ...rest, id, customer: context.customer, fingerprint };
  const answer = context.answer?.(id, fingerprint);
  return { decision, answer: answer === undefined ? undefined : readAnswer(question.options, answer) };
}

/** Makes a reason name the decision that it rests on, so that `explain` can say who answered. */
export function onDecision(why: Why, { id }: Pick<Decision, 'id'>): Why {
  return { ...why, decision: id };
}
