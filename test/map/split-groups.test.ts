import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MigrationConfig } from '../../src/domain/config.ts';
import type { BodyElement } from '../../src/domain/response-body.ts';
import { settingsOf } from '../../src/domain/settings.ts';
import type { SourceAddress, SourceResponse, SourceUser } from '../../src/domain/source.ts';
import {
  bareUser,
  type CustomerParts,
  sourceDevice,
  sourceDn,
  sourceGroup,
  sourceInstance,
  sourceUser,
} from '../builders/source-builders.ts';
import { draftOf, mapParts } from './map-inputs.ts';

const NORTH = 'acme/north';
const DEPOT: SourceAddress = {
  addressLine1: '9 Depot Road',
  city: 'Baltimore',
  stateOrProvince: 'Maryland',
  zipOrPostalCode: '21201',
  country: 'USA',
};

/** A person with a number and a phone of its own. */
function person(name: string, last: number, more: Partial<SourceUser> = {}): SourceUser {
  const userId = `${name}@acme.example.test`;
  return sourceUser({
    userId,
    firstName: name,
    phoneNumber: `20255501${last}`,
    dn: `+120255501${last}`,
    extension: `01${last}`,
    emailAddress: `${name}@mail.example.test`,
    endpoint: { deviceKey: `acme/north/${name}-phone`, deviceLevel: 'Group', deviceName: `${name}-phone` },
    ...more,
  });
}

function partsOf(...users: SourceUser[]): Partial<CustomerParts> {
  return {
    users,
    devices: users.map(({ key, firstName = '' }, index) =>
      sourceDevice({
        name: `${firstName}-phone`,
        macAddress: `0004F2AA02${10 + index}`,
        lines: [{ userKey: key, endpointType: 'Primary' }],
      }),
    ),
    dns: [
      sourceDn({ dn: '+12025550100' }),
      ...users.map(({ key, dn = '' }) => sourceDn({ dn, ownerKey: key, ownerType: 'Normal' })),
    ],
  };
}

function split(location: MigrationConfig['locations'][string], more: MigrationConfig['locations'] = {}) {
  return { locations: { [NORTH]: location, ...more } };
}

const locations = (mapped: ReturnType<typeof mapParts>) =>
  mapped.drafts.filter(({ kind }) => kind === 'location').map(({ id }) => id);

/** Where an owner, its phone and its number are. */
function placesOf(mapped: ReturnType<typeof mapParts>, name: string, last: number) {
  return [
    draftOf(mapped, 'subscriber', `subscriber:${name}@acme.example.test`).data.location,
    draftOf(mapped, 'device', `device:acme/north/${name}-phone`).data.location,
    draftOf(mapped, 'number', `number:+120255501${last}`).data.location,
  ];
}

