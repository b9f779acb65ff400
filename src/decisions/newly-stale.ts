import { readAnswer } from '../domain/decision-answer.ts';
import type { KnownDecision } from './known-decision.ts';

/** An answer that held until `map` ran, and why it holds no longer. */
export interface StaleAnswer {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly taken: string;
  readonly why: string;
  /** Whether the same answer could be given again. */
  readonly offered: boolean;
}

/**
 * Answers that one run of `map` made stale. An answer may do that to another one that was given with it: whoever gets an
 * address by a decision becomes a candidate for the administrator, so that the question is another one than was answered.
 */
export function newlyStale(before: readonly KnownDecision[], after: readonly KnownDecision[]): StaleAnswer[] {
  const earlier = new Map(before.map((decision) => [decision.id, decision]));
  return after.flatMap((decision) => {
    const { id, question, answer, options, recommendation } = decision;
    const was = earlier.get(id);
    if (decision.state !== 'stale' || answer === undefined || was?.state !== 'answered') return [];
    const why = [changeOf(was, decision), ...togetherWith(decision, after)].join('; ');
    return [{ id, question, answer, taken: recommendation, why, offered: readAnswer(options, answer) !== undefined }];
  });
}

function changeOf(was: KnownDecision, now: KnownDecision): string {
  const had = new Set(was.options.map(({ value }) => value));
  const has = new Set(now.options.map(({ value }) => value));
  const added = [...has].filter((value) => !had.has(value));
  const gone = [...had].filter((value) => !has.has(value));
  const changes = [
    ...(added.length === 0 ? [] : [`it offers ${added.join(', ')} now`]),
    ...(gone.length === 0 ? [] : [`it offers ${gone.join(', ')} no longer`]),
  ];
  return changes.length === 0 ? 'what it depends on has changed' : changes.join(', and ');
}

function togetherWith({ id, answeredAt }: KnownDecision, all: readonly KnownDecision[]): string[] {
  const others = all.filter(
    (other) => other.id !== id && other.answeredAt !== undefined && other.answeredAt === answeredAt,
  );
  return others.length === 0 ? [] : ['the answers that were given together with it may have brought that about'];
}
