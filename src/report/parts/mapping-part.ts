import { z } from 'zod';
import { withoutKind } from '../../domain/draft-id.ts';
import { splitKey } from '../../domain/keys.ts';
import type { ReportPorts } from '../ports.ts';
import { CoverageSchema, collectCoverage } from './coverage-part.ts';
import { CustomerSchema, collectCustomers, LocationSchema, PackageSchema } from './customers-part.ts';
import { collectDecisions, DecisionsSchema } from './decisions-part.ts';
import { readDrafts } from './drafts-by-kind.ts';
import { collectHandOver, HandOverSchema } from './hand-over-part.ts';
import { collectInventory, InventorySchema } from './inventory-part.ts';
import { collectLosses, LossesSchema } from './losses-part.ts';
import {
  collectDevices,
  collectFeatures,
  collectLeftBehind,
  collectNames,
  collectNumbers,
  collectSourceNames,
  DevicesSchema,
  FeaturesSchema,
  LeftBehindSchema,
  NumbersSchema,
  nameOf,
} from './objects-part.ts';
import { count, notYet, part } from './part.ts';
import { collectPeople, PersonSchema } from './people-part.ts';
import { collectSites, SiteSchema } from './sites-part.ts';

/** Everything that `map` proposes, and what it leaves behind. */
export const MappingPartSchema = part({
  customers: z.array(CustomerSchema),
  locations: z.array(LocationSchema),
  packageMix: z.array(PackageSchema),
  people: z.array(PersonSchema),
  features: FeaturesSchema,
  devices: DevicesSchema,
  numbers: NumbersSchema,
  leftBehind: LeftBehindSchema,
  settings: count().describe('Settings of owners that will be written, such as forwarding and voicemail'),
  losses: LossesSchema,
  coverage: CoverageSchema,
  decisions: DecisionsSchema,
  inventory: InventorySchema,
  sites: z.array(SiteSchema).describe('One sheet per location'),
  handOver: HandOverSchema,
});
export type MappingPart = z.output<typeof MappingPartSchema>;

export function collectMapping(ports: ReportPorts): MappingPart {
  const drafts = readDrafts(ports);
  const parts = collectCustomers(drafts);
  if (parts.customers.length === 0) return notYet('not mapped yet', 'map');
  const names = collectNames(drafts);
  const people = collectPeople(ports, drafts);
  const sourceNames = collectSourceNames(ports, drafts);
  // What has no name of its own is called by the last part of its key, as BroadWorks shows it.
  const ownerName = (owner: string) => sourceNames.get(owner) ?? splitKey(withoutKind(owner)).at(-1) ?? owner;
  const customerName = (customer: string) => nameOf(names, customer);
  const losses = collectLosses(ports, ownerName, customerName);
  return {
    done: true,
    ...parts,
    people,
    features: collectFeatures(drafts, names),
    devices: collectDevices(drafts, names),
    numbers: collectNumbers(drafts, names),
    leftBehind: collectLeftBehind(drafts, customerName),
    settings: ports.settingCount(),
    losses,
    coverage: collectCoverage(ports),
    decisions: collectDecisions(ports, (object) => (names.has(object) ? nameOf(names, object) : ownerName(object))),
    inventory: collectInventory(people, drafts),
    sites: collectSites(ports, drafts, parts.locations, (id) => nameOf(names, id)),
    handOver: collectHandOver(losses, drafts),
  };
}
