import type { OwnedResponse } from '../domain/feature-source.ts';
import { bodyReader } from './body-reader.ts';
import type { Db } from './open.ts';

/**
 * What counts of some users, of some kinds of response, in the order of base and part for each user: one statement
 * however many users there are. The `+` keeps the kinds out of the search: a user has a few responses, and looking for
 * each of some eighty kinds of them took three times as long as all else.
 */
export function* userResponses(db: Db, bases: readonly string[], users: readonly string[]): Generator<OwnedResponse> {
  const bodies = bodyReader(db);
  const rows = db
    .prepare<
      [string, string],
      { key: string; base: string; part: string; state: 'read' | 'error'; error: string | null; body: string }
    >(
      `SELECT owner_key AS key, base, part, state, error_text AS error, body
       FROM json_each(?) AS wanted CROSS JOIN current_response
       WHERE owner_kind = 'user' AND owner_key = wanted.value AND +base IN (SELECT value FROM json_each(?))
       ORDER BY wanted.key, base, part`,
    )
    .iterate(JSON.stringify(users), JSON.stringify(bases));
  for (const { key, base, part, state, error, body } of rows) {
    yield {
      base,
      owner: { kind: 'user', key },
      part,
      state,
      body: state === 'error' ? {} : bodies(body),
      ...(error === null ? {} : { error }),
    };
  }
}
