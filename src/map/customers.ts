import { withoutKind } from '../domain/draft-id.ts';
import type { DraftOf, WebexAddress, Why } from '../domain/drafts.ts';
import type { SourceRef } from '../domain/keys.ts';
import { mapAddress } from './address.ts';
import type { Structure } from './create-context.ts';
import { groupRefs, providerRefs } from './provenance.ts';

export interface CustomerParts {
  readonly locations: readonly DraftOf<'location'>[];
  readonly subscribers: readonly DraftOf<'subscriber'>[];
  readonly workspaces: number;
  readonly administrator: { readonly draft?: string; readonly rule: string; readonly note?: string };
}

/** The customer itself: an enterprise with its groups, or one group of a service provider (section 1 of the rules). */
export function mapCustomer(context: Structure, parts: CustomerParts): DraftOf<'customer'> | undefined {
  const { source, own, config, customer } = context;
  const key = withoutKind(customer);
  const administrator = parts.subscribers.find((draft) => draft.id === parts.administrator.draft);
  const first = firstLocation(parts.locations, administrator?.data.location);
  if (!first) return undefined;

  const ofGroup = key !== source.provider.key;
  const [group] = source.groups;
  const written =
    own.name ?? (ofGroup ? group?.name : source.provider.name) ?? (ofGroup ? group?.id : source.provider.id) ?? key;
  const name = written.replaceAll('%', '').replace(/\s+/g, ' ').trim();
  const billing = billingAddress(context, first);
  const counts = new Map<string, number>();
  for (const { data } of parts.subscribers) counts.set(data.package, (counts.get(data.package) ?? 0) + 1);
  if (parts.workspaces > 0) counts.set('common_area_calling', parts.workspaces);
  const packages = counts.size === 0 ? ['webex_calling'] : [...counts.keys()].sort();
  const email = own.primaryEmail ?? administrator?.data.email;

  const why: Record<string, Why> = {
    externalId: { rule: 'external-id', sources: [], note: 'the key by which the customer is found again' },
    name: {
      rule: own.name === undefined ? 'R-NAME-1' : 'customer-name-configured',
      sources:
        own.name !== undefined
          ? []
          : ofGroup && group
            ? groupRefs(source, group, 'groupName', 'Group Name')
            : providerRefs(source, 'serviceProviderName', 'Service Provider Name'),
      ...(name === written ? {} : { changed: true, note: `written "${written}"` }),
    },
    language: { rule: 'language-of-first-location', sources: [] },
    timeZone: { rule: 'timezone-of-first-location', sources: [] },
    billingAddress: billing.why,
    ...billing.parts,
    packages: { rule: 'R-PKG-1', sources: [], note: 'all packages that its subscribers and Webex workspaces need' },
    packageLimits: { rule: 'R-PKG-8', sources: [], note: 'as many of each as are needed' },
    firstLocation: {
      rule: 'first-location',
      sources: [],
      note: administrator ? 'the location of the administrator' : 'the first location with a complete address',
    },
  };
  if (email !== undefined) {
    why.primaryEmail =
      own.primaryEmail === undefined
        ? {
            rule: 'R-CUS-2',
            sources: administrator?.why.email?.sources ?? [],
            note: 'the address of the administrator',
          }
        : { rule: 'primary-email-configured', sources: [] };
  }
  if (administrator) {
    const { rule, note } = parts.administrator;
    why.administrator = {
      rule,
      sources: contactRefs(context, administrator.data.email),
      ...(note === undefined ? {} : { note }),
    };
  }
  return {
    id: customer,
    kind: 'customer',
    customer,
    from: ofGroup ? `group:${key}` : `serviceProvider:${key}`,
    data: {
      externalId: `bw:${key}`,
      name,
      ...(email === undefined ? {} : { primaryEmail: email }),
      language: first.data.language,
      timeZone: first.data.timeZone || config.defaults.timeZone || 'UTC',
      billingAddress: billing.address,
      packages,
      packageLimits: Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1))),
      firstLocation: first.id,
      ...(administrator ? { administrator: administrator.id } : {}),
    },
    why,
  };
}

/** The administrator's location comes with the customer; without one, the first that has an address. */
function firstLocation(
  locations: readonly DraftOf<'location'>[],
  ofAdministrator: string | undefined,
): DraftOf<'location'> | undefined {
  const complete = ({ data: { address } }: DraftOf<'location'>) =>
    address.addressLine1 !== undefined && address.city !== undefined && address.country !== undefined;
  const own = locations.find((location) => location.id === ofAdministrator);
  if (own && complete(own)) return own;
  return locations.find(complete) ?? own ?? locations[0];
}

/** The provider's address, else that of the first location; a default country is good enough for a bill only. */
function billingAddress(
  context: Structure,
  first: DraftOf<'location'>,
): { readonly address: WebexAddress; readonly why: Why; readonly parts: Record<string, Why> } {
  const { source, catalogues, config } = context;
  const ofProvider = context.customer === `customer:${source.provider.key}` ? source.provider.address : undefined;
  const mapped = mapAddress(ofProvider, catalogues);
  const usable = mapped.address.addressLine1 !== undefined && mapped.address.city !== undefined;
  const address = usable ? mapped.address : first.data.address;
  const country = address.country ?? config.defaults.country;
  const parts: Record<string, Why> = {};
  for (const part of Object.keys(address)) {
    const sources: readonly SourceRef[] = usable
      ? providerRefs(source, `address.${part}`)
      : (first.why[`address.${part}`]?.sources ?? []);
    parts[`billingAddress.${part}`] = { rule: 'R-LOC-2', sources };
  }
  if (address.country === undefined && country !== undefined) {
    parts['billingAddress.country'] = { rule: 'country-default', sources: [], note: 'the default of migration.yaml' };
  }
  return {
    address: { ...address, ...(country === undefined ? {} : { country }) },
    why: { rule: usable ? 'R-LOC-2' : 'billing-from-first-location', sources: [] },
    parts,
  };
}

/** Where BroadWorks names the administrator as its contact. */
function contactRefs(context: Structure, email: string | undefined): SourceRef[] {
  const { source } = context;
  const same = (other: string | undefined) => other !== undefined && other.toLowerCase() === email;
  return [
    ...context.groups
      .filter((group) => same(group.contact?.email))
      .flatMap((group) => groupRefs(source, group, 'contact.contactEmail')),
    ...(same(source.provider.contact?.email) ? providerRefs(source, 'contact.contactEmail') : []),
    ...(same(source.provider.supportEmail) ? providerRefs(source, 'supportEmail') : []),
  ];
}
