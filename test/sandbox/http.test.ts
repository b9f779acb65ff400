import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/start-sandbox.ts';
import { at, customerBody, openWorld, subscriberBody, type World } from './world.ts';

describe('sandbox over HTTP', () => {
  let world: World;
  const start = async (options: Partial<SandboxOptions> = {}) => {
    world = await openWorld(options);
    return world;
  };
  afterEach(() => world.sandbox.close());

  it('accepts one token alone', async () => {
    const { send } = await start();

    expect((await send('GET', '/people/me', undefined, 'other')).status).toBe(401);
    expect((await send('GET', '/people/me')).status).toBe(200);
  });

  it('says so when a path or a method is not simulated', async () => {
    const { send } = await start();

    const path = await send('GET', '/telephony/config/voicePortal');
    const method = await send('PATCH', '/people/me');

    expect(path.status).toBe(404);
    expect(at(path.body, 'message')).toMatch(/not simulated/);
    expect(method.status).toBe(405);
  });

  it('names the partner organisation to the holder of the token', async () => {
    const { ok, sandbox } = await start();

    expect(await ok(200, 'GET', '/people/me')).toMatchObject({ orgId: sandbox.partnerOrgId });
  });

  it('logs every request with secrets redacted and without the token', async () => {
    const { send, sandbox } = await start();
    await send('POST', '/devices', { mac: 'AABBCC000001', model: 'none', password: 'hush-hush' });

    const log = sandbox.log();

    expect(log).toEqual([
      expect.objectContaining({ method: 'POST', path: '/devices', status: 400, effect: false, key: 'AABBCC000001' }),
    ]);
    expect(at(log[0]?.body, 'password')).toBe('[redacted]');
    expect(JSON.stringify(log)).not.toMatch(/hush-hush|Bearer/);
  });

  it('keeps state, log and partner organisation in its file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    try {
      const stateFile = join(folder, 'sandbox.db');
      const first = await start({ stateFile });
      await first.customer();
      const before = {
        objects: first.sandbox.objects(),
        partner: first.sandbox.partnerOrgId,
        rows: first.sandbox.log().length,
      };
      await first.sandbox.close();

      const second = await start({ stateFile });

      expect(second.sandbox.objects()).toEqual(before.objects);
      expect(second.sandbox.partnerOrgId).toBe(before.partner);
      expect(second.sandbox.log()).toHaveLength(before.rows);
      const other = await openWorld();
      expect(other.sandbox.partnerOrgId).not.toBe(before.partner);
      await other.sandbox.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('loses nothing when its process is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    try {
      const { sandbox, customer } = await start({ stateFile: join(folder, 'live.db') });
      await customer();
      // What a kill leaves behind: the files as they are at this moment, nothing closed.
      copyFileSync(join(folder, 'live.db'), join(folder, 'killed.db'));
      copyFileSync(join(folder, 'live.db-wal'), join(folder, 'killed.db-wal'));
      const expected = { objects: sandbox.objects(), log: sandbox.log() };
      await sandbox.close();

      const { sandbox: again } = await start({ stateFile: join(folder, 'killed.db') });

      expect({ objects: again.objects(), log: again.log() }).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('hides fresh objects from reads for a while, but refuses their duplicates at once', async () => {
    let time = Date.parse('2026-06-01T12:00:00Z');
    const { ok, customer, send, sandbox } = await start({ now: () => new Date(time), consistencyDelayMs: 2000 });
    await ok(202, 'POST', '/wholesale/customers', customerBody());
    const early = await ok(200, 'GET', '/wholesale/customers');
    time += 4000;
    const acme = await customer({ externalId: 'bw:other' }).catch(() => undefined);
    expect(acme).toBeUndefined(); // the helper does not wait for the customer to show up
    time += 4000;
    const late = await ok(200, 'GET', '/wholesale/customers');
    const customerId = String(at(late, 'items', 0, 'id'));
    const body = {
      customerId,
      email: 'anna@acme.example.test',
      packages: ['webex_meetings'],
      provisioningParameters: { firstName: 'Anna', lastName: 'Berg' },
    };
    await ok(200, 'POST', '/wholesale/subscribers', body);

    expect(at(early, 'items')).toEqual([]);
    expect(at(late, 'items')).toHaveLength(2);
    expect(at(await ok(200, 'GET', '/wholesale/subscribers'), 'items')).toEqual([]);
    expect((await send('POST', '/wholesale/subscribers', body)).status).toBe(409);
    expect(sandbox.objects().subscriber).toHaveLength(1);
  });

  it('dumps the same objects for two sandboxes that came to the same state', async () => {
    const seats = [
      ['anna@acme.example.test', '1001'],
      ['bert@acme.example.test', '1002'],
      ['cora@acme.example.test', '1003'],
    ] as const;
    const build = async (order: typeof seats | readonly (typeof seats)[number][]) => {
      const place = await start();
      const acme = await place.customer();
      for (const [email, extension] of order) {
        await place.ok(200, 'POST', '/wholesale/subscribers', subscriberBody(acme, email, { extension }));
      }
      return place.sandbox;
    };

    const one = await build(seats);
    const first = one.objects();
    await one.close();
    const two = await build([seats[0], seats[2], seats[1]]);

    expect(two.objects()).toEqual(first);
    expect(first.subscriber?.[0]).toMatchObject({
      owner: 'customer bw:acme',
      data: { personId: 'person anna@acme.example.test' },
    });
  });
});
