import { afterEach, describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import { WebexHttpError, WebexNetworkError } from '../../src/domain/webex-errors.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { openConnection } from '../../src/webex/connection.ts';
import { createTransport } from '../../src/webex/http.ts';
import { refreshFetcher } from '../../src/webex/refresh-token.ts';
import { repeatAfterRenewal } from '../../src/webex/renewing-transport.ts';
import { checkedToken, renewingToken } from '../../src/webex/tokens.ts';

const CREDENTIALS = { refreshToken: 'sandbox-refresh', clientId: 'sandbox-client', clientSecret: 'sandbox-secret' };
const GET = { method: 'GET', path: '/people/me', scope: 'partner' } as const;
const { signal } = new AbortController();

describe('renewingToken', () => {
  it('fetches once for all that ask at the same time, and again shortly before the end', async () => {
    let now = 0;
    let fetches = 0;
    const source = renewingToken(
      async () => ({ accessToken: `t${++fetches}`, expiresInSeconds: 3600 }),
      () => now,
    );

    const first = await Promise.all([source.current(), source.current(), source.current()]);
    now = 3299 * 1000;
    const later = await source.current();
    now = 3301 * 1000;
    const last = await source.current();

    expect([first, later, last]).toEqual([['t1', 't1', 't1'], 't1', 't2']);
  });

  it('renews once for a burst of refusals of the same token', async () => {
    let fetches = 0;
    const source = renewingToken(
      async () => ({ accessToken: `t${++fetches}` }),
      () => 0,
    );
    const used = await source.current();

    const renewed = await Promise.all([source.renew(used), source.renew(used), source.renew(used)]);

    expect(renewed).toEqual([true, true, true]);
    expect(await source.current()).toBe('t2');
  });

  it('tries again after a failure', async () => {
    let fetches = 0;
    const source = renewingToken(
      async () => {
        fetches += 1;
        if (fetches === 1) throw new WebexNetworkError('no network', false);
        return { accessToken: 'second' };
      },
      () => 0,
    );

    await expect(source.current()).rejects.toThrow('no network');
    expect(await source.current()).toBe('second');
  });

  it('takes nothing for a token that would break the header', () => {
    expect(() => checkedToken('two words', 'tokenCommand')).toThrow(MigrationError);
    expect(() => checkedToken('  \n', 'tokenCommand')).toThrow('gave nothing');
    expect(checkedToken(' abc.DEF-1_2~+/== \n', 'tokenCommand')).toBe('abc.DEF-1_2~+/==');
  });
});

describe('a transport with a refresh token', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  async function connect(credentials = CREDENTIALS, tokenSeconds = 3600) {
    const sandbox = await startSandbox({ stateFile: ':memory:', tokenSeconds });
    const connection = openConnection(new URL(sandbox.url).origin);
    open.push(connection, sandbox);
    const tokens = renewingToken(refreshFetcher(connection, sandbox.url, credentials), () => performance.now());
    const plain = createTransport({ baseUrl: sandbox.url, token: tokens.current, renew: tokens.renew, connection });
    return { sandbox, tokens, plain, transport: repeatAfterRenewal(plain) };
  }

  it('gets a token, and a new one when it was refused', async () => {
    const { sandbox, tokens, transport } = await connect();

    expect((await transport.send(GET, signal)).status).toBe(200);
    const first = await tokens.current();
    sandbox.expireTokens();
    expect((await transport.send(GET, signal)).status).toBe(200);
    expect(await tokens.current()).not.toBe(first);
  });

  it('sends a refused request once more and no oftener', async () => {
    const { sandbox, transport } = await connect();
    sandbox.setFaults([{ kind: 'token-expired' }]);

    await expect(transport.send(GET, signal)).rejects.toMatchObject({ status: 401 });

    expect(sandbox.log()).toHaveLength(2);
  });

  it('repeats nothing by itself: the plain transport only says that there is another token', async () => {
    const { sandbox, plain } = await connect();
    sandbox.setFaults([{ kind: 'token-expired', attempts: [1] }]);

    const refusal = await plain.send(GET, signal).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(WebexHttpError);
    expect(refusal).toMatchObject({ status: 401, tokenRenewed: true });
    expect(sandbox.log()).toHaveLength(1);
  });

  it('says that the credentials are refused, and shows none of them', async () => {
    const { transport } = await connect({ ...CREDENTIALS, clientSecret: 'wrong-hush-hush' });

    const failure = await transport.send(GET, signal).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'TOKEN_REJECTED' });
    expect(JSON.stringify([String(failure), failure])).not.toMatch(/hush|sandbox-refresh/);
  });

  it('takes a token endpoint that does not answer for a network that is gone, with nothing sent', async () => {
    const connection = openConnection('http://127.0.0.1:9');
    open.push(connection);

    const failure = await refreshFetcher(connection, 'http://127.0.0.1:9/v1', CREDENTIALS)().catch(
      (error: unknown) => error,
    );

    expect(failure).toBeInstanceOf(WebexNetworkError);
    expect(failure).toMatchObject({ sent: false });
    expect(String(failure)).not.toMatch(/sandbox-(refresh|secret)/);
  });
});
