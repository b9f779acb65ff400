import { describe, expect, it } from 'vitest';
import type { SourceDevice, SourceUser } from '../../src/domain/source.ts';
import { createMapContext } from '../../src/map/create-context.ts';
import { mapDevices } from '../../src/map/devices.ts';
import {
  type CustomerParts,
  sourceCustomer,
  sourceDevice,
  sourceFeature,
  sourceUser,
} from '../builders/source-builders.ts';
import { CATALOGUES, CONFIG } from './features-context.ts';
import { draftOf, mapParts } from './map-inputs.ts';

const ANNA = 'anna@acme.example.test';
const PHONE = 'device:acme/north/anna-phone';
const SHARED = 'Shared Call Appearance';

/** A colleague with a number and no phone of the own. */
function colleague(name: string, line: string, more: Partial<SourceUser> = {}): SourceUser {
  const { endpoint: _endpoint, ...user } = sourceUser({
    userId: `${name}@acme.example.test`,
    firstName: name,
    lastName: 'Colleague',
    phoneNumber: `20255501${line}`,
    dn: `+120255501${line}`,
    extension: `01${line}`,
    emailAddress: `${name}@mail.example.test`,
    ...more,
  });
  return user;
}

const BOB = colleague('bob', '02');
const CORA = colleague('cora', '03');

function shared(user: SourceUser, order?: string): SourceDevice['lines'][number] {
  const line = { userKey: user.key, linePort: `${user.key}-sca`, endpointType: SHARED };
  return order === undefined ? line : { ...line, order };
}
const own = { userKey: ANNA, linePort: ANNA, endpointType: 'Primary', order: '1' };

function mapPhone(device: Partial<SourceDevice>, parts: Partial<CustomerParts> = {}) {
  const mapped = mapParts({ users: [sourceUser(), BOB, CORA], devices: [sourceDevice(device)], ...parts });
  return { mapped, phone: draftOf(mapped, 'device', PHONE) };
}

describe('lines of a phone', () => {
  it('come in the order of the source, its owner first', () => {
    const { phone } = mapPhone({ lines: [shared(BOB, '3'), shared(CORA, '2'), own] });

    expect(phone.data.members).toEqual([
      { owner: `subscriber:${ANNA}`, port: 1, lineType: 'PRIMARY' },
      { owner: `subscriber:${CORA.key}`, port: 2, lineType: 'SHARED_CALL_APPEARANCE' },
      { owner: `subscriber:${BOB.key}`, port: 3, lineType: 'SHARED_CALL_APPEARANCE' },
    ]);
    expect(phone.why.members?.rule).toBe('shared-lines');
  });

  it('need no word where the owner is alone', () => {
    expect(mapPhone({ lines: [own] }).phone.data.members).toBeUndefined();
  });

  it('are primary lines where the source gives each port its own user', () => {
    const port = { ...shared(BOB, '2'), endpointType: 'Primary' };

    expect(
      mapPhone({ type: 'Cisco 6821', lines: [own, port] }).phone.data.members?.map((each) => each.lineType),
    ).toEqual(['PRIMARY', 'PRIMARY']);
  });

  it('that the phone has no room for are told to their owner', () => {
    const { phone, mapped } = mapPhone({ type: 'Cisco 6821', lines: [own, shared(BOB, '2'), shared(CORA, '3')] });

    expect(phone.data.members).toHaveLength(2);
    expect(mapped.losses).toContainEqual(
      expect.objectContaining({ owner: `user:${CORA.key}`, service: SHARED, verdict: 'lost' }),
    );
  });

  it('that are switched off stay off', () => {
    const feature = sourceFeature(BOB.key, 'sharedCallAppearance', {
      endpoints: [{ deviceName: 'anna-phone', linePort: `${BOB.key}-sca`, isActive: false }],
    });

    expect(mapPhone({ lines: [own, shared(BOB, '2')] }, { features: [feature] }).phone.data.members).toBeUndefined();
  });

  it('of a soft client go into the Webex App of the person', () => {
    const { phone } = mapPhone({ type: 'Business Communicator - PC', lines: [own, shared(BOB, '2')] });

    expect(phone.data).toMatchObject({ fate: 'drop', members: [{ port: 1 }, { owner: `subscriber:${BOB.key}` }] });
  });

  it('are not written to a phone that is not added', () => {
    expect(mapPhone({ type: 'Snom 370', lines: [own, shared(BOB, '2')] }).phone.data.members).toBeUndefined();
  });
});

