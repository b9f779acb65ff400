import { z } from 'zod';
import { newCalling } from '../make-location.ts';
import type { CallingLocation, Stored } from '../objects.ts';
import { bodyLocation, HOLDERS } from '../owners.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { callingLocation, get, param, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';
import { e164, language, postalAddress, timeZone } from '../shapes.ts';

const enableBody = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1).max(80),
  timeZone,
  preferredLanguage: language,
  announcementLanguage: language,
  address: postalAddress,
});
const updateBody = z.strictObject({
  announcementLanguage: language.optional(),
  callingLineId: z.strictObject({ name: z.string().optional(), phoneNumber: e164.optional() }).optional(),
  connection: z.strictObject({ type: z.enum(['ROUTE_GROUP', 'TRUNK']), id: z.string() }).optional(),
  externalCallerIdName: z.string().optional(),
  pAccessNetworkInfo: z.string().optional(),
  outsideDialDigit: z.string().optional(),
  enforceOutsideDialDigit: z.boolean().optional(),
  routingPrefix: z.string().regex(/^\d+$/, 'must consist of digits').optional(),
  chargeNumber: e164.optional(),
});

/** `/telephony/config/locations`: Webex Calling of a location. */
export function callingLocationRoutes(): Route[] {
  return [
    get('/telephony/config/locations', listCallingLocations),
    withBody('POST', '/telephony/config/locations', enableBody, enableCalling),
    get('/telephony/config/locations/{locationId}', readCallingLocation),
    withBody('PUT', '/telephony/config/locations/{locationId}', updateBody, updateCallingLocation),
    get('/telephony/config/jobs/updateRoutingPrefix/{jobId}', readPrefixJob),
  ];
}

function listCallingLocations(context: RequestContext): Reply {
  const locations = context.seen
    .inOrg('location', requestOrg(context).id)
    .filter(({ data }) => contains(data.name, context.query.get('name')))
    .flatMap(({ id, data }) => (data.calling ? [showInList(id, data.name, data.calling)] : []));
  return page(context, locations, { key: 'locations', style: 'start', defaultMax: 2000 });
}

function showInList(id: string, name: string, calling: CallingLocation): Record<string, unknown> {
  return { id, name, ...dialDigits(calling), callingLineId: lineId(name, calling), e911SetupRequired: false };
}

function dialDigits(calling: CallingLocation): Record<string, unknown> {
  return {
    ...(calling.outsideDialDigit === undefined ? {} : { outsideDialDigit: calling.outsideDialDigit }),
    enforceOutsideDialDigit: calling.enforceOutsideDialDigit,
    ...(calling.routingPrefix === undefined ? {} : { routingPrefix: calling.routingPrefix }),
  };
}

function lineId(name: string, calling: CallingLocation): Record<string, unknown> {
  const { mainNumber } = calling;
  return { name: calling.callerIdName ?? name, ...(mainNumber === undefined ? {} : { phoneNumber: mainNumber }) };
}

function enableCalling(context: RequestContext, body: z.output<typeof enableBody>): Reply {
  const { state } = context;
  const org = requestOrg(context);
  const location = bodyLocation(state, org.id, body.id);
  if (location.data.calling) throw new ApiError(409, 'the location is enabled for Webex Calling already');
  state.update(location, {
    data: {
      ...location.data,
      announcementLanguage: body.announcementLanguage,
      calling: newCalling(location.data.name),
    },
  });
  return { status: 201, body: { id: location.id } };
}

function readCallingLocation(context: RequestContext): Reply {
  const { location, calling } = callingLocation(context);
  return {
    status: 200,
    body: {
      id: location.id,
      name: location.data.name,
      announcementLanguage: location.data.announcementLanguage,
      callingLineId: lineId(location.data.name, calling),
      ...(calling.connection ? { connection: calling.connection } : {}),
      externalCallerIdName: calling.externalCallerIdName,
      userLimit: 1000,
      ...(calling.pAccessNetworkInfo === undefined ? {} : { pAccessNetworkInfo: calling.pAccessNetworkInfo }),
      ...dialDigits(calling),
      defaultDomain: 'sandbox.example.test',
      ...(calling.chargeNumber === undefined ? {} : { chargeNumber: calling.chargeNumber }),
    },
  };
}

function updateCallingLocation(context: RequestContext, body: z.output<typeof updateBody>): Reply {
  const { state } = context;
  const { location, calling } = callingLocation(context);
  const main = body.callingLineId?.phoneNumber;
  if (main !== undefined) checkMainNumber(context, location, main);
  const prefix = body.routingPrefix;
  if (prefix !== undefined && prefixTaken(context, location, prefix)) {
    throw new ApiError(409, `routing prefix ${prefix} is used by another location`);
  }
  const { announcementLanguage, callingLineId, ...rest } = body;
  state.update(location, {
    data: {
      ...location.data,
      announcementLanguage: announcementLanguage ?? location.data.announcementLanguage,
      calling: {
        ...calling,
        ...definedOf(rest),
        ...(main === undefined ? {} : { mainNumber: main }),
        ...(callingLineId?.name === undefined ? {} : { callerIdName: callingLineId.name }),
      },
    },
  });
  if (prefix === undefined || prefix === calling.routingPrefix || !hasExtensions(context, location)) return NO_CONTENT;
  // A new prefix changes the short numbers of everybody there, which the target does in a job.
  const job = state.insert('job', { org: location.org, key: location.key, data: { job: 'updateRoutingPrefix' } });
  return { status: 200, body: { batchJobId: job.id } };
}

function checkMainNumber({ state, settings }: RequestContext, location: Stored<'location'>, phoneNumber: string): void {
  const [number] = state.byKey('number', phoneNumber);
  if (!number || number.location !== location.id) {
    throw new ApiError(400, `${phoneNumber} is not a number of the location`, { errorCode: 25024 });
  }
  if (settings.refuseInactiveMainNumber && number.data.state === 'INACTIVE') {
    throw new ApiError(400, `${phoneNumber} is not active`, { errorCode: 25024 });
  }
}

function prefixTaken({ state }: RequestContext, location: Stored<'location'>, prefix: string): boolean {
  return state
    .inOrg('location', location.org)
    .some((other) => other.id !== location.id && other.data.calling?.routingPrefix === prefix);
}

function hasExtensions({ state }: RequestContext, location: Stored<'location'>): boolean {
  return HOLDERS.some((kind) => state.inLocation(kind, location.id).some(({ extension }) => extension !== null));
}

function definedOf<Value extends object>(value: Value): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [Key in keyof Value]?: Exclude<Value[Key], undefined>;
  };
}

function readPrefixJob(context: RequestContext): Reply {
  const job = context.seen.get('job', param(context, 'jobId'));
  if (!job || job.org !== requestOrg(context).id) throw notFound('job');
  const { partnerOrgId } = context.settings;
  return {
    status: 200,
    body: {
      id: job.id,
      name: job.data.job,
      trackingId: `SANDBOX_${job.seq}`,
      sourceUserId: partnerOrgId,
      sourceCustomerId: partnerOrgId,
      targetCustomerId: job.org,
      instanceId: job.seq,
      latestExecutionStatus: 'COMPLETED',
      latestExecutionExitCode: 'COMPLETED',
      counts: { routingPrefixUpdated: 1, routingPrefixFailed: 0 },
    },
  };
}
