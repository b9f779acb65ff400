import { z } from 'zod';
import { licenseId } from '../make-person.ts';
import { ApiError } from '../reply.ts';
import type { Route } from '../route.ts';
import { directLineCallerIdName, e164, extension, language, ringPattern, timeZone } from '../shapes.ts';
import type { StateView } from '../state.ts';
import { alternateNumbers, holdAlternateNumbers } from './alternate-numbers.ts';
import { requireAudio } from './audio.ts';
import { agentsOf, checkAgents, featureRoutes, showAgents } from './features.ts';
import { checkAgentCount } from './hunt-groups.ts';
import { queueAgentRoutes } from './queue-agents.ts';
import { queueSettings } from './queue-shapes.ts';

const bounce = z.strictObject({
  callBounceEnabled: z.boolean().optional(),
  callBounceMaxRings: z.number().int().optional(),
  agentUnavailableEnabled: z.boolean().optional(),
  alertAgentEnabled: z.boolean().optional(),
  alertAgentMaxSeconds: z.number().int().optional(),
  callBounceOnHoldEnabled: z.boolean().optional(),
  callBounceOnHoldMaxSeconds: z.number().int().optional(),
});
const ring = z.strictObject({ enabled: z.boolean().optional(), ringPattern: ringPattern.optional() });
const policy = z.enum(['CIRCULAR', 'REGULAR', 'SIMULTANEOUS', 'UNIFORM', 'WEIGHTED']);
/** Marked as required in the contract, though creation works without it. */
const routingType = z.enum(['PRIORITY_BASED', 'SKILL_BASED']).optional();
const common = {
  phoneNumber: e164.optional(),
  extension: extension.optional(),
  languageCode: language.optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  timeZone: timeZone.optional(),
  callingLineIdPolicy: z.enum(['DIRECT_LINE', 'LOCATION_NUMBER', 'CUSTOM']).optional(),
  callingLineIdPhoneNumber: z.string().optional(),
  allowAgentJoinEnabled: z.boolean().optional(),
  phoneNumberForOutgoingCallsEnabled: z.boolean().optional(),
  directLineCallerIdName: directLineCallerIdName.optional(),
  dialByName: z.string().optional(),
};
const agent = z.strictObject({
  id: z.string(),
  weight: z.string().optional(),
  skillLevel: z.number().int().min(1).max(20).optional(),
});
const createBody = z.strictObject({
  ...common,
  name: z.string().min(1),
  callPolicies: z.strictObject({
    routingType,
    policy,
    callBounce: bounce,
    distinctiveRing: ring.required({ enabled: true }),
  }),
  queueSettings,
  agents: z.array(agent),
});
const updateBody = z.strictObject({
  ...common,
  name: z.string().min(1).optional(),
  enabled: z.boolean().optional(),
  callPolicies: z
    .strictObject({
      routingType,
      policy: policy.optional(),
      callBounce: bounce.optional(),
      distinctiveRing: ring.optional(),
    })
    .optional(),
  queueSettings,
  allowCallWaitingForAgentsEnabled: z.boolean().optional(),
  agents: z.array(agent.extend({ joinEnabled: z.boolean().optional() })).optional(),
  alternateNumberSettings: z
    .strictObject({
      distinctiveRingEnabled: z.boolean().optional(),
      alternateNumbers: alternateNumbers.optional(),
    })
    .optional(),
});

const DEFAULTS = {
  enabled: true,
  alternateNumberSettings: { distinctiveRingEnabled: true, alternateNumbers: [] },
  allowCallWaitingForAgentsEnabled: true,
  allowAgentJoinEnabled: false,
  // Nobody says what the target starts with: the stricter of the two, so that whoever relies on it has to say so.
  phoneNumberForOutgoingCallsEnabled: false,
  callPolicies: {
    routingType: 'PRIORITY_BASED',
    callBounce: {
      callBounceEnabled: true,
      callBounceMaxRings: 8,
      agentUnavailableEnabled: false,
      alertAgentEnabled: false,
      alertAgentMaxSeconds: 30,
      callBounceOnHoldEnabled: false,
      callBounceOnHoldMaxSeconds: 60,
    },
    distinctiveRing: { enabled: true, ringPattern: 'NORMAL' },
  },
};

export function queueRoutes(): Route[] {
  const queues = featureRoutes({
    kind: 'callQueue',
    plural: 'queues',
    idParameter: 'queueId',
    createdStatus: 200,
    create: createBody,
    update: updateBody,
    defaults: DEFAULTS,
    check(context, location, wanted) {
      requireAudio(context.state, location, wanted);
      const members = checkAgents(context, location.org, agentsOf(wanted));
      checkAgentCount(members.length, wanted.callPolicies);
      if (context.query.get('hasCxEssentials') !== 'true') return;
      // Customer Assist: every agent is a person who holds that package.
      const license = licenseId('cx_essentials');
      const unfit = members.find(
        ({ data }) => !('licenses' in data && 'email' in data && data.licenses.includes(license)),
      );
      if (unfit) throw new ApiError(400, `agent ${unfit.key} does not hold Customer Assist`, { errorCode: 4410 });
    },
    changed: (context, queue, wanted) =>
      holdAlternateNumbers(context, queue, alternates.parse(wanted).alternateNumberSettings.alternateNumbers),
    showInList: ({ data }) => ({
      hasCxEssentials: data.customerAssist ?? false,
      enabled: data.enabled,
      // Lists of queues show number and extension alone.
      routingPrefix: undefined,
      esn: undefined,
    }),
    show: (context, { org, data }) => ({
      ...withAnsweredOverflow(context.seen, data.body),
      hasCxEssentials: data.customerAssist ?? false,
      agents: showAgents(context.seen, org, agentsOf(data.body)).map(
        ({ esn: _esn, routingPrefix: _prefix, joinEnabled: _join, ...rest }) => rest,
      ),
    }),
  });
  // The path of an agent would be taken for one of a queue otherwise.
  return [...queueAgentRoutes(), ...queues];
}

const alternates = z.object({ alternateNumberSettings: z.object({ alternateNumbers: z.unknown() }) });

/** What is written as `audioAnnouncementFiles` of the overflow is answered as `audioFiles`, by the names of the files. */
function withAnsweredOverflow(view: StateView, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parsed = overflowing.safeParse(body);
  if (!parsed.success) return { ...body };
  const { queueSettings } = parsed.data;
  const { audioAnnouncementFiles, ...overflow } = queueSettings.overflow;
  const names = audioAnnouncementFiles?.flatMap(
    ({ id = '' }) => view.get('announcement', id.replace(/=+$/, ''))?.data.fileName ?? [],
  );
  const files = names === undefined ? {} : { audioFiles: names };
  return { ...body, queueSettings: { ...queueSettings, overflow: { ...overflow, ...files } } };
}

const overflowing = z.object({
  queueSettings: z.looseObject({
    overflow: z.looseObject({
      audioAnnouncementFiles: z.array(z.looseObject({ id: z.string().optional() })).optional(),
    }),
  }),
});