describe('people who are watched', () => {
  const seven = [1, 2, 3, 4, 5, 6, 7].map((last) => colleague(`u${last}`, `8${last}`));
  const blf = sourceFeature(ANNA, 'busyLampField', {
    members: seven.map(({ key, userId }) => ({ userKey: key, userId })),
  });
  const map = (type: string, count?: number) => {
    const deviceModules = count === undefined ? [] : [{ id: 'all', type: 'cisco 7841', keys: 2, count, note: '' }];
    const context = createMapContext(
      sourceCustomer({
        users: [sourceUser(), ...seven],
        devices: [sourceDevice({ type, lines: [own] })],
        features: [blf],
      }),
      { config: CONFIG, catalogues: { ...CATALOGUES, deviceModules }, answers: new Map() },
    );
    const { drafts, losses } = mapDevices(context);
    return { layout: drafts.flatMap((draft) => (draft.kind === 'device' ? [draft.data.layout] : [])), losses };
  };

  it('have keys on the modules of the phone, one module after the other', () => {
    const { layout, losses } = map('Cisco_7841', 2);

    expect(layout[0]?.slice(3)).toEqual([
      { index: 4, type: 'MONITOR' },
      { index: 1, module: 1, type: 'MONITOR' },
      { index: 2, module: 1, type: 'MONITOR' },
      { index: 1, module: 2, type: 'MONITOR' },
      { index: 2, module: 2, type: 'MONITOR' },
    ]);
    expect(losses).toEqual([]);
  });

  it('are told by name where no key is left for them, on a phone whose keys are known', () => {
    expect(map('Cisco 7841').losses).toEqual([
      expect.objectContaining({
        owner: `user:${ANNA}`,
        service: 'Busy Lamp Field',
        verdict: 'part',
        notice:
          'No key is left on the phone for 4 busy lamps: u4@acme.example.test, u5@acme.example.test, u6@acme.example.test, u7@acme.example.test.',
        sources: ['u4', 'u5', 'u6', 'u7'].map(
          (name) => `user:${ANNA} UserBusyLampFieldGetResponse.monitoredUserTable[${name}@acme.example.test]`,
        ),
      }),
    ]);
    expect(map('Cisco 8851').losses).toEqual([]);
    expect(map('Cisco 9861').losses).toEqual([]);
  });
});

