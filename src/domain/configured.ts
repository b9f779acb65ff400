import type { MigrationConfig } from './config.ts';
import { entryOf } from './entry-of.ts';
import { writtenKey } from './keys.ts';

/** What `migration.yaml` says about a customer; its key may be written encoded or as a person reads it. */
export function customerConfig(
  config: Pick<MigrationConfig, 'customers'>,
  key: string,
): MigrationConfig['customers'][string] {
  return saidOf(config.customers, key) ?? {};
}

/** What `migration.yaml` says about a group. */
export function locationConfig(
  config: Pick<MigrationConfig, 'locations'>,
  groupKey: string,
): MigrationConfig['locations'][string] {
  return saidOf(config.locations, groupKey) ?? {};
}

/** Who has confirmed the emergency address of a location. */
export function addressConfirmedBy(config: Pick<MigrationConfig, 'attestations'>, key: string): string | undefined {
  return saidOf(config.attestations.emergencyAddresses, key);
}

function saidOf<Said>(table: Readonly<Record<string, Said>>, key: string): Said | undefined {
  return entryOf(table, key) ?? entryOf(table, writtenKey(key));
}
