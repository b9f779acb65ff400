import { describe, expect, it } from 'vitest';
import { matchDevice } from '../../src/map/device-model.ts';
import { bareUser, sourceDevice, sourceUser } from '../builders/source-builders.ts';
import { answered, CATALOGUES, draftOf, mapParts } from './map-inputs.ts';

describe('matchDevice', () => {
  it.each([
    ['Polycom_VVX300', undefined, 'DMS Polycom VVX300', 'keep'],
    ['Polycom VVX 400 DM', undefined, 'DMS Polycom VVX400', 'keep'],
    ['Polycom Business Media VVX 410', undefined, 'DMS Polycom VVX410', 'keep'],
    ['Polycom-VVX1500', undefined, undefined, 'replace'],
    ['Polycom SoundPoint IP 550', undefined, undefined, 'replace'],
    ['Polycom-335', undefined, undefined, 'replace'],
    ['Polycom-6000', undefined, 'DMS Polycom SoundStation 6000', 'keep'],
    ['Polycom Soundstation IP 7000', undefined, undefined, 'replace'],
    ['Cisco 8851', undefined, 'DMS Cisco 8851', 'keep'],
    ['Cisco-MPP-8851', undefined, 'DMS Cisco 8851', 'keep'],
    ['Cisco_7841', undefined, 'DMS Cisco 7841', 'keep'],
    ['Cisco 9861', undefined, 'Cisco 9861', 'keep'],
    ['Cisco 7940', undefined, undefined, 'replace'],
    ['Cisco SPA8000', undefined, undefined, 'replace'],
    ['Cisco SPA122', undefined, undefined, 'replace'],
    ['Cisco ATA192', undefined, 'DMS Cisco 192', 'keep'],
    ['Yealink-T46S', undefined, 'DMS Yealink T46S', 'keep'],
    ['Yealink-W52P', undefined, undefined, 'keep'],
    ['AudioCodes MP202', undefined, 'DMS AudioCodes MP202', 'keep'],
    ['AudioCodes MediaPack', undefined, undefined, 'partner-managed'],
    ['Panasonic KX TGP 500', undefined, undefined, 'partner-managed'],
    ['Grandstream GXP2170', undefined, undefined, 'partner-managed'],
    ['Snom 720', undefined, undefined, 'partner-managed'],
    ['Algo_8180', undefined, 'Generic IPPhone Customer Managed', 'customer-managed'],
    ['Generic SIP Phone', undefined, 'Generic IPPhone Customer Managed', 'customer-managed'],
    ['Business Communicator - PC', undefined, undefined, 'drop'],
    ['Connect - Mobile', undefined, undefined, 'drop'],
    ['Bria Softphone', undefined, undefined, 'drop'],
    ['Lobby Phone Type', 'PolycomVVX-VVX_410-UA/5.9.0', 'DMS Polycom VVX410', 'keep'],
    ['Generic SIP Phone', 'PolyEdge-Edge_E220-UA/8.0.0.13670_48256712b942', 'DMS Polycom EE220', 'keep'],
    ['Cisco 8851', 'Cisco-CP-8851/12.5.1', 'DMS Cisco 8851', 'convert'],
    ['Cisco 8851', 'Cisco-CP-8851-3PCC/11.3.7', 'DMS Cisco 8851', 'keep'],
  ])('%s with agent %s', (type, version, model, fate) => {
    const match = matchDevice({ type, ...(version === undefined ? {} : { version }) }, CATALOGUES);

    expect({ model: match?.model, fate: match?.entry.fate }).toEqual({ model, fate });
  });
});

describe('devices', () => {
  it('belong to the user of the primary line, with shared lines after it', () => {
    const bob = sourceUser({
      userId: 'bob@acme.example.test',
      emailAddress: 'bob@mail.example.test',
      dn: '+12025550102',
    });
    const { endpoint: _endpoint, ...rest } = bob;
    const mapped = mapParts({
      users: [sourceUser(), rest],
      devices: [
        sourceDevice({
          lines: [
            { userKey: bob.key, endpointType: 'Shared Call Appearance' },
            { userKey: 'anna@acme.example.test', endpointType: 'Primary' },
          ],
        }),
      ],
    });

    expect(draftOf(mapped, 'device', 'device:acme/north/anna-phone').data).toMatchObject({
      owner: 'subscriber:anna@acme.example.test',
      lines: ['subscriber:anna@acme.example.test', `subscriber:${bob.key}`],
      mac: '0004F2AA0101',
      macEvidence: 'field',
    });
  });

  it('keep a MAC from a name as a candidate until somebody confirms it', () => {
    const { macAddress: _mac, ...bare } = sourceDevice();
    const devices = [
      {
        ...bare,
        macCandidate: {
          mac: '0004f2aa0199',
          from: 'device:acme/north/anna-phone GroupAccessDeviceGetResponse.deviceName',
        },
      },
    ];
    const open = mapParts({ devices });
    const confirmed = mapParts({ devices }, {}, answered(open, 'mac-candidate', 'confirm'));

    expect(draftOf(open, 'device', 'device:acme/north/anna-phone').data).toMatchObject({
      mac: '0004F2AA0199',
      macEvidence: 'candidate',
    });
    expect(draftOf(confirmed, 'device', 'device:acme/north/anna-phone').data.macEvidence).toBe('field');
  });

  it('of an unknown type become customer-managed, and one question is asked for the type', () => {
    const devices = [
      sourceDevice({ type: 'Acme Wonderphone' }),
      sourceDevice({ name: 'second', type: 'Acme Wonderphone' }),
    ];
    const open = mapParts({ devices });
    const replaced = mapParts({ devices }, {}, answered(open, 'device-type', 'replace'));

    expect(open.decisions.filter(({ kind }) => kind === 'device-type')).toHaveLength(1);
    expect(draftOf(open, 'device', 'device:acme/north/second').data).toMatchObject({
      fate: 'customer-managed',
      management: 'customer',
    });
    expect(draftOf(replaced, 'device', 'device:acme/north/second').data.fate).toBe('replace');
  });

  it('without a line, or whose users stay, are listed and not migrated', () => {
    const gone = bareUser({ userId: 'gone@acme.example.test', trunk: true });
    const mapped = mapParts({
      users: [sourceUser(), gone],
      devices: [
        sourceDevice({ name: 'shelf', lines: [] }),
        sourceDevice({ name: 'pbx', lines: [{ userKey: gone.key, endpointType: 'Primary' }] }),
      ],
    });

    expect(draftOf(mapped, 'notMigrated', 'notMigrated:device:acme/north/shelf').data.category).toBe('none');
    expect(draftOf(mapped, 'notMigrated', 'notMigrated:device:acme/north/pbx').data.category).toBe('out-of-scope');
  });
});
