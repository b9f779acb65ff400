import { randomUUID } from 'node:crypto';
import { type Dispatcher, Pool } from 'undici';
import { MigrationError } from '../domain/errors.ts';
import { WebexNetworkError } from '../domain/webex-errors.ts';
import { refusal } from './error-body.ts';
import type { WebexRequest, WebexResponse, WebexTransport } from './transport.ts';

export interface TransportOptions {
  /** E.g. `https://webexapis.com/v1`. */
  readonly baseUrl: string;
  /** Asked before every request, so that a token can be renewed. Never appears in an error. */
  readonly token: () => string | Promise<string>;
  /** Milliseconds from sending to the last byte of the answer (default 60,000). */
  readonly timeoutMs?: number;
  /** Kept alive (default 16, a little over the default concurrency). */
  readonly connections?: number;
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
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Plain HTTP to one API. Sends each request exactly once: repeating is the engine's business, where it is journaled.
 *
 * Errors of `send`: `WebexHttpError` for any answer but 2xx; `WebexNetworkError` when no usable answer came, an abort
 * included, `sent: false` only where the connection was never made.
 */
export function createTransport(options: TransportOptions): WebexTransport & { close(): Promise<void> } {
  const base = new URL(options.baseUrl.replace(/\/+$/, ''));
  const timeoutMs = options.timeoutMs ?? 60_000;
  const pool = new Pool(base.origin, {
    connections: options.connections ?? 16,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) },
  });

  return {
    async send(request, signal) {
      if (signal.aborted) throw new WebexNetworkError(`${request.method} ${request.path} was not sent: aborted`, false);
      const url = addressOf(request, base);
      const token = await options.token();
      const redact = (text: string): string => withoutSecrets(text, token);
      const name = redact(`${request.method} ${url.pathname}`);
      const deadline = AbortSignal.timeout(timeoutMs);

      let answer: { status: number; headers: Record<string, string | undefined>; text: string };
      try {
        const { statusCode, headers, body } = await pool.request({
          method: request.method,
          path: url.pathname + url.search,
          headers: headersOf(request, token),
          body: request.body === undefined ? null : JSON.stringify(request.body),
          signal: AbortSignal.any([signal, deadline]),
        });
        answer = { status: statusCode, headers: singleValues(headers), text: await body.text() };
      } catch (error) {
        throw unanswered(error, name, signal, deadline, timeoutMs, redact);
      }
      if (answer.status < 200 || answer.status > 299) {
        throw refusal(answer.status, answer.text, answer.headers, redact);
      }
      return responseOf(answer, name);
    },
    close: () => pool.close(),
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

function headersOf(request: WebexRequest, token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    trackingid: `bw2wholesale_${randomUUID()}`,
    'user-agent': 'bw2wholesale',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

function responseOf(
  answer: { status: number; headers: Record<string, string | undefined>; text: string },
  name: string,
): WebexResponse {
  const { status, headers, text } = answer;
  let body: unknown;
  try {
    body = text.trim() === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    // A proxy that answers in HTML: the request may have gone through or not.
    throw new WebexNetworkError(`${name}: the answer (${status}) is not JSON`, true, { cause });
  }
  const trackingId = headers.trackingid;
  return { status, body, headers, ...(trackingId === undefined ? {} : { trackingId }) };
}

function unanswered(
  error: unknown,
  name: string,
  signal: AbortSignal,
  deadline: AbortSignal,
  timeoutMs: number,
  redact: (text: string) => string,
): WebexNetworkError {
  if (signal.aborted) return new WebexNetworkError(`${name}: aborted before the answer came`, true);
  if (deadline.aborted) return new WebexNetworkError(`${name}: no answer within ${timeoutMs / 1000} s`, true);
  const codes = codesOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  const neverConnected = codes.length > 0 && codes.every((code) => NEVER_CONNECTED.has(code));
  return new WebexNetworkError(redact(`${name}: ${reason || codes.join(', ')}`), !neverConnected);
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
