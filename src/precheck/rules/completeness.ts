import { type EntityRef, joinKey } from '../../domain/keys.ts';
import { tableRows } from '../../domain/response-body.ts';
import type { FeatureName, SourceCustomer } from '../../domain/source.ts';
import type { AnyRule } from '../rule.ts';
import { settingsIn } from '../unread-settings.ts';
import { count } from '../wording.ts';

/** What a group consists of, and the lists that show it: one of them is enough. */
const GROUP_LISTS: readonly {
  readonly what: string;
  readonly group: readonly string[];
  readonly provider: readonly string[];
}[] = [
  {
    what: 'users',
    group: ['UserGetListInGroupResponse'],
    provider: ['UserGetListInServiceProviderResponse'],
  },
  {
    what: 'devices',
    group: ['GroupAccessDeviceGetListResponse'],
    provider: [],
  },
  {
    what: 'numbers',
    group: ['GroupDnGetAssignmentListResponse', 'GroupDnGetSummaryListResponse', 'GroupDnGetListResponse'],
    provider: ['ServiceProviderDnGetSummaryListResponse'],
  },
  {
    what: 'hunt groups',
    group: ['GroupHuntGroupGetInstanceListResponse', 'UserGetServiceInstanceListInGroupResponse'],
    provider: ['UserGetServiceInstanceListInServiceProviderResponse'],
  },
  {
    what: 'call centers',
    group: ['GroupCallCenterGetInstanceListResponse', 'UserGetServiceInstanceListInGroupResponse'],
    provider: ['UserGetServiceInstanceListInServiceProviderResponse'],
  },
  {
    what: 'auto attendants',
    group: ['GroupAutoAttendantGetInstanceListResponse', 'UserGetServiceInstanceListInGroupResponse'],
    provider: ['UserGetServiceInstanceListInServiceProviderResponse'],
  },
];

