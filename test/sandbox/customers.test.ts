import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/start-sandbox.ts';
import { at, customerBody, errorCode, openWorld, subscriberBody, text, type World } from './world.ts';

describe('wholesale customers', () => {
  let world: World;
  const start = async (options: Partial<SandboxOptions> = {}) => {
    world = await openWorld(options);
    return world;
  };
  afterEach(() => world.sandbox.close());

  it('are accepted first, and have an org only once provisioned', async () => {
    let time = Date.parse('2026-06-01T12:00:00Z');
    const { ok, send } = await start({ provisioningDelayMs: 5000, now: () => new Date(time) });

    const accepted = await send('POST', '/wholesale/customers', customerBody());
    const location = accepted.headers.get('location') ?? '';
    const before = await ok(200, 'GET', location);
    time += 5000;
    const after = await ok(200, 'GET', location);

    expect(accepted.status).toBe(202);
    expect(at(accepted.body, 'url')).toBe(location);
    expect(before).toMatchObject({ status: 'provisioning', externalId: 'bw:acme' });
    expect(before).not.toHaveProperty('orgId');
    expect(after).toMatchObject({ status: 'provisioned' });
    expect(text(after, 'orgId')).not.toBe('');
  });

  it('bring their first location along, with calling enabled', async () => {
    const { ok, customer } = await start();
    const { orgId, locationId } = await customer();

    const list = await ok(200, 'GET', `/locations?orgId=${orgId}`);

    expect(at(list, 'items')).toEqual([expect.objectContaining({ id: locationId, name: 'Head Office' })]);
  });

  it.each([
    { name: 'Some (review)', status: 'pending_rpl_review' },
    { name: 'Some (error)', status: 'error' },
    { name: 'Some (partial)', status: 'provisioned_with_errors' },
  ])('end in $status when they are named "$name"', async ({ name, status }) => {
    const { ok } = await start();
    await ok(202, 'POST', '/wholesale/customers', customerBody({ name }));

    const list = await ok(200, 'GET', `/wholesale/customers?status=${status}`);

    expect(at(list, 'items')).toHaveLength(1);
  });

  it('leave the compliance review when released, or after the time in their name', async () => {
    let time = Date.parse('2026-06-01T12:00:00Z');
    const { ok, sandbox } = await start({ now: () => new Date(time) });
    await ok(202, 'POST', '/wholesale/customers', customerBody({ externalId: 'bw:hand', name: 'A (review)' }));
    await ok(202, 'POST', '/wholesale/customers', customerBody({ externalId: 'bw:time', name: 'B (review 1500)' }));
    const statuses = async () =>
      [...Object(at(await ok(200, 'GET', '/wholesale/customers'), 'items'))].map((item) => at(item, 'status'));

    expect(await statuses()).toEqual(['pending_rpl_review', 'pending_rpl_review']);
    time += 1500;
    expect(await statuses()).toEqual(['pending_rpl_review', 'provisioned']);
    sandbox.release('bw:hand');
    expect(await statuses()).toEqual(['provisioned', 'provisioned']);
  });

  it('may exist twice with one externalId, which is noted as a violation', async () => {
    const { ok, sandbox } = await start();
    await ok(202, 'POST', '/wholesale/customers', customerBody());
    await ok(202, 'POST', '/wholesale/customers', customerBody());

    const list = await ok(200, 'GET', '/wholesale/customers?externalId=bw%3Aacme');

    expect(at(list, 'items')).toHaveLength(2);
    expect(sandbox.violations().map(({ rule }) => rule)).toEqual(['duplicate-customer']);
  });

  it.each<{ name: string; change: object; code?: number }>([
    { name: 'a calling package without a location', change: { provisioningParameters: {} }, code: 1001 },
    { name: 'no customer data for a new org', change: { customerInfo: undefined }, code: 1001 },
    { name: 'a per cent sign in the name', change: { customerInfo: { name: '5%', primaryEmail: 'a@b.example.test' } } },
    { name: 'an add-on without its base', change: { packages: ['webex_meetings', 'attendant_console'] } },
    { name: 'an unknown package', change: { packages: ['webex_everything'] } },
    { name: 'an unknown field', change: { surprise: true } },
    {
      name: 'an e-mail of another org',
      change: { customerInfo: { name: 'A', primaryEmail: 'a+taken@b.example.test' } },
      code: 10022,
    },
  ])('are refused for $name', async ({ change, code }) => {
    const { send } = await start();

    const answer = await send('POST', '/wholesale/customers', { ...customerBody(), ...change });

    expect(answer.status).toBe(400);
    if (code !== undefined) expect(errorCode(answer)).toBe(code);
    expect(answer.headers.get('trackingid')).toBe(at(answer.body, 'trackingId'));
  });

  it('page by offset through the Link header', async () => {
    const { ok, send } = await start();
    for (const key of ['bw:a', 'bw:b', 'bw:c']) {
      await ok(202, 'POST', '/wholesale/customers', customerBody({ externalId: key }));
    }

    const seen: unknown[] = [];
    let next: string | undefined = '/wholesale/customers?max=2';
    while (next !== undefined) {
      const answer = await send('GET', next);
      seen.push(...[...Object(at(answer.body, 'items'))].map((item) => at(item, 'externalId')));
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }

    expect(seen).toEqual(['bw:a', 'bw:b', 'bw:c']);
  });

  it('lose their mapping when deleted, not their org, which can be attached again', async () => {
    const { ok, customer } = await start();
    const { customerId, orgId } = await customer();
    await ok(202, 'DELETE', `/wholesale/customers/${customerId}`);
    await ok(404, 'GET', `/wholesale/customers/${customerId}`);
    await ok(200, 'GET', `/locations?orgId=${orgId}`);

    const { customerInfo: _customerInfo, ...attach } = customerBody({ externalId: 'bw:again' });
    await ok(202, 'POST', '/wholesale/customers', { ...attach, orgId });
    const again = await ok(200, 'GET', '/wholesale/customers?externalId=bw%3Aagain');

    expect(at(again, 'items', 0)).toMatchObject({ status: 'provisioned', orgId });
  });

  it('note a package that an update takes from under a subscriber', async () => {
    const { ok, customer, sandbox } = await start();
    const acme = await customer();
    await ok(
      200,
      'POST',
      '/wholesale/subscribers',
      subscriberBody(acme, 'anna@acme.example.test', { extension: '1001' }),
    );

    await ok(202, 'PUT', `/wholesale/customers/${acme.customerId}`, { packages: ['webex_meetings'] });

    expect(sandbox.violations().map(({ rule }) => rule)).toEqual(['package-removed-in-use']);
  });
});
