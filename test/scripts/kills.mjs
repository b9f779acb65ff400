/** What the crash test and the crash bench do to a run. */

/** Each kind gets an equal share of the faults; they strike at any attempt, so a retry may meet one too. */
const KINDS = [
  { kind: 'error-before' },
  { kind: 'error-after', method: 'POST' },
  { kind: 'drop-before' },
  { kind: 'drop-after', method: 'POST' },
  { kind: 'bad-gateway' },
  { kind: 'bad-gateway-after', method: 'PUT' },
  { kind: 'throttle', retryAfter: 0 },
];

/**
 * Rules of the sandbox under which one request in so many fails.
 *
 * @param share - of the requests, 0 to 1
 * @param more - kinds beside the usual ones
 */
export function faultsOf(share, more = []) {
  const kinds = [...KINDS, ...more];
  return kinds.map((rule) => ({ ...rule, probability: share / kinds.length }));
}
