/** Requests that were on their way when the pause was told are nobody's mistake. */
const MOST_GRACE_MS = 1000;

/** Pauses that were told to clients: by `Retry-After` of a 429 or 423, for the organisation that the request concerned. */
export function createPauses(now: () => Date) {
  const pauses = new Map<string, { readonly from: number; readonly until: number }>();
  return {
    /** @param retryAfter - the header as it was sent; a date tells no pause here */
    told(scope: string, retryAfter: string | undefined): void {
      const seconds = Number(retryAfter);
      if (retryAfter === undefined || !(seconds > 0)) return;
      const at = now().getTime();
      pauses.set(scope, { from: at, until: at + seconds * 1000 });
    },
    /** Whether a request that comes now disregards one. */
    isDisregarded(scope: string): boolean {
      const pause = pauses.get(scope);
      if (pause === undefined) return false;
      const at = now().getTime();
      const grace = Math.min(MOST_GRACE_MS, (pause.until - pause.from) / 2);
      return at > pause.from + grace && at < pause.until - 1;
    },
  };
}
