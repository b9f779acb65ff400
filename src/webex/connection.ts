import { rootCertificates } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';

export interface ConnectionOptions {
  /** Milliseconds from sending to the last byte of the answer (default 60,000). */
  readonly timeoutMs?: number;
  /** Kept alive (default 16, a little over the default concurrency). */
  readonly connections?: number;
  /** As the environment has them (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`); none: straight to the target. */
  readonly proxy?: { readonly https?: string; readonly http?: string; readonly except?: string };
  /** Certificates (PEM) to trust beside the usual ones: a proxy that opens TLS signs with its own. */
  readonly ca?: string;
}

/** Connections to one API, straight or through a proxy. */
export interface HttpConnection {
  readonly dispatcher: Dispatcher;
  readonly timeoutMs: number;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** Deadline of one request where nobody sets another. */
export const USUAL_TIMEOUT_MS = 60_000;

export function openConnection(origin: string, options: ConnectionOptions = {}): HttpConnection {
  const timeoutMs = options.timeoutMs ?? USUAL_TIMEOUT_MS;
  const { proxy, ca } = options;
  const connect = {
    timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs),
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
  };
  const common = {
    connections: options.connections ?? 16,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect,
  };
  const dispatcher =
    proxy?.https === undefined && proxy?.http === undefined
      ? new Pool(origin, common)
      : new EnvHttpProxyAgent({
          ...common,
          // Said here, so that nothing is read from the environment behind our back.
          httpProxy: proxy.http ?? '',
          httpsProxy: proxy.https ?? '',
          noProxy: proxy.except ?? '',
          requestTls: connect,
          proxyTls: connect,
        });
  return { dispatcher, timeoutMs, close: () => dispatcher.close() };
}
