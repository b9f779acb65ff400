import type { z } from 'zod';
import type { Stored } from './objects.ts';
import { parseBody } from './parse-body.ts';
import type { Reply } from './reply.ts';
import { notFound } from './reply.ts';
import type { SandboxSettings } from './settings.ts';
import type { State, StateView } from './state.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';

/** What a handler knows of its request. Handlers are synchronous: each runs in one transaction with its log row. */
export interface RequestContext {
  readonly method: Method;
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** `http://127.0.0.1:PORT/v1`, for `Location` and `Link`. */
  readonly baseUrl: string;
  readonly state: State;
  /** What a read may show: objects younger than the consistency delay are missing. */
  readonly seen: StateView;
  readonly settings: SandboxSettings;
  readonly now: Date;
  /** What `arrive` noticed when the request came in. */
  readonly note: unknown;
  /** Runs when the answer has left, or the connection is gone. */
  onClose(action: () => void): void;
}

export interface Route {
  readonly method: Method;
  /** Template such as `/people/{personId}`. */
  readonly path: string;
  /** Whether a 2xx means that something was written (the validate endpoints write nothing). */
  readonly writes: boolean;
  handle(context: RequestContext): Reply;
  /** Sees the request as soon as its body is complete, before latency and faults: to notice overlapping requests. */
  arrive?(arrival: Arrival): unknown;
}

export interface Arrival {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly state: State;
  onClose(action: () => void): void;
}

export function get(path: string, handle: (context: RequestContext) => Reply): Route {
  return { method: 'GET', path, writes: false, handle };
}

export function remove(path: string, handle: (context: RequestContext) => Reply): Route {
  return { method: 'DELETE', path, writes: true, handle };
}

/** A request with a JSON body that is checked before the handler sees it. */
export function withBody<Schema extends z.ZodType>(
  method: Method,
  path: string,
  schema: Schema,
  handle: (context: RequestContext, body: z.output<Schema>) => Reply,
  options: { readonly writes?: boolean; readonly arrive?: Route['arrive'] } = {},
): Route {
  return {
    method,
    path,
    writes: options.writes ?? true,
    handle: (context) => handle(context, parseBody(schema, context.body, path)),
    ...(options.arrive ? { arrive: options.arrive } : {}),
  };
}

/**
 * The org that a request concerns: the `orgId` query parameter, else the org of the token, which is the partner's.
 *
 * @throws {ApiError} 404 for an org that does not exist
 */
export function requestOrg(context: RequestContext): Stored<'org'> {
  const id = context.query.get('orgId') ?? context.settings.partnerOrgId;
  const org = context.state.get('org', id);
  if (!org) throw notFound('organization');
  return org;
}

/** A path parameter; the router has put it there. */
export function param(context: RequestContext, name: string): string {
  return context.params[name] ?? '';
}

/** The location of the path, in the org of the request. 4007 is the target's code for it. */
export function requestLocation(context: RequestContext): Stored<'location'> {
  const org = requestOrg(context);
  const location = context.seen.get('location', param(context, 'locationId'));
  if (!location || location.org !== org.id) throw notFound('location', 4007);
  return location;
}

/** The location of the path, with Webex Calling enabled. */
export function callingLocation(context: RequestContext): CallingLocationObject {
  const location = requestLocation(context);
  const { calling } = location.data;
  if (!calling) throw notFound('location with Webex Calling', 4007);
  return { location, calling };
}

export interface CallingLocationObject {
  readonly location: Stored<'location'>;
  readonly calling: NonNullable<Stored<'location'>['data']['calling']>;
}
