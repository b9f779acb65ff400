import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import type { WebexAddress } from '../domain/drafts.ts';
import type { SourceAddress } from '../domain/source.ts';
import type { Catalogues } from './catalogues.ts';

countries.registerLocale(english);

const LINE_LENGTH = 50;

export interface MappedAddress {
  readonly address: WebexAddress;
  /** Parts that read differently in Webex: shortened, split over lines, or turned into codes. */
  readonly changed: ReadonlySet<keyof WebexAddress>;
}

/**
 * Turns an address of BroadWorks into the target's form: ISO country, state codes where a table knows them, lines of at
 * most 50 characters (R-LOC-2).
 *
 * Nothing is invented: a missing part stays missing and an unknown country is left out, for emergency calls are sent by
 * this address (R-LOC-4). A line that is too long moves its end to the empty second line; else it stays as it is.
 */
export function mapAddress(source: SourceAddress | undefined, catalogues: Catalogues): MappedAddress {
  if (!source) return { address: {}, changed: new Set() };
  const changed = new Set<keyof WebexAddress>();
  const country = countryCode(source.country, catalogues);
  if (country !== source.country) changed.add('country');

  const written = source.stateOrProvince;
  const state =
    written === undefined || country === undefined
      ? written
      : (catalogues.states.get(`${country}/${written.toLowerCase()}`) ?? knownStateCode(written, country, catalogues));
  if (state !== written) changed.add('stateOrProvince');

  const lines = fitLines(source.addressLine1, source.addressLine2);
  if (lines[0] !== source.addressLine1) changed.add('addressLine1');
  if (lines[1] !== source.addressLine2) changed.add('addressLine2');
  return {
    address: {
      ...(lines[0] === undefined ? {} : { addressLine1: lines[0] }),
      ...(lines[1] === undefined ? {} : { addressLine2: lines[1] }),
      ...(source.city === undefined ? {} : { city: source.city }),
      ...(state === undefined ? {} : { stateOrProvince: state }),
      ...(source.zipOrPostalCode === undefined ? {} : { zipOrPostalCode: source.zipOrPostalCode }),
      ...(country === undefined ? {} : { country }),
    },
    changed,
  };
}

/** ISO 3166 alpha-2 of a country as people write it; `undefined` when nobody knows it. */
export function countryCode(written: string | undefined, catalogues: Catalogues): string | undefined {
  const name = written?.trim();
  if (name === undefined || name === '') return undefined;
  const own = catalogues.countries.get(name.toLowerCase());
  if (own !== undefined) return own;
  const upper = name.toUpperCase();
  if (/^[A-Z]{2}$/.test(upper)) return countries.isValid(upper) ? upper : undefined;
  if (/^[A-Z]{3}$/.test(upper)) return countries.alpha3ToAlpha2(upper) ?? countries.getAlpha2Code(name, 'en');
  return countries.getAlpha2Code(name, 'en');
}

/** A code that stands in the table is written in upper case; anything else stays as it is. */
function knownStateCode(written: string, country: string, catalogues: Catalogues): string {
  const upper = written.toUpperCase();
  for (const [key, code] of catalogues.states) {
    if (code === upper && key.startsWith(`${country}/`)) return upper;
  }
  return written;
}

function fitLines(first: string | undefined, second: string | undefined): [string | undefined, string | undefined] {
  if (first === undefined || first.length <= LINE_LENGTH || second !== undefined) return [first, second];
  const cut = first.lastIndexOf(' ', LINE_LENGTH);
  const rest = first.slice(cut + 1);
  return cut <= 0 || rest.length > LINE_LENGTH ? [first, second] : [first.slice(0, cut), rest];
}
