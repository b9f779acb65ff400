import { MigrationError } from '../domain/errors.ts';
import { WebexHttpError, WebexNetworkError } from '../domain/webex-errors.ts';

export interface Patience {
  readonly signal: AbortSignal;
  /** Ends early when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How often one read is tried before the target counts as unavailable. */
  readonly tries?: number;
  /** What is read, for whoever has to find out why the target refused it. */
  readonly what?: string;
  /** First pause in milliseconds; doubles each time. */
  readonly firstPauseMs?: number;
}

/** Seconds to wait after a 429 or 423 that does not say (fact sheet §1). */
export const DEFAULT_RETRY_AFTER_SECONDS = 5;

/**
 * Repeats a read-only request until it is answered: reading twice does no harm. For `plan` and `verify`; `provision`
 * journals its repeats itself.
 *
 * @throws {MigrationError} `TOKEN_REJECTED` on 401 and 403, `TARGET_UNAVAILABLE` when it stays unanswered
 */
export async function readPatiently<T>(read: () => Promise<T>, patience: Patience): Promise<T> {
  const tries = patience.tries ?? 6;
  for (let attempt = 1; ; attempt++) {
    patience.signal.throwIfAborted();
    try {
      return await read();
    } catch (error) {
      const pauseMs = pauseAfter(error, attempt, patience);
      if (pauseMs === undefined) throw asOperatorFailure(error, patience.what);
      if (attempt >= tries) throw unavailable(error);
      await patience.sleep(pauseMs, patience.signal);
    }
  }
}

/** Milliseconds to wait before reading again; `undefined` where it is no use. */
function pauseAfter(error: unknown, attempt: number, patience: Patience): number | undefined {
  const backOff = (patience.firstPauseMs ?? 250) * 2 ** (attempt - 1);
  if (error instanceof WebexNetworkError) return backOff;
  if (!(error instanceof WebexHttpError)) return undefined;
  if (error.status === 429 || error.status === 423) {
    const seconds = error.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS;
    return seconds * 1000;
  }
  return error.status >= 500 ? backOff : undefined;
}

function asOperatorFailure(error: unknown, what: string | undefined): unknown {
  if (error instanceof WebexHttpError && (error.status === 401 || error.status === 403)) {
    return new MigrationError('TOKEN_REJECTED', `the target refuses the token (${error.status}): ${error.message}`, {
      cause: error,
    });
  }
  if (error instanceof WebexHttpError) {
    const trace = error.trackingId === undefined ? '' : ` (tracking id ${error.trackingId})`;
    return new MigrationError('TARGET_REFUSED', `${error.message}${trace}`, {
      cause: error,
      ...(what === undefined ? {} : { place: { where: what } }),
    });
  }
  return error;
}

function unavailable(cause: unknown): MigrationError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MigrationError('TARGET_UNAVAILABLE', `the target does not answer: ${reason}`, { cause });
}
