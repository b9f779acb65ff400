import { z } from 'zod';
import { MigrationError } from '../domain/errors.ts';
import { WebexNetworkError } from '../domain/webex-errors.ts';
import type { HttpConnection } from './connection.ts';
import type { IssuedToken } from './tokens.ts';

export interface RefreshCredentials {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().optional(),
  refresh_token: z.string().min(1).optional(),
});

/**
 * Fetches access tokens with a refresh token (`POST /access_token`, fact sheet §1). The target may hand out another
 * refresh token each time; it is kept in memory and never written down.
 *
 * @throws (the returned function) `TOKEN_REJECTED` where the credentials are refused, `WebexNetworkError` (never sent)
 *   where there was no answer: no request of the migration has left yet
 */
export function refreshFetcher(
  connection: HttpConnection,
  baseUrl: string,
  credentials: RefreshCredentials,
): () => Promise<IssuedToken> {
  let { refreshToken } = credentials;
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/access_token`);
  return async () => {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      refresh_token: refreshToken,
    });
    let status: number;
    let text: string;
    try {
      const response = await connection.dispatcher.request({
        origin: url.origin,
        path: url.pathname,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: form.toString(),
      });
      status = response.statusCode;
      text = await response.body.text();
    } catch (error) {
      // The cause may hold the request, and with it the secret.
      const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
      throw new WebexNetworkError(`no answer to the token request (${String(code ?? 'no reason given')})`, false);
    }
    if (status >= 500 || status === 429) throw new WebexNetworkError(`the token request was answered ${status}`, false);
    const issued = status < 300 ? answer.safeParse(jsonIn(text)) : undefined;
    if (!issued?.success) {
      throw new MigrationError('TOKEN_REJECTED', `the refresh token is refused (${status})`, {
        hint: 'Check WEBEX_REFRESH_TOKEN, WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET: a refresh token ends after 90 days without use.',
      });
    }
    refreshToken = issued.data.refresh_token ?? refreshToken;
    const { access_token: accessToken, expires_in: life } = issued.data;
    return { accessToken, ...(life === undefined ? {} : { expiresInSeconds: life }) };
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
