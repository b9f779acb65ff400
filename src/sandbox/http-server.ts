import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Controls, control } from './control.ts';
import { answerAfter, answerBefore, refusal } from './fault-answers.ts';
import { chooseFault, type FaultRules } from './faults.ts';
import { concernedOrg, type Incoming, queryRecord, receive } from './incoming.ts';
import { createKeyReader } from './natural-key.ts';
import { createPauses } from './pauses.ts';
import { ApiError, type Reply } from './reply.ts';
import { createRequestLog, type RequestLogRow } from './request-log.ts';
import type { Route } from './route.ts';
import { createRouter } from './router.ts';
import type { SandboxSettings } from './settings.ts';
import type { Db, State } from './state.ts';
import type { Tokens } from './tokens.ts';

/** Routes that watch for overlapping requests take at least this long, or loopback would hide every overlap. */
const WATCHED_LATENCY_MS = 2;

export interface HttpParts {
  readonly db: Db;
  readonly state: State;
  readonly routes: readonly Route[];
  readonly settings: SandboxSettings;
  /** Those in force; they may be replaced at any time. */
  readonly faults: () => FaultRules;
  readonly tokens: Tokens;
  readonly controls: Controls;
  readonly seed: number;
  readonly latencyMs: number;
  readonly now: () => Date;
  readonly overBudget: () => number | undefined;
  /** Ends the background tasks that are due. */
  readonly settle: () => void;
  readonly baseUrl: () => string;
}

const THROTTLED: ReadonlySet<number> = new Set([423, 429]);
/** Requests that concern no organisation of a customer. */
const PARTNER = 'partner';

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
  const pauses = createPauses(parts.now);
  const readKey = createKeyReader(parts.db);
  const countAttempt = parts.db.prepare<[string], { count: number }>(
    `INSERT INTO attempt (request_key, count) VALUES (?, 1)
     ON CONFLICT (request_key) DO UPDATE SET count = count + 1 RETURNING count`,
  );

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = await receive(request, router, parts.tokens.isToken);
    const closers: (() => void)[] = [];
    const onClose = (action: () => void): void => {
      closers.push(action);
    };
    if (!parts.db.open) return void response.destroy();
    // Beside the API, and not in its log: what comes here holds secrets, or is no request of a client.
    const aside =
      incoming.path === '/access_token' && incoming.method === 'POST'
        ? parts.tokens.issue(incoming.text)
        : control(incoming, parts.controls);
    if (aside) return send(response, aside, incoming.trackingId);
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
      parts.state.violate('over-budget', `${incoming.method} ${incoming.path}`);
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
    const scope = concernedOrg(incoming) ?? PARTNER;
    if (route.writes && pauses.isDisregarded(scope)) {
      parts.state.violate('write-during-pause', `${incoming.method} ${incoming.path}`);
    }
    const key = readKey(params, incoming.query, incoming.body);
    const faults = parts.faults();
    const attempt = faults.length === 0 ? 1 : (countAttempt.get(`${route.method} ${route.path} ${key}`)?.count ?? 1);
    const fault = chooseFault(faults, parts.seed, { method: route.method, route: route.path, key, attempt });
    const arrival = route.arrive?.({ params, body: incoming.body, state: parts.state, onClose });

    const latency = Math.max(parts.latencyMs, route.arrive ? WATCHED_LATENCY_MS : 0) + (fault?.delayMs ?? 0);
    if (latency > 0) await sleep(latency);
    if (!parts.db.open) return undefined;

    const facts = { key, attempt, ...(fault ? { fault: fault.kind } : {}) };
    const early = fault ? answerBefore(fault, incoming) : undefined;
    if (early) {
      if (early !== 'drop' && THROTTLED.has(early.status)) pauses.told(scope, early.headers?.['retry-after']);
      return note(incoming, { reply: early, ...facts });
    }
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
