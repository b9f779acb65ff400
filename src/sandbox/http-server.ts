import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseFault, type FaultRule, type FaultRules } from './faults.ts';
import { createKeyReader } from './natural-key.ts';
import { ApiError, type Reply } from './reply.ts';
import { createRequestLog, type RequestLogRow } from './request-log.ts';
import type { Method, Route } from './route.ts';
import { createRouter, type RouteMatch } from './router.ts';
import type { SandboxSettings } from './settings.ts';
import type { Db, State } from './state.ts';

/** Routes that watch for overlapping requests take at least this long, or loopback would hide every overlap. */
const WATCHED_LATENCY_MS = 2;
const BODY_LIMIT = 5_000_000;

export interface HttpParts {
  readonly db: Db;
  readonly state: State;
  readonly routes: readonly Route[];
  readonly settings: SandboxSettings;
  readonly faults: FaultRules;
  readonly seed: number;
  readonly latencyMs: number;
  readonly now: () => Date;
  readonly overBudget: () => number | undefined;
  /** Ends the background tasks that are due. */
  readonly settle: () => void;
  readonly baseUrl: () => string;
}

interface Incoming {
  readonly method: Method;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly malformed: boolean;
  readonly authorised: boolean;
  readonly match: RouteMatch | undefined;
  readonly trackingId: string;
}

/** What goes out: an answer, or a closed connection. */
interface Outcome {
  readonly reply: Reply | 'drop';
  readonly fault?: string;
  readonly effect?: boolean;
  readonly overBudget?: boolean;
  readonly key?: string;
  readonly attempt?: number;
}

/** The HTTP side of the sandbox: authorisation, budget, faults, then one transaction for write and log row together. */
export function createHttpServer(parts: HttpParts): Server {
  const router = createRouter(parts.routes);
  const log = createRequestLog(parts.db);
  const readKey = createKeyReader(parts.db);
  const countAttempt = parts.db.prepare<[string], { count: number }>(
    `INSERT INTO attempt (request_key, count) VALUES (?, 1)
     ON CONFLICT (request_key) DO UPDATE SET count = count + 1 RETURNING count`,
  );

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = await receive(request, router);
    const closers: (() => void)[] = [];
    const onClose = (action: () => void): void => {
      closers.push(action);
    };
    if (!parts.db.open) return void response.destroy();
    const outcome = await decide(incoming, onClose);
    if (outcome === undefined) return void response.destroy();
    send(response, outcome.reply, incoming.trackingId);
    for (const close of closers) close();
  }

  async function decide(incoming: Incoming, onClose: (action: () => void) => void): Promise<Outcome | undefined> {
    const { match } = incoming;
    if (!incoming.authorised)
      return note(incoming, { reply: refusal(401, 'The request requires a valid access token.', incoming) });
    const wait = parts.overBudget();
    if (wait !== undefined) {
      const reply = refusal(429, 'Too many requests.', incoming, { 'retry-after': String(wait) });
      return note(incoming, { reply, overBudget: true });
    }
    if (!match) {
      const methods = router.methods(incoming.path);
      const [status, text] = methods.length > 0 ? ([405, 'method'] as const) : ([404, 'path'] as const);
      const reply = refusal(status, `not simulated: ${incoming.method} ${incoming.path} (unknown ${text})`, incoming);
      return note(incoming, { reply });
    }
    if (incoming.malformed) return note(incoming, { reply: refusal(400, 'the request body is not JSON', incoming) });
    const { route, params } = match;
    const key = readKey(params, incoming.query, incoming.body);
    const attempt =
      parts.faults.length === 0 ? 1 : (countAttempt.get(`${route.method} ${route.path} ${key}`)?.count ?? 1);
    const fault = chooseFault(parts.faults, parts.seed, { method: route.method, route: route.path, key, attempt });
    const arrival = route.arrive?.({ params, body: incoming.body, state: parts.state, onClose });

    const latency = Math.max(parts.latencyMs, route.arrive ? WATCHED_LATENCY_MS : 0) + (fault?.delayMs ?? 0);
    if (latency > 0) await sleep(latency);
    if (!parts.db.open) return undefined;

    const facts = { key, attempt, ...(fault ? { fault: fault.kind } : {}) };
    const early = fault ? answerBefore(fault, incoming) : undefined;
    if (early) return note(incoming, { reply: early, ...facts });
    return parts.db
      .transaction((): Outcome => {
        const reply = handle(route, params, incoming, arrival, onClose);
        const effect = route.writes && reply.status < 300;
        return note(incoming, { reply: (fault && answerAfter(fault, incoming)) ?? reply, effect, ...facts });
      })
      .immediate();
  }

  function handle(
    route: Route,
    params: Readonly<Record<string, string>>,
    incoming: Incoming,
    arrival: unknown,
    onClose: (action: () => void) => void,
  ): Reply {
    parts.settle();
    try {
      // A transaction of its own inside the outer one: a refusal undoes half a write and keeps the log row.
      return parts.db.transaction(() =>
        route.handle({
          method: route.method,
          route: route.path,
          params,
          query: incoming.query,
          body: incoming.body,
          baseUrl: parts.baseUrl(),
          state: parts.state,
          seen: route.method === 'GET' ? parts.state.seen(parts.settings.consistencyDelayMs) : parts.state,
          settings: parts.settings,
          now: parts.now(),
          note: arrival,
          onClose,
        }),
      )();
    } catch (error) {
      if (error instanceof ApiError) return error.reply(incoming.trackingId);
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return refusal(500, `defect of the sandbox: ${reason}`, incoming);
    }
  }

  function note(incoming: Incoming, outcome: Outcome): Outcome {
    const dropped = outcome.reply === 'drop';
    const reply = outcome.reply === 'drop' ? undefined : outcome.reply;
    log.write({
      at: parts.now().toISOString(),
      method: incoming.method,
      path: incoming.path,
      route: incoming.match?.route.path ?? null,
      query: queryRecord(incoming.query),
      body: incoming.body,
      status: reply?.status ?? null,
      responseBody: reply?.body,
      responseHeaders: dropped ? {} : { ...reply?.headers, trackingid: incoming.trackingId },
      org: concernedOrg(incoming),
      key: outcome.key ?? null,
      attempt: outcome.attempt ?? null,
      fault: outcome.fault ?? null,
      effect: outcome.effect ?? false,
      overBudget: outcome.overBudget ?? false,
      trackingId: incoming.trackingId,
    } satisfies RequestLogRow);
    return outcome;
  }

  return createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
}

