import type { MigrationConfig } from '../domain/config.ts';
import { splitKey } from '../domain/keys.ts';

/** What `migration.yaml` says about a customer; its key may be written encoded or as a person reads it. */
export function customerConfig(config: MigrationConfig, key: string): MigrationConfig['customers'][string] {
  return config.customers[key] ?? config.customers[splitKey(key).join('/')] ?? {};
}

/** What `migration.yaml` says about a group. */
export function locationConfig(config: MigrationConfig, groupKey: string): MigrationConfig['locations'][string] {
  return config.locations[groupKey] ?? config.locations[splitKey(groupKey).join('/')] ?? {};
}
