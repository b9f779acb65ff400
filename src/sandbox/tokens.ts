import { randomUUID } from 'node:crypto';
import type { Reply } from './reply.ts';

/** Credentials of the sandbox's token endpoint. */
const REFRESH = { client_id: 'sandbox-client', client_secret: 'sandbox-secret', refresh_token: 'sandbox-refresh' };

/**
 * Tokens of a sandbox. `sandbox` is always one; `POST /access_token` with the credentials above hands out others, which
 * end after their life.
 *
 * @param lifeSeconds - of the tokens that are handed out (the real ones last 14 days)
 */
export function createTokens(lifeSeconds: number, now: () => Date) {
  const endsAt = new Map<string, number>();
  return {
    isToken: (token: string): boolean => token === 'sandbox' || (endsAt.get(token) ?? 0) > now().getTime(),
    /** Ends every token that was handed out, as a revocation does. */
    expireAll: (): void => endsAt.clear(),
    /** @param form - `grant_type=refresh_token&…`, form-encoded */
    issue(form: string): Reply {
      const given = new URLSearchParams(form);
      const fits = Object.entries(REFRESH).every(([name, value]) => given.get(name) === value);
      if (given.get('grant_type') !== 'refresh_token' || !fits) {
        return {
          status: 401,
          body: { message: 'the refresh token is not valid', errors: [], trackingId: 'SANDBOX_token' },
        };
      }
      const token = `sandbox-issued-${randomUUID()}`;
      endsAt.set(token, now().getTime() + lifeSeconds * 1000);
      return {
        status: 200,
        body: {
          access_token: token,
          expires_in: lifeSeconds,
          refresh_token: REFRESH.refresh_token,
          refresh_token_expires_in: 7_776_000,
        },
      };
    },
  };
}
export type Tokens = ReturnType<typeof createTokens>;
