import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAudio } from '../../src/precheck/check-audio.ts';
import { askAudioAddress } from '../../src/webex/audio-address.ts';
import { openConnection } from '../../src/webex/connection.ts';
import { CONFIG } from '../map/features-context.ts';
import { ANNOUNCEMENT, draft } from './draft-builders.ts';

const LIMIT = 8 * 1024 * 1024;
let server: Server;
let origin: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const status = { '/gone.wav': 404, '/moved.wav': 301 }[request.url ?? ''] ?? 200;
    const length = request.url === '/large.wav' ? LIMIT + 1 : 844;
    response.writeHead(status, { 'content-length': String(length), location: '/hello%20there.wav' }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

async function ask(uri: string, at = origin): Promise<string | undefined> {
  const connection = openConnection(at, { timeoutMs: 2000 });
  try {
    return await askAudioAddress(connection, uri, LIMIT, new AbortController().signal);
  } finally {
    await connection.close();
  }
}

describe('the address of an audio file', () => {
  it('is asked for its head alone', async () => {
    expect(await ask(`${origin}/hello%20there.wav`)).toBeUndefined();
    expect(asked).toContain('HEAD /hello%20there.wav');
  });

  it.each([
    ['/gone.wav', /^answers 404$/],
    ['/moved.wav', /^is redirected \(301\)$/],
    ['/large.wav', /^says that it has 8388609 bytes/],
  ])('says what is wrong with %s', async (path, reason) => {
    expect(await ask(`${origin}${path}`)).toMatch(reason);
  });

  it('says that nobody answers', async () => {
    expect(await ask('http://127.0.0.1:1/hello.wav', 'http://127.0.0.1:1')).toMatch(/^does not answer/);
    expect(await ask('ftp://audio.example.test/hello.wav')).toMatch(/^is no http address/);
  });
});

describe('addresses of announcements', () => {
  const about = (audio?: (uri: string) => Promise<string | undefined>) => ({
    config: CONFIG,
    provisioningId: 'template',
    target: {
      key: 'https://webexapis.test#partner',
      api: 'https://webexapis.test',
      partnerOrgId: 'p',
      loopback: false,
    },
    remote: {
      validateCustomer: async () => undefined,
      validateSubscriber: async () => undefined,
      hasPerson: async () => false,
      validateNumbers: async () => [],
      validateMacs: async () => [],
      supportedModels: async () => [],
    },
    signal: new AbortController().signal,
    onChecked: () => undefined,
    ...(audio === undefined ? {} : { audio }),
  });
  const drafts = [draft('customer'), draft('announcement')];

  it('that do not answer are a warning, in the words of who asked', async () => {
    const found = await checkAudio(
      drafts,
      () => false,
      about(async () => 'answers 404'),
    );

    expect(found).toEqual([
      expect.objectContaining({
        rule: 'remote-audio-unreachable',
        severity: 'warning',
        entity: { kind: 'announcement', id: ANNOUNCEMENT.slice('announcement:'.length) },
        message: 'https://audio.example.test/welcome.wav answers 404',
      }),
    ]);
  });

  it('are not asked where the target fetches nothing, nor for what is blocked', async () => {
    expect(await checkAudio(drafts, () => false, about())).toEqual([]);
    expect(
      await checkAudio(
        drafts,
        () => true,
        about(async () => 'answers 404'),
      ),
    ).toEqual([]);
  });
});
