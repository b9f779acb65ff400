import { offered, readAnswer } from '../domain/decision-answer.ts';
import { MigrationError } from '../domain/errors.ts';
import type { KnownDecision, NewAnswer } from './known-decision.ts';

/** What a bulk answer would do. */
export interface Resolution {
  /** Answers that are new or other than before. */
  readonly answers: readonly (NewAnswer & { readonly before?: string })[];
  /** Selected, and answered so already. */
  readonly unchanged: number;
  /** Selected, but the answer is none of its options. */
  readonly refused: readonly { readonly id: string; readonly offered: string }[];
}

/**
 * One answer for all that were selected, or the recommendation of each.
 *
 * @param answer - undefined takes the recommendation; answered decisions then stay as they are
 * @throws {MigrationError} `USAGE` when nothing was selected
 */
export function resolveDecisions(selected: readonly KnownDecision[], answer: string | undefined): Resolution {
  if (selected.length === 0) throw new MigrationError('USAGE', 'no decision fits these conditions');
  const answers: (NewAnswer & { before?: string })[] = [];
  const refused: { id: string; offered: string }[] = [];
  let unchanged = 0;
  for (const decision of selected) {
    const { id, options, state, recommendation } = decision;
    const read = readAnswer(options, answer ?? recommendation);
    if (read === undefined) refused.push({ id, offered: offered(options) });
    else if (state === 'answered' && (answer === undefined || decision.answer === read)) unchanged += 1;
    else answers.push({ id, answer: read, ...(decision.answer === undefined ? {} : { before: decision.answer }) });
  }
  return { answers, unchanged, refused };
}
