import { EXPECTED_RESPONSES } from '../domain/expected-responses.ts';
import type { SourceUser } from '../domain/source.ts';

/** How many owners answered readably, answered with an error, or were never asked, by kind of response. */
export type AskedCounts = ReadonlyMap<
  string,
  { readonly read: number; readonly error: number; readonly neverAsked: number }
>;

interface Count {
  read: number;
  error: number;
  neverAsked: number;
}

const OF_USERS = EXPECTED_RESPONSES.filter(({ kind }) => kind === 'user');
const OF_EVERYBODY = OF_USERS.filter(({ services }) => services === undefined).map(({ base }) => base);
const BY_SERVICE = new Map<string, string[]>();
for (const { base, services = [] } of OF_USERS) {
  for (const service of services) BY_SERVICE.set(service, [...(BY_SERVICE.get(service) ?? []), base]);
}

/**
 * Counts what users were asked, one user at a time, while they are settled anyway: asking the store for it takes a look
 * at every user for each kind of response.
 */
export function createAskedUsers(): {
  /**
   * @param user - `undefined` where nobody says in which group it is: it is no user of the snapshot
   * @param responses - its own ones that count
   */
  add(
    user: SourceUser | undefined,
    responses: readonly { readonly base: string; readonly state: 'read' | 'error' }[],
  ): void;
  counts(): AskedCounts;
} {
  const counts = new Map<string, Count>(OF_USERS.map(({ base }) => [base, { read: 0, error: 0, neverAsked: 0 }]));

  return {
    add(user, responses) {
      const states = new Map<string, Set<'read' | 'error'>>();
      for (const { base, state } of responses) {
        const found = states.get(base);
        if (found === undefined) states.set(base, new Set([state]));
        else found.add(state);
      }
      for (const [base, found] of states) {
        const count = counts.get(base);
        if (count === undefined) continue;
        if (found.has('read')) count.read += 1;
        if (found.has('error')) count.error += 1;
      }
      if (user === undefined) return;
      for (const base of expected(user)) if (!states.has(base)) increase(counts.get(base));
    },
    counts: () => counts,
  };
}

/** Responses that a complete capture holds of this user. */
function expected(user: SourceUser): Iterable<string> {
  const bases = new Set(OF_EVERYBODY);
  for (const { name } of user.services) for (const base of BY_SERVICE.get(name) ?? []) bases.add(base);
  return bases;
}

function increase(count: Count | undefined): void {
  if (count !== undefined) count.neverAsked += 1;
}
