/**
 * One request to Webex. The client sends each exactly once: repeating is the engine's business, where it is journaled.
 */
export interface WebexRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Path below the base URL, ids already percent-encoded, or an absolute `Link` URL of the same origin. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly body?: unknown;
  /** Customer org or customer key that the request concerns: a 429 pauses this scope. */
  readonly scope: string;
}

export interface WebexResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The server's tracking id, for support cases. */
  readonly trackingId?: string;
  /** The id that we gave the request. */
  readonly clientTrackingId?: string;
}

/**
 * Sends one request. Resolves for 2xx; throws `WebexHttpError` (domain/webex-errors.ts) for any other status, `WebexNetworkError`
 * when no answer came. Paced transports (budget, pauses) wrap the plain one.
 */
export interface WebexTransport {
  send(request: WebexRequest, signal: AbortSignal): Promise<WebexResponse>;
}
