import { z } from 'zod';
import { licenseId } from '../make-person.ts';
import type { Stored } from '../objects.ts';
import { bodyLocation, checkSeat, notePermission } from '../owners.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, requestOrg, withBody } from '../route.ts';
import { e164, extension } from '../shapes.ts';
import type { State } from '../state.ts';

const text = z.string().optional();
const calling = z.strictObject({
  type: z.enum(['freeCalling', 'hybridCalling', 'webexCalling', 'webexEdgeForDevices', 'thirdPartySipCalling', 'none']),
  webexCalling: z
    .strictObject({
      phoneNumber: e164.optional(),
      extension: extension.optional(),
      locationId: text,
      licenses: z.array(z.string()).optional(),
    })
    .optional(),
});
const updateBody = z.strictObject({
  displayName: z.string().min(1).optional(),
  locationId: text,
  workspaceLocationId: text,
  floorId: text,
  capacity: z.number().int().min(0).optional(),
  type: z.enum(['notSet', 'focus', 'huddle', 'meetingRoom', 'open', 'desk', 'other']).optional(),
  sipAddress: text,
  calling: calling.optional(),
  calendar: z.strictObject({ type: text, emailAddress: text, resourceGroupId: text }).optional(),
  notes: text,
  hotdeskingStatus: z.enum(['on', 'off']).optional(),
  deviceHostedMeetings: z.strictObject({ enabled: z.boolean().optional(), siteUrl: text }).optional(),
  indoorNavigation: z.strictObject({ url: text }).optional(),
});
/** The org is in the body here, and `supportedDevices` cannot be changed later. */
const createBody = updateBody.extend({
  displayName: z.string().min(1),
  orgId: text,
  supportedDevices: z.enum(['collaborationDevices', 'phones']).optional(),
});

/** Webex workspaces: common-area places with a phone. */
export function workspaceRoutes(): Route[] {
  return [
    get('/workspaces', listWorkspaces),
    get('/workspaces/{workspaceId}', (context) => ({ status: 200, body: showWorkspace(pathWorkspace(context)) })),
    withBody('POST', '/workspaces', createBody, createWorkspace),
    withBody('PUT', '/workspaces/{workspaceId}', updateBody, updateWorkspace),
    remove('/workspaces/{workspaceId}', deleteWorkspace),
  ];
}

function pathWorkspace(context: RequestContext): Stored<'workspace'> {
  const workspace = context.seen.get('workspace', param(context, 'workspaceId'));
  if (!workspace) throw notFound('workspace');
  return workspace;
}

function listWorkspaces(context: RequestContext): Reply {
  const { query, seen } = context;
  const items = seen
    .inOrg('workspace', requestOrg(context).id)
    .filter(({ data }) => contains(data.displayName, query.get('displayName')))
    .filter(({ location }) => !query.has('locationId') || location === query.get('locationId'))
    .filter(({ data }) => !query.has('calling') || data.callingType === query.get('calling'))
    .filter(({ data }) => !query.has('supportedDevices') || data.supportedDevices === query.get('supportedDevices'))
    .map(showWorkspace);
  return page(context, items, { key: 'items', style: 'start', defaultMax: 1000 });
}

/** The number is not shown here: it is found in the list of numbers, by owner. */
function showWorkspace({ id, org, location, data }: Stored<'workspace'>): Record<string, unknown> {
  return {
    type: 'notSet',
    hotdeskingStatus: 'off',
    ...data.profile,
    id,
    orgId: org,
    ...(location === null ? {} : { locationId: location }),
    displayName: data.displayName,
    created: data.created,
    calling: {
      type: data.callingType,
      ...(data.callingType === 'webexCalling' ? { webexCalling: { licenses: data.licenses } } : {}),
    },
    calendar: { type: 'none' },
    supportedDevices: data.supportedDevices,
    devicePlatform: 'cisco',
  };
}

function createWorkspace(context: RequestContext, body: z.output<typeof createBody>): Reply {
  const { state, now, settings } = context;
  const { displayName, orgId, supportedDevices, calling: wanted, locationId, ...profile } = body;
  const org = state.get('org', orgId ?? settings.partnerOrgId);
  if (!org) throw notFound('organization');
  const line = wanted?.type === 'webexCalling' ? wanted.webexCalling : undefined;
  if (wanted?.type === 'webexCalling' && line?.locationId === undefined) {
    throw new ApiError(400, 'mandatory field is missing: calling.webexCalling.locationId', { errorCode: 25008 });
  }
  const place = line?.locationId ?? locationId;
  const location = place === undefined ? undefined : bodyLocation(state, org.id, place);
  if (line && location) {
    checkSeat(state, location, line);
    checkLicense(state, org);
    notePermission(state, location, displayName);
  }
  const workspace = state.insert('workspace', {
    org: org.id,
    key: `${location?.key ?? org.key}/${line?.phoneNumber ?? line?.extension ?? displayName}`,
    location: location?.id ?? null,
    number: line?.phoneNumber ?? null,
    extension: line?.extension ?? null,
    owner: line ? org.id : null,
    tag: line ? 'common_area_calling' : null,
    data: {
      displayName,
      supportedDevices: supportedDevices ?? 'collaborationDevices',
      callingType: wanted?.type ?? 'freeCalling',
      licenses: line ? (line.licenses ?? [licenseId('common_area_calling')]) : [],
      created: now.toISOString(),
      profile,
    },
  });
  return { status: 201, body: showWorkspace(workspace) };
}

/** A calling place needs the package `common_area_calling` in its customer, and room under its limit. */
function checkLicense(state: State, org: Stored<'org'>): void {
  const [customer] = state.inOrg('customer', org.id);
  if (!customer?.data.packages.includes('common_area_calling')) {
    throw new ApiError(400, 'the organization has no licence for common area calling');
  }
  const limit = customer.data.limits.common_area_calling;
  if (limit !== undefined && state.countOwned('workspace', org.id, 'common_area_calling') >= limit) {
    throw new ApiError(400, `the limit of ${limit} for the package common_area_calling is reached`);
  }
}

function updateWorkspace(context: RequestContext, body: z.output<typeof updateBody>): Reply {
  const { state } = context;
  const workspace = pathWorkspace(context);
  const { displayName, locationId, calling: wanted, ...profile } = body;
  if (locationId !== undefined && workspace.location !== null && locationId.replace(/=+$/, '') !== workspace.location) {
    throw new ApiError(400, 'the location of a workspace cannot be changed');
  }
  const line = wanted?.webexCalling;
  const location = state.get('location', workspace.location);
  if (line && location) {
    checkSeat(state, location, line, workspace.id);
  }
  const updated = state.update(workspace, {
    ...(line ? { number: line.phoneNumber ?? null, extension: line.extension ?? null } : {}),
    data: {
      ...workspace.data,
      displayName: displayName ?? workspace.data.displayName,
      licenses: line?.licenses ?? workspace.data.licenses,
      profile: { ...workspace.data.profile, ...profile },
    },
  });
  return { status: 200, body: showWorkspace(updated) };
}

/** Its devices and settings go with it. */
function deleteWorkspace(context: RequestContext): Reply {
  const workspace = pathWorkspace(context);
  for (const kind of ['device', 'setting'] as const) {
    for (const { id } of context.state.ownedBy(kind, workspace.id)) context.state.remove(id);
  }
  context.state.remove(workspace.id);
  return NO_CONTENT;
}
