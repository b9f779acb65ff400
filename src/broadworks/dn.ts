/** Ranges larger than any real block are a sign of a damaged table. */
const MAX_RANGE = 10_000;

/**
 * The E.164 form of a number as BroadWorks writes it.
 *
 * @param written - `+1-2405551212` (tables), `+12405551212`, or national digits `2405551212` (details)
 * @param countryCode - for national digits; without one they stay open
 * @returns `+12405551212`, or `undefined` where the country is unknown or the text is no number (a SIP URI)
 */
export function readDn(written: string | undefined, countryCode?: string): string | undefined {
  if (written === undefined) return undefined;
  const digits = written.replace(/[\s().-]/g, '');
  if (/^\+\d{4,15}$/.test(digits)) return digits;
  if (/^\d{3,14}$/.test(digits) && countryCode !== undefined && /^\d{1,3}$/.test(countryCode)) {
    return `+${countryCode}${digits}`;
  }
  return undefined;
}

/**
 * All numbers of a cell: one, or a range `+1-5551231207 - +1-5551231210` with both ends included.
 * `undefined` when it is neither, or a range that runs backwards or past 10,000 numbers.
 */
export function expandDns(written: string, countryCode?: string): string[] | undefined {
  const ends = written.split(/\s+-\s+/);
  const first = readDn(ends[0], countryCode);
  if (first === undefined) return undefined;
  if (ends.length === 1) return [first];
  const last = readDn(ends[1], countryCode);
  if (last === undefined || ends.length > 2 || last.length !== first.length) return undefined;
  const from = BigInt(first.slice(1));
  const count = Number(BigInt(last.slice(1)) - from) + 1;
  if (count < 1 || count > MAX_RANGE) return undefined;
  return Array.from({ length: count }, (_, index) => `+${from + BigInt(index)}`);
}
