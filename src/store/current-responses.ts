import { MigrationError } from '../domain/errors.ts';
import type { EntityRef } from '../domain/keys.ts';
import type { CurrentResponse, UserResponse } from '../domain/response-rows.ts';
import { bodyReader } from './body-reader.ts';
import type { Db } from './open.ts';

type RawRow = readonly [
  kind: EntityRef['kind'],
  key: string,
  part: string,
  state: 'read' | 'error',
  error: string | null,
  body: string,
];

/** Users that are read at a time: what of a page is still there when garbage is collected grows old before it goes. */
const USER_PAGE = 40;
/** Between the responses of a user, and between the fields of one: neither can stand in JSON or in a base name. */
const RECORD = '\x1e';
const FIELD = '\x1f';

/** Reads what counts, for projecting it. */
export function currentResponses(db: Db) {
  const bodies = bodyReader(db);
  // Order by content, never by id: what is projected must not depend on the order of reading.
  const selectIds = db
    .prepare<[string], number>(
      `SELECT id FROM current_response WHERE base = ? AND owner_kind <> 'user' ORDER BY owner_kind, owner_key, part`,
    )
    .pluck();
  const selectRow = db
    .prepare('SELECT owner_kind, owner_key, part, state, error_text, body FROM response WHERE id = ?')
    .raw();
  // One row for each user: handing rows over costs more than finding them. No file is half read when responses are
  // settled, so that the index alone answers for all whose content nobody asks for.
  const selectOfUsers = db.prepare<[string, string, number], readonly [key: string, responses: string]>(
    `SELECT owner_key, group_concat(
       base || char(31) || state || CASE WHEN base IN (SELECT value FROM json_each(?)) THEN
         char(31) || json_quote(part) || char(31) || json_quote(error_text) || char(31) || body ELSE '' END, char(30))
     FROM response WHERE owner_kind = 'user' AND owner_key > ? AND current = 1 GROUP BY owner_key ORDER BY owner_key LIMIT ?`,
  );
  const toRow = (owner: EntityRef, base: string, [, , part, state, error, body]: RawRow): CurrentResponse => ({
    ...{ base, owner, part, state, error: error ?? undefined },
    body: state === 'error' ? {} : bodies(body),
  });

  function toUserRow(key: string, told: string): UserResponse {
    const [base = '', state = 'read', part = '""', error = 'null', body = '{}'] = told.split(FIELD);
    const row = { base, part: JSON.parse(part) as string, state: state === 'error' ? 'error' : 'read' } as const;
    return {
      ...row,
      content: () => ({
        ...row,
        owner: { kind: 'user', key },
        error: (JSON.parse(error) as string | null) ?? undefined,
        body: row.state === 'error' ? {} : bodies(body),
      }),
    };
  }

  return {
    /** What counts of one base, users' own responses excepted; one by one, because rows may be written meanwhile. */
    *current(base: string): Generator<CurrentResponse> {
      for (const id of selectIds.all(base)) {
        const raw = selectRow.get(id) as RawRow | undefined;
        if (raw === undefined) throw new MigrationError('DATABASE', `the database is damaged: no response ${id}`);
        yield toRow({ kind: raw[0], key: raw[1] }, base, raw);
      }
    },
    /**
     * What counts of each user, in pages, because rows may be written while this goes on.
     *
     * @param read - bases whose content will be asked for
     */
    *currentOfUsers(
      read: readonly string[],
    ): Generator<{ readonly key: string; readonly responses: readonly UserResponse[] }> {
      const wanted = JSON.stringify(read);
      for (let after = ''; ; ) {
        const page = selectOfUsers.raw().all(wanted, after, USER_PAGE) as (readonly [string, string])[];
        for (const [key, told] of page) {
          yield { key, responses: told.split(RECORD).map((one) => toUserRow(key, one)) };
          after = key;
        }
        if (page.length < USER_PAGE) return;
      }
    },
  };
}
