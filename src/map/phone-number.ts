import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { SourceCustomer, SourceUser } from '../domain/source.ts';

/**
 * A number in E.164, read with the calling code of the number itself (R-NUM-1). "Possible" is enough: a number that the
 * library calls invalid is still mapped, and `precheck` warns.
 *
 * @param written - `+12025550101`, `+1-2025550101`, or national digits such as `2025550101`
 * @param callingCode - `1`; needed for national digits
 * @returns `undefined` when the country stays open or the digits are no number at all
 */
export function toE164(written: string, callingCode?: string): string | undefined {
  const plain = written.replace(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(plain)) return undefined;
  if (!plain.startsWith('+') && callingCode === undefined) return undefined;
  const parsed = parsePhoneNumberFromString(
    plain,
    plain.startsWith('+') || callingCode === undefined ? undefined : { defaultCallingCode: callingCode },
  );
  return parsed?.isPossible() === true && parsed.ext === undefined ? parsed.number : undefined;
}

/** A DN as the source lists it; digits that the library does not know are kept, for `precheck` to judge. */
export function dnToE164(dn: string): string {
  return toE164(dn) ?? dn;
}

/** The calling code that all numbers of a group (else of the customer) share; `undefined` when they differ. */
export function callingCodeOf(source: SourceCustomer, groupKey: string): string | undefined {
  const codesOf = (inGroup: boolean): Set<string> => {
    const codes = new Set<string>();
    for (const dn of source.dns) {
      if (inGroup && dn.groupKey !== groupKey) continue;
      const code = parsePhoneNumberFromString(dn.dn)?.countryCallingCode ?? dn.countryCode;
      if (code !== undefined) codes.add(code);
    }
    for (const user of source.users) {
      if (user.countryCode !== undefined && (!inGroup || user.groupKey === groupKey)) codes.add(user.countryCode);
    }
    return codes;
  };
  const own = codesOf(true);
  const codes = own.size > 0 ? own : codesOf(false);
  return codes.size === 1 ? [...codes][0] : undefined;
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
