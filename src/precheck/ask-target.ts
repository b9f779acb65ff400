import { MigrationError } from '../domain/errors.ts';
import type { Target } from '../domain/plan.ts';
import { WebexHttpError, WebexNetworkError } from '../domain/webex-errors.ts';
import { type Clock, systemClock } from '../pipeline/clock.ts';

const ATTEMPTS = 4;
/** Where a throttled answer names no time. */
const DEFAULT_WAIT_SECONDS = 5;

export interface AskingContext {
  readonly target: Target;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

/** What the target said, or why it does not accept the data. */
export type Answer<Value> =
  | { readonly value: Value; readonly refused?: undefined }
  | { readonly refused: WebexHttpError };

/** The request was understood and the data are not accepted. */
export const DATA_REFUSED: readonly number[] = [400, 409, 412, 422];

/**
 * Asks the target something that writes nothing, so that it may be asked again: a busy target is given time.
 *
 * @param refusals - statuses that are an answer; all others end the check
 * @throws {MigrationError} `TOKEN_REJECTED`, `TARGET_UNAVAILABLE` for answers that say nothing about the data
 */
export async function askTarget<Value>(
  send: (signal: AbortSignal) => Promise<Value>,
  { clock = systemClock, target }: AskingContext,
  signal: AbortSignal,
  refusals: readonly number[] = DATA_REFUSED,
): Promise<Answer<Value>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { value: await send(signal) };
    } catch (error) {
      signal.throwIfAborted();
      const wait = waitSeconds(error);
      if (wait !== undefined && attempt < ATTEMPTS) {
        await clock.sleep(wait * 1000, signal);
        signal.throwIfAborted();
        continue;
      }
      if (!(error instanceof WebexHttpError) || !refusals.includes(error.status)) throw describeFailure(error, target);
      return { refused: error };
    }
  }
}

/** The refusal as a person reads it, with what support asks for. */
export function inItsWords(error: WebexHttpError): string {
  const code = error.codes.length === 0 ? '' : `, code ${error.codes.join(', ')}`;
  const tracking = error.trackingId === undefined ? '' : ` (tracking id ${error.trackingId})`;
  return `Webex refuses it (${error.status}${code}): ${error.message}${tracking}`;
}

function waitSeconds(error: unknown): number | undefined {
  if (error instanceof WebexNetworkError) return 1;
  if (!(error instanceof WebexHttpError)) return undefined;
  const busy = error.status === 423 || error.status === 429 || error.status >= 500;
  return busy ? (error.retryAfterSeconds ?? (error.status >= 500 ? 1 : DEFAULT_WAIT_SECONDS)) : undefined;
}

function describeFailure(error: unknown, target: Target): unknown {
  const place = { where: target.api };
  if (error instanceof WebexHttpError) {
    return error.status === 401 || error.status === 403
      ? new MigrationError('TOKEN_REJECTED', `the target refuses the token (${error.status})`, { cause: error, place })
      : new MigrationError('TARGET_UNAVAILABLE', `the target answers ${error.status}`, { cause: error, place });
  }
  return error instanceof WebexNetworkError
    ? new MigrationError('TARGET_UNAVAILABLE', `no answer: ${error.message}`, { cause: error, place })
    : error;
}
