import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { bodyLocation, checkSeat, dialling, notePermission, ownedLocation } from '../owners.ts';
import { contains, listParameter, page } from '../paging.ts';
import { NO_CONTENT, notFound, type Reply, withoutBlanks } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, requestOrg, withBody } from '../route.ts';
import { e164, extension, language, timeZone } from '../shapes.ts';
import type { StateView } from '../state.ts';

const LIST = '/telephony/config/virtualLines';
const ONE = '/telephony/config/virtualLines/{virtualLineId}';
const body = z.strictObject({
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  displayName: z.string().optional(),
  phoneNumber: e164.optional(),
  extension: extension.optional(),
  locationId: z.string().min(1),
  callerIdLastName: z.string().optional(),
  callerIdFirstName: z.string().optional(),
  callerIdNumber: z.string().optional(),
});
/** A line does not move to another location. */
const updateBody = body
  .omit({ locationId: true })
  .partial()
  .extend({ announcementLanguage: language.optional(), timeZone: timeZone.optional() });

/** Lines without a person or place of their own. */
export function virtualLineRoutes(): Route[] {
  return [
    get(LIST, listVirtualLines),
    withBody('POST', LIST, body, createVirtualLine),
    get(ONE, readVirtualLine),
    withBody('PUT', ONE, updateBody, updateVirtualLine),
    remove(ONE, deleteVirtualLine),
  ];
}

function pathLine(context: RequestContext): Stored<'virtualLine'> {
  const line = context.seen.get('virtualLine', param(context, 'virtualLineId'));
  if (!line || line.org !== requestOrg(context).id) throw notFound('virtual line', 4008);
  return line;
}

function listVirtualLines(context: RequestContext): Reply {
  const { query, seen } = context;
  const locations = listParameter(query, 'locationId');
  const ids = listParameter(query, 'id');
  const numbers = listParameter(query, 'phoneNumber');
  const virtualLines = seen
    .inOrg('virtualLine', requestOrg(context).id)
    .filter(({ location }) => locations.length === 0 || locations.includes(location ?? ''))
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter(({ number }) => numbers.length === 0 || numbers.includes(number ?? ''))
    .filter(({ data }) => contains(`${data.firstName} ${data.lastName}`, query.get('ownerName')))
    .map((line) => showInList(seen, line));
  return page(context, virtualLines, { key: 'virtualLines', style: 'start', defaultMax: 2000 });
}

function showInList(seen: StateView, line: Stored<'virtualLine'>): Record<string, unknown> {
  const location = ownedLocation(seen, line);
  const { phoneNumber, ...dialled } = dialling(seen, line);
  const { firstName, lastName, callerIdFirstName, callerIdLastName, callerIdNumber } = line.data;
  return {
    id: line.id,
    lastName,
    firstName,
    ...withoutBlanks({ callerIdLastName, callerIdFirstName, callerIdNumber }),
    externalCallerIdNamePolicy: 'DIRECT_LINE',
    number: { ...withoutBlanks({ external: phoneNumber }), ...dialled, primary: true },
    location: { id: location.id, name: location.data.name },
    numberOfDevicesAssigned: 0,
  };
}

function createVirtualLine(context: RequestContext, wanted: z.output<typeof body>): Reply {
  const { state } = context;
  const org = requestOrg(context);
  const location = bodyLocation(state, org.id, wanted.locationId);
  checkSeat(state, location, wanted);
  notePermission(state, location, `${wanted.firstName} ${wanted.lastName}`);
  const { locationId: _locationId, phoneNumber, extension: short, ...data } = wanted;
  const line = state.insert('virtualLine', {
    org: org.id,
    location: location.id,
    key: `${location.key}/${phoneNumber ?? short ?? ''}`,
    number: phoneNumber ?? null,
    extension: short ?? null,
    data,
  });
  return { status: 201, body: { id: line.id } };
}

function readVirtualLine(context: RequestContext): Reply {
  const line = pathLine(context);
  const location = ownedLocation(context.seen, line);
  const { firstName, lastName, displayName } = line.data;
  return {
    status: 200,
    body: {
      id: line.id,
      firstName,
      lastName,
      displayName: displayName ?? `${firstName} ${lastName}`,
      directorySearchEnabled: true,
      announcementLanguage: location.data.announcementLanguage,
      timeZone: location.data.timeZone,
      number: { ...withoutBlanks({ external: line.number, extension: line.extension }), primary: true },
      devices: [],
      location: { id: location.id, name: location.data.name, address: withoutBlanks(location.data.address) },
    },
  };
}

function updateVirtualLine(context: RequestContext, wanted: z.output<typeof updateBody>): Reply {
  const { state } = context;
  const line = pathLine(context);
  const location = ownedLocation(state, line);
  const number = wanted.phoneNumber ?? line.number;
  const short = wanted.extension ?? line.extension;
  const seat = { phoneNumber: number ?? undefined, extension: short ?? undefined };
  checkSeat(state, location, seat, line.id);
  state.update(line, {
    key: `${location.key}/${number ?? short ?? ''}`,
    number,
    extension: short,
    data: {
      ...line.data,
      firstName: wanted.firstName ?? line.data.firstName,
      lastName: wanted.lastName ?? line.data.lastName,
      displayName: wanted.displayName ?? line.data.displayName,
      callerIdFirstName: wanted.callerIdFirstName ?? line.data.callerIdFirstName,
      callerIdLastName: wanted.callerIdLastName ?? line.data.callerIdLastName,
      callerIdNumber: wanted.callerIdNumber ?? line.data.callerIdNumber,
    },
  });
  return NO_CONTENT;
}

/** Its settings go with it. */
function deleteVirtualLine(context: RequestContext): Reply {
  const line = pathLine(context);
  for (const { id } of context.state.ownedBy('setting', line.id)) context.state.remove(id);
  context.state.remove(line.id);
  return NO_CONTENT;
}
