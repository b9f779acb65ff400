import type { z } from 'zod';
import type { Stored } from '../objects.ts';
import { describeOwner, findOwner } from '../owners.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { callingLocation, get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { merge } from './setting-store.ts';

export type MemberGroupKind = 'callPickup' | 'callPark';

/** Pickup and park groups: named lists of people, Webex workspaces and virtual lines of a location. */
interface MemberGroupFamily<Create extends z.ZodType, Update extends z.ZodType> {
  readonly kind: MemberGroupKind;
  /** Last part of the paths, and the key of the list. */
  readonly plural: string;
  readonly idParameter: string;
  readonly create: Create;
  readonly update: Update;
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Rules beyond the shape of the body, on the whole object as it would stand. */
  check(
    context: RequestContext,
    location: Stored<'location'>,
    wanted: Readonly<Record<string, unknown>>,
    self?: string,
  ): void;
  show(context: RequestContext, group: Stored<MemberGroupKind>): Record<string, unknown>;
}

/**
 * Routes of one family. The id holds the name: a PUT that renames answers another one. A name may exist twice as far as
 * anybody knows, so a second one is noted as the mistake of a client.
 */
export function memberGroupRoutes<
  Create extends z.ZodType<{ name: string }>,
  Update extends z.ZodType<{ name?: string | undefined }>,
>(family: MemberGroupFamily<Create, Update>): Route[] {
  const list = `/telephony/config/locations/{locationId}/${family.plural}`;
  const one = `${list}/{${family.idParameter}}`;
  return [
    get(list, (context) => listGroups(context, family)),
    withBody('POST', list, family.create, (context, body) => createGroup(context, family, body)),
    get(one, (context) => readGroup(context, family)),
    withBody('PUT', one, family.update, (context, body) => updateGroup(context, family, body)),
    remove(one, (context) => {
      context.state.remove(pathGroup(context, family).id);
      return NO_CONTENT;
    }),
  ];
}

type AnyFamily = Pick<
  MemberGroupFamily<z.ZodType, z.ZodType>,
  'kind' | 'plural' | 'idParameter' | 'defaults' | 'check' | 'show'
>;

function pathGroup(context: RequestContext, { kind, idParameter }: AnyFamily): Stored<MemberGroupKind> {
  const { location } = callingLocation(context);
  const group = context.seen.get(kind, param(context, idParameter));
  if (!group || group.location !== location.id) throw notFound(kind, 4008);
  return group;
}

function listGroups(context: RequestContext, family: AnyFamily): Reply {
  const { location } = callingLocation(context);
  const groups = context.seen
    .inLocation(family.kind, location.id)
    .filter(({ data }) => contains(data.name, context.query.get('name')))
    .map(({ id, data }) => ({ id, name: data.name, locationName: location.data.name, locationId: location.id }));
  return page(context, groups, { key: family.plural, style: 'start', defaultMax: 2000 });
}

function createGroup(context: RequestContext, family: AnyFamily, body: { readonly name: string }): Reply {
  const { state } = context;
  const { location } = callingLocation(context);
  const { name, ...rest } = body;
  const wanted = merge(family.defaults, rest);
  family.check(context, location, wanted);
  const key = `${location.key}/${name}`;
  if (state.byKey(family.kind, key).length > 0) state.violate('duplicate-feature', `${family.kind} ${key}`);
  const group = state.insert(family.kind, {
    org: location.org,
    location: location.id,
    key,
    data: { name, body: wanted },
  });
  return { status: 201, body: { id: group.id } };
}

function readGroup(context: RequestContext, family: AnyFamily): Reply {
  const group = pathGroup(context, family);
  return { status: 200, body: { id: group.id, name: group.data.name, ...family.show(context, group) } };
}

function updateGroup(context: RequestContext, family: AnyFamily, body: { readonly name?: string | undefined }): Reply {
  const { state } = context;
  const { location } = callingLocation(context);
  const group = pathGroup(context, family);
  const { name = group.data.name, ...rest } = body;
  const wanted = merge(group.data.body, rest);
  family.check(context, location, wanted, group.id);
  const changed = { key: `${location.key}/${name}`, data: { name, body: wanted } };
  if (name === group.data.name) return { status: 200, body: { id: state.update(group, changed).id } };
  state.remove(group.id);
  const renamed = state.insert(family.kind, { org: group.org, location: group.location, ...changed });
  return { status: 200, body: { id: renamed.id } };
}

/** Ids of a list in a stored body. */
export function idsOf(body: Readonly<Record<string, unknown>>, field: string): string[] {
  const ids = body[field];
  return Array.isArray(ids) ? ids.map(String) : [];
}

/**
 * Checks the members of a body.
 *
 * @throws {ApiError} 400 for one that does not exist in the org, or is listed twice
 */
export function checkMembers(context: RequestContext, org: string, ids: readonly string[]): void {
  if (new Set(ids).size !== ids.length) throw new ApiError(400, 'a member is listed twice', { errorCode: 25024 });
  for (const id of ids) {
    const owner = findOwner(context.state, org, id);
    if (!owner || owner.location === null) throw new ApiError(400, `member ${id} not found`, { errorCode: 4003 });
  }
}

/** Members as details show them; `numbers` is what the list of their numbers is called. */
export function showMembers(
  context: RequestContext,
  org: string,
  ids: readonly string[],
  numbers: 'numbers' | 'phoneNumber',
): Record<string, unknown>[] {
  return ids.flatMap((id) => {
    const owner = findOwner(context.seen, org, id);
    if (!owner) return [];
    const { type, firstName, lastName } = describeOwner(owner);
    return [
      {
        id,
        firstName,
        lastName,
        displayName: `${firstName} ${lastName}`,
        type,
        email: 'email' in owner.data ? owner.data.email : '',
        [numbers]: [
          {
            ...(owner.number === null ? {} : { external: owner.number }),
            ...(owner.extension === null ? {} : { extension: owner.extension }),
          },
        ],
      },
    ];
  });
}
