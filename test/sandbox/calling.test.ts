import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type CustomerWorld, errorCode, openWorld, POSTAL, subscriberBody, text, type World } from './world.ts';

describe('calling objects', () => {
  let world: World;
  let acme: CustomerWorld;
  let q: string;
  let L: string;
  beforeEach(async () => {
    world = await openWorld();
    acme = await world.customer();
    q = `orgId=${acme.orgId}`;
    L = `/telephony/config/locations/${acme.locationId}`;
  });
  afterEach(() => world.sandbox.close());

  const person = async (email: string, extension: string): Promise<string> =>
    text(await world.ok(200, 'POST', '/wholesale/subscribers', subscriberBody(acme, email, { extension })), 'personId');

  it('are not found without the org of the customer, nor in an org that does not exist', async () => {
    expect((await world.send('GET', L)).status).toBe(404);
    expect((await world.send('GET', `${L}?orgId=nobody`)).status).toBe(404);
    expect((await world.send('GET', `${L}?${q}`)).status).toBe(200);
    expect((await world.send('GET', `${L}?${q}%3D%3D`)).status).toBe(200); // padding of ids is optional
  });

  it('refuse a second location of the same name', async () => {
    const body = {
      name: 'Head Office',
      timeZone: 'America/Chicago',
      preferredLanguage: 'en_us',
      announcementLanguage: 'en_us',
      address: POSTAL,
    };

    expect((await world.send('POST', `/locations?${q}`, body)).status).toBe(409);
  });

  it('refuse a number that exists anywhere, and add none of the batch', async () => {
    await world.ok(201, 'POST', `${L}/numbers?${q}`, { phoneNumbers: ['+15125550100'], state: 'INACTIVE' });

    const again = await world.send('POST', `${L}/numbers?${q}`, { phoneNumbers: ['+15125550101', '+15125550100'] });
    const list = await world.ok(200, 'GET', `/telephony/config/numbers?${q}`);

    expect([again.status, at(again.body, 'errorCode'), errorCode(again)]).toEqual([409, 25223, 8363]);
    expect(at(list, 'phoneNumbers')).toEqual([
      expect.objectContaining({ phoneNumber: '+15125550100', state: 'INACTIVE' }),
    ]);
  });

  it('refuse numbers while the location has no PSTN connection, or a carrier that manages them', async () => {
    const other = await openWorld({ carriers: ['integrated:Big Carrier'] });
    try {
      const customer = await other.customer();
      const path = `/telephony/config/locations/${customer.locationId}/numbers?orgId=${customer.orgId}`;

      expect((await other.send('POST', path, { phoneNumbers: ['+15125550100'] })).status).toBe(400);
    } finally {
      await other.sandbox.close();
    }
  });

  it('keep the main number and assigned numbers from being taken out of service', async () => {
    await world.ok(201, 'POST', `${L}/numbers?${q}`, { phoneNumbers: ['+15125550100', '+15125550101'] });
    await world.ok(204, 'PUT', `${L}?${q}`, { callingLineId: { phoneNumber: '+15125550100' } });
    await world.ok(
      200,
      'POST',
      '/wholesale/subscribers',
      subscriberBody(acme, 'anna@acme.example.test', { primaryPhoneNumber: '+15125550101' }),
    );

    for (const phoneNumber of ['+15125550100', '+15125550101']) {
      const body = { phoneNumbers: [phoneNumber] };
      expect((await world.send('PUT', `${L}/numbers?${q}`, { ...body, action: 'DEACTIVATE' })).status).toBe(400);
      expect((await world.send('DELETE', `${L}/numbers?${q}`, body)).status).toBe(400);
    }
  });

  it('page through numbers by start, following the Link untouched', async () => {
    const phoneNumbers = ['+15125550100', '+15125550101', '+15125550102'];
    await world.ok(201, 'POST', `${L}/numbers?${q}`, { phoneNumbers });

    const first = await world.send('GET', `/telephony/config/numbers?${q}&max=2`);
    const link = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await world.send('GET', link);

    expect(at(first.body, 'phoneNumbers')).toHaveLength(2);
    expect(at(second.body, 'phoneNumbers', 0, 'phoneNumber')).toBe('+15125550102');
    expect(second.headers.get('link')).toBeNull();
  });

  it('allow international calls until the location says otherwise', async () => {
    const other = await world.customer({ externalId: 'bw:other' });
    await world.ok(
      204,
      'PUT',
      `/telephony/config/locations/${other.locationId}/outgoingPermission?orgId=${other.orgId}`,
      {
        callingPermissions: [{ callType: 'NATIONAL', action: 'BLOCK', transferEnabled: false }],
      },
    );

    const answer = await world.ok(200, 'GET', `${L}/outgoingPermission?${q}`);

    const byType = new Map(
      [...Object(at(answer, 'callingPermissions'))].map((one) => [at(one, 'callType'), at(one, 'action')]),
    );
    expect([byType.get('INTERNATIONAL'), byType.get('NATIONAL')]).toEqual(['BLOCK', 'ALLOW']);
  });

  it('refuse a MAC address that is in use anywhere, whatever its spelling', async () => {
    const anna = await person('anna@acme.example.test', '1001');
    await world.ok(200, 'POST', `/devices?${q}`, { mac: 'AABBCC000001', model: 'DMS Cisco 8851', personId: anna });

    const again = await world.send('POST', `/devices?${q}`, {
      mac: 'aa:bb:cc:00:00:01',
      model: 'DMS Cisco 8851',
      personId: anna,
    });

    expect([again.status, errorCode(again)]).toEqual([409, 5675]);
  });

  it('note two devices of one owner that are added at the same time', async () => {
    const anna = await person('anna@acme.example.test', '1001');
    const add = (mac: string) => world.send('POST', `/devices?${q}`, { mac, model: 'DMS Cisco 8851', personId: anna });

    await add('AABBCC000001');
    await add('AABBCC000002');
    expect(world.sandbox.violations()).toEqual([]);

    // Slow enough that the second one comes while the first is worked on, however busy the machine is.
    world.sandbox.setFaults([{ kind: 'delay', method: 'POST', path: '/devices', delayMs: 500 }]);
    await Promise.all([add('AABBCC000003'), add('AABBCC000004')]);
    world.sandbox.setFaults([]);
    expect(world.sandbox.violations().map(({ rule }) => rule)).toEqual(['parallel-device-add']);
  });

  it('refuse keys on expansion modules that a phone does not take, or that such a module does not have', async () => {
    const anna = await person('anna@acme.example.test', '1001');
    const put = async (mac: string, model: string, layout: object) => {
      const made = await world.ok(200, 'POST', `/devices?${q}`, { mac, model, personId: anna });
      const path = `/telephony/config/devices/${text(made, 'id')}/layout?${q}`;
      return (key: object, more: object = {}) =>
        world.send('PUT', path, { layoutMode: 'CUSTOM', lineKeys: [], ...layout, kemKeys: [key], ...more });
    };
    const open = { kemModuleIndex: 1, kemKeyIndex: 14, kemKeyType: 'OPEN' };
    const small = await put('AABBCC000001', 'DMS Cisco 8851', { kemModuleType: 'KEM_14_KEYS' });
    const none = await put('AABBCC000002', 'DMS Cisco 7841', { kemModuleType: 'KEM_14_KEYS' });

    expect((await small(open)).status).toBe(204);
    for (const refused of [
      none(open),
      small({ ...open, kemKeyIndex: 15 }),
      small({ ...open, kemModuleIndex: 3 }),
      small({ ...open, kemKeyType: 'SPEED_DIAL' }),
      small({ ...open, kemKeyType: 'SHARED_LINE', sharedLineIndex: 1 }),
      small(open, { kemModuleType: 'KEM_20_KEYS' }),
    ]) {
      expect(await refused).toMatchObject({ status: 400 });
    }
  });

  it('refuse a second schedule of the same type and name', async () => {
    const body = { type: 'holidays', name: 'Holidays' };
    await world.ok(201, 'POST', `${L}/schedules?${q}`, body);

    const again = await world.send('POST', `${L}/schedules?${q}`, body);
    await world.ok(201, 'POST', `${L}/schedules?${q}`, { ...body, type: 'businessHours' });

    expect([again.status, errorCode(again)]).toEqual([409, 25030]);
  });

  it('take two hunt groups of one name, and note it; a number or extension in use is refused', async () => {
    const body = (extension: string) => ({
      name: 'Sales',
      extension,
      enabled: true,
      agents: [],
      callPolicies: {
        policy: 'CIRCULAR',
        noAnswer: {
          nextAgentEnabled: false,
          nextAgentRings: 3,
          forwardEnabled: false,
          numberOfRings: 5,
          destinationVoicemailEnabled: false,
        },
      },
    });
    await world.ok(200, 'POST', `${L}/huntGroups?${q}`, body('5001'));
    await world.ok(200, 'POST', `${L}/huntGroups?${q}`, body('5002'));

    const taken = await world.send('POST', `${L}/huntGroups?${q}`, { ...body('5001'), name: 'Other' });

    expect(world.sandbox.violations().map(({ rule }) => rule)).toEqual(['duplicate-feature']);
    expect([taken.status, errorCode(taken)]).toEqual([409, 4202]);
  });

  it('demand the schedule that an auto attendant names', async () => {
    const menu = { greeting: 'DEFAULT', extensionEnabled: true, keyConfigurations: [] };

    const answer = await world.send('POST', `${L}/autoAttendants?${q}`, {
      name: 'Reception',
      extension: '5003',
      businessSchedule: 'Nowhere',
      businessHoursMenu: menu,
      afterHoursMenu: menu,
    });

    expect(answer.status).toBe(400);
  });

  it('let nobody but holders of Customer Assist be agents of such a queue', async () => {
    const anna = await person('anna@acme.example.test', '1001');

    const answer = await world.send('POST', `${L}/queues?${q}&hasCxEssentials=true`, {
      name: 'Support',
      extension: '5002',
      callPolicies: { policy: 'REGULAR', callBounce: {}, distinctiveRing: { enabled: true } },
      queueSettings: { queueSize: 5, overflow: { action: 'PERFORM_BUSY_TREATMENT', greeting: 'DEFAULT' } },
      agents: [{ id: anna }],
    });

    expect([answer.status, errorCode(answer)]).toEqual([400, 4410]);
  });

  it('show the defaults of the target until a setting is written', async () => {
    const anna = await person('anna@acme.example.test', '1001');
    const voicemail = `/people/${anna}/features/voicemail?${q}`;
    const before = await world.ok(200, 'GET', voicemail);
    await world.ok(204, 'PUT', voicemail, {
      enabled: false,
      sendUnansweredCalls: { numberOfRings: 6 },
      notifications: { enabled: false },
      transferToNumber: { enabled: false },
    });
    const after = await world.ok(200, 'GET', voicemail);

    expect(before).toMatchObject({ enabled: true, sendUnansweredCalls: { enabled: true, numberOfRings: 3 } });
    expect(after).toMatchObject({ enabled: false, sendUnansweredCalls: { enabled: true, numberOfRings: 6 } });
    expect(await world.ok(200, 'GET', `/people/${anna}/features/callWaiting?${q}`)).toEqual({ enabled: true });
  });

  it('refuse a forwarding that is on and leads nowhere', async () => {
    const anna = await person('anna@acme.example.test', '1001');

    const answer = await world.send('PUT', `/people/${anna}/features/callForwarding?${q}`, {
      callForwarding: { busy: { enabled: true } },
    });

    expect(answer.status).toBe(400);
  });
});
