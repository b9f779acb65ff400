import { z } from 'zod';
import type { Draft, DraftOf, WebexAddress } from '../../domain/drafts.ts';
import type { DraftsByKind } from './drafts-by-kind.ts';
import { count, ranked, tally } from './part.ts';

/** The Webex customers and locations that `map` proposes. */
export const CustomerSchema = z.object({
  id: z.string(),
  name: z.string(),
  externalId: z.string(),
  packages: z.array(z.string()),
  locations: count(),
  subscribers: count(),
  workspaces: count(),
  virtualLines: count(),
  notMigrated: count(),
  numbersMoving: count(),
  devices: count(),
  features: count().describe('Hunt groups, call queues, auto attendants'),
  administrator: z.string().exactOptional().describe('First subscriber of a new organisation'),
});
export const LocationSchema = z.object({
  id: z.string(),
  customer: z.string().describe('Name of the customer'),
  name: z.string(),
  address: z.string().describe('One line; empty where the source has none'),
  timeZone: z.string(),
  language: z.string(),
  mainNumber: z.string().exactOptional(),
  owners: count().describe('Subscribers, Webex workspaces and virtual lines'),
  numbersMoving: count(),
});
export const PackageSchema = z.object({ package: z.string(), count: count() });

export type CustomerRow = z.output<typeof CustomerSchema>;
export type LocationRow = z.output<typeof LocationSchema>;
export type PackageRow = z.output<typeof PackageSchema>;

export interface CustomersPart {
  readonly customers: CustomerRow[];
  readonly locations: LocationRow[];
  readonly packageMix: PackageRow[];
}

export function collectCustomers(drafts: DraftsByKind): CustomersPart {
  const subscribers = drafts.subscriber;
  const workspaces = drafts.workspace;
  const virtualLines = drafts.virtualLine;
  const moving = drafts.number.filter((number) => number.data.fate === 'move');
  const locations = drafts.location;
  const perCustomer = (some: readonly Draft[]) => tally(some, (draft) => draft.customer);
  const perLocation = (some: readonly (Draft & { readonly data: { readonly location: string } })[]) =>
    tally(some, (draft) => draft.data.location);

  const counts = {
    locations: perCustomer(locations),
    subscribers: perCustomer(subscribers),
    workspaces: perCustomer(workspaces),
    virtualLines: perCustomer(virtualLines),
    notMigrated: perCustomer(drafts.notMigrated),
    numbersMoving: perCustomer(moving),
    devices: perCustomer(drafts.device),
    features: perCustomer([
      ...drafts.huntGroup,
      ...drafts.callQueue,
      ...drafts.autoAttendant,
      ...drafts.callPickup,
      ...drafts.callPark,
      ...drafts.pagingGroup,
      ...drafts.voicePortal,
      ...drafts.voicemailGroup,
    ]),
  };
  const owners = perLocation([...subscribers, ...workspaces, ...virtualLines]);
  const movingPerLocation = perLocation(moving);
  const customers = drafts.customer;
  const names = new Map(customers.map((customer) => [customer.id, customer.data.name]));
  const subscriberNames = new Map(subscribers.map((draft) => [draft.id, personName(draft)]));

  return {
    customers: customers.map((customer) => {
      const administrator = customer.data.administrator;
      const of = (table: ReadonlyMap<string, number>) => table.get(customer.id) ?? 0;
      return {
        id: customer.id,
        name: customer.data.name,
        externalId: customer.data.externalId,
        packages: [...customer.data.packages],
        locations: of(counts.locations),
        subscribers: of(counts.subscribers),
        workspaces: of(counts.workspaces),
        virtualLines: of(counts.virtualLines),
        notMigrated: of(counts.notMigrated),
        numbersMoving: of(counts.numbersMoving),
        devices: of(counts.devices),
        features: of(counts.features),
        ...(administrator === undefined ? {} : { administrator: subscriberNames.get(administrator) ?? administrator }),
      };
    }),
    locations: locations.map((location) => ({
      id: location.id,
      customer: names.get(location.customer) ?? location.customer,
      name: location.data.name,
      address: addressLine(location.data.address),
      timeZone: location.data.timeZone,
      language: location.data.language,
      ...(location.data.mainNumber === undefined ? {} : { mainNumber: location.data.mainNumber }),
      owners: owners.get(location.id) ?? 0,
      numbersMoving: movingPerLocation.get(location.id) ?? 0,
    })),
    packageMix: ranked(tally([...subscribers, ...workspaces], (draft) => draft.data.package)).map(
      ({ name, count: number }) => ({ package: name, count: number }),
    ),
  };
}

export function personName(draft: DraftOf<'subscriber'> | DraftOf<'virtualLine'>): string {
  return `${draft.data.firstName} ${draft.data.lastName}`.trim();
}

function addressLine(address: WebexAddress): string {
  const { addressLine1, addressLine2, city, stateOrProvince, zipOrPostalCode, country } = address;
  return [addressLine1, addressLine2, city, stateOrProvince, zipOrPostalCode, country]
    .filter((piece) => piece !== undefined && piece !== '')
    .join(', ');
}
