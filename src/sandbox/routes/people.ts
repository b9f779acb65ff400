import { z } from 'zod';
import { FULL_ADMINISTRATOR } from '../make-person.ts';
import type { Stored } from '../objects.ts';
import { bodyLocation, checkSeat } from '../owners.ts';
import { contains, page } from '../paging.ts';
import { ApiError, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';
import { e164, email, extension } from '../shapes.ts';

const text = z.string().optional();
const updateBody = z.strictObject({
  emails: z.array(email).length(1).optional(),
  phoneNumbers: z
    .array(z.strictObject({ type: z.string(), value: z.string(), primary: z.boolean().optional() }))
    .optional(),
  extension: extension.optional(),
  locationId: text,
  displayName: z.string().min(1),
  firstName: text,
  lastName: text,
  nickName: text,
  avatar: text,
  orgId: text,
  roles: z.array(z.string()).optional(),
  licenses: z.array(z.string()).optional(),
  department: text,
  manager: text,
  managerId: text,
  title: text,
  addresses: z.array(z.record(z.string(), z.string())).optional(),
  siteUrls: z.array(z.string()).optional(),
  loginEnabled: z.boolean().optional(),
});

/** People of an org. They are made by the subscriber API: `POST /people` is not simulated. */
export function peopleRoutes(): Route[] {
  return [
    get('/people/me', readMe),
    get('/people', listPeople),
    get('/people/{personId}', readPerson),
    withBody('PUT', '/people/{personId}', updateBody, updatePerson),
  ];
}

/** The holder of the token: an administrator of the partner organisation. */
function readMe({ settings }: RequestContext): Reply {
  return {
    status: 200,
    body: {
      id: settings.partnerOrgId.replace(/.$/, 'M'),
      emails: ['partner.admin@example.test'],
      displayName: 'Partner Administrator',
      firstName: 'Partner',
      lastName: 'Administrator',
      orgId: settings.partnerOrgId,
      roles: [FULL_ADMINISTRATOR],
      licenses: [],
      type: 'person',
    },
  };
}

function listPeople(context: RequestContext): Reply {
  const { query, seen } = context;
  const org = requestOrg(context);
  const address = query.get('email')?.toLowerCase();
  const ids = query.get('id')?.split(',');
  if (ids && ids.length > 85) throw new ApiError(400, 'at most 85 ids');
  const calling = query.get('callingData') === 'true';
  const candidates = address === undefined ? seen.inOrg('person', org.id) : seen.byKey('person', address);
  const items = candidates
    .filter((person) => person.org === org.id)
    .filter(({ data }) => contains(data.displayName, query.get('displayName')))
    .filter(({ location }) => !query.has('locationId') || location === query.get('locationId'))
    .filter(({ id }) => ids === undefined || ids.includes(id))
    .map((person) => showPerson(person, calling));
  const limit = query.has('locationId') ? 50 : calling ? 100 : 1000;
  return page(context, items, { key: 'items', style: 'cursor', defaultMax: 100, limit });
}

function readPerson(context: RequestContext): Reply {
  const person = context.seen.get('person', param(context, 'personId'));
  if (!person) throw notFound('person');
  return { status: 200, body: showPerson(person, context.query.get('callingData') === 'true') };
}

/** Calling data (`locationId`, numbers, extension) is shown only when asked for. */
function showPerson({ id, org, location, number, extension, data }: Stored<'person'>, calling: boolean): object {
  const phoneNumbers = [
    ...(number === null ? [] : [{ type: 'work', value: number, primary: true }]),
    ...(extension === null ? [] : [{ type: 'work_extension', value: extension }]),
  ];
  return {
    ...data.profile,
    id,
    emails: [data.email],
    displayName: data.displayName,
    firstName: data.firstName,
    lastName: data.lastName,
    orgId: org,
    roles: data.roles,
    licenses: data.licenses,
    created: data.created,
    lastModified: data.lastModified,
    status: 'unknown',
    type: 'person',
    ...(calling && location !== null
      ? { phoneNumbers, locationId: location, ...(extension === null ? {} : { extension }) }
      : {}),
  };
}

/** Replaces everything: a field that is left out is emptied, so clients read first. */
function updatePerson(context: RequestContext, body: z.output<typeof updateBody>): Reply {
  const { state, now } = context;
  const person = state.get('person', param(context, 'personId'));
  if (!person) throw notFound('person', 4003);
  const {
    emails,
    phoneNumbers,
    extension: short,
    locationId,
    displayName,
    firstName,
    lastName,
    roles,
    licenses,
    orgId,
    ...profile
  } = body;
  const number = phoneNumbers?.find(({ type }) => type === 'work')?.value;
  if (number !== undefined && !e164.safeParse(number).success) {
    throw new ApiError(400, `${number} is not in E.164 format`, { errorCode: 25024 });
  }
  if (person.data.calling) {
    if (locationId !== undefined && locationId !== person.location) {
      throw new ApiError(400, 'the location of a person cannot be changed here');
    }
    checkSeat(
      state,
      bodyLocation(state, person.org, person.location ?? ''),
      { phoneNumber: number, extension: short },
      person.id,
    );
  }
  if (orgId !== undefined && orgId !== person.org) throw new ApiError(400, 'the org of a person cannot be changed');
  const updated = state.update(person, {
    key: emails?.[0]?.toLowerCase() ?? person.key,
    ...(person.data.calling ? { number: number ?? null, extension: short ?? null } : {}),
    data: {
      ...person.data,
      email: emails?.[0]?.toLowerCase() ?? person.data.email,
      displayName,
      firstName: firstName ?? '',
      lastName: lastName ?? '',
      roles: roles ?? [],
      licenses: licenses ?? [],
      profile,
      lastModified: now.toISOString(),
    },
  });
  return { status: 200, body: showPerson(updated, context.query.get('callingData') === 'true') };
}
