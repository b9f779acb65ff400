import { userKey } from '../domain/keys.ts';
import type { SourceCustomer, SourceUser } from '../domain/source.ts';
import type { ResolvedTarget } from './context.ts';
import { callingCodeOf, dialledNumber, dnToE164, toE164 } from './phone-number.ts';

/**
 * Reads the numbers that settings point at, as somebody in a group would dial them (R-NUM-1, R-NUM-11).
 *
 * Tried in order: full international number; extension of the group; location code and extension; extension that only
 * one other group has; digits of a number of the customer; number as dialled in the country of the group's own numbers,
 * if there is one reading of it only. No outside digit is stripped: the source does not say which one holds, so such a
 * target stays open.
 */
export function targetResolver(
  source: SourceCustomer,
): (target: string | undefined, groupKey: string) => ResolvedTarget | undefined {
  const byGroup = new Map<string, Set<string>>();
  const groupsOf = new Map<string, Set<string>>();
  const byUserId = new Map<string, Pick<SourceUser, 'groupKey' | 'dn' | 'extension'>>();
  for (const entity of [...source.users, ...source.instances]) {
    byUserId.set(entity.key, entity);
    if (entity.extension === undefined) continue;
    add(byGroup, entity.groupKey, entity.extension);
    add(groupsOf, entity.extension, entity.groupKey);
  }
  const numbers = new Set(source.dns.map((dn) => dnToE164(dn.dn)));
  const locationCodes = new Map(source.groups.map((group) => [group.key, group.locationDialingCode]));
  const coded = [...locationCodes].flatMap(([key, code]): [string, string][] =>
    code === undefined ? [] : [[key, code]],
  );
  const isEverybodys = (extension: string): boolean =>
    source.provider.isEnterprise !== false && groupsOf.get(extension)?.size === 1;
  /** A user or feature as somebody in the group dials it; a bare extension must not reach another one. */
  const dialled = (
    known: Pick<SourceUser, 'groupKey' | 'dn' | 'extension'>,
    groupKey: string,
  ): ResolvedTarget | undefined => {
    const { extension, dn } = known;
    if (extension !== undefined && (known.groupKey === groupKey || isEverybodys(extension))) {
      return { kind: 'extension', value: extension };
    }
    if (dn !== undefined) return { kind: 'e164', value: dnToE164(dn) };
    const code = locationCodes.get(known.groupKey);
    return extension === undefined || code === undefined ? undefined : { kind: 'extension', value: code + extension };
  };
  const codes = new Map(source.groups.map((group) => [group.key, callingCodeOf(source, group.key)]));

  return (target, groupKey) => {
    const written = target?.trim();
    if (written === undefined || written === '') return undefined;
    const open = (reason: string): ResolvedTarget => ({ kind: 'unresolved', value: written, reason });

    const address = written.replace(/^(?:sips?|tel):/i, '');
    if (address.includes('@')) {
      const known = byUserId.get(userKey(address));
      if (known === undefined) return open('a SIP address outside the customer; Webex forwards to numbers only');
      return (
        dialled(known, groupKey) ?? open('a user of another group without a number; its extension alone is not unique')
      );
    }
    const plain = address.replace(/[\s().\-/]/g, '');
    if (/[*#]/.test(plain)) return open('a feature code, which Webex does not dial on forwarding');
    if (!/^\+?\d+$/.test(plain)) return open('not a number');
    if (plain.startsWith('+')) {
      const number = toE164(plain);
      return number === undefined ? open('not a possible international number') : { kind: 'e164', value: number };
    }
    if (byGroup.get(groupKey)?.has(plain) === true) return { kind: 'extension', value: plain };
    const prefixed = coded.some(
      ([key, code]) => plain.startsWith(code) && byGroup.get(key)?.has(plain.slice(code.length)) === true,
    );
    if (prefixed) return { kind: 'extension', value: plain };
    if (isEverybodys(plain)) return { kind: 'extension', value: plain };
    const code = codes.get(groupKey);
    const national = toE164(plain, code);
    const listed = [`+${plain}`, national].find((number) => number !== undefined && numbers.has(number));
    if (listed !== undefined) return { kind: 'e164', value: listed };
    if (code === undefined) return open('the country of this number stays open: the numbers of the group do not agree');
    if (plain.length <= 6) return open('no extension of the group, and too short for a number');
    const read = dialledNumber(plain, code);
    return 'number' in read ? { kind: 'e164', value: read.number } : open(read.reason);
  };
}

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}
