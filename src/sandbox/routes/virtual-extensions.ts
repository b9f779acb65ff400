import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { bodyLocation } from '../owners.ts';
import { contains, listParameter, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply, withoutBlanks } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, requestOrg, withBody } from '../route.ts';
import { e164, extension } from '../shapes.ts';
import type { State } from '../state.ts';

const LIST = '/telephony/config/virtualExtensions';
const ONE = '/telephony/config/virtualExtensions/{extensionId}';
const body = z.strictObject({
  displayName: z.string().min(1),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  phoneNumber: e164,
  extension,
  locationId: z.string().min(1),
});
const updateBody = body.omit({ locationId: true }).partial();

/** Extensions of people who are not in Webex: their number is outside, so no number of the location is needed. */
export function virtualExtensionRoutes(): Route[] {
  return [
    get(LIST, listAll),
    withBody('POST', LIST, body, create),
    get(ONE, (context) => ({ status: 200, body: show(context, pathExtension(context)) })),
    withBody('PUT', ONE, updateBody, update),
    remove(ONE, (context) => {
      context.state.remove(pathExtension(context).id);
      return NO_CONTENT;
    }),
  ];
}

function pathExtension(context: RequestContext): Stored<'virtualExtension'> {
  const found = context.seen.get('virtualExtension', param(context, 'extensionId'));
  if (!found || found.org !== requestOrg(context).id) throw notFound('virtual extension', 4008);
  return found;
}

function listAll(context: RequestContext): Reply {
  const { query, seen } = context;
  const locations = listParameter(query, 'locationId');
  const found = seen
    .inOrg('virtualExtension', requestOrg(context).id)
    .filter(({ location }) => locations.length === 0 || locations.includes(location ?? ''))
    .filter((each) => contains(each.extension ?? '', query.get('extension')))
    .map((each) => show(context, each));
  return page(context, found, { key: 'virtualExtensions', style: 'start', defaultMax: 2000 });
}

function show({ seen }: RequestContext, each: Stored<'virtualExtension'>): Record<string, unknown> {
  const location = seen.get('location', each.location);
  const prefix = location?.data.calling?.routingPrefix;
  const { names, ...data } = each.data;
  return {
    id: each.id,
    extension: each.extension,
    ...withoutBlanks({ routingPrefix: prefix, ...names }),
    esn: `${prefix ?? ''}${each.extension ?? ''}`,
    ...data,
    level: 'LOCATION',
    ...withoutBlanks({ locationId: location?.id, locationName: location?.data.name }),
  };
}

function create(context: RequestContext, wanted: z.output<typeof body>): Reply {
  const { state } = context;
  const org = requestOrg(context);
  const location = bodyLocation(state, org.id, wanted.locationId);
  free(state, location.id, wanted.extension);
  const { displayName, phoneNumber, extension: short, firstName, lastName } = wanted;
  const made = state.insert('virtualExtension', {
    org: org.id,
    location: location.id,
    key: `${location.key}/${short}`,
    extension: short,
    data: { displayName, phoneNumber, names: { firstName, lastName } },
  });
  return { status: 201, body: { id: made.id } };
}

function update(context: RequestContext, wanted: z.output<typeof updateBody>): Reply {
  const found = pathExtension(context);
  const { data } = found;
  const short = wanted.extension ?? found.extension ?? '';
  free(context.state, found.location ?? '', short, found.id);
  const location = context.state.get('location', found.location);
  context.state.update(found, {
    extension: short,
    key: `${location?.key ?? ''}/${short}`,
    data: {
      displayName: wanted.displayName ?? data.displayName,
      phoneNumber: wanted.phoneNumber ?? data.phoneNumber,
      names: {
        firstName: wanted.firstName ?? data.names.firstName,
        lastName: wanted.lastName ?? data.names.lastName,
      },
    },
  });
  return NO_CONTENT;
}

/** An extension is unique in its location, whoever holds it. */
function free(state: State, location: string, short: string, self?: string): void {
  const holder = state.holderOfExtension(location, short);
  if (holder && holder.id !== self) {
    throw new ApiError(409, `extension ${short} is assigned already`, { errorCode: 4202 });
  }
}
