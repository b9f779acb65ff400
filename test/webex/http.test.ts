import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { WebexHttpError, WebexNetworkError } from '../../src/domain/webex-errors.ts';
import { createTransport } from '../../src/webex/http.ts';
import { type LocalServer, startServer } from './local-server.ts';

const TOKEN = 'c2VjcmV0-token';
const GET = { method: 'GET', path: '/people/me', scope: 'partner' } as const;
const POST = { method: 'POST', path: '/locations', body: { name: 'Büro' }, scope: 'org' } as const;

describe('createTransport', () => {
  const open: { close(): Promise<void> }[] = [];
  let server: LocalServer;
  const { signal } = new AbortController();

  async function connect(answer: RequestListener, timeoutMs = 2_000) {
    server = await startServer(answer);
    const transport = createTransport({ baseUrl: `${server.origin}/v1/`, token: async () => TOKEN, timeoutMs });
    open.push(transport, server);
    return transport;
  }
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  it('sends one request with token, tracking id, query and JSON body', async () => {
    const transport = await connect((_, response) => json(response, 201, { id: '1' }, { trackingid: 'server-1' }));
    const answer = await transport.send(
      { ...POST, query: { orgId: 'a=b', skipped: undefined, status: ['x', 'y'], max: 5 } },
      signal,
    );

    expect(answer).toMatchObject({ status: 201, body: { id: '1' }, trackingId: 'server-1' });
    expect(server.seen).toHaveLength(1);
    const [request] = server.seen;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/v1/locations?orgId=a%3Db&status=x&status=y&max=5',
      body: '{"name":"Büro"}',
    });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      trackingid: expect.stringMatching(/^bw2wholesale_[0-9a-f-]{36}$/),
    });
  });

  it('answers no body for an empty 204', async () => {
    const transport = await connect((_, response) => response.writeHead(204).end());

    expect(await transport.send({ ...POST, method: 'PUT' }, signal)).toMatchObject({ status: 204, body: undefined });
  });

  it('uses connections again', async () => {
    const ports = new Set<number | undefined>();
    const transport = await connect((request, response) => {
      ports.add(request.socket.remotePort);
      json(response, 200, {});
    });
    for (let count = 0; count < 12; count++) await transport.send(GET, signal);

    // A second one may open while the first is still reading the end of an answer.
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it.each([
    { name: 'a plain path', path: '/people/a%2Fb', query: { orgId: 'o' }, expected: '/v1/people/a%2Fb?orgId=o' },
    {
      name: 'signs and other alphabets',
      path: '/x',
      query: { email: 'a+b&c=d@example.test', name: 'Zoë 山' },
      expected: '/v1/x?email=a%2Bb%26c%3Dd%40example.test&name=Zo%C3%AB%20%E5%B1%B1',
    },
    { name: 'half a surrogate pair', path: '/x', query: { name: 'a\ud800b' }, expected: '/v1/x?name=a%EF%BF%BDb' },
    { name: 'lists and gaps', path: '/x', query: { id: ['1', '2'], none: undefined }, expected: '/v1/x?id=1&id=2' },
    { name: 'a path that has a query', path: '/x?max=5', query: { orgId: 'o' }, expected: '/v1/x?max=5&orgId=o' },
    { name: 'letters that a URL encodes', path: '/caf\u00e9', query: {}, expected: '/v1/caf%C3%A9' },
    { name: 'dot segments', path: '/x/../y', query: {}, expected: '/v1/y' },
  ])('addresses a request with $name', async ({ path, query, expected }) => {
    const asked: (string | undefined)[] = [];
    const transport = await connect((request, response) => {
      asked.push(request.url);
      json(response, 200, {});
    });

    await transport.send({ method: 'GET', path, query, scope: 'org' }, signal);

    expect(asked).toEqual([expected]);
  });

  it('gives up all requests of one signal at once, and others not', async () => {
    const controller = new AbortController();
    const waiting: ServerResponse[] = [];
    const transport = await connect((request, response) => {
      if (request.url?.includes('quick') === true) json(response, 200, {});
      else waiting.push(response);
    });
    const given = [1, 2, 3].map(() => unanswered(transport.send(GET, controller.signal)));
    const kept = transport.send({ ...GET, path: '/quick' }, signal);
    await kept;

    controller.abort();

    expect((await Promise.all(given)).map(({ sent }) => sent)).toEqual([true, true, true]);
    for (const response of waiting) response.destroy();
  });

  it('reads the refusal: outer code first, then those inside, and never repeats', async () => {
    const transport = await connect((_, response) =>
      json(response, 409, {
        message: 'already exists',
        errorCode: 25223,
        errors: [{ description: 'number is taken', errorCode: '8363' }],
        trackingId: 'trace-1',
      }),
    );
    const error = await refused(transport.send(POST, signal));

    expect(error).toMatchObject({
      status: 409,
      code: '25223',
      codes: ['25223', '8363'],
      trackingId: 'trace-1',
      message: '409 already exists; number is taken',
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['seconds', '7', undefined, 7],
    ['a date against the date of the answer', 'Wed, 21 Oct 2026 07:28:30 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', 30],
    ['a date in the past', 'Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:29:00 GMT', 0],
    ['nonsense', 'soon-ish', undefined, undefined],
    ['nothing', undefined, undefined, undefined],
  ])('reads Retry-After given as %s', async (_, retryAfter, date, expected) => {
    const transport = await connect((_request, response) => {
      response.sendDate = date === undefined;
      json(
        response,
        429,
        { message: 'slow down' },
        {
          ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
          ...(date === undefined ? {} : { date }),
        },
      );
    });

    expect((await refused(transport.send(GET, signal))).retryAfterSeconds).toBe(expected);
  });

  it('reads a gateway error in HTML', async () => {
    const transport = await connect((_, response) =>
      response
        .writeHead(502, { 'content-type': 'text/html' })
        .end('<html><style>b{}</style><body><h1>502</h1> Bad  Gateway</body></html>'),
    );
    const error = await refused(transport.send(GET, signal));

    expect(error).toMatchObject({ status: 502, codes: [], message: '502 502 Bad Gateway' });
  });

  it('takes a page that is not JSON under 200 for no answer', async () => {
    const transport = await connect((_, response) => response.writeHead(200).end('<html>Log in to the Wi-Fi</html>'));

    expect(await unanswered(transport.send(POST, signal))).toMatchObject({ sent: true });
  });

  it('never shows the token, wherever the target echoes it', async () => {
    const transport = await connect((_, response) =>
      json(response, 400, { message: `bad header Bearer ${TOKEN}`, errors: [{ description: `token=${TOKEN}` }] }),
    );
    const error = await refused(transport.send({ ...GET, path: `/people/${TOKEN}` }, signal));

    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(TOKEN);
    expect(error.message).toContain('[redacted]');
  });

  it('knows that nothing was sent when nobody listens', async () => {
    const transport = await connect((_, response) => json(response, 200, {}));
    await server.close();
    open.pop();

    const error = await unanswered(transport.send(POST, signal));
    expect(error.sent).toBe(false);
    expect(error.message).not.toContain(TOKEN);
  });

  it('counts a connection that breaks after the request as sent', async () => {
    const transport = await connect((request) => request.socket.destroy());

    expect(await unanswered(transport.send(POST, signal))).toMatchObject({ sent: true });
    expect(server.seen).toHaveLength(1);
  });

  it('counts an answer that ends in the middle as sent', async () => {
    const transport = await connect((request, response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('{"id":', () => request.socket.destroy());
    });

    expect(await unanswered(transport.send(POST, signal))).toMatchObject({ sent: true });
  });

  it('gives up after the deadline', async () => {
    const transport = await connect(() => undefined, 150);
    const error = await unanswered(transport.send(POST, signal));

    expect(error).toMatchObject({ sent: true, message: expect.stringContaining('no answer within 0.15 s') });
  });

  // With the patience of an hour: only the operator ends these waits.
  it('stops waiting when it is aborted, all requests at once', { timeout: 10_000 }, async () => {
    const controller = new AbortController();
    let arrived = 0;
    const transport = await connect(() => {
      arrived += 1;
      if (arrived === 3) controller.abort();
    }, 3_600_000);
    const ends = await Promise.all([POST, GET, POST].map((it) => unanswered(transport.send(it, controller.signal))));

    for (const end of ends)
      expect(end).toMatchObject({ sent: true, message: expect.stringContaining('aborted before the answer came') });
  });

  it('sends nothing when it was aborted before', async () => {
    const transport = await connect((_, response) => json(response, 200, {}));

    expect(await unanswered(transport.send(POST, AbortSignal.abort()))).toMatchObject({ sent: false });
    expect(server.seen).toEqual([]);
  });

  it('follows a page link of the same origin untouched', async () => {
    const transport = await connect((_, response) => json(response, 200, {}));
    await transport.send({ ...GET, path: `${server.origin}/v1/people?cursor=a%2Bb&max=2` }, signal);

    expect(server.seen[0]?.url).toBe('/v1/people?cursor=a%2Bb&max=2');
  });

  it('does not carry the token to another origin', async () => {
    const transport = await connect((_, response) => json(response, 200, {}));

    await expect(
      transport.send({ ...GET, path: 'https://other.example.test/v1/people' }, signal),
    ).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
    });
    expect(server.seen).toEqual([]);
  });
});

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function refused(sending: Promise<unknown>): Promise<WebexHttpError> {
  const error = await failure(sending);
  if (!(error instanceof WebexHttpError)) throw new Error(`not a refusal: ${String(error)}`);
  return error;
}

async function unanswered(sending: Promise<unknown>): Promise<WebexNetworkError> {
  const error = await failure(sending);
  if (!(error instanceof WebexNetworkError)) throw new Error(`was answered: ${String(error)}`);
  return error;
}

async function failure(sending: Promise<unknown>): Promise<unknown> {
  return sending.then(
    () => new Error('nothing failed'),
    (error: unknown) => error,
  );
}
