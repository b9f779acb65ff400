import { z } from 'zod';
import { ApiError } from '../reply.ts';
import type { Route } from '../route.ts';
import { directLineCallerIdName, e164, extension, language, timeZone } from '../shapes.ts';
import { alternateNumbers, holdAlternateNumbers } from './alternate-numbers.ts';
import { agentsOf, checkAgents, featureRoutes, showAgents } from './features.ts';

const redirect = z.strictObject({
  enabled: z.boolean().optional(),
  destination: z.string().optional(),
  destinationVoicemailEnabled: z.boolean().optional(),
});
const callPolicies = z.strictObject({
  policy: z.enum(['CIRCULAR', 'REGULAR', 'SIMULTANEOUS', 'UNIFORM', 'WEIGHTED']),
  waitingEnabled: z.boolean().optional(),
  groupBusyEnabled: z.boolean().optional(),
  allowMembersToControlGroupBusyEnabled: z.boolean().optional(),
  noAnswer: z.strictObject({
    nextAgentEnabled: z.boolean(),
    nextAgentRings: z.number().int().min(0).max(20),
    forwardEnabled: z.boolean(),
    numberOfRings: z.number().int().min(0).max(20),
    destination: z.string().optional(),
    systemMaxNumberOfRings: z.number().int().optional(),
    destinationVoicemailEnabled: z.boolean(),
  }),
  busyRedirect: redirect.optional(),
  businessContinuityRedirect: redirect.optional(),
});
const common = {
  phoneNumber: e164.optional(),
  extension: extension.optional(),
  languageCode: language.optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  timeZone: timeZone.optional(),
  huntGroupCallerIdForOutgoingCallsEnabled: z.boolean().optional(),
  directLineCallerIdName: directLineCallerIdName.optional(),
  dialByName: z.string().optional(),
};
const agents = z.array(z.strictObject({ id: z.string(), weight: z.string().optional() }));
const createBody = z.strictObject({ ...common, name: z.string().min(1), callPolicies, agents, enabled: z.boolean() });
const updateBody = z.strictObject({
  ...common,
  name: z.string().min(1).optional(),
  callPolicies: callPolicies.optional(),
  agents: agents.optional(),
  enabled: z.boolean().optional(),
  distinctiveRing: z.boolean().optional(),
  alternateNumbers: alternateNumbers.optional(),
});

/** Most agents that a hunt group or a queue takes, by policy. */
export function checkAgentCount(count: number, policies: unknown): void {
  const policy = typeof policies === 'object' && policies !== null ? Reflect.get(policies, 'policy') : undefined;
  const most = policy === 'SIMULTANEOUS' ? 50 : policy === 'WEIGHTED' ? 100 : 1000;
  if (count > most) throw new ApiError(400, `at most ${most} agents with the policy ${String(policy)}`);
}

export function huntGroupRoutes(): Route[] {
  return featureRoutes({
    kind: 'huntGroup',
    plural: 'huntGroups',
    idParameter: 'huntGroupId',
    createdStatus: 200,
    create: createBody,
    update: updateBody,
    defaults: { distinctiveRing: true, alternateNumbers: [], huntGroupCallerIdForOutgoingCallsEnabled: false },
    check(context, location, wanted) {
      const members = agentsOf(wanted);
      checkAgents(context, location.org, members);
      checkAgentCount(members.length, wanted.callPolicies);
    },
    changed: (context, group, wanted) => holdAlternateNumbers(context, group, wanted.alternateNumbers),
    showInList: ({ data }) => ({ enabled: data.enabled }),
    show(context, { org, data }) {
      const policies = callPolicies.parse(data.body.callPolicies);
      return {
        ...data.body,
        callPolicies: {
          waitingEnabled: false,
          groupBusyEnabled: false,
          allowMembersToControlGroupBusyEnabled: false,
          ...policies,
          noAnswer: { systemMaxNumberOfRings: 20, ...policies.noAnswer },
        },
        agents: showAgents(context.seen, org, agentsOf(data.body)),
      };
    },
  });
}
