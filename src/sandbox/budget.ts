/**
 * A request budget over a sliding window of one minute. `undefined` per minute: no limit.
 *
 * @returns seconds to wait (for `Retry-After`) when the request is over it; nothing when it may pass
 */
export function createBudget(requestsPerMinute: number | undefined, now: () => Date) {
  const accepted: number[] = [];
  return function overBudget(): number | undefined {
    if (requestsPerMinute === undefined) return undefined;
    const at = now().getTime();
    while (accepted[0] !== undefined && accepted[0] <= at - 60_000) accepted.shift();
    const [oldest] = accepted;
    if (oldest !== undefined && accepted.length >= requestsPerMinute) {
      return Math.max(1, Math.ceil((oldest + 60_000 - at) / 1000));
    }
    accepted.push(at);
    return undefined;
  };
}
