import type { AskedQuestion } from '../domain/asked-question.ts';
import { EXPECTED_RESPONSES, QUESTIONS } from '../domain/expected-responses.ts';
import type { Db } from './open.ts';
import { countGaps } from './snapshot-gaps.ts';

/**
 * The questions of a migration that there is anybody to ask, by the conditions of the completeness report: a question
 * that one response answers has the numbers of that response there. Where any of several answers it, an error counts
 * only for whom none of the others was read.
 */
export function askedQuestions(db: Db): AskedQuestion[] {
  const answered = db.prepare<[Record<string, string>], { total: number; read: number; error: number }>(
    `SELECT count(DISTINCT owner_key) AS total, count(DISTINCT CASE WHEN state = 'read' THEN owner_key END) AS read,
       count(DISTINCT CASE WHEN state = 'error' AND NOT EXISTS (
         SELECT 1 FROM current_response AS other WHERE other.base IN (SELECT value FROM json_each(@bases))
           AND other.base <> answer.base AND other.owner_kind = @kind AND other.owner_key = answer.owner_key
           AND other.state = 'read') THEN owner_key END) AS error
     FROM current_response AS answer WHERE base IN (SELECT value FROM json_each(@bases)) AND owner_kind = @kind`,
  );
  return QUESTIONS.flatMap((question): AskedQuestion[] => {
    const expected = EXPECTED_RESPONSES.filter((it) => it.question === question);
    const [first, ...others] = expected;
    if (first === undefined) return [];
    const responses = expected.map(({ base }) => base);
    const counts = answered.get({ bases: JSON.stringify(responses), kind: first.kind });
    // Responses about different levels have different owners; those about the same ones stand in for each other.
    const neverAsked =
      first.level === undefined
        ? countGaps(
            db,
            first,
            others.map(({ base }) => base),
          )
        : expected.reduce((sum, each) => sum + countGaps(db, each), 0);
    const { total = 0, read = 0, error = 0 } = counts ?? {};
    if (total + neverAsked === 0) return [];
    const about = { question, kind: first.kind, ofService: first.services !== undefined, responses };
    return [{ ...about, total: total + neverAsked, read, error, neverAsked }];
  });
}
