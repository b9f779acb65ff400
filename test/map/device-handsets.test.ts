import { describe, expect, it } from 'vitest';
import { sourceDevice, sourceUser } from '../builders/source-builders.ts';
import { draftOf, mapParts } from './map-inputs.ts';

const ANNA = 'anna@acme.example.test';
const { endpoint: _endpoint, ...BOB } = sourceUser({
  userId: 'bob@acme.example.test',
  firstName: 'Bartholomew',
  lastName: 'Featherstonehaugh',
  phoneNumber: '2025550102',
  dn: '+12025550102',
  extension: '0102',
  emailAddress: 'bob@mail.example.test',
});

describe('a DECT base', () => {
  it('becomes a network with a handset per line, whose name fits the display', () => {
    const base = sourceDevice({
      type: 'Cisco DBS-210-3PC',
      lines: [
        { userKey: ANNA, linePort: 'a', endpointType: 'Primary', order: '1' },
        { userKey: BOB.key, linePort: 'b', endpointType: 'Shared Call Appearance', order: '2' },
      ],
    });
    const { data, why } = draftOf(
      mapParts({ users: [sourceUser(), BOB], devices: [base] }),
      'device',
      'device:acme/north/anna-phone',
    );

    expect(data).toMatchObject({ model: 'DMS Cisco DBS210', management: 'cisco', fate: 'keep' });
    expect(data.members).toBeUndefined();
    expect(data.handsets).toEqual([
      { owner: `subscriber:${ANNA}`, displayName: 'Anna Able' },
      { owner: `subscriber:${BOB.key}`, displayName: 'Bartholomew Feat' },
    ]);
    expect(why.handsets?.rule).toBe('dect-handset-per-line');
  });

  it('of another maker stays outside Webex', () => {
    const device = sourceDevice({ type: 'Gigaset N510 IP PRO' });
    const { data } = draftOf(mapParts({ devices: [device] }), 'device', 'device:acme/north/anna-phone');

    expect(data).toMatchObject({ fate: 'partner-managed' });
    expect(data.handsets).toBeUndefined();
  });
});
