import { customerConfig } from '../../domain/configured.ts';
import { withoutKind } from '../../domain/draft-id.ts';

import type { AnyRule } from '../rule.ts';
import { isMailAddress } from './identity.ts';

/** The customer as a whole. A blocker here blocks everything below. */
export const CUSTOMER_RULES = [
  {
    id: 'customer-name-missing',
    severity: 'blocker',
    on: 'customer',
    summary: 'A new customer has a name.',
    hint: 'Name the customer under `customers` in migration.yaml, or name it in BroadWorks and extract again.',
    cites: 'R-CUS-2',
    overridable: false,
    check: (customer) => (customer.data.name.trim() === '' ? 'the customer has no name' : undefined),
  },
  {
    id: 'customer-name-percent',
    severity: 'blocker',
    on: 'customer',
    summary: 'The name of a customer holds no percent sign.',
    hint: 'Give it another name under `customers` in migration.yaml.',
    cites: 'R-NAME-1',
    overridable: false,
    field: 'name',
    check: (customer) =>
      customer.data.name.includes('%') ? `the name "${customer.data.name}" holds a percent sign` : undefined,
  },
  {
    id: 'customer-primary-email-missing',
    severity: 'blocker',
    on: 'customer',
    summary: 'A new customer has a primary e-mail address.',
    hint: 'Set `primaryEmail` of the customer in migration.yaml.',
    cites: 'R-CUS-2',
    overridable: false,
    field: 'primaryEmail',
    check: (customer, { config }) =>
      customer.data.primaryEmail === undefined && orgIdOf(config, customer.id) === undefined
        ? 'no primary e-mail address'
        : undefined,
  },
  {
    id: 'customer-primary-email-invalid',
    severity: 'blocker',
    on: 'customer',
    summary: 'The primary e-mail address of a customer is an address.',
    hint: 'Set `primaryEmail` of the customer in migration.yaml.',
    cites: 'R-CUS-2',
    overridable: false,
    field: 'primaryEmail',
    check: ({ data: { primaryEmail } }) =>
      primaryEmail === undefined || isMailAddress(primaryEmail) ? undefined : `"${primaryEmail}" is no e-mail address`,
  },
  {
    id: 'customer-billing-address-incomplete',
    severity: 'blocker',
    on: 'customer',
    summary:
      'The billing address has a first line, a city and a country: its country becomes that of the organisation.',
    hint: 'Complete the address of the enterprise or of its first group in BroadWorks, then extract again.',
    cites: 'R-LOC-2',
    overridable: false,
    field: 'billingAddress',
    check({ data: { billingAddress } }) {
      const missing = [
        ...(billingAddress.addressLine1 ? [] : ['first line']),
        ...(billingAddress.city ? [] : ['city']),
        ...(billingAddress.country ? [] : ['country']),
      ];
      return missing.length === 0 ? undefined : `the billing address lacks ${missing.join(', ')}`;
    },
  },
  {
    id: 'customer-first-location-missing',
    severity: 'blocker',
    on: 'customer',
    summary: 'The location that comes with a new customer is known: calling packages need it.',
    hint: 'Do not skip every group of the customer in migration.yaml.',
    cites: 'R-CUS-3',
    overridable: false,
    check: (customer, facts) =>
      facts.location(customer.data.firstLocation) ? undefined : 'no location to create the customer with',
  },
  {
    id: 'customer-without-provisioning-id',
    severity: 'blocker',
    on: 'customer',
    scope: 'target',
    summary: 'The id of the onboarding template is set before a target that is not on loopback is written.',
    hint: 'Set `partner.provisioningId` in migration.yaml: the id of the onboarding template in Partner Hub.',
    cites: 'R-CUS-1',
    overridable: false,
    check: (_customer, { config }) =>
      config.partner.provisioningId === undefined ? 'no provisioning ID to create the customer with' : undefined,
  },
  {
    id: 'provisioning-id-not-set',
    severity: 'info',
    on: 'customer',
    scope: 'no-target',
    summary: 'Says early that the id of the onboarding template is still missing.',
    hint: 'Set `partner.provisioningId` in migration.yaml before anything goes to Webex; the sandbox brings its own.',
    cites: 'R-CUS-1',
    check: (_customer, { config }) =>
      config.partner.provisioningId === undefined ? 'no provisioning ID is set yet' : undefined,
  },
  {
    id: 'administrator-missing',
    severity: 'blocker',
    on: 'customer',
    summary: 'The first subscriber of a new customer, who becomes its administrator, is chosen on purpose.',
    hint: 'Name a user with a mailbox as `administrator` of the customer in migration.yaml.',
    cites: 'R-PKG-3',
    check(customer, facts) {
      const { administrator } = customer.data;
      const own = customerConfig(facts.config, withoutKind(customer.id));
      if (own.orgId !== undefined || facts.ofKind('subscriber').length === 0) return undefined;
      if (administrator !== undefined && facts.draft(administrator)?.kind === 'subscriber') return undefined;
      return own.administrator === undefined
        ? 'nobody is chosen as the first administrator'
        : `"${own.administrator}", whom migration.yaml names, is no subscriber of this customer`;
    },
  },
  {
    id: 'administrator-mailbox',
    severity: 'blocker',
    on: 'customer',
    summary: 'The administrator has a mailbox of its own: no generated id, no missing address.',
    hint: 'Name a user with a working mailbox as `administrator` of the customer in migration.yaml.',
    cites: 'R-ID-3',
    check(customer, facts) {
      const administrator = facts.draft(customer.data.administrator ?? '');
      if (administrator?.kind !== 'subscriber' || orgIdOf(facts.config, customer.id) !== undefined) return undefined;
      const { email } = administrator.data;
      if (email === undefined) return `the administrator ${facts.name(administrator.id)} has no e-mail address`;
      const generated = facts.config.defaults.generatedEmailDomain;
      return generated !== undefined && email.toLowerCase().endsWith(`@${generated.toLowerCase()}`)
        ? `the administrator ${facts.name(administrator.id)} has a generated id, not a mailbox`
        : undefined;
    },
  },
] as const satisfies readonly AnyRule[];

/** Organisation to attach to: it keeps its own administrators, name and mail address. */
function orgIdOf(config: Parameters<typeof customerConfig>[0], customer: string): string | undefined {
  return customerConfig(config, withoutKind(customer)).orgId;
}