async function receive(request: IncomingMessage, router: ReturnType<typeof createRouter>): Promise<Incoming> {
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
    authorised: request.headers.authorization === 'Bearer sandbox',
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

function send(response: ServerResponse, reply: Reply | 'drop', trackingId: string): void {
  if (reply === 'drop') return void response.destroy();
  const html = typeof reply.body === 'string';
  const text = reply.body === undefined ? '' : html ? String(reply.body) : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    ...(text === '' ? {} : { 'content-type': html ? 'text/html' : 'application/json;charset=UTF-8' }),
    ...(reply.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
    trackingid: trackingId,
    ...reply.headers,
  });
  response.end(text);
}

function refusal(
  status: number,
  text: string,
  incoming: Incoming,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return new ApiError(status, text, { headers }).reply(incoming.trackingId);
}

const BAD_GATEWAY: Reply = { status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' };

/** Answers of faults that strike before anything happened. */
function answerBefore(fault: FaultRule, incoming: Incoming): Reply | 'drop' | undefined {
  switch (fault.kind) {
    case 'throttle': {
      const wait = fault.retryAfter;
      const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
      return refusal(fault.status ?? 429, 'Too many requests.', incoming, headers);
    }
    case 'error-before':
      return refusal(fault.status ?? 500, 'Something went wrong (before the request was carried out).', incoming);
    case 'token-expired':
      return refusal(401, 'The access token has expired.', incoming);
    case 'drop-before':
      return 'drop';
    case 'bad-gateway':
      return BAD_GATEWAY;
    default:
      return undefined;
  }
}

/** Answers of faults that strike although the request was carried out. */
function answerAfter(fault: FaultRule, incoming: Incoming): Reply | 'drop' | undefined {
  switch (fault.kind) {
    case 'error-after':
      return refusal(fault.status ?? 500, 'Something went wrong.', incoming);
    case 'drop-after':
      return 'drop';
    case 'bad-gateway-after':
      return BAD_GATEWAY;
    default:
      return undefined;
  }
}

function queryRecord(query: URLSearchParams): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const [first = '', ...more] = query.getAll(name);
    record[name] = more.length === 0 ? first : [first, ...more];
  }
  return record;
}

function concernedOrg({ query, body }: Incoming): string | null {
  const inBody = typeof body === 'object' && body !== null ? Reflect.get(body, 'orgId') : undefined;
  return query.get('orgId') ?? (typeof inBody === 'string' ? inBody : null);
}
