import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectionOptions } from '../../src/webex/connection.ts';
import { createTransport } from '../../src/webex/http.ts';

const GET = { method: 'GET', path: '/people/me', scope: 'partner' } as const;
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'bw2w-tls-'));
const openssl =
  spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=webex.example.test'],
    ...['-addext', 'subjectAltName=DNS:webex.example.test,IP:127.0.0.1'],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
  ]).status === 0;

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function listen(
  server: ReturnType<typeof createHttpServer> | ReturnType<typeof createTlsServer>,
): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port; // a TCP server that listens has one
}

/** Answers like a target with a certificate that nobody knows. */
const target = () =>
  listen(
    createTlsServer(
      { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) },
      (_, response) => response.end('{"id":"1"}'),
    ),
  );

/** A proxy that opens a tunnel to the target, whatever host it is asked for. */
async function proxy(targetPort: number, seen: string[], refuse = false): Promise<string> {
  const server = createHttpServer();
  server.on('connect', (request, socket) => {
    seen.push(request.url ?? '');
    if (refuse) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const upstream = connect(targetPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

function transportTo(baseUrl: string, options: ConnectionOptions) {
  const transport = createTransport({ baseUrl, token: () => 't', timeoutMs: 3000, ...options });
  open.push(() => transport.close());
  return transport;
}

describe.skipIf(!openssl)('connections (needs openssl for a certificate)', () => {
  it('trusts a certificate of its own only when it is told to', async () => {
    const port = await target();
    const ca = readFileSync(join(folder, 'cert.pem'), 'utf8');

    const stranger = transportTo(`https://127.0.0.1:${port}/v1`, {});
    await expect(stranger.send(GET, signal)).rejects.toMatchObject({ sent: false });
    const known = transportTo(`https://127.0.0.1:${port}/v1`, { ca });
    expect((await known.send(GET, signal)).body).toEqual({ id: '1' });
  });

  it('goes through the proxy of the environment, with the certificates that were given', async () => {
    const seen: string[] = [];
    const https = await proxy(await target(), seen);
    const ca = readFileSync(join(folder, 'cert.pem'), 'utf8');

    const transport = transportTo('https://webex.example.test/v1', { proxy: { https }, ca });

    expect((await transport.send(GET, signal)).status).toBe(200);
    expect(seen).toEqual(['webex.example.test:443']);
  });

  it('goes around it for hosts that it is not meant for', async () => {
    const seen: string[] = [];
    const port = await target();
    const https = await proxy(port, seen);
    const ca = readFileSync(join(folder, 'cert.pem'), 'utf8');

    const transport = transportTo(`https://127.0.0.1:${port}/v1`, { proxy: { https, except: '127.0.0.1' }, ca });

    expect((await transport.send(GET, signal)).status).toBe(200);
    expect(seen).toEqual([]);
  });

  it('knows that nothing was sent when the proxy refuses', async () => {
    const https = await proxy(1, [], true);

    const transport = transportTo('https://webex.example.test/v1', { proxy: { https } });

    await expect(transport.send(GET, signal)).rejects.toMatchObject({ sent: false });
  });
});
