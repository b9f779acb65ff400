import { getCountries, getCountryCallingCode, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { readInternational } from '../domain/read-international.ts';
import type { SourceCustomer, SourceUser } from '../domain/source.ts';

const CALLING_CODES: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)));

/**
 * A number in E.164, read with the calling code of the number itself (R-NUM-1). "Possible" is enough: a number that the
 * library calls invalid is still mapped, and `precheck` warns.
 *
 * @param written - `+12025550101`, `+1-2025550101`, national digits such as `2025550101`, or digits behind the
 *   international prefix of the country, such as `011442079460000`
 * @param callingCode - `1`; needed for national digits
 * @returns `undefined` when the country stays open or the digits are no number at all
 */
export function toE164(written: string, callingCode?: string): string | undefined {
  const plain = written.replace(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(plain)) return undefined;
  if (plain.startsWith('+')) return international(plain);
  // The library throws at a code that no country has: one odd cell must not end the mapping of everybody.
  if (callingCode === undefined || !CALLING_CODES.has(callingCode)) return undefined;
  const prefix = internationalPrefix(callingCode)?.exec(plain)?.[0];
  return possible(
    prefix === undefined
      ? parsePhoneNumberFromString(plain, { defaultCallingCode: callingCode })
      : parsePhoneNumberFromString(`+${plain.slice(prefix.length)}`),
  );
}

function international(plain: string): string | undefined {
  const read = readInternational(plain);
  return read?.possible === true ? read.number : undefined;
}

/**
 * What somebody in a country reaches with these digits. Stricter than `toE164`, for calls are going to be sent there:
 * the plan must know the number, and no second reading may be left.
 *
 * @param plain - digits without `+`
 */
export function dialledNumber(
  plain: string,
  callingCode: string,
): { readonly number: string } | { readonly reason: string } {
  const number = toE164(plain, callingCode);
  if (number === undefined) {
    return { reason: `not a possible number under +${callingCode}; it may carry an outside digit` };
  }
  const parsed = parsePhoneNumberFromString(number);
  if (parsed?.isValid() !== true) return { reason: `read as ${number}, which the numbering plan does not know` };
  const whole = plain.startsWith(callingCode) ? parsePhoneNumberFromString(`+${plain}`) : undefined;
  if (whole === undefined || whole.number === number || !whole.isPossible()) return { number };
  // Italian mobile numbers may begin with 39 themselves; what is left behind it is no number then.
  if (parsed.getType() === 'MOBILE' && !whole.isValid()) return { number };
  return { reason: `reads as ${number} and as ${whole.number}; write it with + and the calling code` };
}

type Parsed = ReturnType<typeof parsePhoneNumberFromString>;

function possible(parsed: Parsed): string | undefined {
  return parsed?.isPossible() === true && parsed.ext === undefined ? parsed.number : undefined;
}

const prefixes = new Map<string, RegExp | undefined>();

/** What people dial before a foreign number: `00` in most countries, `011` under +1, and so on. */
function internationalPrefix(callingCode: string): RegExp | undefined {
  if (prefixes.has(callingCode)) return prefixes.get(callingCode);
  const metadata = new Metadata();
  const patterns = new Set<string>();
  for (const country of getCountries()) {
    if (getCountryCallingCode(country) !== callingCode) continue;
    metadata.selectNumberingPlan(country);
    const pattern = metadata.numberingPlan?.IDDPrefix();
    if (pattern !== undefined) patterns.add(pattern);
  }
  const prefix = patterns.size === 0 ? undefined : new RegExp(`^(?:${[...patterns].join('|')})`);
  prefixes.set(callingCode, prefix);
  return prefix;
}

/** A DN as the source lists it; digits that the library does not know are kept, for `precheck` to judge. */
export function dnToE164(dn: string): string {
  return toE164(dn) ?? dn;
}

/** The calling code that all numbers of a group (else of the customer) share; `undefined` when they differ. */
export function callingCodeOf(source: SourceCustomer, groupKey: string): string | undefined {
  const codes = callingCodes(source);
  const own = codes.ofGroup.get(groupKey);
  const counted = own === undefined ? codes.all : own;
  return counted.size === 1 ? [...counted][0] : undefined;
}

interface CallingCodes {
  readonly ofGroup: ReadonlyMap<string, ReadonlySet<string>>;
  readonly all: ReadonlySet<string>;
}
const codesOfCustomers = new WeakMap<SourceCustomer, CallingCodes>();

/** Collected once for a customer: every group asks. */
function callingCodes(source: SourceCustomer): CallingCodes {
  const known = codesOfCustomers.get(source);
  if (known !== undefined) return known;
  const ofGroup = new Map<string, Set<string>>();
  const all = new Set<string>();
  const add = (groupKey: string | undefined, code: string | undefined): void => {
    if (code === undefined) return;
    all.add(code);
    if (groupKey === undefined) return;
    const codes = ofGroup.get(groupKey);
    if (codes) codes.add(code);
    else ofGroup.set(groupKey, new Set([code]));
  };
  for (const dn of source.dns) add(dn.groupKey, codeOf(dn.dn) ?? dn.countryCode);
  for (const user of source.users) add(user.groupKey, user.countryCode);
  const codes = { ofGroup, all };
  codesOfCustomers.set(source, codes);
  return codes;
}

function codeOf(dn: string): string | undefined {
  const plain = dn.replaceAll('-', '');
  const read = /^\+\d+$/.test(plain) ? readInternational(plain) : undefined;
  return read?.callingCode ?? parsePhoneNumberFromString(dn)?.countryCallingCode;
}

/**
 * The number of a user in E.164.
 *
 * @param known - numbers of the customer in E.164, with the key of the user or instance that has each
 */
export function userNumber(
  user: Pick<SourceUser, 'key' | 'dn' | 'phoneNumber' | 'countryCode'>,
  known: ReadonlyMap<string, string | undefined>,
): string | undefined {
  if (user.dn !== undefined) return dnToE164(user.dn);
  if (user.phoneNumber === undefined) return undefined;
  const direct = toE164(user.phoneNumber, user.countryCode);
  if (direct !== undefined) return direct;
  // The country stays open: a listed number of this user with the same digits at its end settles it.
  const digits = user.phoneNumber.replace(/\D/g, '');
  return [...known].find(([number, owner]) => owner === user.key && number.endsWith(digits))?.[0];
}