/** What was read, what failed, what nobody asked for: "no hunt groups" is not "hunt groups not extracted". */
export const COMPLETENESS_RULES = [
  {
    id: 'user-details-missing',
    severity: 'blocker',
    on: 'person',
    summary: 'The details of a user were read, not only its line in a list.',
    hint: 'Extract UserGetResponse of this user, then map again.',
    unknown: true,
    check(draft, facts) {
      const user = facts.user(draft);
      if (user === undefined || user.detail === 'read') return undefined;
      return user.detail === 'error'
        ? 'BroadWorks answered with an error when asked for the details'
        : 'listed, but nobody asked BroadWorks for the details';
    },
  },
  {
    id: 'user-services-never-asked',
    severity: 'warning',
    on: 'owner',
    summary: 'The services of a user were read: the package and what is switched off follow from them.',
    hint: 'Extract UserAssignedServicesGetListResponse or UserServiceGetAssignmentListResponse of this user, then map again.',
    cites: 'R-SVC-0',
    unknown: true,
    check(draft, facts) {
      const user = facts.user(draft);
      if (user === undefined || user.servicesState === 'read') return undefined;
      return user.servicesState === 'error'
        ? 'BroadWorks answered with an error when asked for the services'
        : 'nobody asked BroadWorks for the services';
    },
  },
  {
    id: 'service-settings-never-asked',
    severity: 'warning',
    on: 'owner',
    summary: 'The settings of the services that a user has were read; those that were not count as in use.',
    hint: 'Extract the responses of these services, then map again; otherwise Webex defaults apply.',
    cites: 'R-SVC-0',
    check: (draft, facts) => settingsIn(facts, facts.user(draft), 'never-asked', 'never asked for the settings of'),
  },
  {
    id: 'service-settings-unreadable',
    severity: 'warning',
    on: 'owner',
    summary: 'BroadWorks gave no error when asked for the settings of a service.',
    hint: 'Find out why, extract them again, then map again; otherwise Webex defaults apply.',
    cites: 'R-SVC-0',
    check: (draft, facts) => settingsIn(facts, facts.user(draft), 'error', 'BroadWorks answered with an error about'),
  },
  {
    id: 'group-calling-plans-unreadable',
    severity: 'warning',
    on: 'location',
    summary: 'BroadWorks gave no error when asked for the outgoing calling plans of a group.',
    hint: 'Find out why: without a plan more calls may pass than before. Extract it again and map, or check the outgoing permissions of the location in Control Hub.',
    cites: 'R-NUM-10',
    check(location, facts) {
      const key = facts.group(location)?.key;
      if (key === undefined || facts.source === undefined) return undefined;
      const { source } = facts;
      const unread = PLANS_OF_GROUPS.flatMap((plan) => {
        const read = source.feature(key, plan);
        return read?.state === 'error' ? [read.response] : [];
      });
      return unread.length === 0 ? undefined : `BroadWorks answered with an error instead of ${unread.join(', ')}`;
    },
  },
  {
    id: 'group-details-missing',
    severity: 'blocker',
    on: 'location',
    summary: 'The details of a group were read: address and time zone are in there.',
    hint: 'Extract GroupGetResponse of this group, then map again.',
    cites: 'R-LOC-4',
    unknown: true,
    check(location, facts) {
      const group = facts.group(location);
      if (group === undefined || group.detail === 'read') return undefined;
      return group.detail === 'error'
        ? 'BroadWorks answered with an error when asked for the details of the group'
        : 'nobody asked BroadWorks for the details of the group';
    },
  },
  {
    id: 'feature-details-missing',
    severity: 'blocker',
    on: 'calledFeature',
    summary: 'The details of a hunt group, queue or attendant were read, not only its line in a list.',
    hint: 'Extract the instance (`…GetInstanceResponse`), then map again.',
    unknown: true,
    check(feature, facts) {
      const instance = facts.instance(feature);
      if (instance === undefined || instance.detail === 'read') return undefined;
      return instance.detail === 'error'
        ? 'BroadWorks answered with an error when asked for the details'
        : 'listed, but nobody asked BroadWorks for the details';
    },
  },
  {
    id: 'queue-agents-never-asked',
    severity: 'blocker',
    on: 'callQueue',
    summary: 'The agents of a queue were read: they stand in a response of their own.',
    hint: 'Extract GroupCallCenterGetAgentListResponse of this queue, then map again.',
    unknown: true,
    field: 'agents',
    check(queue, facts) {
      const instance = facts.instance(queue);
      if (instance === undefined || facts.source === undefined) return undefined;
      const state = facts.source.feature(instance.key, 'callCenterAgents')?.state;
      if (state === 'read') return undefined;
      return state === 'error'
        ? 'BroadWorks answered with an error when asked for the agents'
        : 'nobody asked BroadWorks for the agents';
    },
  },
  {
    id: 'group-lists-never-asked',
    severity: 'warning',
    on: 'location',
    summary: 'Users, devices, numbers, hunt groups, call centers and auto attendants of a group were listed.',
    hint: 'Extract these lists, then map again; what is not listed does not move.',
    check(location, facts) {
      const group = facts.group(location);
      if (group === undefined || facts.source === undefined) return undefined;
      const { source } = facts;
      const missing = GROUP_LISTS.filter(
        (list) => !anyList(source, group.key, group.providerKey, list, (state) => state !== 'never-asked'),
      );
      return missing.length === 0
        ? undefined
        : `nobody asked for the lists of ${missing.map(({ what }) => what).join(', ')}`;
    },
  },
  {
    id: 'group-lists-unreadable',
    severity: 'warning',
    on: 'location',
    summary: 'BroadWorks gave no error when asked for the lists of a group.',
    hint: 'Find out why, extract them again, then map again; what is not listed does not move.',
    check(location, facts) {
      const group = facts.group(location);
      if (group === undefined || facts.source === undefined) return undefined;
      const { source } = facts;
      const failed = GROUP_LISTS.filter(
        (list) =>
          anyList(source, group.key, group.providerKey, list, (state) => state === 'error') &&
          !anyList(source, group.key, group.providerKey, list, (state) => state === 'read'),
      );
      return failed.length === 0
        ? undefined
        : `BroadWorks answered with an error when asked for ${failed.map(({ what }) => what).join(', ')}`;
    },
  },
  {
    id: 'user-not-listed',
    severity: 'warning',
    on: 'owner',
    summary: 'Whoever moves stands in the list of users that was read last.',
    hint: 'If the user was deleted since, take the earlier capture out with `extract --forget FILE`, then map again; if not, extract the list of users again.',
    check(draft, facts) {
      const user = facts.user(draft);
      if (user === undefined || user.listed || facts.source === undefined) return undefined;
      const { users } = wholeLists(facts.source);
      return users.has(user.groupKey) || users.has(user.providerKey)
        ? 'the list of users that was read last does not name this one: the details are from an earlier capture, or from beside the list'
        : undefined;
    },
  },
  {
    id: 'group-not-listed',
    severity: 'warning',
    on: 'location',
    summary: 'Every group that moves stands in the list of groups that was read last.',
    hint: 'If the group was deleted since, take the earlier capture out with `extract --forget FILE`, then map again; if not, extract the list of groups again.',
    check(location, facts) {
      const group = facts.group(location);
      if (group === undefined || facts.source === undefined) return undefined;
      return wholeLists(facts.source).groups.get(group.providerKey)?.has(group.key) === false
        ? 'the list of groups that was read last does not name this one: its answers are from an earlier capture, or from beside the list'
        : undefined;
    },
  },
  {
    id: 'service-pack-not-expandable',
    severity: 'warning',
    on: 'customer',
    summary: 'The services inside the packs that people have are known: packs are never mapped by name.',
    hint: 'Extract ServiceProviderServicePackGetDetailListResponse, then map again.',
    cites: 'R-SVC-1',
    check(_customer, { source }) {
      const used = new Map<string, number>();
      for (const user of source?.users ?? []) {
        // The list of effective services holds what packs bring, whatever is in them.
        const effective = source?.readState({ kind: 'user', key: user.key }, 'UserAssignedServicesGetListResponse');
        if (effective === 'read') continue;
        for (const pack of user.packs) used.set(pack, (used.get(pack) ?? 0) + 1);
      }
      return (source?.packs ?? [])
        .filter(({ name, services }) => services === undefined && used.has(name))
        .map(
          ({ name }) =>
            `the content of the service pack "${name}" is not known (${count(used.get(name) ?? 0, 'user')})`,
        );
    },
  },
  {
    id: 'service-unknown',
    severity: 'warning',
    on: 'customer',
    summary: 'Every service that people have is known to mappings/services.yaml.',
    hint: 'Give the service a verdict in mappings/services.yaml, then map again.',
    cites: 'R-SVC-2',
    check(_customer, facts) {
      const users = new Map<string, number>();
      for (const { services } of facts.source?.users ?? []) {
        for (const { name } of services) {
          if (!facts.isKnownService(name)) users.set(name, (users.get(name) ?? 0) + 1);
        }
      }
      return [...users].map(([name, amount]) => `unknown service "${name}" (${count(amount, 'user')})`);
    },
  },
  {
    id: 'object-not-supported-yet',
    severity: 'warning',
    on: 'notMigrated',
    summary: 'Lists what bw2wholesale cannot move yet.',
    hint: 'Set it up by hand in Control Hub.',
    check: ({ data }) => (data.category === 'unsupported' ? data.reason : undefined),
  },
  {
    id: 'user-out-of-scope',
    severity: 'info',
    on: 'notMigrated',
    summary: 'Lists users who do not belong to this migration, such as users behind a PBX.',
    hint: 'Plan them apart, where they are to move at all.',
    check: ({ data }) => (data.category === 'out-of-scope' ? data.reason : undefined),
  },
  {
    id: 'settings-not-supported-yet',
    severity: 'info',
    on: 'customer',
    summary: 'Counts the settings that bw2wholesale cannot carry over yet.',
    hint: 'See the loss list of the report for what to set by hand.',
    cites: 'R-SVC-3',
    check(_customer, { coverage }) {
      const settings = coverage
        .filter(({ reason }) => reason === 'not-supported-yet')
        .reduce((sum, row) => sum + row.settings, 0);
      return settings === 0 ? undefined : `${count(settings, 'setting')} must be set by hand`;
    },
  },
] as const satisfies readonly AnyRule[];

