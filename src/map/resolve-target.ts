import { userKey } from '../domain/keys.ts';
import type { SourceCustomer } from '../domain/source.ts';
import type { ResolvedTarget } from './context.ts';
import { callingCodeOf, dnToE164, toE164 } from './phone-number.ts';

/**
 * Reads the numbers that settings point at, as somebody in a group would dial them (R-NUM-1, R-NUM-11).
 *
 * Tried in order: full international number; extension of the group; location code and extension; extension that only
 * one other group has; national digits of a number of the customer; national number in the country of the group's own
 * numbers. No outside digit is stripped: the source does not say which one holds, so such a target stays open.
 */
export function targetResolver(
  source: SourceCustomer,
): (target: string | undefined, groupKey: string) => ResolvedTarget | undefined {
  const byGroup = new Map<string, Set<string>>();
  const groupsOf = new Map<string, Set<string>>();
  const byUserId = new Map<string, { readonly dn?: string; readonly extension?: string }>();
  for (const entity of [...source.users, ...source.instances]) {
    byUserId.set(entity.key, entity);
    if (entity.extension === undefined) continue;
    add(byGroup, entity.groupKey, entity.extension);
    add(groupsOf, entity.extension, entity.groupKey);
  }
  const numbers = source.dns.map((dn) => dnToE164(dn.dn));
  const codes = new Map(source.groups.map((group) => [group.key, callingCodeOf(source, group.key)]));

  return (target, groupKey) => {
    const written = target?.trim();
    if (written === undefined || written === '') return undefined;
    const open = (reason: string): ResolvedTarget => ({ kind: 'unresolved', value: written, reason });

    const address = written.replace(/^(?:sips?|tel):/i, '');
    if (address.includes('@')) {
      const known = byUserId.get(userKey(address));
      if (known?.extension !== undefined) return { kind: 'extension', value: known.extension };
      if (known?.dn !== undefined) return { kind: 'e164', value: dnToE164(known.dn) };
      return open('a SIP address outside the customer; Webex forwards to numbers only');
    }
    const plain = address.replace(/[\s().\-/]/g, '');
    if (/[*#]/.test(plain)) return open('a feature code, which Webex does not dial on forwarding');
    if (!/^\+?\d+$/.test(plain)) return open('not a number');
    if (plain.startsWith('+')) {
      const number = toE164(plain);
      return number === undefined ? open('not a possible international number') : { kind: 'e164', value: number };
    }
    if (byGroup.get(groupKey)?.has(plain) === true) return { kind: 'extension', value: plain };
    const prefixed = source.groups.some(
      ({ key, locationDialingCode: code }) =>
        code !== undefined && plain.startsWith(code) && byGroup.get(key)?.has(plain.slice(code.length)) === true,
    );
    if (prefixed) return { kind: 'extension', value: plain };
    if (source.provider.isEnterprise !== false && groupsOf.get(plain)?.size === 1) {
      return { kind: 'extension', value: plain };
    }
    const code = codes.get(groupKey);
    const national = toE164(plain, code);
    const listed = numbers.find((number) => number === `+${plain}` || number === national);
    if (listed !== undefined) return { kind: 'e164', value: listed };
    if (code === undefined) return open('the country of this number stays open: the numbers of the group do not agree');
    if (plain.length <= 6) return open('no extension of the group, and too short for a number');
    return national === undefined
      ? open(`not a possible number under +${code}; it may carry an outside digit`)
      : { kind: 'e164', value: national };
  };
}

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}