describe('speed dials', () => {
  const dials = (entries: readonly { code: string; phoneNumber: string; description?: string }[]) =>
    sourceFeature(ANNA, 'speedDial8', { entries });
  const blf = sourceFeature(ANNA, 'busyLampField', {
    members: [
      { userKey: CORA.key, userId: CORA.userId },
      { userKey: 'gone@acme.example.test', userId: 'gone@acme.example.test' },
    ],
  });
  const two = dials([
    { code: '3', phoneNumber: '0102' },
    { code: '2', phoneNumber: '+12025550190', description: 'Taxi' },
  ]);

  it('become keys behind the lines and the people who are watched, in the order of their codes', () => {
    const { phone } = mapPhone({ lines: [own, shared(BOB, '2')] }, { features: [two, blf] });

    expect(phone.data.layout).toEqual([
      { index: 1, type: 'PRIMARY_LINE' },
      { index: 2, type: 'SHARED_LINE', sharedLine: 1 },
      { index: 3, type: 'MONITOR' },
      { index: 4, type: 'SPEED_DIAL', label: 'Taxi', value: '+12025550190' },
      { index: 5, type: 'SPEED_DIAL', label: '0102', value: '0102' },
    ]);
    expect(phone.why.layout).toMatchObject({ rule: 'speed-dials-become-keys', changed: true });
  });

  it('leave the layout alone where there are none', () => {
    expect(mapPhone({ lines: [own] }, { features: [blf] }).phone.data.layout).toBeUndefined();
  });

  it('go on on the expansion modules that the table knows of, behind the lamps', () => {
    const many = dials(['2', '3', '4'].map((code) => ({ code, phoneNumber: `+120255502${code}0` })));
    const modules = [{ id: 'desks', name: '^anna-', keys: 14, count: 1, note: '' }];
    const phoneOf = (deviceModules: typeof modules) => {
      const context = createMapContext(
        sourceCustomer({
          users: [sourceUser(), CORA],
          devices: [sourceDevice({ type: 'Cisco 7821', lines: [own] })],
          features: [many, blf],
        }),
        { config: CONFIG, catalogues: { ...CATALOGUES, deviceModules }, answers: new Map() },
      );
      const { drafts, losses } = mapDevices(context);
      const phone = drafts.find((draft) => draft.kind === 'device');
      return { data: phone?.data, why: phone?.why, losses: losses.map(({ notice }) => notice) };
    };
    const carried = phoneOf(modules);

    expect(carried.data).toMatchObject({
      moduleKeys: 14,
      layout: [
        { index: 1, type: 'PRIMARY_LINE' },
        { index: 2, type: 'MONITOR' },
        { index: 1, module: 1, type: 'SPEED_DIAL', value: '+12025550220' },
        { index: 2, module: 1, type: 'SPEED_DIAL', value: '+12025550230' },
        { index: 3, module: 1, type: 'SPEED_DIAL', value: '+12025550240' },
      ],
    });
    expect(carried.why?.moduleKeys?.rule).toBe('expansion-module');
    expect(carried.losses).toEqual([]);
    const without = phoneOf([{ id: 'others', name: '^reception-', keys: 14, count: 1, note: '' }]);
    expect(without.data).not.toHaveProperty('moduleKeys');
    expect(without.losses).toEqual([expect.stringContaining('No key for 3 speed dials')]);
  });

  it.each([
    ['Cisco 9861', 'no phone with keys that Webex can set'],
    ['Snom 370', 'no phone with keys that Webex can set'],
  ])('are lost, one row for all, on a %s', (type, reason) => {
    const { phone, mapped } = mapPhone({ type, lines: [own] }, { features: [two] });

    expect(phone.data.layout).toBeUndefined();
    const told = mapped.losses.filter(({ service, verdict }) => service === 'Speed Dial 8' && verdict === 'lost');
    expect(told).toHaveLength(1);
    expect(told[0]?.notice).toBe(`No key for 2 speed dials: 2 ("Taxi": ${reason}), 3 (0102: ${reason}).`);
  });

  it('are lost one by one where the keys run out, or nobody can dial them', () => {
    const many = dials([
      { code: '2', phoneNumber: '*67' },
      ...['3', '4', '5', '6', '7'].map((code) => ({ code, phoneNumber: `+120255502${code}0` })),
    ]);
    const { phone, mapped } = mapPhone({ type: 'Cisco 7841', lines: [own] }, { features: [many] });

    expect(phone.data.layout?.filter(({ type }) => type === 'SPEED_DIAL')).toHaveLength(3);
    const [told] = mapped.losses.filter(({ service }) => service === 'Speed Dial 8');
    expect(told?.notice).toContain('2 (*67: a feature code');
    expect(told?.notice).toContain('7 (+12025550270: no key left on the phone)');
  });
});

describe('device limit', () => {
  it('holds back what an owner has too many of, conference phones before desk phones, and counts the app', () => {
    const device = (name: string, type: string, mac: string) =>
      sourceDevice({ name, type, macAddress: mac, lines: [{ ...own, linePort: name }] });
    const devices = [
      device('a-conference', 'Yealink CP960', '0004F2AA0201'),
      ...[1, 2, 3, 4].map((each) => device(`desk-${each}`, 'Cisco 8851', `0004F2AA010${each}`)),
      device('pc', 'Business Communicator - PC', ''),
    ];
    const mapped = mapParts({ users: [sourceUser()], devices });
    const fates = mapped.drafts.flatMap((draft) =>
      draft.kind === 'device' ? [[draft.data.name, draft.data.fate]] : [],
    );

    expect(fates).toEqual([
      ['a-conference', 'hold'],
      ['desk-1', 'keep'],
      ['desk-2', 'keep'],
      ['desk-3', 'keep'],
      ['desk-4', 'keep'],
      ['pc', 'drop'],
    ]);
    expect(draftOf(mapped, 'device', 'device:acme/north/a-conference').why.fate).toMatchObject({
      rule: 'R-DEV-2',
      changed: true,
    });
    expect(mapped.losses).toContainEqual(expect.objectContaining({ service: 'Device limit', verdict: 'manual' }));
  });
});
