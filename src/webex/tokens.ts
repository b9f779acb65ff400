import { MigrationError } from '../domain/errors.ts';

/** An access token and how long it lasts. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds from now; missing where nobody says. */
  readonly expiresInSeconds?: number;
}

/** Where requests take their token from. */
export interface TokenSource {
  /** The token to send; a new one is fetched shortly before the old one expires. */
  current(): Promise<string>;
  /**
   * The target has refused this token.
   *
   * @returns whether there is another one to try: `false` where nothing can be renewed
   */
  renew(refused: string): Promise<boolean>;
}

/** A token that somebody has put into the environment: it cannot be renewed. */
export function fixedToken(token: string): TokenSource {
  return { current: () => Promise.resolve(token), renew: () => Promise.resolve(false) };
}

/** Fetched so long before its end, or at the last tenth of a short life. */
const EARLY_SECONDS = 300;

/**
 * A token that is fetched anew when it runs out. Requests that need one at the same time share one fetch; a fetch that
 * fails is tried again by the next request.
 *
 * @param fetchToken - asks the target, or a command; its errors reach the requests that wait
 * @param now - milliseconds, from a clock that never goes back: a changed wall clock must not keep a dead token alive
 */
export function renewingToken(fetchToken: () => Promise<IssuedToken>, now: () => number): TokenSource {
  let held: { readonly token: string; readonly renewAt: number } | undefined;
  let fetching: Promise<string> | undefined;

  const fetchOnce = (): Promise<string> => {
    fetching ??= fetchToken()
      .then(({ accessToken, expiresInSeconds }) => {
        const life = expiresInSeconds ?? Number.POSITIVE_INFINITY;
        held = { token: accessToken, renewAt: now() + (life - Math.min(EARLY_SECONDS, life / 10)) * 1000 };
        return accessToken;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };

  return {
    current: () => (held !== undefined && now() < held.renewAt ? Promise.resolve(held.token) : fetchOnce()),
    async renew(refused) {
      // Somebody else has fetched another one meanwhile.
      if (held !== undefined && held.token !== refused) return true;
      return (await fetchOnce()) !== refused;
    },
  };
}

/** @throws {MigrationError} `TOKEN_REJECTED` for what is no token: it would end up as a broken header */
export function checkedToken(text: string, from: string): string {
  const token = text.trim();
  if (/^[\w.~+/=-]+$/.test(token)) return token;
  throw new MigrationError('TOKEN_REJECTED', `${from} gave ${token === '' ? 'nothing' : 'something that is no token'}`);
}
