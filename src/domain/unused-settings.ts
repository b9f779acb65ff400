import { closest } from './closest.ts';
import type { MigrationConfig } from './config.ts';
import { writtenKey } from './keys.ts';

/** Keys of what was extracted and mapped, as the store has them. */
export interface KnownKeys {
  readonly providers: readonly string[];
  /** Those that become a customer: enterprises, and groups of service providers. */
  readonly customers: readonly string[];
  readonly groups: readonly string[];
  /** `undefined` before anything is mapped. */
  readonly locations?: readonly string[];
}

/**
 * What `migration.yaml` says of somebody who is not there: a misspelt key would leave a customer in that was to be
 * skipped. Keys below a customer are the matter of the rule `location-key-unknown`, which knows its split locations.
 *
 * @returns one sentence for each, empty where nothing is wrong
 */
export function unusedSettings(config: MigrationConfig, known: KnownKeys): string[] {
  const [providers, customers, groups] = [known.providers, known.customers, known.groups].map(
    (keys) => new Set(keys.map(writtenKey)),
  ) as [Set<string>, Set<string>, Set<string>];
  const ofCustomers = Object.entries(config.customers).flatMap(([key, said]) => {
    const name = writtenKey(key);
    if (customers.has(name)) return [];
    if (providers.has(name)) {
      const others = Object.keys(said).filter((field) => field !== 'groupsAre');
      return others.length === 0
        ? []
        : [
            `customers."${name}": its groups are customers of their own, so ${others.join(', ')} must be said of each of them, under "${name}/<group>"`,
          ];
    }
    return groups.has(name)
      ? [`customers."${name}": this group becomes a location, so what is said of it belongs under locations`]
      : [`customers."${name}": nobody is called so${meant(name, [...customers, ...providers])}`];
  });
  const ofLocations = Object.keys(config.locations).flatMap((key) => {
    const name = writtenKey(key);
    const below = [...customers].some((customer) => name.startsWith(`${customer}/`));
    return below || groups.has(name) ? [] : [`locations."${name}": no group is called so${meant(name, groups)}`];
  });
  const locations = known.locations && new Set(known.locations.map(writtenKey));
  const confirmed = Object.keys(config.attestations.emergencyAddresses).flatMap((key) => {
    const name = writtenKey(key);
    // A group that is skipped for now has no location, and may have been confirmed already.
    return locations === undefined || locations.has(name) || groups.has(name)
      ? []
      : [`attestations.emergencyAddresses."${name}": no location is called so${meant(name, locations)}`];
  });
  return [...ofCustomers, ...ofLocations, ...confirmed];
}

function meant(name: string, candidates: Iterable<string>): string {
  const near = closest(name, candidates);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
