import { WebexHttpError } from '../domain/webex-errors.ts';
import type { WebexTransport } from './transport.ts';

/**
 * Sends a request once more whose token had run out and was renewed. It is the one repetition below the engine, and it
 * is safe: the target looks at the token before anything else, so nothing has happened. Wrap the paced transport, so
 * that the repetition counts against the budget too.
 */
export function repeatAfterRenewal(inner: WebexTransport): WebexTransport {
  return {
    async send(request, signal) {
      try {
        return await inner.send(request, signal);
      } catch (error) {
        if (!(error instanceof WebexHttpError) || !error.tokenRenewed) throw error;
      }
      return inner.send(request, signal);
    },
  };
}
