import { entryOf } from '../../domain/entry-of.ts';
import type { AnyRule } from '../rule.ts';
import { count, listOf } from '../wording.ts';

/** Packages that a subscriber can hold as its one base package. */
const BASE_PACKAGES: readonly string[] = [
  'webex_calling',
  'webex_calling_standard',
  'webex_meetings',
  'webex_suite',
  'webex_voice',
  'cx_essentials',
];
/** Packages and add-ons that a customer can hold besides. */
const CUSTOMER_PACKAGES: readonly string[] = [
  ...BASE_PACKAGES,
  'attendant_console',
  'common_area_calling',
  'cx_premium_agent',
  'cx_standard_agent',
  'cisco_calling_plan',
  'cx_voice_ports',
  'cx_ai_assistant',
  'webex_ai_agent',
];

/** Packages of customers and people. */
export const PACKAGE_RULES = [
  {
    id: 'package-unknown',
    severity: 'blocker',
    on: 'subscriber',
    summary: 'The package of a subscriber is one that a subscriber can hold.',
    hint: 'Correct mappings/packages.yaml, then map again.',
    cites: 'R-PKG-1',
    overridable: false,
    field: 'package',
    check: ({ data }) =>
      BASE_PACKAGES.includes(data.package) ? undefined : `"${data.package}" is no package of a subscriber`,
  },
  {
    id: 'customer-package-unknown',
    severity: 'blocker',
    on: 'customer',
    summary: 'The packages of a customer exist, and there is at least one.',
    hint: 'Correct mappings/packages.yaml, then map again.',
    cites: 'R-PKG-7',
    overridable: false,
    field: 'packages',
    check({ data }) {
      const unknown = data.packages.filter((name) => !CUSTOMER_PACKAGES.includes(name));
      if (data.packages.length === 0) return 'the customer has no package';
      return unknown.length === 0 ? undefined : `unknown packages: ${unknown.join(', ')}`;
    },
  },
  {
    id: 'package-not-in-customer',
    severity: 'blocker',
    on: 'owner',
    summary: 'The package of a subscriber or Webex workspace is among those of its customer.',
    hint: 'Run `map` again: the list of a customer is the union of what its people need.',
    cites: 'R-PKG-7',
    overridable: false,
    check(owner, facts) {
      const customer = facts.draft(owner.customer);
      if (customer?.kind !== 'customer' || !('package' in owner.data)) return undefined;
      return customer.data.packages.includes(owner.data.package)
        ? undefined
        : { message: `the customer does not hold ${owner.data.package}`, field: 'package' };
    },
  },
  {
    id: 'package-limit-too-low',
    severity: 'warning',
    on: 'customer',
    summary: 'The limit of a package is not below the number of people who get it.',
    hint: 'Run `map` again: limits follow from the people.',
    cites: 'R-PKG-8',
    field: 'packageLimits',
    check(customer, facts) {
      const used = new Map<string, number>();
      for (const { data } of [...facts.ofKind('subscriber'), ...facts.ofKind('workspace')]) {
        used.set(data.package, (used.get(data.package) ?? 0) + 1);
      }
      return [...used].flatMap(([name, amount]) => {
        const limit = entryOf(customer.data.packageLimits, name);
        return limit !== undefined && limit < amount ? [`${name} is limited to ${limit}, ${amount} are needed`] : [];
      });
    },
  },
  {
    id: 'premium-agent-without-customer-assist',
    severity: 'blocker',
    on: 'callQueue',
    summary: 'Every agent of a Customer Assist queue is a subscriber that holds that package.',
    hint: 'Give the agents the package cx_essentials, or take them out of the queue; going back is not possible.',
    cites: 'R-PKG-1',
    field: 'agents',
    check(queue, facts) {
      if (!queue.data.customerAssist) return undefined;
      const without = queue.data.agents.filter(({ owner }) => {
        const draft = facts.draft(owner);
        return draft !== undefined && (draft.kind !== 'subscriber' || draft.data.package !== 'cx_essentials');
      });
      return without.length === 0
        ? undefined
        : `agents without Customer Assist: ${listOf(without.map(({ owner }) => facts.name(owner)))}`;
    },
  },
  {
    id: 'standard-package-endpoints',
    severity: 'warning',
    on: 'subscriber',
    summary: 'Whoever holds webex_calling_standard has one phone or the app, not several.',
    hint: 'Choose the phone that stays, or another package in mappings/packages.yaml.',
    cites: 'R-PKG-4',
    field: 'package',
    check(subscriber, facts) {
      const devices = facts.devicesOf(subscriber.id).filter(({ data }) => data.fate !== 'drop');
      return subscriber.data.package === 'webex_calling_standard' && devices.length > 1
        ? `${count(devices.length, 'device')}, one endpoint is allowed`
        : undefined;
    },
  },
] as const satisfies readonly AnyRule[];
