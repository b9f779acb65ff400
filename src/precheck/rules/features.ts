import type { AnyRule } from '../rule.ts';
import { listOf } from '../wording.ts';

/** Agents per hunt group or queue, by policy. */
const AGENT_LIMITS = { SIMULTANEOUS: 50, WEIGHTED: 100, CIRCULAR: 1000, REGULAR: 1000, UNIFORM: 1000 } as const;

const FORWARDING_RESPONSES = ['UserCallForwardingAlwaysGetResponse', 'UserCallForwardingSelectiveGetResponse'] as const;

/** Hunt groups, queues and attendants. */
export const FEATURE_RULES = [
  {
    id: 'feature-without-number-or-extension',
    severity: 'blocker',
    on: 'calledFeature',
    summary: 'A hunt group, queue, attendant or paging group has a number, an extension or both.',
    hint: 'Give it a number or an extension in BroadWorks, then extract again.',
    overridable: false,
    check: ({ data }) =>
      data.phoneNumber === undefined && data.extension === undefined ? 'neither number nor extension' : undefined,
  },
  {
    id: 'hunt-group-over-limit',
    severity: 'blocker',
    on: 'huntGroup',
    summary: 'A hunt group has at most 50 members that ring at once, 100 weighted, 1000 otherwise.',
    hint: 'Split it, or make it a queue.',
    overridable: false,
    field: 'agents',
    check: ({ data }) => overLimit(data),
  },
  {
    id: 'queue-over-limit',
    severity: 'blocker',
    on: 'callQueue',
    summary: 'A queue has at most 50 agents that ring at once, 100 weighted, 1000 otherwise.',
    hint: 'Split it.',
    overridable: false,
    field: 'agents',
    check: ({ data }) => overLimit(data),
  },
  {
    id: 'hunt-group-timeout-in-seconds',
    severity: 'info',
    on: 'huntGroup',
    summary: 'Lists hunt groups that forward after seconds: Webex counts rings.',
    hint: 'Try it: a ring takes about six seconds, in some countries less.',
    field: 'noAnswer.numberOfRings',
    check(group, facts) {
      const instance = facts.instance(group);
      const source = instance && facts.source?.feature(instance.key, 'huntGroup')?.data;
      return source?.forwardAfterTimeout && source.forwardTimeoutSeconds !== undefined
        ? `${source.forwardTimeoutSeconds} seconds became ${group.data.noAnswer.numberOfRings} rings`
        : undefined;
    },
  },
  {
    id: 'feature-forwarding-never-asked',
    severity: 'info',
    on: 'feature',
    summary: 'Lists hunt groups, queues and attendants of which nobody asked whether their calls are forwarded.',
    hint: 'Extract the forwarding of the virtual user (UserCallForwardingAlwaysGetResponse, UserCallForwardingSelectiveGetResponse), then map again; otherwise nothing is forwarded.',
    check(feature, facts) {
      const instance = facts.instance(feature);
      if (instance === undefined || facts.source === undefined) return undefined;
      const { source } = facts;
      const missing = FORWARDING_RESPONSES.filter(
        (base) => source.readState({ kind: 'serviceInstance', key: instance.key }, base) === 'never-asked',
      );
      // An error is an answer: that is how BroadWorks says that nobody has the service.
      return missing.length === FORWARDING_RESPONSES.length
        ? 'nobody asked BroadWorks whether its calls are forwarded'
        : undefined;
    },
  },
  {
    id: 'feature-forwarding-rule-missing',
    severity: 'warning',
    on: 'feature',
    summary: 'Every rule of selective forwarding comes along.',
    hint: 'Extract the rule with its schedules (UserCallForwardingSelectiveGetCriteriaResponse), then map again; or add it in Control Hub.',
    check(feature, facts) {
      const instance = facts.instance(feature);
      const selective = instance && facts.source?.feature(instance.key, 'selectiveForwarding')?.data;
      const carried = facts
        .ofKind('featureSetting')
        .flatMap(({ data }) => (data.setting === 'selectiveRule' && data.feature === feature.id ? [data.name] : []));
      const missing = (selective?.criteria ?? []).filter(({ name }) => !carried.includes(name));
      return missing.length === 0
        ? undefined
        : `${missing.length} forwarding ${missing.length === 1 ? 'rule does' : 'rules do'} not come along: ${listOf(missing.map(({ name }) => name))}`;
    },
  },
  {
    id: 'queue-overflow-never-asked',
    severity: 'blocker',
    on: 'callQueue',
    summary: 'What happens when a queue is full was read, not made up.',
    hint: 'Extract GroupCallCenterOverflowGetResponse of this queue, or answer the decision, then map again.',
    field: 'overflow',
    unknown: true,
    check(queue, facts) {
      const instance = facts.instance(queue);
      if (instance === undefined || facts.source === undefined) return undefined;
      // What a person decided is not made up either.
      if (facts.decisionsAbout(queue).some(({ kind, state }) => kind === 'queue-overflow' && state === 'answered')) {
        return undefined;
      }
      const state = facts.source.readState(
        { kind: 'serviceInstance', key: instance.key },
        'GroupCallCenterOverflowGetResponse',
      );
      if (state === 'read') return undefined;
      return state === 'error'
        ? 'BroadWorks answered with an error when asked what happens when the queue is full'
        : 'nobody asked BroadWorks what happens when the queue is full';
    },
  },
  {
    id: 'attendant-greeting-without-audio',
    severity: 'blocker',
    on: 'autoAttendant',
    summary: 'A greeting of its own comes with its audio: the menu would speak of other keys than it has.',
    hint: 'Put the audio beside the captures and publish it (`announcements` in migration.yaml), then extract and map again; or override this finding: the default greeting plays until somebody records another.',
    check(attendant) {
      const menus = (['businessHoursMenu', 'afterHoursMenu'] as const).filter(
        (menu) => attendant.data[menu].greeting === 'CUSTOM' && attendant.data[menu].announcement === undefined,
      );
      return menus.map((menu) => ({
        message: `the ${menu === 'businessHoursMenu' ? 'business hours' : 'after hours'} menu has a greeting of its own, and ${attendant.why[`${menu}.greeting`]?.note ?? 'no audio was found'}`,
        field: `${menu}.greeting`,
      }));
    },
  },
  {
    id: 'attendant-submenu-missing',
    severity: 'warning',
    on: 'autoAttendant',
    summary: 'Every submenu that a key of an attendant leads to was read.',
    hint: 'Extract the submenu (GroupAutoAttendantSubmenuGetResponse), then map again; `extract --write-requests` writes the request.',
    unknown: true,
    check(attendant, facts) {
      const instance = facts.instance(attendant);
      if (instance === undefined || facts.source === undefined) return undefined;
      const menus = facts.source.feature(instance.key, 'autoAttendant')?.data ?? {};
      const parts = facts.source.feature(instance.key, 'submenuMenus')?.data?.parts ?? [];
      const read = parts.flatMap(({ name, content }) => (content === undefined ? [] : [{ name, keys: content.keys }]));
      const own = [menus.businessHoursMenu, menus.afterHoursMenu, menus.holidayMenu].flatMap(
        (menu) => menu?.keys ?? [],
      );
      const named = [...own, ...read.flatMap(({ keys }) => keys)].flatMap(({ submenuId }) => submenuId ?? []);
      const missing = [...new Set(named)].filter((id) => !read.some(({ name }) => name === id));
      return missing.length === 0
        ? undefined
        : `keys lead to ${missing.length === 1 ? 'a submenu' : 'submenus'} that nobody read: ${listOf(missing)}`;
    },
  },
  {
    id: 'attendant-schedule-missing',
    severity: 'blocker',
    on: 'autoAttendant',
    summary: 'An attendant has the business-hours schedule that it needs.',
    hint: 'Run `map` again: without a schedule in BroadWorks it makes one that is always open.',
    overridable: false,
    field: 'businessSchedule',
    check: ({ data }, facts) =>
      facts.draft(data.businessSchedule)?.kind === 'schedule' ? undefined : 'its business hours are not planned',
  },
  {
    id: 'attendant-dialling-scope-wide',
    severity: 'info',
    on: 'autoAttendant',
    summary: 'Lists attendants from which callers can dial people of other locations.',
    hint: 'Check that this is wanted; the scope can be set to the location.',
    // What is made of a menu is as wide as its attendant, of which it is said.
    check: ({ data }, facts) =>
      data.menuOf === undefined &&
      facts.ofKind('location').length > 1 &&
      (data.extensionDialing === 'ENTERPRISE' || data.nameDialing === 'ENTERPRISE')
        ? 'callers can dial people of other locations'
        : undefined,
  },
  {
    id: 'schedule-without-events',
    severity: 'warning',
    on: 'schedule',
    summary: 'A schedule has events.',
    hint: 'Extract the events of the schedule (GroupScheduleGetEventResponse), then map again.',
    field: 'events',
    check: ({ data }) => (data.events.length === 0 ? 'no events: it never applies' : undefined),
  },
] as const satisfies readonly AnyRule[];

function overLimit(data: {
  readonly policy: keyof typeof AGENT_LIMITS;
  readonly agents: readonly unknown[];
}): string | undefined {
  const limit = AGENT_LIMITS[data.policy];
  return data.agents.length > limit
    ? `${data.agents.length} members, ${limit} are allowed with the policy ${data.policy}`
    : undefined;
}
