/**
 * Seconds to wait, from a `Retry-After` header.
 *
 * @param header - whole seconds, or an HTTP date
 * @param answered - `Date` header of the same answer: measured against it, a wrong clock on our side does no harm
 * @returns `undefined` when the header is missing or unreadable; never negative
 */
export function retryAfterSeconds(header: string | undefined, answered: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const until = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  const from = Date.parse(answered ?? '');
  return Math.max(0, Math.ceil((until - (Number.isNaN(from) ? Date.now() : from)) / 1000));
}
