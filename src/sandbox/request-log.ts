import type { Db } from './state.ts';

/** One request as the sandbox saw it. */
export interface RequestLogRow {
  readonly at: string;
  readonly method: string;
  /** Below `/v1`, as sent. */
  readonly path: string;
  /** Template that answered, e.g. `/people/{personId}`; `null`: not simulated. */
  readonly route: string | null;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Secrets redacted. */
  readonly body: unknown;
  /** As the client saw it; `null`: the connection was dropped. */
  readonly status: number | null;
  readonly responseBody: unknown;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly org: string | null;
  readonly key: string | null;
  readonly attempt: number | null;
  /** Kind of the fault that was injected. */
  readonly fault: string | null;
  /** True when the request changed the state, whatever the client was told. */
  readonly effect: boolean;
  /** True when it came over the request budget and was refused for it. */
  readonly overBudget: boolean;
  readonly trackingId: string;
}

const SECRET = /password|passcode|secret|token|accessCode|^pin$/i;

/** Replaces the values of secret fields, at any depth. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      SECRET.test(name) && typeof field === 'string' ? '[redacted]' : redact(field),
    ]),
  );
}

interface Row {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly route: string | null;
  readonly query: string;
  readonly body: string | null;
  readonly status: number | null;
  readonly response: string | null;
  readonly headers: string;
  readonly org: string | null;
  readonly natural_key: string | null;
  readonly attempt: number | null;
  readonly fault: string | null;
  readonly effect: number;
  readonly over_budget: number;
  readonly tracking_id: string;
}

/** The `request_log` table. */
export function createRequestLog(db: Db) {
  const insert = db.prepare(
    `INSERT INTO request_log (at, method, path, route, query, body, status, response, headers, org, natural_key,
       attempt, fault, effect, over_budget, tracking_id)
     VALUES (@at, @method, @path, @route, @query, @body, @status, @response, @headers, @org, @key,
       @attempt, @fault, @effect, @overBudget, @trackingId)`,
  );
  const select = db.prepare<[], Row>('SELECT * FROM request_log ORDER BY seq');

  return {
    write(row: RequestLogRow): void {
      insert.run({
        ...row,
        query: JSON.stringify(row.query),
        body: row.body === undefined ? null : JSON.stringify(redact(row.body)),
        response: row.responseBody === undefined ? null : JSON.stringify(row.responseBody),
        headers: JSON.stringify(row.responseHeaders),
        effect: row.effect ? 1 : 0,
        overBudget: row.overBudget ? 1 : 0,
      });
    },
    read: (): RequestLogRow[] =>
      select.all().map((row) => ({
        at: row.at,
        method: row.method,
        path: row.path,
        route: row.route,
        query: JSON.parse(row.query) as RequestLogRow['query'],
        body: row.body === null ? undefined : JSON.parse(row.body),
        status: row.status,
        responseBody: row.response === null ? undefined : JSON.parse(row.response),
        responseHeaders: JSON.parse(row.headers) as RequestLogRow['responseHeaders'],
        org: row.org,
        key: row.natural_key,
        attempt: row.attempt,
        fault: row.fault,
        effect: row.effect === 1,
        overBudget: row.over_budget === 1,
        trackingId: row.tracking_id,
      })),
  };
}