describe('a group that is split by department', () => {
  const users = [
    person('anna', 11),
    person('ben', 12, { department: 'Depot' }),
    person('cleo', 13, { department: ' depot ' }),
    person('dora', 14, { department: 'Sales' }),
  ];

  it('gives each department a location, with its people, their phones and numbers', () => {
    const mapped = mapParts(partsOf(...users), split({ splitBy: 'department' }));

    expect(locations(mapped)).toEqual([`location:${NORTH}`, `location:${NORTH}/Depot`, `location:${NORTH}/Sales`]);
    expect(placesOf(mapped, 'anna', 11)).toEqual(Array(3).fill(`location:${NORTH}`));
    for (const [name, last] of [
      ['ben', 12],
      ['cleo', 13],
    ] as const) {
      expect(placesOf(mapped, name, last)).toEqual(Array(3).fill(`location:${NORTH}/Depot`));
    }
    expect(placesOf(mapped, 'dora', 14)).toEqual(Array(3).fill(`location:${NORTH}/Sales`));
  });

  it('keeps the address of the group where the people of a department name no other one together', () => {
    const half = [
      person('ben', 12, { department: 'Depot', address: DEPOT }),
      person('cleo', 13, { department: 'Depot' }),
    ];
    const all = half.map((user) => ({ ...user, address: DEPOT }));
    const addressOf = (parts: SourceUser[]) =>
      draftOf(mapParts(partsOf(...parts), split({ splitBy: 'department' })), 'location', `location:${NORTH}/Depot`).data
        .address;

    expect(addressOf(half)).toMatchObject({ addressLine1: '1 Invented Street', city: 'Washington' });
    expect(addressOf(all)).toEqual({
      addressLine1: '9 Depot Road',
      city: 'Baltimore',
      stateOrProvince: 'MD',
      zipOrPostalCode: '21201',
      country: 'US',
    });
  });

  it('splits off the named departments only', () => {
    const mapped = mapParts(partsOf(...users), split({ splitBy: 'department', splitOff: ['SALES'] }));

    expect(locations(mapped)).toEqual([`location:${NORTH}`, `location:${NORTH}/Sales`]);
    expect(placesOf(mapped, 'ben', 12)).toEqual(Array(3).fill(`location:${NORTH}`));
  });

  it('takes name and main number of a split-off location from migration.yaml', () => {
    const own = { name: 'Acme Depot', mainNumber: '(202) 555-0112' };
    const mapped = mapParts(partsOf(...users), split({ splitBy: 'department' }, { [`${NORTH}/Depot`]: own }));

    expect(draftOf(mapped, 'location', `location:${NORTH}/Depot`).data).toMatchObject({
      name: 'Acme Depot',
      mainNumber: '+12025550112',
    });
    expect(draftOf(mapped, 'location', `location:${NORTH}/Sales`).data.name).toBe('Acme North – Sales');
  });

  it('asks for the main number of a split-off location among the numbers of its people', () => {
    const mapped = mapParts(partsOf(...users), split({ splitBy: 'department' }));
    const decision = mapped.decisions.find(({ object }) => object === `location:${NORTH}/Depot`);

    expect(decision?.options.map(({ value }) => value)).toEqual(['+12025550112', '+12025550113']);
    expect(draftOf(mapped, 'location', `location:${NORTH}/Depot`).data).toMatchObject({
      mainNumber: '+12025550112',
      emergencyCallback: 'LOCATION_NUMBER',
    });
  });

  it('never takes the number of somebody who goes elsewhere for the main number of the group', () => {
    const groups = [sourceGroup({ callingLineIdPhoneNumber: '+1-2025550112' })];
    const whole = mapParts({ ...partsOf(...users), groups });
    const parted = mapParts({ ...partsOf(...users), groups }, split({ splitBy: 'department' }));

    expect(draftOf(whole, 'location', `location:${NORTH}`).data.mainNumber).toBe('+12025550112');
    expect(draftOf(parted, 'location', `location:${NORTH}`).data.mainNumber).toBe('+12025550111');
  });

  it('leaves the location code, and the features, with the group', () => {
    const instances = [sourceInstance()];
    const groups = [sourceGroup({ locationDialingCode: '81' })];
    const mapped = mapParts({ ...partsOf(...users), groups, instances }, split({ splitBy: 'department' }));

    expect(draftOf(mapped, 'location', `location:${NORTH}`).data.routingPrefix).toBe('81');
    expect(draftOf(mapped, 'location', `location:${NORTH}/Depot`).data.routingPrefix).toBeUndefined();
    expect(draftOf(mapped, 'huntGroup', 'huntGroup:sales-hunt@acme.example.test').data.location).toBe(
      `location:${NORTH}`,
    );
  });

  it('gives each location the schedules of the group: a rule follows one of its own location only', () => {
    const detail: BodyElement = { startDate: ['2026-01-05'], allDayEvent: ['true'] };
    const responses: SourceResponse[] = [
      {
        owner: { kind: 'schedule', key: `${NORTH}/Hours/Office` },
        base: 'GroupScheduleGetEventResponse',
        settings: [...settingsOf('GroupScheduleGetEventResponse', detail)].length,
        body: () => detail,
      },
    ];
    const mapped = mapParts({ ...partsOf(...users), responses }, split({ splitBy: 'department' }));
    const schedules = mapped.drafts.flatMap((draft) =>
      draft.kind === 'schedule' ? [[draft.data.name, draft.data.location]] : [],
    );

    expect(schedules.sort()).toEqual([
      ['Hours', `location:${NORTH}`],
      ['Hours', `location:${NORTH}/Depot`],
      ['Hours', `location:${NORTH}/Sales`],
    ]);
  });

  it('is called the same whoever of it moves', () => {
    const loud = person('ben', 12, { department: 'DEPOT' });
    const quiet = person('cleo', 13, { department: 'depot' });
    const stays = bareUser({ userId: 'ben@acme.example.test', department: 'DEPOT' });
    const both = mapParts(partsOf(loud, quiet), split({ splitBy: 'department' }));
    const one = mapParts({ ...partsOf(quiet), users: [stays, quiet] }, split({ splitBy: 'department' }));

    expect(locations(both)).toEqual([`location:${NORTH}`, `location:${NORTH}/DEPOT`]);
    expect(locations(one)).toEqual(locations(both));
  });

  it('refuses to skip a location that is split off: its people would move against the word of migration.yaml', () => {
    expect(() =>
      mapParts(partsOf(...users), split({ splitBy: 'department' }, { [`${NORTH}/Depot`]: { skip: true } })),
    ).toThrowError(`locations.${NORTH}/Depot.skip`);
  });

  it('is merged with no other group: it is not one site', () => {
    const groups = [sourceGroup(), sourceGroup({ id: 'south', name: 'Acme South' })];
    const kinds = (config: Parameters<typeof mapParts>[1]) =>
      mapParts({ ...partsOf(...users), groups }, config).decisions.map(({ kind }) => kind);

    expect(kinds({})).toContain('location-merge');
    expect(kinds(split({ splitBy: 'department' }))).not.toContain('location-merge');
  });

  it('keeps the number of somebody who goes elsewhere even where no list of numbers was read', () => {
    const groups = [sourceGroup({ callingLineIdPhoneNumber: '+1-2025550112' })];
    const mapped = mapParts({ ...partsOf(...users), groups, dns: [] }, split({ splitBy: 'department' }));

    expect(draftOf(mapped, 'location', `location:${NORTH}`).data.mainNumber).toBe('+12025550111');
  });

  it('speaks the language of those who stay', () => {
    const speakers = [
      person('anna', 11, { language: 'Deutsch' }),
      ...[12, 13].map((last) => person(`p${last}`, last, { department: 'Depot' })),
    ];
    const whole = mapParts(partsOf(...speakers));
    const mapped = mapParts(partsOf(...speakers), split({ splitBy: 'department' }));
    const languageOf = (mappedOnce: typeof mapped, key: string) =>
      draftOf(mappedOnce, 'location', `location:${key}`).data.language;

    expect(languageOf(whole, NORTH)).toBe('en_us');
    expect(languageOf(mapped, NORTH)).toBe('de_de');
    expect(languageOf(mapped, `${NORTH}/Depot`)).toBe('en_us');
  });

  it('takes no number from somebody who stays, not even where migration.yaml calls it the main number', () => {
    const gone = bareUser({ userId: 'gone@acme.example.test' });
    const parts = partsOf(...users);
    const dns = [...(parts.dns ?? []), sourceDn({ dn: '+12025550199', ownerKey: gone.key, ownerType: 'Normal' })];
    const mapped = mapParts({ ...parts, dns, users: [...users, gone] }, split({ mainNumber: '+12025550199' }));

    expect(draftOf(mapped, 'number', 'number:+12025550199').data.fate).toBe('stay');
  });

  it('makes no location of people who stay behind', () => {
    const gone = bareUser({ userId: 'gone@acme.example.test', department: 'Closed' });
    const mapped = mapParts({ ...partsOf(...users), users: [...users, gone] }, split({ splitBy: 'department' }));

    expect(mapped.drafts.some(({ id }) => id === 'notMigrated:user:gone@acme.example.test')).toBe(true);
    expect(locations(mapped)).not.toContain(`location:${NORTH}/Closed`);
  });

  it('tells apart locations of one name, and asks', () => {
    const own = { name: 'Acme North' };
    const mapped = mapParts(partsOf(...users), split({ splitBy: 'department' }, { [`${NORTH}/Depot`]: own }));
    const names = mapped.drafts.flatMap((draft) => (draft.kind === 'location' ? [draft.data.name] : []));

    expect(new Set(names).size).toBe(3);
    expect(mapped.decisions.filter(({ kind }) => kind === 'name-conflict').map(({ object }) => object)).toEqual([
      `group:${NORTH}`,
      `location:${NORTH}/Depot`,
    ]);
  });

  it('answers for the department of those who were split off, and says why', () => {
    const body: BodyElement = { department: [{ name: ['Depot'] }] };
    const responses: SourceResponse[] = ['anna', 'ben'].map((name) => ({
      owner: { kind: 'user', key: `${name}@acme.example.test` },
      base: 'UserGetResponse',
      settings: [...settingsOf('UserGetResponse', body)].length,
      body: () => body,
    }));
    const mapped = mapParts({ ...partsOf(...users), responses }, split({ splitBy: 'department' }));
    const ends = new Map(mapped.coverage.map(({ owner, outcome, reason }) => [owner, `${outcome}: ${reason}`]));

    expect(ends.get('user:ben@acme.example.test')).toBe('migrated: location-split-by-department');
    expect(ends.get('user:anna@acme.example.test')).not.toBe('migrated: location-split-by-department');
  });
});

