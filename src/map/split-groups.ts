import type { MigrationConfig } from '../domain/config.ts';
import { locationConfig } from '../domain/configured.ts';
import { MigrationError } from '../domain/errors.ts';
import { joinKey, splitKey } from '../domain/keys.ts';
import type { SourceAddress, SourceGroup, SourceUser } from '../domain/source.ts';
import { mapAddress } from './address.ts';
import type { Catalogues } from './catalogues.ts';

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
 * Names of locations do not hang on who moves: their keys carry settings, answers and attestations.
 *
 * @param users - all of the customer, in the order of the source
 * @param moves - whether a user gets an owner in Webex
 */
export function splitGroups(
  groups: readonly SourceGroup[],
  users: readonly SourceUser[],
  moves: (userKey: string) => boolean,
  inputs: { readonly config: MigrationConfig; readonly catalogues: Catalogues },
): readonly LocationPart[] {
  const parts: LocationPart[] = [];
  for (const group of groups) {
    const { splitBy: by, splitOff } = locationConfig(inputs.config, group.key);
    if (by === undefined) continue;
    const wanted = splitOff === undefined ? undefined : new Set(splitOff.map(plain));
    const ofGroup = users.filter(({ groupKey }) => groupKey === group.key);
    for (const { label, people } of sitesOf(ofGroup, group, by, inputs.catalogues, wanted)) {
      const movers = people.filter(({ key }) => moves(key));
      if (movers.length === 0) continue;
      const key = joinKey(...splitKey(group.key), label);
      refuseSkip(inputs.config, key);
      const address = sharedAddress(movers, inputs.catalogues);
      parts.push({ key, group, by, label, users: movers, ...(address === undefined ? {} : { address }) });
    }
  }
  return parts.sort((left, right) => (left.key < right.key ? -1 : 1));
}

/** People who sit together, under the first of the spellings of their site. */
function sitesOf(
  users: readonly SourceUser[],
  group: SourceGroup,
  by: 'department' | 'address',
  catalogues: Catalogues,
  wanted: ReadonlySet<string> | undefined,
): { readonly label: string; readonly people: readonly SourceUser[] }[] {
  const sites = new Map<string, { label: string; full: string; readonly people: SourceUser[] }>();
  for (const user of users) {
    const site = by === 'department' ? departmentOf(user) : addressOf(user, group, catalogues);
    if (site === undefined || (wanted !== undefined && !wanted.has(plain(site.named)))) continue;
    const same = sites.get(site.same);
    if (same === undefined) {
      sites.set(site.same, { label: site.label, full: site.full, people: [user] });
      continue;
    }
    same.people.push(user);
    if (site.full < same.full) Object.assign(same, { label: site.label, full: site.full });
  }
  // One street and town, and two post codes: only the whole address tells them apart.
  const labels = [...sites.values()].map(({ label }) => plain(label));
  return [...sites.values()].map(({ label, full, people }) => ({
    label: labels.filter((other) => other === plain(label)).length > 1 ? full : label,
    people,
  }));
}

/** Its people are split off because they move: to leave them behind is said of the group, or of each of them. */
function refuseSkip(config: MigrationConfig, key: string): void {
  if (locationConfig(config, key).skip !== true) return;
  throw new MigrationError('CONFIG_INVALID', `locations.${key}.skip: a location that is split off cannot be skipped`, {
    place: { where: 'migration.yaml' },
    hint: 'Say with `splitOff` of the group what is split off; whoever is to stay behind is left out by a decision, or with its group.',
  });
}

interface Site {
  readonly label: string;
  /** The label, and what else tells two sites apart. */
  readonly full: string;
  /** Equal for people who sit together. */
  readonly same: string;
  /** What `splitOff` says. */
  readonly named: string;
}

function departmentOf({ department }: SourceUser): Site | undefined {
  const label = department?.trim().replace(/\s+/g, ' ') ?? '';
  return label === '' ? undefined : { label, full: label, same: plain(label), named: label };
}

/** A complete address that is not the one of the group. */
function addressOf(user: SourceUser, group: SourceGroup, catalogues: Catalogues): Site | undefined {
  const same = completeAddress(user.address, catalogues);
  if (same === undefined || same === completeAddress(group.address, catalogues)) return undefined;
  const { addressLine1, addressLine2, city, stateOrProvince, zipOrPostalCode, country } = user.address ?? {};
  const line = (...words: (string | undefined)[]) =>
    words
      .filter((word) => word !== undefined && word.trim() !== '')
      .join(', ')
      .replace(/\s+/g, ' ');
  const label = line(city, addressLine1, addressLine2);
  return { label, full: line(label, stateOrProvince, zipOrPostalCode, country), same, named: city ?? '' };
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
