import { isZone } from './catalogue-files.ts';
import type { Catalogues } from './catalogues.ts';

/**
 * The `en_us` form of a language as BroadWorks writes it.
 *
 * A language without a country (`English`, `fr`) takes the country of the place where the target supports the pair,
 * else the table's default (language rules of the solution guide).
 *
 * @param country - ISO 3166 alpha-2 of the location
 */
export function languageOf(
  written: string | undefined,
  country: string | undefined,
  catalogues: Catalogues,
): string | undefined {
  if (written === undefined) return undefined;
  const known = catalogues.locales.get(written.toLowerCase().replace('-', '_'));
  if (known === undefined || country === undefined || !/^\p{L}+$/u.test(written)) return known;
  return catalogues.locales.get(`${known.slice(0, 2)}_${country.toLowerCase()}`) ?? known;
}

/** The IANA zone behind a zone name of BroadWorks: an alias of the table, or the name itself (R-LOC-6). */
export function timeZoneOf(written: string | undefined, catalogues: Catalogues): string | undefined {
  if (written === undefined) return undefined;
  return catalogues.timeZones.get(written.toLowerCase()) ?? (isZone(written) ? written : undefined);
}
