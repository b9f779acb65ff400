import type { z } from 'zod';
import type { Stored } from '../objects.ts';
import { checkSeat, dialling, findOwner, ownerName } from '../owners.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import {
  callingLocation,
  get,
  param,
  type RequestContext,
  type Route,
  remove,
  requestOrg,
  withBody,
} from '../route.ts';
import type { StateView } from '../state.ts';
import { merge } from './setting-store.ts';

export type FeatureKind = 'huntGroup' | 'callQueue' | 'autoAttendant' | 'pagingGroup' | 'voicemailGroup';

/** What hunt groups, queues and auto attendants have in common. */
interface FeatureFamily<Create extends z.ZodType, Update extends z.ZodType> {
  readonly kind: FeatureKind;
  /** Last part of the paths, and the key of the list. */
  readonly plural: 'huntGroups' | 'queues' | 'autoAttendants' | 'paging' | 'voicemailGroups';
  /** The key of the list where it is another word. */
  readonly listKey?: string;
  readonly idParameter: string;
  /** 200 for hunt groups and queues, 201 for auto attendants. */
  readonly createdStatus: number;
  readonly create: Create;
  readonly update: Update;
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Rules beyond the shape of the body, on the whole object as it would stand. */
  check(context: RequestContext, location: Stored<'location'>, wanted: Readonly<Record<string, unknown>>): void;
  showInList(feature: Stored<FeatureKind>): Record<string, unknown>;
  show(context: RequestContext, feature: Stored<FeatureKind>): Record<string, unknown>;
  /** What else a create or a change leaves in the target. */
  changed?(context: RequestContext, feature: Stored<FeatureKind>, wanted: Readonly<Record<string, unknown>>): void;
}

/** Routes of one family. A name may exist twice in a location: the target refuses only a number or extension in use. */
export function featureRoutes<
  Create extends z.ZodType<{ name: string; phoneNumber?: string | undefined; extension?: string | undefined }>,
  Update extends z.ZodType<{
    name?: string | undefined;
    phoneNumber?: string | undefined;
    extension?: string | undefined;
  }>,
>(family: FeatureFamily<Create, Update>): Route[] {
  const list = `/telephony/config/locations/{locationId}/${family.plural}`;
  const one = `${list}/{${family.idParameter}}`;
  return [
    get(`/telephony/config/${family.plural}`, (context) => listFeatures(context, family)),
    withBody('POST', list, family.create, (context, body) => createFeature(context, family, body)),
    get(one, (context) => readFeature(context, family)),
    withBody('PUT', one, family.update, (context, body) => updateFeature(context, family, body)),
    remove(one, (context) => {
      const { id } = pathFeature(context, family);
      for (const held of context.state.ownedBy('setting', id)) context.state.remove(held.id);
      context.state.remove(id);
      return NO_CONTENT;
    }),
  ];
}

/** The feature of a path. */
export interface Named {
  readonly kind: FeatureKind;
  readonly idParameter: string;
}

/** @throws {ApiError} 404 for one that is not in the location of the path */
export function pathFeature(context: RequestContext, { kind, idParameter }: Named): Stored<FeatureKind> {
  const { location } = callingLocation(context);
  const feature = context.seen.get(kind, param(context, idParameter));
  if (!feature || feature.location !== location.id) throw notFound(kind, 4008);
  return feature;
}

type AnyFamily = Pick<
  FeatureFamily<z.ZodType, z.ZodType>,
  | 'kind'
  | 'plural'
  | 'listKey'
  | 'idParameter'
  | 'createdStatus'
  | 'defaults'
  | 'check'
  | 'showInList'
  | 'show'
  | 'changed'
>;

function listFeatures(context: RequestContext, family: AnyFamily): Reply {
  const { query, seen } = context;
  const features = seen
    .inOrg(family.kind, requestOrg(context).id)
    .filter(({ location }) => !query.has('locationId') || location === query.get('locationId')?.replace(/=+$/, ''))
    .filter(({ data }) => contains(data.name, query.get('name')))
    .filter(({ number }) => !query.has('phoneNumber') || number === query.get('phoneNumber'))
    .map((feature) => ({
      id: feature.id,
      name: feature.data.name,
      locationName: seen.get('location', feature.location)?.data.name,
      locationId: feature.location,
      ...dialling(seen, feature),
      ...family.showInList(feature),
    }));
  return page(context, features, { key: family.listKey ?? family.plural, style: 'start', defaultMax: 2000 });
}

