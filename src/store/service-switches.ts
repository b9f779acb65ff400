import { SWITCH_RESPONSES } from '../domain/expected-responses.ts';
import type { Db } from './open.ts';

/** What a response of one service says of its switch; `NULL` where it has none. */
const SAID = `CASE r.body ->> '$.isActive[0]' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END`;
const READ = `r.base = ? AND r.owner_kind = 'user' AND r.part = '' AND r.state = 'read'`;

/** Switches of services as the services' own responses say them: most lists of services only say who has which. */
export function serviceSwitches(db: Db) {
  const counts = db.prepare<[string, string], { active: number; inactive: number }>(
    `SELECT count(CASE WHEN said = 1 THEN 1 END) AS active, count(CASE WHEN said = 0 THEN 1 END) AS inactive FROM (
       SELECT ${SAID} AS said FROM current_response r CROSS JOIN bw_user_service s
       WHERE ${READ} AND s.user_key = r.owner_key AND s.name = ? AND s.active IS NULL)`,
  );
  const one = db
    .prepare<[string, string], number | null>(
      `SELECT ${SAID} FROM current_response r WHERE ${READ} AND r.owner_key = ?`,
    )
    .pluck();

  return {
    /** Of those who have a service and whose list does not say whether it is on. */
    counts(service: string): { readonly active: number; readonly inactive: number } {
      const base = SWITCH_RESPONSES.get(service);
      return (base === undefined ? undefined : counts.get(base, service)) ?? { active: 0, inactive: 0 };
    },
    /** @returns `undefined` where the service has no switch or was not read */
    of(userKey: string, service: string): boolean | undefined {
      const base = SWITCH_RESPONSES.get(service);
      const said = base === undefined ? undefined : one.get(base, userKey);
      return said === undefined || said === null ? undefined : said === 1;
    },
  };
}
