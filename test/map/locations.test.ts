import { describe, expect, it } from 'vitest';
import type { SourceAddress, SourceResponse } from '../../src/domain/source.ts';
import { mapAddress } from '../../src/map/address.ts';
import { bareUser, sourceDn, sourceGroup, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { answered, CATALOGUES, draftOf, mapParts } from './map-inputs.ts';

const NORTH = 'location:acme/north';

describe('mapAddress', () => {
  it.each<{ name: string; source: SourceAddress; expected: Record<string, string> }>([
    {
      name: 'turns country and state names into codes',
      source: { stateOrProvince: 'Oregon', country: 'United States' },
      expected: { stateOrProvince: 'OR', country: 'US' },
    },
    { name: 'knows three-letter codes', source: { country: 'GBR' }, expected: { country: 'GB' } },
    { name: 'knows nicknames of countries', source: { country: 'England' }, expected: { country: 'GB' } },
    {
      name: 'keeps a state as written where no table knows it',
      source: { stateOrProvince: 'Bavaria', country: 'Germany' },
      expected: { stateOrProvince: 'Bavaria', country: 'DE' },
    },
    {
      name: 'writes a state code in upper case',
      source: { stateOrProvince: 'or', country: 'us' },
      expected: { stateOrProvince: 'OR', country: 'US' },
    },
    { name: 'leaves an unknown country out instead of guessing', source: { country: 'Narnia' }, expected: {} },
    {
      name: 'never takes a country from the state',
      source: { stateOrProvince: 'Oregon' },
      expected: { stateOrProvince: 'Oregon' },
    },
    {
      name: 'moves the end of a long line to the empty second line',
      source: { addressLine1: 'Building 7, The Very Long Invented Industrial Estate, Gate Four' },
      expected: { addressLine1: 'Building 7, The Very Long Invented Industrial', addressLine2: 'Estate, Gate Four' },
    },
  ])('$name', ({ source, expected }) => {
    expect(mapAddress(source, CATALOGUES).address).toEqual(expected);
  });
});

describe('locations', () => {
  it('carries over name, zone, codes and main number with their reasons', () => {
    const mapped = mapParts({ groups: [sourceGroup({ timeZone: 'US/Eastern', locationDialingCode: '81' })] });
    const { data, why } = draftOf(mapped, 'location', NORTH);

    expect(data).toMatchObject({
      name: 'Acme North',
      timeZone: 'America/New_York',
      language: 'en_us',
      mainNumber: '+12025550100',
      routingPrefix: '81',
      emergencyCallback: 'LOCATION_NUMBER',
      address: { stateOrProvince: 'DC', country: 'US' },
    });
    expect(why.timeZone).toMatchObject({ rule: 'R-LOC-6', changed: true });
    expect(why['address.country']).toMatchObject({ changed: true });
  });

  it('speaks the language of most users, in the country of the place', () => {
    const british = sourceGroup({ address: { country: 'England' } });

    expect(draftOf(mapParts({ groups: [british] }), 'location', NORTH).data.language).toBe('en_gb');
  });

  it('keeps names unique and short', () => {
    const name = 'N'.repeat(79);
    const groups = [sourceGroup({ name }), sourceGroup({ id: 'south', name })];
    const mapped = mapParts({ groups });
    const names = mapped.drafts.flatMap((draft) => (draft.kind === 'location' ? [draft.data.name] : []));

    expect(new Set(names).size).toBe(2);
    expect(names.every((each) => each.length <= 80)).toBe(true);
  });

  it('blocks international and premium calls unless the source allows them', () => {
    const silent = draftOf(mapParts({}), 'location', NORTH).data.outgoingPermissions;
    const plan = mapParts({ responses: [outgoingPlan({ international: 'Allow', toll: 'Disallow' })] });
    const spoken = draftOf(plan, 'location', NORTH).data.outgoingPermissions;
    const actionOf = (list: typeof silent, type: string) => list.find(({ callType }) => callType === type)?.action;

    expect(actionOf(silent, 'INTERNATIONAL')).toBe('BLOCK');
    expect(actionOf(silent, 'PREMIUM_SERVICES_I')).toBe('BLOCK');
    expect(actionOf(silent, 'NATIONAL')).toBe('ALLOW');
    expect(actionOf(spoken, 'INTERNATIONAL')).toBe('ALLOW');
    expect(actionOf(spoken, 'NATIONAL')).toBe('BLOCK');
    expect(silent.every(({ action, transferEnabled }) => transferEnabled === (action === 'ALLOW'))).toBe(true);
  });

  it('asks for the main number where the group names none, and prefers the attendant', () => {
    const { callingLineIdPhoneNumber: _none, ...group } = sourceGroup();
    const attendant = sourceInstance({ type: 'Auto Attendant', userId: 'aa@acme.example.test', dn: '+12025550102' });
    const dns = [
      sourceDn({ ownerKey: 'anna@acme.example.test' }),
      sourceDn({ dn: '+12025550102', ownerKey: attendant.key }),
    ];
    const open = mapParts({ groups: [group], instances: [attendant], dns });
    const decided = mapParts(
      { groups: [group], instances: [attendant], dns },
      {},
      answered(open, 'main-number', '+12025550101'),
    );

    expect(draftOf(open, 'location', NORTH).data.mainNumber).toBe('+12025550102');
    expect(draftOf(decided, 'location', NORTH).data.mainNumber).toBe('+12025550101');
  });

  it('does not take the number of a held line as main number', () => {
    const fax = bareUser({ userId: 'fax@acme.example.test', lastName: 'Fax', dn: '+12025550100' });
    const mapped = mapParts({
      users: [sourceUser(), fax],
      dns: [sourceDn({ ownerKey: 'anna@acme.example.test' }), sourceDn({ dn: '+12025550100', ownerKey: fax.key })],
    });

    expect(draftOf(mapped, 'location', NORTH).data.mainNumber).toBe('+12025550101');
    expect(draftOf(mapped, 'number', 'number:+12025550100').data.fate).toBe('stay');
  });

  it('leaves a skipped group and everybody in it behind, and says so', () => {
    const mapped = mapParts(
      {
        groups: [sourceGroup(), sourceGroup({ id: 'south' })],
        users: [sourceUser(), bareUser({ userId: 'x@acme.example.test', groupKey: 'acme/south', extension: '1' })],
      },
      { locations: { 'acme/south': { skip: true } } },
    );

    expect(mapped.drafts.some(({ id }) => id === 'location:acme/south')).toBe(false);
    expect(draftOf(mapped, 'notMigrated', 'notMigrated:group:acme/south').data.category).toBe('out-of-scope');
    expect(draftOf(mapped, 'notMigrated', 'notMigrated:user:x@acme.example.test').data.category).toBe('out-of-scope');
  });
});

function outgoingPlan(permissions: Record<string, string>): SourceResponse {
  const body = {
    groupPermissions: [Object.fromEntries(Object.entries(permissions).map(([name, value]) => [name, [value]]))],
  };
  return {
    owner: { kind: 'group', key: 'acme/north' },
    base: 'GroupOutgoingCallingPlanOriginatingGetListResponse',
    settings: Object.keys(permissions).length,
    body: () => body,
  };
}