function createFeature(
  context: RequestContext,
  family: AnyFamily,
  body: { readonly name: string; readonly phoneNumber?: string | undefined; readonly extension?: string | undefined },
): Reply {
  const { state } = context;
  const { location } = callingLocation(context);
  checkSeat(state, location, body);
  const { name, phoneNumber, extension, ...rest } = body;
  const wanted = merge(family.defaults, rest);
  family.check(context, location, wanted);
  const key = `${location.key}/${name}`;
  if (state.byKey(family.kind, key).length > 0) state.violate('duplicate-feature', `${family.kind} ${key}`);
  const feature = state.insert(family.kind, {
    org: location.org,
    location: location.id,
    key,
    number: phoneNumber ?? null,
    extension: extension ?? null,
    data: {
      name,
      enabled: wanted.enabled !== false,
      ...(context.query.has('hasCxEssentials')
        ? { customerAssist: context.query.get('hasCxEssentials') === 'true' }
        : {}),
      body: wanted,
    },
  });
  family.changed?.(context, feature, wanted);
  return { status: family.createdStatus, body: { id: feature.id } };
}

function readFeature(context: RequestContext, family: AnyFamily): Reply {
  const feature = pathFeature(context, family);
  const { routingPrefix: _routingPrefix, esn: _esn, ...dialled } = dialling(context.seen, feature);
  return {
    status: 200,
    body: {
      id: feature.id,
      name: feature.data.name,
      enabled: feature.data.enabled,
      ...dialled,
      ...family.show(context, feature),
    },
  };
}

function updateFeature(
  context: RequestContext,
  family: AnyFamily,
  body: {
    readonly name?: string | undefined;
    readonly phoneNumber?: string | undefined;
    readonly extension?: string | undefined;
  },
): Reply {
  const { state } = context;
  const feature = pathFeature(context, family);
  const { location } = callingLocation(context);
  const { name, phoneNumber, extension, ...rest } = body;
  const wanted = merge(feature.data.body, rest);
  family.check(context, location, wanted);
  const number = phoneNumber ?? feature.number;
  const short = extension ?? feature.extension;
  checkSeat(
    state,
    location,
    { ...(number === null ? {} : { phoneNumber: number }), ...(short === null ? {} : { extension: short }) },
    feature.id,
  );
  family.changed?.(context, feature, wanted);
  state.update(feature, {
    key: `${location.key}/${name ?? feature.data.name}`,
    number,
    extension: short,
    data: { ...feature.data, name: name ?? feature.data.name, enabled: wanted.enabled !== false, body: wanted },
  });
  return NO_CONTENT;
}

export interface Agent {
  readonly id: string;
  readonly weight?: string | undefined;
  readonly skillLevel?: number | undefined;
  /** Of queues; left out: has joined. */
  readonly joinEnabled?: boolean | undefined;
}

/**
 * People, Webex workspaces and virtual lines behind the agents of a body.
 *
 * @throws {ApiError} 400 for an agent that does not exist in the org, or is listed twice
 */
export function checkAgents(context: RequestContext, org: string, agents: readonly Agent[]): Stored[] {
  if (new Set(agents.map(({ id }) => id)).size !== agents.length) {
    throw new ApiError(400, 'an agent is listed twice', { errorCode: 25024 });
  }
  return agents.map(({ id }) => {
    const owner = findOwner(context.state, org, id);
    if (!owner || owner.location === null) throw new ApiError(400, `agent ${id} not found`, { errorCode: 4003 });
    return owner;
  });
}

/** Agents as details show them; one that has gone since is left out. */
export function showAgents(seen: StateView, org: string, agents: readonly Agent[]): Record<string, unknown>[] {
  return agents.flatMap(({ id, ...rest }) => {
    const owner = findOwner(seen, org, id);
    return owner ? [{ id, ...ownerName(owner), ...dialling(seen, owner), ...rest }] : [];
  });
}

/** The agents of a stored body, which was checked when it came in. */
export function agentsOf(body: Readonly<Record<string, unknown>>): Agent[] {
  return Array.isArray(body.agents) ? (body.agents as Agent[]) : [];
}
