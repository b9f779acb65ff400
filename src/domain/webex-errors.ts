/** An answer other than 2xx. Decide on `status` first, `code` second: inner and outer codes may differ. */
export class WebexHttpError extends Error {
  override readonly name = 'WebexHttpError';
  readonly status: number;
  readonly code: string | undefined;
  readonly codes: readonly string[];
  /** Seconds from `Retry-After` (given as seconds or date), where it was sent. */
  readonly retryAfterSeconds: number | undefined;
  readonly trackingId: string | undefined;
  /** The id that we gave the request. */
  readonly clientTrackingId: string | undefined;
  /** What the target said, secrets redacted, its beginning. */
  readonly answer: string | undefined;
  /** A 401 after which there is another token: the same request may be sent once more. */
  readonly tokenRenewed: boolean;

  constructor(
    message: string,
    details: {
      status: number;
      codes?: readonly string[];
      retryAfterSeconds?: number | undefined;
      trackingId?: string | undefined;
      clientTrackingId?: string | undefined;
      answer?: string | undefined;
      tokenRenewed?: boolean;
    },
  ) {
    super(message);
    this.status = details.status;
    this.codes = details.codes ?? [];
    this.code = this.codes[0];
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.trackingId = details.trackingId;
    this.clientTrackingId = details.clientTrackingId;
    this.answer = details.answer;
    this.tokenRenewed = details.tokenRenewed ?? false;
  }
}

/** No answer. `sent: false` only where the connection was never made, so that nothing can have happened. */
export class WebexNetworkError extends Error {
  override readonly name = 'WebexNetworkError';
  readonly sent: boolean;
  /** Our own tracking id: all that support has to search by where the target never answered. */
  readonly trackingId: string | undefined;
  /** The id that we gave the request. */
  readonly clientTrackingId: string | undefined;

  constructor(
    message: string,
    sent: boolean,
    options?: ErrorOptions & { readonly trackingId?: string; readonly clientTrackingId?: string },
  ) {
    super(message, options);
    this.sent = sent;
    this.trackingId = options?.trackingId;
    this.clientTrackingId = options?.clientTrackingId;
  }
}
