import type { DraftOf, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { HuntGroupData } from '../../domain/feature-data.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { HuntGroup, SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mapAgents } from './agents.ts';
import { type Destination, destinationOf, unresolvedLoss } from './destination.ts';
import { mapRedirects } from './hunt-redirects.ts';
import { because, instanceFields, instanceRef, NOT_CAPTURED, TARGET_DEFAULT } from './instance-fields.ts';
import type { Account } from './merge.ts';

const RESPONSE = 'GroupHuntGroupGetInstanceResponse';
const LIST = { base: 'GroupHuntGroupGetInstanceListResponse', table: 'huntGroupTable' };

/** One ring of the usual North American cadence: two seconds on, four off. */
const SECONDS_PER_RING = 6;
/** Rings that the target offers before it forwards; the same range as for people. */
const MAX_RINGS = 20;
/** What the target itself starts with. */
const DEFAULT_AGENT_RINGS = 5;
const DEFAULT_GROUP_RINGS = 15;

const POLICIES: Readonly<Record<string, HuntGroupData['policy']>> = {
  Circular: 'CIRCULAR',
  Regular: 'REGULAR',
  Simultaneous: 'SIMULTANEOUS',
  Uniform: 'UNIFORM',
  Weighted: 'WEIGHTED',
};

/**
 * Hunt group -> hunt group. All five policies exist on both sides (migration rules §3).
 *
 * Without its details the draft holds a placeholder policy and no agents, each marked `instance-not-captured`: precheck
 * blocks it, and what points at the group still finds it.
 */
export function mapHuntGroup(context: MapContext, instance: SourceInstance): Mapped {
  const source: HuntGroup = context.source.feature(instance.key, 'huntGroup')?.data ?? { agents: [] };
  const policy = entryOf(POLICIES, source.policy);
  const fields = instanceFields(context, instance, LIST, RESPONSE);
  if (fields === undefined) return { drafts: [] };

  const owner = instanceRef(instance);
  const ref = (path: string) => sourceRef(owner, RESPONSE, path);
  const agents = mapAgents(
    context,
    instance,
    source.agents,
    { owner, response: RESPONSE, table: 'agentUserTable' },
    { weighted: policy === 'WEIGHTED', skills: false, accepts: () => true, refusal: '' },
  );
  const target = destinationOf(context, source.forwardToPhoneNumber, instance.groupKey);
  const timeout = source.forwardAfterTimeout === true;
  const redirects = mapRedirects(context, instance, source);
  const draft: DraftOf<'huntGroup'> = {
    id: `huntGroup:${instance.key}`,
    kind: 'huntGroup',
    customer: context.customer,
    from: `serviceInstance:${instance.key}`,
    data: {
      ...fields.data,
      policy: policy ?? 'REGULAR',
      noAnswer: {
        nextAgentEnabled: source.huntAfterNoAnswer ?? false,
        nextAgentRings: source.noAnswerNumberOfRings ?? DEFAULT_AGENT_RINGS,
        forwardEnabled: timeout && target.value !== undefined,
        numberOfRings: ringsOf(source, target),
        ...(target.value === undefined ? {} : { destination: target.value }),
        destinationVoicemailEnabled: false,
      },
      waitingEnabled: source.allowCallWaitingForAgents ?? false,
      groupBusyEnabled: source.enableGroupBusy ?? false,
      ...redirects.data,
      agents: agents.agents,
    },
    why: {
      ...fields.why,
      policy: policy === undefined ? NOT_CAPTURED : { rule: 'carried-over', sources: [ref('policy')] },
      ...noAnswerReasons(source, target, ref),
      waitingEnabled: because(source.allowCallWaitingForAgents, ref('allowCallWaitingForAgents')),
      groupBusyEnabled: because(source.enableGroupBusy, ref('enableGroupBusy')),
      ...redirects.why,
      agents: agents.why,
    },
  };
  return {
    drafts: [draft],
    losses: [
      ...agents.losses,
      ...(target.unresolved
        ? [unresolvedLoss(context, draft.from, 'Hunt Group', target.unresolved, timeout, ref('forwardToPhoneNumber'))]
        : []),
      ...redirects.losses,
    ],
    accounts: [
      ...agents.accounts,
      { prefix: ref('forwardTimeoutSeconds'), outcome: 'not used', reason: 'inactive-and-empty' },
      ...(target.unresolved
        ? [
            {
              prefix: ref('forwardToPhoneNumber'),
              outcome: 'manual',
              reason: 'forward-target-unresolved',
            } satisfies Account,
          ]
        : []),
      ...redirects.accounts,
    ],
  };
}

/** Seconds until the group gives up, as rings: rounded, at least one, at most what the target offers. */
function ringsOf(source: HuntGroup, target: Destination): number {
  const seconds = timeoutOf(source, target);
  if (seconds === undefined) return DEFAULT_GROUP_RINGS;
  return Math.min(MAX_RINGS, Math.max(1, Math.round(seconds / SECONDS_PER_RING)));
}

/** Seconds of a forwarding that is on or has a target; without both the number means nothing. */
function timeoutOf(source: HuntGroup, target: Destination): number | undefined {
  return source.forwardAfterTimeout === true || target.value !== undefined ? source.forwardTimeoutSeconds : undefined;
}

function noAnswerReasons(
  source: HuntGroup,
  target: Destination,
  ref: (path: string) => string,
): Record<`noAnswer${string}`, Why> {
  const seconds = timeoutOf(source, target);
  const lost = source.forwardAfterTimeout === true && target.value === undefined;
  return {
    noAnswer: TARGET_DEFAULT,
    'noAnswer.nextAgentEnabled': because(source.huntAfterNoAnswer, ref('huntAfterNoAnswer')),
    'noAnswer.nextAgentRings': because(source.noAnswerNumberOfRings, ref('noAnswerNumberOfRings')),
    'noAnswer.forwardEnabled': lost
      ? {
          rule: 'forward-target-unresolved',
          sources: [ref('forwardAfterTimeout')],
          changed: true,
          note: 'switched off: its target cannot be written',
        }
      : because(source.forwardAfterTimeout, ref('forwardAfterTimeout')),
    'noAnswer.numberOfRings':
      seconds === undefined
        ? TARGET_DEFAULT
        : {
            rule: 'hunt-timeout-to-rings',
            sources: [ref('forwardTimeoutSeconds')],
            changed: true,
            note: `${seconds} seconds became ${ringsOf(source, target)} rings of ${SECONDS_PER_RING} seconds`,
          },
    ...(target.value === undefined
      ? {}
      : { 'noAnswer.destination': { rule: 'R-NUM-1', sources: [ref('forwardToPhoneNumber')] } }),
  };
}
