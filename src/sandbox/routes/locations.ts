import { z } from 'zod';
import { makeLocation } from '../make-location.ts';
import type { Stored } from '../objects.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, type Reply, withoutBlanks } from '../reply.ts';
import { get, type RequestContext, type Route, remove, requestLocation, requestOrg, withBody } from '../route.ts';
import { language, type PostalAddress, postalAddress, timeZone } from '../shapes.ts';

const createBody = z.strictObject({
  name: z.string().min(1).max(256),
  timeZone,
  preferredLanguage: language,
  announcementLanguage: language,
  address: postalAddress,
  latitude: z.string().optional(),
  longitude: z.string().optional(),
  notes: z.string().optional(),
});
const updateBody = z.strictObject({
  name: z.string().min(1).max(256).optional(),
  timeZone: timeZone.optional(),
  preferredLanguage: language.optional(),
  address: postalAddress.partial().optional(),
});

/** `/locations`: places of an org, with or without Webex Calling. */
export function locationRoutes(): Route[] {
  return [
    get('/locations', listLocations),
    get('/locations/{locationId}', (context) => ({ status: 200, body: showLocation(requestLocation(context)) })),
    withBody('POST', '/locations', createBody, createLocation),
    withBody('PUT', '/locations/{locationId}', updateBody, updateLocation),
    remove('/locations/{locationId}', deleteLocation),
  ];
}

function listLocations(context: RequestContext): Reply {
  const { query, seen } = context;
  const items = seen
    .inOrg('location', requestOrg(context).id)
    .filter(({ data }) => contains(data.name, query.get('name')))
    .filter(({ id }) => !query.has('id') || id === query.get('id'))
    .map(showLocation);
  return page(context, items, { key: 'items', style: 'cursor', defaultMax: 500 });
}

function showLocation({ id, org, data }: Stored<'location'>): Record<string, unknown> {
  return {
    id,
    name: data.name,
    orgId: org,
    timeZone: data.timeZone,
    preferredLanguage: data.preferredLanguage,
    address: withoutBlanks(data.address),
  };
}

function createLocation(context: RequestContext, body: z.output<typeof createBody>): Reply {
  const { latitude: _latitude, longitude: _longitude, notes: _notes, ...wanted } = body;
  const location = makeLocation(context.state, requestOrg(context), { ...wanted, calling: false });
  return { status: 201, body: { id: location.id } };
}

function mergeAddress(
  current: PostalAddress,
  wanted: { readonly [Field in keyof PostalAddress]?: string | undefined } = {},
): PostalAddress {
  return {
    address1: wanted.address1 ?? current.address1,
    address2: wanted.address2 ?? current.address2,
    city: wanted.city ?? current.city,
    state: wanted.state ?? current.state,
    postalCode: wanted.postalCode ?? current.postalCode,
    country: wanted.country ?? current.country,
  };
}

function updateLocation(context: RequestContext, body: z.output<typeof updateBody>): Reply {
  const { state } = context;
  const location = requestLocation(context);
  const org = requestOrg(context);
  const name = body.name ?? location.data.name;
  if (state.inOrg('location', org.id).some((other) => other.id !== location.id && other.data.name === name)) {
    throw new ApiError(409, `a location named "${name}" exists already`);
  }
  state.update(location, {
    key: `${org.key}/${name}`,
    data: {
      ...location.data,
      name,
      timeZone: body.timeZone ?? location.data.timeZone,
      preferredLanguage: body.preferredLanguage ?? location.data.preferredLanguage,
      address: mergeAddress(location.data.address, body.address),
    },
  });
  return NO_CONTENT;
}

/** Only a location without Webex Calling can go. */
function deleteLocation(context: RequestContext): Reply {
  const location = requestLocation(context);
  if (location.data.calling) throw new ApiError(409, 'Webex Calling must be disabled in the location first');
  context.state.remove(location.id);
  return NO_CONTENT;
}
