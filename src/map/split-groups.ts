import type { MigrationConfig } from '../domain/config.ts';
import { joinKey, splitKey } from '../domain/keys.ts';
import type { SourceAddress, SourceGroup, SourceUser } from '../domain/source.ts';
import { mapAddress } from './address.ts';
import type { Catalogues } from './catalogues.ts';
import { locationConfig } from './configured.ts';

/** People of a group who get a location of their own. */
export interface LocationPart {
  /** Key of the location: that of the group, and its department or address behind. */
  readonly key: string;
  readonly group: SourceGroup;
  readonly by: 'department' | 'address';
  /** The department as written, or the address on one line. */
  readonly label: string;
  /** In the order of the source; never empty. */
  readonly users: readonly SourceUser[];
  /** The address that all of them have in their own details; where missing, that of the group stands. */
  readonly address?: SourceAddress;
}

/**
 * Groups that `migration.yaml` splits into several locations, by department or by the address of each user. Whoever has
 * no department, or no complete address, stays in the location of the group; so do its features.
 *
 * Addresses are never made up (R-LOC-4): people of a department have the address that all of them name, else that of
 * their group.
 *
 * @param users - who moves, in the order of the source
 */
export function splitGroups(
  groups: readonly SourceGroup[],
  users: readonly SourceUser[],
  inputs: { readonly config: MigrationConfig; readonly catalogues: Catalogues },
): readonly LocationPart[] {
  const parts: LocationPart[] = [];
  const split = groups.filter(({ key }) => locationConfig(inputs.config, key).splitBy !== undefined);
  for (const group of split) {
    const { splitBy: by, splitOff } = locationConfig(inputs.config, group.key);
    if (by === undefined) continue;
    const wanted = splitOff === undefined ? undefined : new Set(splitOff.map(plain));
    const sites = new Map<string, { readonly label: string; readonly users: SourceUser[] }>();
    for (const user of users) {
      if (user.groupKey !== group.key) continue;
      const site = by === 'department' ? departmentOf(user) : addressOf(user, group, inputs.catalogues);
      if (site === undefined || (wanted !== undefined && !wanted.has(plain(site.named)))) continue;
      const same = sites.get(site.same);
      if (same) same.users.push(user);
      else sites.set(site.same, { label: site.label, users: [user] });
    }
    for (const { label, users: people } of sites.values()) {
      const address = sharedAddress(people, inputs.catalogues);
      const key = joinKey(...splitKey(group.key), label);
      parts.push({ key, group, by, label, users: people, ...(address === undefined ? {} : { address }) });
    }
  }
  return parts.sort((left, right) => (left.key < right.key ? -1 : 1));
}

interface Site {
  readonly label: string;
  /** Equal for people who sit together. */
  readonly same: string;
  /** What `splitOff` says. */
  readonly named: string;
}

function departmentOf({ department }: SourceUser): Site | undefined {
  const label = department?.trim() ?? '';
  return label === '' ? undefined : { label, same: plain(label), named: label };
}

/** A complete address that is not the one of the group. */
function addressOf(user: SourceUser, group: SourceGroup, catalogues: Catalogues): Site | undefined {
  const same = completeAddress(user.address, catalogues);
  if (same === undefined || same === completeAddress(group.address, catalogues)) return undefined;
  const { addressLine1 = '', addressLine2, city = '' } = user.address ?? {};
  return {
    label: [city, addressLine1, addressLine2].filter((line) => line !== undefined && line !== '').join(', '),
    same,
    named: city,
  };
}

function sharedAddress(users: readonly SourceUser[], catalogues: Catalogues): SourceAddress | undefined {
  const addresses = new Set(users.map(({ address }) => completeAddress(address, catalogues)));
  return addresses.size === 1 && !addresses.has(undefined) ? users[0]?.address : undefined;
}

/** An address that an ambulance finds, for comparing; `undefined` where a part is missing. */
function completeAddress(address: SourceAddress | undefined, catalogues: Catalogues): string | undefined {
  const mapped = mapAddress(address, catalogues).address;
  if (mapped.addressLine1 === undefined || mapped.city === undefined || mapped.country === undefined) return undefined;
  return plain(JSON.stringify(mapped));
}

function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
