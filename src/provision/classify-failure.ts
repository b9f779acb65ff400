import { MigrationError } from '../domain/errors.ts';
import { WebexHttpError, WebexNetworkError } from '../domain/webex-errors.ts';
import { DEFAULT_RETRY_AFTER_SECONDS } from '../steps/read-patiently.ts';

/** What a failed request tells about the target. */
export type Failure = {
  readonly message: string;
  readonly status?: number;
  readonly trackingId?: string;
  /** The id that we gave the request. */
  readonly clientTrackingId?: string;
  /** Error codes of the target, outer first. */
  readonly code?: string;
  /** What the target said, its beginning. */
  readonly answer?: string;
  /** The target as a whole did not answer properly: many of these in a row are an outage. */
  readonly outage: boolean;
} & (
  | { readonly kind: 'throttled'; readonly seconds: number }
  /** The token is refused: no further request makes sense. */
  | { readonly kind: 'authentication' }
  /** Nothing happened, and it may work later: no connection, or a parent that is not visible yet. */
  | { readonly kind: 'not-now' }
  /** Nothing happened, and repeating it will not help. */
  | { readonly kind: 'refused' }
  /** It may have taken effect. `resend`: worth sending again once it is known to be absent. */
  | { readonly kind: 'doubtful'; readonly resend: boolean; readonly duplicate: boolean }
);

/**
 * Reads an error the way the intent protocol needs it: the HTTP status decides, codes only explain.
 *
 * A 400 may have created (fact sheet §3, people); a 409 names an object that is there already; an answer that cannot
 * be read says nothing about what happened.
 */
export function classifyFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WebexNetworkError) {
    const { trackingId, clientTrackingId } = error;
    const trace = {
      ...(trackingId === undefined ? {} : { trackingId }),
      ...(clientTrackingId === undefined ? {} : { clientTrackingId }),
    };
    return error.sent
      ? { ...trace, kind: 'doubtful', resend: true, duplicate: false, message, outage: true }
      : { ...trace, kind: 'not-now', message, outage: true };
  }
  if (error instanceof WebexHttpError) return classifyStatus(error);
  if (error instanceof MigrationError && error.code === 'TOKEN_REJECTED') {
    return { kind: 'authentication', message, outage: false };
  }
  if (error instanceof MigrationError) return { kind: 'refused', message, outage: false };
  return { kind: 'doubtful', resend: false, duplicate: false, message: `unexpected answer: ${message}`, outage: false };
}

function classifyStatus(error: WebexHttpError): Failure {
  const { status } = error;
  const code = error.code === undefined ? '' : ` (code ${error.code})`;
  const common = {
    // The client begins with the status; an error that was put together otherwise may not.
    message: `${error.message.startsWith(`${status} `) ? '' : `${status} `}${error.message}${code}`,
    status,
    ...(error.trackingId === undefined ? {} : { trackingId: error.trackingId }),
    ...(error.clientTrackingId === undefined ? {} : { clientTrackingId: error.clientTrackingId }),
    ...(error.codes.length === 0 ? {} : { code: error.codes.join(', ') }),
    ...(error.answer === undefined ? {} : { answer: error.answer }),
    // A 500 may be about this one object; these three come from in front of the target.
    outage: status === 502 || status === 503 || status === 504,
  };
  if (status === 429 || status === 423) {
    return { ...common, kind: 'throttled', seconds: error.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS };
  }
  if (status === 401 || status === 403) return { ...common, kind: 'authentication' };
  if (status === 404) return { ...common, kind: 'not-now' };
  if (status >= 500 || status === 408) return { ...common, kind: 'doubtful', resend: true, duplicate: false };
  if (status === 409) return { ...common, kind: 'doubtful', resend: false, duplicate: true };
  if (status === 400) return { ...common, kind: 'doubtful', resend: false, duplicate: false };
  return { ...common, kind: 'refused' };
}

/** What a failed request makes the engine do next, in words, for the journal. */
export function decisionOf(failure: Failure, repeatable: boolean): string {
  switch (failure.kind) {
    case 'throttled':
      return `wait ${failure.seconds} s, then send it again`;
    case 'authentication':
      return 'stop the run: the token is refused';
    case 'not-now':
      return 'nothing happened: send it again after a pause';
    case 'refused':
      return 'fail: sending it again would not help';
    case 'doubtful':
      if (failure.resend) {
        return repeatable ? 'send it again: repeating does no harm' : 'look it up, and send it again if it is absent';
      }
      return failure.duplicate ? 'look it up: it is there already' : 'look it up, and fail if it is absent';
    default:
      return failure satisfies never;
  }
}

/** What the journal keeps of a failed request beside its status. */
export function storyOf(failure: Failure, repeatable: boolean) {
  const { trackingId, clientTrackingId, code, answer } = failure;
  return {
    ...(trackingId === undefined ? {} : { trackingId }),
    ...(clientTrackingId === undefined ? {} : { clientTrackingId }),
    ...(code === undefined ? {} : { code }),
    ...(answer === undefined ? {} : { answer }),
    decision: decisionOf(failure, repeatable),
  };
}
