import type { DraftId } from '../../domain/draft-id.ts';
import type { Loss, Why } from '../../domain/drafts.ts';
import type { FeatureForwarding } from '../../domain/feature-settings.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { type Destination, destinationOf, unresolvedLoss } from './destination.ts';
import { readInstanceFeature } from './instance-features.ts';
import type { Account } from './merge.ts';
import type { ScheduleIndex } from './schedules.ts';
import { mapSelectiveRules } from './selective-rules.ts';

/** Forwarding services that a virtual user may have and the target has no place for; hunt groups have two of them. */
const NO_PLACE = [
  { feature: 'callForwardingBusy', service: 'Call Forwarding Busy', when: 'when it is busy' },
  { feature: 'callForwardingNotReachable', service: 'Call Forwarding Not Reachable', when: 'when it is not reachable' },
  { feature: 'callForwardingNoAnswer', service: 'Call Forwarding No Answer', when: 'when nobody answers' },
] as const;
const REDIRECTS_OF_HUNT_GROUPS: readonly string[] = ['callForwardingBusy', 'callForwardingNotReachable'];

type Forward = FeatureForwarding['always'];
interface MappedForward {
  readonly forward: Forward;
  readonly worthWriting: boolean;
  readonly why: Record<string, Why>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

const OFF: Forward = { enabled: false, ringReminder: false };

/**
 * Forwarding of all calls to a feature, and of some of them by rules. What is switched off keeps its target; what was
 * never read is off, as it is in a new feature, and precheck says that nobody asked.
 *
 * @param feature - draft of the hunt group, queue or attendant
 */
export function mapFeatureForwarding(
  context: MapContext,
  instance: SourceInstance,
  feature: DraftId,
  schedules: ScheduleIndex,
): Mapped {
  const always = mapAlways(context, instance);
  const target = selectiveTarget(context, instance);
  const rules = mapSelectiveRules(context, instance, feature, schedules, target.value !== undefined);
  const selective = mapSelective(context, instance, target, {
    some: rules.drafts.length > 0,
    lackExemption: rules.lacksExemption,
  });
  const noPlace = NO_PLACE.filter(
    (each) => !(feature.startsWith('huntGroup:') && REDIRECTS_OF_HUNT_GROUPS.includes(each.feature)),
  ).map((each) => withoutPlace(context, instance, each));
  const rest = [always, selective, ...noPlace, rules];
  return {
    drafts:
      always.worthWriting || selective.worthWriting
        ? [
            ...rules.drafts,
            {
              id: `featureSetting:${instance.key}/forwarding`,
              kind: 'featureSetting',
              customer: context.customer,
              from: `serviceInstance:${instance.key}`,
              data: { setting: 'forwarding', feature, always: always.forward, selective: selective.forward },
              why: {
                setting: { rule: 'carried-over', sources: [] },
                feature: { rule: 'setting-of-its-owner', sources: [] },
                ...always.why,
                ...selective.why,
              },
            },
          ]
        : [],
    losses: rest.flatMap(({ losses }) => losses ?? []),
    accounts: rest.flatMap(({ accounts }) => accounts ?? []),
  };
}

function neverAsked(field: 'always' | 'selective', service: string): MappedForward {
  return {
    forward: OFF,
    worthWriting: false,
    why: {
      [field]: {
        rule: 'forwarding-never-asked',
        sources: [],
        note: `${service} was not read: switched off, as a new feature has it`,
      },
    },
    losses: [],
    accounts: [],
  };
}

function mapAlways(context: MapContext, instance: SourceInstance): MappedForward {
  const service = 'Call Forwarding Always';
  const read = readInstanceFeature(context, instance, 'callForwardingAlways');
  if (read === undefined) return neverAsked('always', service);
  const { isActive, forwardToPhoneNumber, isRingSplashActive } = read.data;
  const target = destinationOf(context, forwardToPhoneNumber, instance.groupKey);
  return carry(context, instance, 'always', service, {
    active: isActive,
    target,
    used: isActive || forwardToPhoneNumber !== undefined,
    ringReminder: isRingSplashActive,
    refs: {
      all: read.all,
      active: read.ref('isActive'),
      target: read.ref('forwardToPhoneNumber'),
      reminder: read.ref('isRingSplashActive'),
    },
    lost: isActive && target.value === undefined ? 'forward-target-unresolved' : undefined,
  });
}

function selectiveTarget(context: MapContext, instance: SourceInstance): Destination {
  const data = readInstanceFeature(context, instance, 'selectiveForwarding')?.data;
  return destinationOf(context, data?.defaultForwardToPhoneNumber, instance.groupKey);
}

/**
 * The switch over the rules: without a rule nothing is forwarded, so it stays off; without one that exempts calls too
 * many are.
 */
function mapSelective(
  context: MapContext,
  instance: SourceInstance,
  target: Destination,
  rules: { readonly some: boolean; readonly lackExemption: boolean },
): MappedForward {
  const service = 'Call Forwarding Selective';
  const read = readInstanceFeature(context, instance, 'selectiveForwarding');
  if (read === undefined) return neverAsked('selective', service);
  const { isActive, defaultForwardToPhoneNumber, playRingReminder, criteria } = read.data;
  // Before release 16 there was no switch: each rule has its own.
  const active = isActive ?? true;
  return carry(context, instance, 'selective', service, {
    active,
    target,
    used: defaultForwardToPhoneNumber !== undefined || criteria.length > 0,
    ringReminder: playRingReminder,
    refs: {
      all: read.all,
      active: read.ref('isActive'),
      target: read.ref('defaultForwardToPhoneNumber'),
      reminder: read.ref('playRingReminder'),
    },
    lost: !active
      ? undefined
      : !rules.some
        ? 'forwarding-without-rules'
        : rules.lackExemption
          ? 'forwarding-without-exemption'
          : undefined,
  });
}

const OFF_BECAUSE = {
  'forward-target-unresolved': 'switched off: its target cannot be written',
  'forwarding-without-rules': 'switched off: no rule came along',
  'forwarding-without-exemption': 'switched off: a rule that keeps calls from being forwarded did not come along',
} as const;

function carry(
  context: MapContext,
  instance: SourceInstance,
  field: 'always' | 'selective',
  service: string,
  read: {
    readonly active: boolean;
    readonly target: Destination;
    readonly used: boolean;
    readonly ringReminder: boolean | undefined;
    readonly refs: {
      readonly all: string;
      readonly active: string;
      readonly target: string;
      readonly reminder: string;
    };
    /** Why it is switched off although the source has it on. */
    readonly lost: keyof typeof OFF_BECAUSE | undefined;
  },
): MappedForward {
  const { active, target, refs, lost } = read;
  if (!read.used) {
    const unused: Account = { prefix: refs.all, outcome: 'not used', reason: 'inactive-and-empty' };
    return { ...neverAsked(field, service), why: { [field]: UNUSED }, accounts: [unused] };
  }
  const { unresolved } = target;
  return {
    forward: {
      enabled: active && lost === undefined,
      ...(target.value === undefined ? {} : { destination: target.value }),
      ringReminder: read.ringReminder ?? false,
    },
    worthWriting: true,
    why: {
      [`${field}.enabled`]:
        lost === undefined
          ? { rule: 'carried-over', sources: [refs.active] }
          : { rule: lost, sources: [refs.active], changed: true, note: OFF_BECAUSE[lost] },
      ...(target.value === undefined ? {} : { [`${field}.destination`]: { rule: 'R-NUM-1', sources: [refs.target] } }),
      [`${field}.ringReminder`]:
        read.ringReminder === undefined
          ? { rule: 'target-default', sources: [] }
          : { rule: 'carried-over', sources: [refs.reminder] },
    },
    losses: [
      ...(unresolved
        ? [unresolvedLoss(context, `serviceInstance:${instance.key}`, service, unresolved, active, refs.target)]
        : []),
      ...(lost === 'forwarding-without-exemption' ? [switchedOff(context, instance, service, refs.active)] : []),
    ],
    accounts: unresolved ? [{ prefix: refs.target, outcome: 'manual', reason: 'forward-target-unresolved' }] : [],
  };
}

function switchedOff(context: MapContext, instance: SourceInstance, service: string, source: string): Loss {
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service,
    verdict: 'manual',
    notice: `Calls to ${instance.name ?? instance.userId} are not forwarded by rules: a rule that keeps some of them from it did not come along.`,
    action: 'Add that rule in Control Hub, then switch the forwarding on.',
    sources: [source],
  };
}

