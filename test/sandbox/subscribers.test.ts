import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type CustomerWorld, errorCode, openWorld, subscriberBody, text, type World } from './world.ts';

describe('wholesale subscribers', () => {
  let world: World;
  let acme: CustomerWorld;
  beforeEach(async () => {
    world = await openWorld();
    acme = await world.customer({ limits: { webex_calling: 3 } });
  });
  afterEach(() => world.sandbox.close());
  const create = (email: string, seat: Record<string, unknown>) =>
    world.send('POST', '/wholesale/subscribers', subscriberBody(acme, email, seat));

  it('become people of the org, with their number and extension', async () => {
    await world.ok(201, 'POST', `/telephony/config/locations/${acme.locationId}/numbers?orgId=${acme.orgId}`, {
      phoneNumbers: ['+15125550101'],
      state: 'INACTIVE',
    });
    await create('Anna@Acme.example.test', { primaryPhoneNumber: '+15125550101', extension: '1001' });

    const people = await world.ok(
      200,
      'GET',
      `/people?orgId=${acme.orgId}&email=anna@acme.example.test&callingData=true`,
    );

    expect(at(people, 'items', 0)).toMatchObject({
      emails: ['anna@acme.example.test'],
      extension: '1001',
      locationId: acme.locationId,
      phoneNumbers: [
        { type: 'work', value: '+15125550101' },
        { type: 'work_extension', value: '1001' },
      ],
    });
  });

  it('are refused a second time by e-mail, also under another customer', async () => {
    await create('anna@acme.example.test', { extension: '1001' });
    const other = await world.customer({ externalId: 'bw:other' });

    const twice = await create('anna@acme.example.test', { extension: '1002' });
    const elsewhere = await world.send(
      'POST',
      '/wholesale/subscribers',
      subscriberBody(other, 'anna@acme.example.test', { extension: '1001' }),
    );

    expect([twice.status, errorCode(twice)]).toEqual([409, 10022]);
    expect([elsewhere.status, errorCode(elsewhere)]).toEqual([400, 10022]);
  });

  it.each<{ name: string; seat: Record<string, unknown>; status: number; code: number }>([
    { name: 'no number and no extension', seat: {}, status: 400, code: 25008 },
    {
      name: 'a number that the location does not have',
      seat: { primaryPhoneNumber: '+15125550199' },
      status: 400,
      code: 25024,
    },
    { name: 'a location of nobody', seat: { extension: '1001', locationId: 'nowhere' }, status: 400, code: 5620 },
    { name: 'no location', seat: { extension: '1001', locationId: undefined }, status: 400, code: 1001 },
    { name: 'an extension in use', seat: { extension: '1000' }, status: 409, code: 4202 },
  ])('need a seat for a calling package: refused for $name', async ({ seat, status, code }) => {
    await create('first@acme.example.test', { extension: '1000' });

    const answer = await create('anna@acme.example.test', seat);

    expect([answer.status, errorCode(answer)]).toEqual([status, code]);
  });

  it('stop at the limit of their package', async () => {
    const statuses: number[] = [];
    for (const extension of ['1001', '1002', '1003', '1004']) {
      statuses.push((await create(`u${extension}@acme.example.test`, { extension })).status);
    }

    expect(statuses).toEqual([200, 200, 200, 400]);
  });

  it('wait for consent when the e-mail belongs to a free account', async () => {
    const accepted = await create('cora+consent@acme.example.test', { extension: '1001' });
    const path = `/wholesale/subscribers/${text(accepted.body, 'id')}`;
    const before = await world.ok(200, 'GET', path);
    world.sandbox.release('cora+consent@acme.example.test');
    const after = await world.ok(200, 'GET', path);

    expect(accepted.status).toBe(202);
    expect(before).toMatchObject({ status: 'pending_user_migration' });
    expect(before).not.toHaveProperty('personId');
    expect(after).toMatchObject({ status: 'provisioned' });
    expect(text(after, 'personId')).not.toBe('');
  });

  it('make the first one administrator, and note whoever was under way at that moment', async () => {
    // Slow enough that the second one comes while the first is worked on, however busy the machine is.
    world.sandbox.setFaults([{ kind: 'delay', method: 'POST', path: '/wholesale/subscribers', delayMs: 500 }]);
    const both = await Promise.all([
      create('anna@acme.example.test', { extension: '1001' }),
      create('bert@acme.example.test', { extension: '1002' }),
    ]);

    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(world.sandbox.violations().map(({ rule }) => rule)).toEqual(['administrator-not-alone']);
    const administrators = world.sandbox.objects().subscriber?.filter(({ data }) => at(data, 'administrator'));
    expect(administrators).toHaveLength(1);
  });

  it('note nothing when the administrator was created alone', async () => {
    await create('anna@acme.example.test', { extension: '1001' });
    await Promise.all([
      create('bert@acme.example.test', { extension: '1002' }),
      create('cora@acme.example.test', { extension: '1003' }),
    ]);

    expect(world.sandbox.violations()).toEqual([]);
  });

  it('note an owner that can dial out before its location has outgoing permissions', async () => {
    const { customerId, orgId } = acme;
    const branch = await world.ok(201, 'POST', `/locations?orgId=${orgId}`, branchBody());
    await world.ok(201, 'POST', `/telephony/config/locations?orgId=${orgId}`, {
      id: text(branch, 'id'),
      ...branchBody(),
    });

    await world.ok(200, 'POST', '/wholesale/subscribers', {
      customerId,
      email: 'anna@acme.example.test',
      packages: ['webex_calling'],
      provisioningParameters: {
        firstName: 'Anna',
        lastName: 'Berg',
        extension: '1001',
        locationId: text(branch, 'id'),
      },
    });

    expect(world.sandbox.violations().map(({ rule }) => rule)).toEqual(['dialled-before-permission']);
  });

  it('pass the precheck with info code 100 as long as they could be created', async () => {
    const body = subscriberBody(acme, 'anna@acme.example.test', { extension: '1001' });

    const free = await world.send('POST', '/wholesale/subscribers/validate', body);
    await world.ok(200, 'POST', '/wholesale/subscribers', body);
    const taken = await world.send('POST', '/wholesale/subscribers/validate', body);

    expect(at(free.body, 'info', 0, 'infoCode')).toBe(100);
    expect([taken.status, errorCode(taken)]).toEqual([409, 10022]);
  });
});

function branchBody(): Record<string, unknown> {
  return {
    name: 'Branch',
    timeZone: 'America/Chicago',
    preferredLanguage: 'en_us',
    announcementLanguage: 'en_us',
    address: { address1: '200 Side Street', city: 'Austin', state: 'TX', postalCode: '78702', country: 'US' },
  };
}
