import type { SourceCustomer } from '../domain/source.ts';
import { dnToE164, userNumber } from './phone-number.ts';

/**
 * Numbers in E.164 that the list of numbers gives to one owner while another user or feature says that it has them. Such
 * a number is handed to nobody: whoever is wrong would get the calls of the other (R-NUM-1).
 */
export function contestedNumbers(source: SourceCustomer): ReadonlySet<string> {
  const listed = new Map<string, Set<string>>();
  for (const { dn, ownerKey } of source.dns) {
    if (ownerKey === undefined) continue;
    const number = dnToE164(dn);
    listed.set(number, (listed.get(number) ?? new Set()).add(ownerKey));
  }
  const contested = new Set<string>();
  const claim = (key: string, number: string | undefined): void => {
    const owners = number === undefined ? undefined : listed.get(number);
    if (number === undefined || owners === undefined) return;
    if (owners.size > 1 || !owners.has(key)) contested.add(number);
  };
  for (const user of source.users) claim(user.key, userNumber(user, new Map()));
  for (const { key, dn } of source.instances) claim(key, dn === undefined ? undefined : dnToE164(dn));
  return contested;
}