describe('a group that is split by address', () => {
  it('gives each complete address of its own a location, and leaves everybody else', () => {
    const { country: _country, ...incomplete } = DEPOT;
    const same: SourceAddress = {
      addressLine1: '1  invented street',
      city: 'WASHINGTON',
      stateOrProvince: 'DC',
      zipOrPostalCode: '20001',
      country: 'US',
    };
    const mapped = mapParts(
      partsOf(
        person('anna', 11, { address: same }),
        person('ben', 12, { address: DEPOT, timeZone: 'America/Chicago' }),
        person('cleo', 13, { address: incomplete }),
        person('dora', 14),
      ),
      split({ splitBy: 'address' }),
    );
    const key = `${NORTH}/${encodeURIComponent('Baltimore, 9 Depot Road')}`;

    expect(locations(mapped)).toEqual([`location:${NORTH}`, `location:${key}`]);
    expect(placesOf(mapped, 'ben', 12)).toEqual(Array(3).fill(`location:${key}`));
    expect(placesOf(mapped, 'anna', 11)[0]).toBe(`location:${NORTH}`);
    expect(placesOf(mapped, 'cleo', 13)[0]).toBe(`location:${NORTH}`);
    expect(draftOf(mapped, 'location', `location:${key}`).data).toMatchObject({
      name: 'Acme North – Baltimore, 9 Depot Road',
      timeZone: 'America/Chicago',
      address: { city: 'Baltimore', country: 'US' },
    });
  });

  it('tells apart two sites of one street and town', () => {
    const { zipOrPostalCode: _zip, ...withoutZip } = DEPOT;
    const mapped = mapParts(
      partsOf(person('anna', 11), person('ben', 12, { address: DEPOT }), person('cleo', 13, { address: withoutZip })),
      split({ splitBy: 'address' }),
    );
    const [ben] = placesOf(mapped, 'ben', 12);
    const [cleo] = placesOf(mapped, 'cleo', 13);

    expect(locations(mapped)).toHaveLength(3);
    expect(new Set(locations(mapped)).size).toBe(3);
    expect(ben).not.toBe(cleo);
    expect(draftOf(mapped, 'location', ben ?? '').data.address.zipOrPostalCode).toBe('21201');
    expect(draftOf(mapped, 'location', cleo ?? '').data.address.zipOrPostalCode).toBeUndefined();
  });

  it('takes the named towns only', () => {
    const mapped = mapParts(
      partsOf(
        person('anna', 11),
        person('ben', 12, { address: DEPOT }),
        person('cleo', 13, { address: { ...DEPOT, city: 'Dover', stateOrProvince: 'Delaware' } }),
      ),
      split({ splitBy: 'address', splitOff: ['dover'] }),
    );

    expect(locations(mapped)).toEqual([
      `location:${NORTH}`,
      `location:${NORTH}/${encodeURIComponent('Dover, 9 Depot Road')}`,
    ]);
  });
});