const UNUSED: Why = { rule: 'target-default', sources: [] };

/** A forwarding that the feature cannot have in the target: lost, and said so, where it is used. */
function withoutPlace(
  context: MapContext,
  instance: SourceInstance,
  { feature, service, when }: (typeof NO_PLACE)[number],
): Pick<Mapped, 'losses' | 'accounts'> {
  const read = readInstanceFeature(context, instance, feature);
  if (read === undefined) return {};
  const { isActive, forwardToPhoneNumber } = read.data;
  if (!isActive && forwardToPhoneNumber === undefined) {
    return { accounts: [{ prefix: read.all, outcome: 'not used', reason: 'inactive-and-empty' }] };
  }
  return {
    accounts: [{ prefix: read.all, outcome: 'lost', reason: 'no-such-field' }],
    losses: [
      {
        customer: context.customer,
        owner: `serviceInstance:${instance.key}`,
        service,
        verdict: 'lost',
        notice: `Calls to ${instance.name ?? instance.userId} are no longer sent to "${forwardToPhoneNumber ?? '(no target)'}" ${when}${isActive ? '' : ' (it was switched off)'}.`,
        action: 'Tell those who rely on it; a forwarding rule or an overflow may take its place.',
        sources: [read.ref('forwardToPhoneNumber')],
      },
    ],
  };
}
