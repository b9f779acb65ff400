import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Method } from './route.ts';
import type { createRouter, RouteMatch } from './router.ts';

const BODY_LIMIT = 5_000_000;

/** A request, read to its end and matched to a route. */
export interface Incoming {
  readonly method: Method;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The body as it was sent. */
  readonly text: string;
  readonly malformed: boolean;
  readonly authorised: boolean;
  readonly match: RouteMatch | undefined;
  readonly trackingId: string;
}

export async function receive(
  request: IncomingMessage,
  router: ReturnType<typeof createRouter>,
  isToken: (token: string) => boolean,
): Promise<Incoming> {
  const text = await readText(request);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = url.pathname.startsWith('/v1/') ? url.pathname.slice('/v1'.length) : url.pathname;
  const method = (request.method ?? 'GET') as Method;
  const parsed = parseJson(text);
  return {
    method,
    path,
    query: url.searchParams,
    body: parsed.value,
    malformed: parsed.malformed,
    authorised: isToken(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''),
    text,
    match: url.pathname.startsWith('/v1/') ? router.match(method, path) : undefined,
    trackingId: `SANDBOX_${randomUUID()}`,
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk);
    size += buffer.length;
    if (size > BODY_LIMIT) throw new Error('request body is too large');
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): { readonly value: unknown; readonly malformed: boolean } {
  if (text === '') return { value: undefined, malformed: false };
  try {
    return { value: JSON.parse(text), malformed: false };
  } catch {
    return { value: undefined, malformed: true };
  }
}

export function queryRecord(query: URLSearchParams): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const [first = '', ...more] = query.getAll(name);
    record[name] = more.length === 0 ? first : [first, ...more];
  }
  return record;
}

/** The org that a request names, in its query or its body. */
export function concernedOrg({ query, body }: Incoming): string | null {
  const inBody = typeof body === 'object' && body !== null ? Reflect.get(body, 'orgId') : undefined;
  return query.get('orgId') ?? (typeof inBody === 'string' ? inBody : null);
}