describe('any split', () => {
  it('leaves nobody without a location, and nobody in two', () => {
    const people = fc.array(
      fc.record({
        department: fc.constantFrom(undefined, 'Sales', 'Depot', 'sales', 'A / B', '100 %'),
        address: fc.constantFrom(undefined, DEPOT, { ...DEPOT, addressLine1: '10 Depot Road' }),
      }),
      { minLength: 1, maxLength: 12, size: 'max' },
    );
    fc.assert(
      fc.property(people, fc.constantFrom('department', 'address'), (drawn, splitBy) => {
        const users = drawn.map(({ department, address }, index) =>
          person(`p${index}`, 10 + index, {
            ...(department === undefined ? {} : { department }),
            ...(address === undefined ? {} : { address }),
          }),
        );
        const mapped = mapParts(
          partsOf(...users),
          split({ splitBy: splitBy === 'address' ? 'address' : 'department' }),
        );
        const known = new Set(locations(mapped));
        const people = mapped.drafts.filter(({ kind }) => kind === 'subscriber');

        expect(people).toHaveLength(users.length);
        for (const [index] of users.entries()) {
          const places = placesOf(mapped, `p${index}`, 10 + index);
          expect(new Set(places).size).toBe(1);
          expect(known).toContain(places[0]);
        }
        const named = new Set(
          users.map(({ department, address }) =>
            splitBy === 'department' ? department?.toLowerCase() : address?.addressLine1,
          ),
        );
        named.delete(undefined);
        expect(known.size).toBe(1 + named.size);
      }),
      { numRuns: 60 },
    );
  });
});
