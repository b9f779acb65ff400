import { randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { MigrationError } from '../domain/errors.ts';
import { WebexNetworkError } from '../domain/webex-errors.ts';
import { type ConnectionOptions, type HttpConnection, openConnection } from './connection.ts';
import { startDeadline } from './deadline.ts';
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
/** Nothing in it that a URL would write differently; a dot segment would. */
const PLAIN_PATH = /^(?:\/[\w~%@:$&'()*+,;=-][\w.~%@:$&'()*+,;=-]*)+$/;
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
  const target = { origin: base.origin, prefix: base.pathname.replace(/\/$/, '') };

  return {
    async send(request, signal) {
      refuseAborted(request, signal);
      const address = addressOf(request, target);
      const token = await options.token();
      // A renewed token may have taken its time.
      refuseAborted(request, signal);
      const redact = (text: string): string => withoutSecrets(text, token);
      const name = (): string => redact(`${request.method} ${address.split('?', 1)[0]}`);
      const deadline = startDeadline(signal, timeoutMs);
      const own = `bw2wholesale_${randomUUID()}`;

      let answer: Answer;
      try {
        const { statusCode, headers, body } = await dispatcher.request({
          origin: target.origin,
          method: request.method,
          path: address,
          headers: headersOf(request, token, own),
          body: request.body === undefined ? null : JSON.stringify(request.body),
          signal: deadline.emitter,
        });
        answer = { status: statusCode, headers: singleValues(headers), text: await body.text() };
      } catch (error) {
        throw unanswered(error, { name: name(), own, timeoutMs, redact }, signal, deadline);
      } finally {
        deadline.end();
      }
      if (answer.status < 200 || answer.status > 299) {
        const renewed = answer.status === 401 && (await options.renew?.(token)) === true;
        throw refusal(answer.status, answer.text, { trackingid: own, ...answer.headers }, own, redact, renewed);
      }
      return responseOf(answer, name, own);
    },
    close: () => (options.connection === undefined ? connection.close() : Promise.resolve()),
  };
}

function refuseAborted({ method, path }: WebexRequest, signal: AbortSignal): void {
  if (signal.aborted) throw new WebexNetworkError(`${method} ${path} was not sent: aborted`, false);
}

/**
 * Path and query to send.
 *
 * @throws {MigrationError} when a page link leaves the API: the token must not travel there
 */
function addressOf(request: WebexRequest, target: { readonly origin: string; readonly prefix: string }): string {
  let path = `${target.prefix}${request.path}`;
  // A link of the target, or anything that needs normalising.
  if (!PLAIN_PATH.test(request.path)) {
    const absolute = /^https?:/i.test(request.path);
    const url = new URL(absolute ? request.path : `${target.origin}${path}`);
    if (url.origin !== target.origin) {
      throw new MigrationError('TARGET_REFUSED', `a page link points to ${url.origin}, outside ${target.origin}`);
    }
    path = url.pathname + url.search;
  }
  let separator = path.includes('?') ? '&' : '?';
  for (const [key, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      path += `${separator}${encodeURIComponent(key)}=${encodeURIComponent(wellFormed(String(item)))}`;
      separator = '&';
    }
  }
  return path;
}

/** Half a surrogate pair, as broken captures hold them, cannot be encoded: it becomes the replacement character. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? Buffer.from(text).toString() : text;
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

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | undefined>;
  readonly text: string;
}

function responseOf(answer: Answer, name: () => string, own: string): WebexResponse {
  const { status, headers, text } = answer;
  let body: unknown;
  try {
    body = text.trim() === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    // A proxy that answers in HTML: the request may have gone through or not.
    throw new WebexNetworkError(`${name()}: the answer (${status}) is not JSON`, true, {
      cause,
      trackingId: headers.trackingid ?? own,
      clientTrackingId: own,
    });
  }
  return { status, body, headers, trackingId: headers.trackingid ?? own, clientTrackingId: own };
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
  deadline: { readonly passed: boolean },
): WebexNetworkError {
  const { name, own, timeoutMs, redact } = sent;
  const ids = { trackingId: own, clientTrackingId: own };
  if (signal.aborted) return new WebexNetworkError(`${name}: aborted before the answer came`, true, ids);
  if (deadline.passed) {
    return new WebexNetworkError(`${name}: no answer within ${timeoutMs / 1000} s`, true, ids);
  }
  const codes = codesOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  const neverConnected =
    (codes.length > 0 && codes.every((code) => NEVER_CONNECTED.has(code))) || PROXY_REFUSAL.test(reason);
  return new WebexNetworkError(redact(`${name}: ${reason || codes.join(', ')}`), !neverConnected, ids);
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
  const single: Record<string, string | undefined> = {};
  for (const key in headers) {
    const value = headers[key];
    single[key.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}

function withoutSecrets(text: string, token: string): string {
  const named = text.replace(/Bearer\s+[\w.~+/=-]+/gi, 'Bearer [redacted]');
  return token === '' ? named : named.replaceAll(token, '[redacted]');
}
