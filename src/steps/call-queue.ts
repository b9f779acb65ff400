import { audioOfQueue, type QueueMessage } from '../domain/announcements.ts';
import type { CallBounce } from '../domain/feature-data.ts';
import type { AudioRef, CallQueueStep } from '../domain/plan-features.ts';
import type { NewQueue, QueueBounce, QueueChange, WebexQueue } from '../webex/queues.ts';
import { agentCheck, agentsOf, missingAgents, onlyGrows } from './agents.ts';
import { alternateChecks } from './alternate-numbers.ts';
import { missingAudio, playable, promised, queueFileOf } from './audio.ts';
import { type Check, differencesIn, ignoringCase } from './compare.ts';
import { dialled, findFeature } from './find-feature.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { messageChecks, messagesOf, playedFrom, type QueueFile } from './queue-messages.ts';
import { type KeptAudio, keptOverflow, overflowCheck } from './queue-overflow.ts';
import { waitChecks, waitOf } from './queue-wait.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { undoInLocation } from './undo-in-location.ts';
import { writtenAs } from './written.ts';

/**
 * The create call cannot say whether agents take a second call or the queue is on: it answers no outputs to the
 * engine, which then reads the queue back and changes what differs from the target's defaults.
 */
export const callQueueHandler: StepHandler<CallQueueStep> = {
  kind: 'callQueue',
  safety: 'look-first',
  canChange: true,
  createsInParts: true,
  calls: 5,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/queues'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const { call, locationId } = place;
    const { customerAssist } = step.payload;
    const { queues } = context.webex;
    const listed = await queues.list({ locationId, customerAssist }, call);
    const entry = findFeature(listed, step, known(context, step.id, 'queueId'), context);
    const queue = entry && (await queues.get(locationId, entry.id, customerAssist, call));
    return queue && { outputs: { queueId: queue.id }, differences: compareQueue(step, queue, context) };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { queues } = context.webex;
    const left = leftOutOf(step, context);
    const id = found?.outputs.queueId;
    if (id !== undefined) {
      const growing = onlyGrows(agentsWish(step), context);
      const keeps = isUnfound(step);
      const seen = growing || keeps ? await queues.get(locationId, id, step.payload.customerAssist, call) : undefined;
      const kept = await keptOverflow(step, keeps ? seen : undefined, { locationId, call }, context.webex);
      const known = { standing: growing ? seen : undefined, heard: keeps ? seen : undefined, kept };
      const sent = await queues.update(locationId, id, changeBody(step, context, known), call);
      const lost = [...(left.leftOut ?? []), ...(kept?.lost ?? [])];
      return { ...writtenAs(sent, { queueId: id }), ...(lost.length === 0 ? {} : { leftOut: lost }) };
    }
    const sent = await queues.create(locationId, newBody(step, context), step.payload.customerAssist, call);
    return { ...writtenAs(sent, undefined), ...left };
  },

  undo: undoInLocation(
    'queueId',
    'queues',
    (step, context) => callQueueHandler.lookUp(step, context),
    (webex, locationId, id, call) => webex.queues.remove(locationId, id, call),
  ),

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location, customerAssist } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/queues`;
    const id = found?.outputs.queueId;
    if (id !== undefined) {
      return {
        method: 'PUT',
        path: inOrgPath(refer, customer, `${base}/${id}`),
        body: changeBody(step, context, { file: promised(context, queueFileOf) }),
      };
    }
    const path = inOrgPath(refer, customer, base) + (customerAssist ? '&hasCxEssentials=true' : '');
    return { method: 'POST', path, body: newBody(step, context, { file: promised(context, queueFileOf) }) };
  },
};

function leftOutOf(step: CallQueueStep, context: StepContext): { readonly leftOut?: readonly string[] } {
  const left = [
    ...(missingAgents(step.payload.agents, context).leftOut ?? []),
    ...missingAudio(audioOfQueue(step.payload), context),
  ];
  return left.length === 0 ? {} : { leftOut: left };
}

/** Audio was looked for in vain: what somebody has recorded instead is not taken away. */
function isUnfound({ payload: { messages, overflow } }: CallQueueStep): boolean {
  const all: readonly QueueMessage<AudioRef>[] = Object.values(messages ?? {});
  return overflow.unfound === true || all.some(({ unfound }) => unfound === true);
}

function rulesOf({ payload }: CallQueueStep) {
  return { weighted: payload.policy === 'WEIGHTED', skilled: payload.routingType === 'SKILL_BASED' };
}

function agentsWish({ payload }: CallQueueStep) {
  return { list: payload.agents, open: payload.open };
}

type Outputs = Pick<StepContext, 'outputs'>;

/** What stands there, as far as it has a say in the body, and how announcements are named. */
interface Known {
  /** Whose agents are kept. */
  readonly standing?: Pick<WebexQueue, 'agents'> | undefined;
  /** Whose audio may be kept. */
  readonly heard?: Pick<WebexQueue, 'queueSettings'> | undefined;
  /** What is played before the overflow and is not ours. */
  readonly kept?: KeptAudio | undefined;
  readonly file?: QueueFile;
}

function newBody(step: CallQueueStep, context: Outputs, { standing, heard, kept, file }: Known = {}): NewQueue {
  const named = file ?? playable(context, queueFileOf);
  const { payload } = step;
  const { action, destination, sendToVoicemail, afterWait, afterWaitSeconds, announcement, audio } = payload.overflow;
  return {
    name: payload.name,
    ...dialled(payload),
    languageCode: payload.language,
    timeZone: payload.timeZone,
    callPolicies: {
      routingType: payload.routingType,
      policy: payload.policy,
      callBounce: bounceOf(payload.callBounce),
      distinctiveRing: { enabled: false },
    },
    queueSettings: {
      queueSize: payload.queueSize,
      overflow: {
        action,
        ...(kept === undefined || kept.files.length === 0
          ? playedFrom(audio ?? [], named)
          : { greeting: 'CUSTOM' as const, audioAnnouncementFiles: kept.files }),
        sendToVoicemail,
        ...(destination === undefined ? {} : { transferNumber: destination }),
        ...(afterWait === undefined ? {} : { overflowAfterWaitEnabled: afterWait }),
        ...(afterWaitSeconds === undefined ? {} : { overflowAfterWaitTime: afterWaitSeconds }),
        ...(announcement === undefined ? {} : { playOverflowGreetingEnabled: announcement }),
      },
      ...messagesOf(payload.messages, named, heard?.queueSettings),
      ...waitOf(payload.waitMessage),
    },
    allowAgentJoinEnabled: payload.allowAgentJoin,
    ...(payload.numberForOutgoingCalls === undefined ? {} : { phoneNumberForOutgoingCallsEnabled: true }),
    agents: agentsOf(agentsWish(step), context, rulesOf(step), standing?.agents),
  };
}

const BOUNCE_FIELDS = [
  ['enabled', 'callBounceEnabled'],
  ['rings', 'callBounceMaxRings'],
  ['agentUnavailable', 'agentUnavailableEnabled'],
  ['alertOnHold', 'alertAgentEnabled'],
  ['alertOnHoldSeconds', 'alertAgentMaxSeconds'],
  ['onHold', 'callBounceOnHoldEnabled'],
  ['onHoldSeconds', 'callBounceOnHoldMaxSeconds'],
] as const satisfies readonly (readonly [keyof CallBounce, keyof QueueBounce])[];

function bounceOf(bounce: CallBounce | undefined): QueueBounce {
  return Object.fromEntries(
    BOUNCE_FIELDS.flatMap(([ours, theirs]) => (bounce?.[ours] === undefined ? [] : [[theirs, bounce[ours]]])),
  );
}

function changeBody(step: CallQueueStep, context: Outputs, known: Known = {}): QueueChange {
  const { standing } = known;
  const { alternateNumbers, distinctiveRing } = step.payload;
  return {
    ...newBody(step, context, known),
    agents: agentsOf(agentsWish(step), context, { ...rulesOf(step), joins: true }, standing?.agents),
    ...(alternateNumbers === undefined
      ? {}
      : {
          alternateNumberSettings: {
            distinctiveRingEnabled: distinctiveRing ?? false,
            alternateNumbers,
          },
        }),
    enabled: step.payload.enabled,
    allowCallWaitingForAgentsEnabled: step.payload.allowCallWaiting,
  };
}

function compareQueue(step: CallQueueStep, queue: WebexQueue, context: StepContext) {
  const wanted = changeBody(step, context, { standing: queue, heard: queue });
  const { overflow } = wanted.queueSettings;
  const actual = queue.queueSettings?.overflow;
  return differencesIn([
    ['name', wanted.name, queue.name],
    ['phoneNumber', wanted.phoneNumber, queue.phoneNumber],
    ['extension', wanted.extension, queue.extension],
    ['enabled', wanted.enabled, queue.enabled],
    ['languageCode', wanted.languageCode, queue.languageCode, ignoringCase],
    ['timeZone', wanted.timeZone, queue.timeZone],
    ['callPolicies.policy', wanted.callPolicies.policy, queue.callPolicies?.policy],
    // The published answer does not show these three: they are compared only where they are there.
    shownOnly('callPolicies.routingType', wanted.callPolicies.routingType, queue.callPolicies?.routingType),
    shownOnly('allowAgentJoinEnabled', wanted.allowAgentJoinEnabled, queue.allowAgentJoinEnabled),
    shownOnly(
      'phoneNumberForOutgoingCallsEnabled',
      wanted.phoneNumberForOutgoingCallsEnabled,
      queue.phoneNumberForOutgoingCallsEnabled,
    ),
    [
      'allowCallWaitingForAgentsEnabled',
      wanted.allowCallWaitingForAgentsEnabled,
      queue.allowCallWaitingForAgentsEnabled,
    ],
    ...alternateChecks('alternateNumberSettings.', step.payload, {
      numbers: queue.alternateNumberSettings?.alternateNumbers,
      distinctiveRing: queue.alternateNumberSettings?.distinctiveRingEnabled,
    }),
    ['queueSettings.queueSize', wanted.queueSettings.queueSize, queue.queueSettings?.queueSize],
    ['queueSettings.overflow.action', overflow.action, actual?.action],
    ['queueSettings.overflow.sendToVoicemail', overflow.sendToVoicemail, actual?.sendToVoicemail ?? false],
    ['queueSettings.overflow.transferNumber', overflow.transferNumber, actual?.transferNumber],
    [
      'queueSettings.overflow.overflowAfterWaitEnabled',
      overflow.overflowAfterWaitEnabled,
      actual?.overflowAfterWaitEnabled,
    ],
    ['queueSettings.overflow.overflowAfterWaitTime', overflow.overflowAfterWaitTime, actual?.overflowAfterWaitTime],
    [
      'queueSettings.overflow.playOverflowGreetingEnabled',
      overflow.playOverflowGreetingEnabled,
      actual?.playOverflowGreetingEnabled,
    ],
    // What somebody has put there because no file was found is theirs.
    shownOnly(
      'queueSettings.overflow.greeting',
      step.payload.overflow.unfound === true ? undefined : overflow.greeting,
      actual?.greeting,
    ),
    ...overflowCheck(step.payload.overflow.audio, playable(context, queueFileOf), actual).map(
      ([field, ...rest]): Check => [`queueSettings.${field}`, ...rest],
    ),
    ...messageChecks(wanted.queueSettings, queue.queueSettings),
    ...waitChecks(wanted.queueSettings.waitMessage, queue.queueSettings),
    ...BOUNCE_FIELDS.map(
      ([, field]): Check => [
        `callPolicies.callBounce.${field}`,
        wanted.callPolicies.callBounce[field],
        queue.callPolicies?.callBounce?.[field],
      ],
    ),
    agentCheck(wanted.agents, queue.agents, wanted.callPolicies.policy, rulesOf(step)),
  ]);
}

function shownOnly(field: string, expected: unknown, actual: unknown) {
  return [field, actual === undefined ? undefined : expected, actual] as const;
}
