import type { MigrationConfig } from '../../src/domain/config.ts';
import type { DraftId } from '../../src/domain/draft-id.ts';
import type { Draft, DraftKind, DraftOf } from '../../src/domain/drafts.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import type { Answers } from '../../src/map/create-context.ts';
import type { MappedPart } from '../../src/map/map-customer.ts';
import { type CustomerParts, sourceCustomer } from '../builders/source-builders.ts';
import { mapOneCustomer } from './whole-customer.ts';

export const CATALOGUES = loadCatalogues({ shipped: new URL('../../mappings', import.meta.url).pathname });

export function migrationConfig(overrides: Partial<MigrationConfig> = {}): MigrationConfig {
  return {
    partner: {},
    defaults: { language: 'en_us' },
    packages: { policy: 'safe' },
    approval: { twoPersons: false },
    limits: { concurrency: 10 },
    customers: {},
    locations: {},
    attestations: { emergencyAddresses: {} },
    precheck: { expireDays: 7, overrides: [] },
    ...overrides,
  };
}

/** Maps one invented customer with the shipped tables. */
export function mapParts(
  parts: Partial<CustomerParts>,
  config: Partial<MigrationConfig> = {},
  answers: Answers = new Map(),
): MappedPart {
  return mapOneCustomer(sourceCustomer(parts), { config: migrationConfig(config), catalogues: CATALOGUES, answers });
}

/** The draft with this id; the test fails with the ids that are there when it is missing. */
export function draftOf<Kind extends DraftKind>(mapped: MappedPart, kind: Kind, id: DraftId): Draft & DraftOf<Kind> {
  const draft = mapped.drafts.find((each): each is Draft & DraftOf<Kind> => each.id === id && each.kind === kind);
  if (!draft) throw new Error(`no ${id} among ${mapped.drafts.map((each) => each.id).join(', ')}`);
  return draft;
}

/** Answers every decision of this kind the same way, as a person would on the drafts at hand. */
export function answered(mapped: MappedPart, kind: string, answer: string): Answers {
  return new Map(
    mapped.decisions
      .filter((decision) => decision.kind === kind)
      .map((decision) => [decision.id, { answer, fingerprint: decision.fingerprint }]),
  );
}