const PLANS_OF_GROUPS = [
  'groupCallingPlan',
  'groupRedirectingPlan',
  'groupDigitPlan',
  'groupRedirectingDigitPlan',
  'groupDigitPatterns',
  'groupPinholePlan',
  'groupRedirectingPinholePlan',
  'groupPinholePatterns',
] as const satisfies readonly FeatureName[];

interface WholeLists {
  /** Groups and providers whose users were listed. */
  readonly users: ReadonlySet<string>;
  /** Keys of listed groups, by provider. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}
const listed = new WeakMap<SourceCustomer, WholeLists>();

/** Lists that were asked for whole: a search or a page names some, and says nothing about the others. */
function wholeLists(source: SourceCustomer): WholeLists {
  const known = listed.get(source);
  if (known !== undefined) return known;
  const users = new Set<string>();
  const groups = new Map<string, ReadonlySet<string>>();
  for (const { base, owner, part, body } of source.responses(new Set([...USER_LISTS, GROUP_LIST]))) {
    if (part !== undefined) continue;
    if (USER_LISTS.includes(base)) users.add(owner.key);
    if (base !== GROUP_LIST) continue;
    const ids = tableRows(body(), 'groupTable').flatMap((row) => row.get('Group Id') ?? []);
    groups.set(owner.key, new Set(ids.map((id) => `${owner.key}/${joinKey(id)}`)));
  }
  listed.set(source, { users, groups });
  return { users, groups };
}

const USER_LISTS: readonly string[] = ['UserGetListInGroupResponse', 'UserGetListInServiceProviderResponse'];
const GROUP_LIST = 'GroupGetListInServiceProviderResponse';

function anyList(
  source: SourceCustomer,
  groupKey: string,
  providerKey: string,
  list: (typeof GROUP_LISTS)[number],
  wanted: (state: ReturnType<SourceCustomer['readState']>) => boolean,
): boolean {
  const group: EntityRef = { kind: 'group', key: groupKey };
  const provider: EntityRef = { kind: 'serviceProvider', key: providerKey };
  return (
    list.group.some((base) => wanted(source.readState(group, base))) ||
    list.provider.some((base) => wanted(source.readState(provider, base)))
  );
}
