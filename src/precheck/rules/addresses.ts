import countries from 'i18n-iso-countries/index.js';
import type { WebexAddress } from '../../domain/drafts.ts';
import type { SourceAddress } from '../../domain/source.ts';
import type { AnyRule, Problem } from '../rule.ts';

/** R-LOC-2. */
const LINE_LIMIT = 50;
/** A street address is ambiguous there without its state. */
const COUNTRIES_WITH_STATES: readonly string[] = ['AU', 'BR', 'CA', 'IN', 'MX', 'US'];
/** Countries that have no post codes, or leave them out. */
const COUNTRIES_WITHOUT_POST_CODES: readonly string[] = [
  'AE',
  'AG',
  'AO',
  'BS',
  'BZ',
  'FJ',
  'GH',
  'HK',
  'JM',
  'MO',
  'QA',
  'UG',
  'ZW',
];

/** Where emergency services go. Addresses are read, never made up. */
export const ADDRESS_RULES = [
  {
    id: 'location-address-incomplete',
    severity: 'blocker',
    on: 'location',
    summary:
      'A location has a usable emergency address: first line, city, country, and state and post code where the country has them.',
    hint: 'Complete the address of the group in BroadWorks, then extract again.',
    cites: 'R-LOC-4',
    field: 'address',
    check(location, facts) {
      const { address } = location.data;
      // An address that nobody read is not an incomplete one: group-details-missing says so.
      if (Object.keys(address).length === 0 && facts.group(location)?.detail === 'never-asked') return undefined;
      const missing = missingParts(address);
      return missing.length === 0 ? undefined : `the emergency address lacks ${missing.join(', ')}`;
    },
  },
  {
    id: 'further-location-without-state',
    severity: 'blocker',
    on: 'location',
    summary:
      'A location beyond the first one of its customer has a state and a post code, whatever its country: Webex asks for both there.',
    hint: 'Enter the state, county or region and the post code of the group in BroadWorks, then extract again. Override the rule where you know that Webex takes the address as it is.',
    cites: 'R-LOC-2',
    field: 'address',
    check({ id, customer, data: { address } }, facts) {
      const owner = facts.draft(customer);
      if (owner?.kind !== 'customer' || owner.data.firstLocation === id) return undefined;
      // What the country itself needs is said by location-address-incomplete.
      const said = missingParts(address);
      const missing = [
        ...(address.stateOrProvince ? [] : ['state']),
        ...(address.zipOrPostalCode ? [] : ['post code']),
      ].filter((part) => !said.includes(part));
      return missing.length === 0 || Object.keys(address).length === 0
        ? undefined
        : `the address lacks ${missing.join(' and ')}`;
    },
  },
  {
    id: 'location-address-line-too-long',
    severity: 'blocker',
    on: 'location',
    summary: `Each line of an address has at most ${LINE_LIMIT} characters.`,
    hint: 'Split or shorten the line in BroadWorks, then extract again; the address must stay the true one.',
    cites: 'R-LOC-2',
    overridable: false,
    check: ({ data: { address } }) =>
      (['addressLine1', 'addressLine2'] as const).flatMap((line): readonly Problem[] => {
        const length = address[line]?.length ?? 0;
        return length > LINE_LIMIT
          ? [
              {
                message: `the address line has ${length} characters, ${LINE_LIMIT} are allowed`,
                field: `address.${line}`,
              },
            ]
          : [];
      }),
  },
  {
    id: 'location-country-unknown',
    severity: 'blocker',
    on: 'location',
    summary: 'The country of an address is one that ISO 3166 knows.',
    hint: 'Add the spelling to mappings/countries.yaml, then map again.',
    cites: 'R-LOC-2',
    overridable: false,
    field: 'address.country',
    check({ data: { address } }) {
      const { country } = address;
      return country === undefined || (/^[A-Z]{2}$/.test(country) && countries.isValid(country))
        ? undefined
        : `"${country}" is not a known country`;
    },
  },
  {
    id: 'groups-with-different-addresses-merged',
    severity: 'blocker',
    on: 'location',
    summary: 'Groups that are merged into one location have the same address: an ambulance goes to one door only.',
    hint: 'Give each group a location of its own, or correct the addresses in BroadWorks.',
    cites: 'R-LOC-4',
    check(location, facts) {
      const groups = new Set(facts.owners(location.id).flatMap((owner) => facts.user(owner)?.groupKey ?? []));
      const addresses = new Map<string, string>();
      for (const group of facts.source?.groups ?? []) {
        if (groups.has(group.key) && group.address) addresses.set(fingerprint(group.address), group.key);
      }
      return addresses.size <= 1
        ? undefined
        : `groups with different addresses are merged: ${[...addresses.values()].sort().join(', ')}`;
    },
  },
  {
    id: 'user-address-differs',
    severity: 'warning',
    on: 'owner',
    summary: 'A user with an address of its own sits where the location is.',
    hint: 'Check where this person sits: emergency services are sent to the address of the location. Where several sit elsewhere, split the group (`splitBy: address` in migration.yaml).',
    cites: 'R-LOC-7',
    check(owner, facts) {
      const user = facts.user(owner);
      const address = facts.location(owner.data.location)?.data.address;
      if (!user?.address?.addressLine1 || !address?.addressLine1) return undefined;
      return fingerprint(user.address) === fingerprint(address)
        ? undefined
        : `has an address of its own (${user.address.addressLine1}${user.address.city ? `, ${user.address.city}` : ''})`;
    },
  },
] as const satisfies readonly AnyRule[];

function missingParts(address: WebexAddress): string[] {
  const country = address.country ?? '';
  return [
    ...(address.addressLine1 ? [] : ['first line']),
    ...(address.city ? [] : ['city']),
    ...(address.stateOrProvince || !COUNTRIES_WITH_STATES.includes(country) ? [] : ['state']),
    ...(address.zipOrPostalCode || country === '' || COUNTRIES_WITHOUT_POST_CODES.includes(country)
      ? []
      : ['post code']),
    ...(address.country ? [] : ['country']),
  ];
}

/** Street, house and city without case, blanks and punctuation; the rest is spelt too freely to compare. */
function fingerprint(address: Pick<SourceAddress, 'addressLine1' | 'addressLine2' | 'city'>): string {
  return [address.addressLine1, address.addressLine2, address.city]
    .map((part) => (part ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ''))
    .join('|');
}
