import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { readInternational } from '../domain/read-international.ts';

/** `+` and 7 to 15 digits, the only form that Webex takes. */
export function isE164(number: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(number);
}

/** A number of the source as drafts write it; digits that the library does not know stay as they are. */
export function canonical(dn: string): string {
  const plain = dn.replaceAll('-', '');
  const read = /^\+\d+$/.test(plain) ? readInternational(plain) : parsePhoneNumberFromString(dn);
  return read?.number ?? dn;
}

/** Whether the numbering plan knows such a number; plans change, so "no" alone is never proof. */
export function isValidByPlan(number: string): boolean {
  return parsePhoneNumberFromString(number)?.isValid() ?? false;
}

/**
 * Whether a call from a country to a number leaves that country. Countries that share a calling code (US, CA) are told
 * apart where the plan can; a number whose country stays open counts by calling code.
 *
 * @param country - ISO 3166 alpha-2 of the location
 */
export function isInternational(number: string, country: string | undefined): boolean {
  // Extensions are asked about as often as numbers, and parsing is slow.
  if (!isE164(number) || country === undefined || !isSupportedCountry(country)) return false;
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return false;
  if (parsed.country !== undefined) return parsed.country !== country;
  return !parsed.getPossibleCountries().includes(country satisfies CountryCode);
}
