import { z } from 'zod';
import { MigrationError } from '../domain/errors.ts';
import { WebexHttpError, WebexNetworkError } from '../domain/webex-errors.ts';
import { nextPage } from './paging.ts';
import type { WebexRequest, WebexResponse, WebexTransport } from './transport.ts';

/** A call inside one customer organisation, which is also what a 429 pauses. */
export interface OrgCall {
  readonly orgId: string;
  readonly signal: AbortSignal;
}

/** A call of the wholesale API; `scope` is the customer's organisation, or its key while it has none. */
export interface WholesaleCall {
  readonly scope: string;
  readonly signal: AbortSignal;
}

/** What a write answered. */
export interface Sent<Value = undefined> {
  readonly value: Value;
  readonly status: number;
  readonly trackingId?: string;
  /** The id that we gave the request. */
  readonly clientTrackingId?: string;
}

export type Query = NonNullable<WebexRequest['query']>;
type Read = Omit<WebexRequest, 'method' | 'body'>;

/** `{id}` of a fresh object; empty when the target named none, so that the caller looks it up. */
export const createdId = z.object({ id: z.string().optional() }).optional();
export const nothing = z.unknown().transform(() => undefined);

/** Addresses a request to one customer organisation. */
export function inOrg(call: OrgCall, path: string, query: Query = {}): Read {
  return { path, query: { orgId: call.orgId, ...query }, scope: call.orgId };
}

/** Reads and writes over a transport; answers are parsed here, once, at the border. */
export function createCaller(transport: WebexTransport) {
  async function read<Schema extends z.ZodType>(
    schema: Schema,
    request: Read,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    return parse(schema, await transport.send({ method: 'GET', ...request }, signal), request.path);
  }

  return {
    read,

    /** `undefined` where the target answers 404. */
    async find<Schema extends z.ZodType>(
      schema: Schema,
      request: Read,
      signal: AbortSignal,
    ): Promise<z.output<Schema> | undefined> {
      try {
        return await read(schema, request, signal);
      } catch (error) {
        if (error instanceof WebexHttpError && error.status === 404) return undefined;
        throw error;
      }
    },

    /** All pages of a list; `key` is its name in the body, which is not always `items`. */
    async list<Schema extends z.ZodType>(
      key: string,
      schema: Schema,
      request: Read,
      signal: AbortSignal,
    ): Promise<z.output<Schema>[]> {
      const page = z.object({ [key]: z.array(schema).optional() });
      const found: z.output<Schema>[] = [];
      const seen = new Set<string>();
      let next: Read | undefined = request;
      while (next) {
        const response: WebexResponse = await transport.send({ method: 'GET', ...next }, signal);
        found.push(...(parse(page, response, request.path)[key] ?? []));
        const link = nextPage(response.headers.link);
        if (link !== undefined && seen.has(link)) {
          throw new MigrationError('TARGET_REFUSED', `the pages of ${request.path} never end: ${link} came twice`);
        }
        if (link !== undefined) seen.add(link);
        next = link === undefined ? undefined : { path: link, scope: request.scope };
      }
      return found;
    },

    /** One write, sent once. */
    async write<Schema extends z.ZodType>(
      schema: Schema,
      request: WebexRequest,
      signal: AbortSignal,
    ): Promise<Sent<z.output<Schema>>> {
      const response = await transport.send(request, signal);
      return sent(response, parse(schema, response, request.path));
    },

    send: (request: WebexRequest, signal: AbortSignal): Promise<WebexResponse> => transport.send(request, signal),
  };
}
export type Caller = ReturnType<typeof createCaller>;

export function sent<Value>(response: WebexResponse, value: Value): Sent<Value> {
  const { status, trackingId, clientTrackingId } = response;
  return {
    value,
    status,
    ...(trackingId === undefined ? {} : { trackingId }),
    ...(clientTrackingId === undefined ? {} : { clientTrackingId }),
  };
}

/**
 * An answer of a shape that we cannot read counts as no answer: what it was about may well have happened.
 */
function parse<Schema extends z.ZodType>(schema: Schema, response: WebexResponse, path: string): z.output<Schema> {
  const result = schema.safeParse(withoutNulls(response.body));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new WebexNetworkError(`unreadable answer (${response.status}) of ${path}: ${faults.join('; ')}`, true);
}

/** `null` and a missing field mean the same to us. */
function withoutNulls(value: unknown): unknown {
  return holdsNull(value) ? copyWithoutNulls(value) : value;
}

/** Most answers hold none, and big lists are not copied for nothing. */
function holdsNull(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  return value === null || Object.values(value).some(holdsNull);
}

function copyWithoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(copyWithoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, copyWithoutNulls(inner)]));
}
