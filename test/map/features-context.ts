import { fileURLToPath } from 'node:url';
import type { MigrationConfig } from '../../src/domain/config.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import { type Answers, createMapContext, type Structure } from '../../src/map/create-context.ts';
import { type CustomerParts, sourceCustomer } from '../builders/source-builders.ts';

export const SHIPPED = fileURLToPath(new URL('../../mappings/', import.meta.url));
export const CATALOGUES = loadCatalogues({ shipped: SHIPPED });

export const CONFIG: MigrationConfig = {
  partner: {},
  defaults: { language: 'en_us' },
  packages: { policy: 'safe' },
  approval: { twoPersons: false },
  limits: { concurrency: 1 },
  customers: {},
  locations: {},
  attestations: { emergencyAddresses: {} },
  precheck: { expireDays: 7, overrides: [] },
};

/** The real context over built sources and the shipped tables; `answers` by decision id. */
export function contextOf(parts: Partial<CustomerParts>, answers: Answers = new Map()): Structure {
  return createMapContext(sourceCustomer(parts), { config: CONFIG, catalogues: CATALOGUES, answers });
}
