import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { ApiError, NO_CONTENT, type Reply } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, withBody } from '../route.ts';
import { ringPattern } from '../shapes.ts';
import { checkMembers, idsOf, memberGroupRoutes, showMembers } from './member-groups.ts';
import { merge, readSetting, writeSetting } from './setting-store.ts';

const SETTINGS = '/telephony/config/locations/{locationId}/callParks/settings';
const recall = z
  .strictObject({
    option: z.enum(['ALERT_PARKING_USER_ONLY', 'ALERT_PARKING_USER_FIRST_THEN_HUNT_GROUP', 'ALERT_HUNT_GROUP_ONLY']),
    huntGroupId: z.string().optional(),
  })
  .refine(({ option, huntGroupId }) => option === 'ALERT_PARKING_USER_ONLY' || huntGroupId !== undefined, {
    message: 'huntGroupId is required for this option',
  });
const seconds = z.number().int().min(30).max(600);
const fields = {
  agents: z.array(z.string()).optional(),
  parkOnAgentsEnabled: z.boolean().optional(),
  callParkExtensions: z.array(z.string()).max(0, 'call park extensions are not simulated').optional(),
};
const settingsBody = z.strictObject({
  callParkRecall: recall.optional(),
  callParkSettings: z
    .strictObject({ ringPattern, recallTime: seconds.optional(), huntWaitTime: seconds.optional() })
    .optional(),
});
const DEFAULTS = {
  callParkRecall: { option: 'ALERT_PARKING_USER_ONLY' },
  callParkSettings: { ringPattern: 'NORMAL', recallTime: 45, huntWaitTime: 45 },
};

/** Call park groups, and what holds for every parked call of a location. */
export function callParkRoutes(): Route[] {
  return [
    get(SETTINGS, readSettings),
    withBody('PUT', SETTINGS, settingsBody, writeSettings),
    ...memberGroupRoutes({
      kind: 'callPark',
      plural: 'callParks',
      idParameter: 'callParkId',
      create: z.strictObject({ name: z.string().min(1).max(80), recall, ...fields }),
      update: z.strictObject({ name: z.string().min(1).max(80).optional(), recall: recall.optional(), ...fields }),
      defaults: { agents: [], parkOnAgentsEnabled: false, callParkExtensions: [] },
      check(context, location, wanted) {
        checkMembers(context, location.org, idsOf(wanted, 'agents'));
        recallShown(context, location, recall.parse(wanted.recall));
      },
      show(context, { org, data }) {
        const { location } = callingLocation(context);
        return {
          ...data.body,
          recall: recallStanding(context, location, recall.parse(data.body.recall)),
          agents: showMembers(context, org, idsOf(data.body, 'agents'), 'numbers'),
        };
      },
    }),
  ];
}

function readSettings(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  const { callParkRecall, ...rest } = merge(DEFAULTS, readSetting(context.seen, location, 'callPark') ?? {});
  return {
    status: 200,
    body: { callParkRecall: recallStanding(context, location, recall.parse(callParkRecall)), ...rest },
  };
}

function writeSettings(context: RequestContext, body: z.output<typeof settingsBody>): Reply {
  const { location } = callingLocation(context);
  if (body.callParkRecall) recallShown(context, location, body.callParkRecall);
  writeSetting(context.state, location, 'callPark', body);
  return NO_CONTENT;
}

/** The recall as it was set, as long as its hunt group stands; no document says what the target shows after that. */
function recallStanding(
  context: RequestContext,
  location: Stored<'location'>,
  wanted: z.output<typeof recall>,
): Record<string, unknown> {
  const isGone = wanted.huntGroupId !== undefined && !context.state.get('huntGroup', wanted.huntGroupId);
  return recallShown(context, location, isGone ? { option: 'ALERT_PARKING_USER_ONLY' } : wanted);
}

/** The recall as details show it; a hunt group of another location is refused. */
function recallShown(
  context: RequestContext,
  location: Stored<'location'>,
  { option, huntGroupId }: z.output<typeof recall>,
): Record<string, unknown> {
  if (huntGroupId === undefined || option === 'ALERT_PARKING_USER_ONLY') return { option };
  const group = context.state.get('huntGroup', huntGroupId);
  if (!group || group.location !== location.id) {
    throw new ApiError(400, `hunt group ${huntGroupId} not found in the location`, { errorCode: 4003 });
  }
  return { option, huntGroupId, huntGroupName: group.data.name };
}
