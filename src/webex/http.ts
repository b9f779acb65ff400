import { randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { MigrationError } from '../domain/errors.ts';
import { WebexNetworkError } from '../domain/webex-errors.ts';
import { type ConnectionOptions, type HttpConnection, openConnection } from './connection.ts';
import { refusal } from './error-body.ts';
import type { WebexRequest, WebexResponse, WebexTransport } from './transport.ts';

export interface TransportOptions extends ConnectionOptions {
  /** E.g. `https://webexapis.com/v1`. */
  readonly baseUrl: string;
  /** Asked before every request, so that a token can be renewed. Never appears in an error. */
  readonly token: () => string | Promise<string>;
  /** Asked after a 401, with the token that was refused: whether there is another one by now. */
  readonly renew?: (refused: string) => Promise<boolean>;
  /** Connections that somebody else opens and closes; without it the transport has its own. */
  readonly connection?: HttpConnection;
}

/** These fail before a connection stands, so that nothing can have reached the target. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
/** A proxy that refuses to connect: nothing has gone further than to it. */
const PROXY_REFUSAL = /^Proxy response \(\d+\)/;

/**
 * Plain HTTP to one API. Sends each request exactly once: repeating is the engine's business, where it is journaled.
 *
 * Errors of `send`: `WebexHttpError` for any answer but 2xx; `WebexNetworkError` when no usable answer came, an abort
 * included, `sent: false` only where the connection was never made.
 */
export function createTransport(options: TransportOptions): WebexTransport & { close(): Promise<void> } {
  const base = new URL(options.baseUrl.replace(/\/+$/, ''));
  const connection = options.connection ?? openConnection(base.origin, options);
  const { dispatcher, timeoutMs } = connection;

  return {
    async send(request, signal) {
      if (signal.aborted) throw new WebexNetworkError(`${request.method} ${request.path} was not sent: aborted`, false);
      const url = addressOf(request, base);
      const token = await options.token();
      const redact = (text: string): string => withoutSecrets(text, token);
      const name = redact(`${request.method} ${url.pathname}`);
      const deadline = AbortSignal.timeout(timeoutMs);
      const own = `bw2wholesale_${randomUUID()}`;

      let answer: { status: number; headers: Record<string, string | undefined>; text: string };
      try {
        const { statusCode, headers, body } = await dispatcher.request({
          origin: base.origin,
          method: request.method,
          path: url.pathname + url.search,
          headers: headersOf(request, token, own),
          body: request.body === undefined ? null : JSON.stringify(request.body),
          signal: AbortSignal.any([signal, deadline]),
        });
        answer = { status: statusCode, headers: singleValues(headers), text: await body.text() };
      } catch (error) {
        throw unanswered(error, { name, own, timeoutMs, redact }, signal, deadline);
      }
      if (answer.status < 200 || answer.status > 299) {
        const renewed = answer.status === 401 && (await options.renew?.(token)) === true;
        throw refusal(answer.status, answer.text, { trackingid: own, ...answer.headers }, redact, renewed);
      }
      return responseOf(answer, name, own);
    },
    close: () => (options.connection === undefined ? connection.close() : Promise.resolve()),
  };
}

/** @throws {MigrationError} when a page link leaves the API: the token must not travel there */
function addressOf(request: WebexRequest, base: URL): URL {
  const absolute = /^https?:/i.test(request.path);
  const url = new URL(absolute ? request.path : `${base.origin}${base.pathname.replace(/\/$/, '')}${request.path}`);
  if (url.origin !== base.origin) {
    throw new MigrationError('TARGET_REFUSED', `a page link points to ${url.origin}, outside ${base.origin}`);
  }
  for (const [key, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(key, String(item));
  }
  return url;
}

function headersOf(request: WebexRequest, token: string, trackingId: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    trackingid: trackingId,
    'user-agent': 'bw2wholesale',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

function responseOf(
  answer: { status: number; headers: Record<string, string | undefined>; text: string },
  name: string,
  own: string,
): WebexResponse {
  const { status, headers, text } = answer;
  let body: unknown;
  try {
    body = text.trim() === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    // A proxy that answers in HTML: the request may have gone through or not.
    throw new WebexNetworkError(`${name}: the answer (${status}) is not JSON`, true, {
      cause,
      trackingId: headers.trackingid ?? own,
    });
  }
  return { status, body, headers, trackingId: headers.trackingid ?? own };
}

function unanswered(
  error: unknown,
  sent: {
    readonly name: string;
    readonly own: string;
    readonly timeoutMs: number;
    readonly redact: (text: string) => string;
  },
  signal: AbortSignal,
  deadline: AbortSignal,
): WebexNetworkError {
  const { name, own: trackingId, timeoutMs, redact } = sent;
  if (signal.aborted) return new WebexNetworkError(`${name}: aborted before the answer came`, true, { trackingId });
  if (deadline.aborted) {
    return new WebexNetworkError(`${name}: no answer within ${timeoutMs / 1000} s`, true, { trackingId });
  }
  const codes = codesOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  const neverConnected =
    (codes.length > 0 && codes.every((code) => NEVER_CONNECTED.has(code))) || PROXY_REFUSAL.test(reason);
  return new WebexNetworkError(redact(`${name}: ${reason || codes.join(', ')}`), !neverConnected, { trackingId });
}

/** A host with several addresses fails with one error per address. */
function codesOf(error: unknown): string[] {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(codesOf);
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? [code] : ['unknown'];
}

function singleValues(
  headers: Awaited<ReturnType<Dispatcher['request']>>['headers'],
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([key, value]) => [key.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]),
  );
}

function withoutSecrets(text: string, token: string): string {
  const named = text.replace(/Bearer\s+[\w.~+/=-]+/gi, 'Bearer [redacted]');
  return token === '' ? named : named.replaceAll(token, '[redacted]');
}
