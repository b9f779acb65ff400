import { describe, expect, it } from 'vitest';
import { targetResolver } from '../../src/map/resolve-target.ts';
import {
  bareUser,
  sourceCustomer,
  sourceDn,
  sourceGroup,
  sourceInstance,
  sourceUser,
} from '../builders/source-builders.ts';

const NORTH = 'acme/north';
const resolve = targetResolver(
  sourceCustomer({
    groups: [sourceGroup({ locationDialingCode: '81' }), sourceGroup({ id: 'south', locationDialingCode: '82' })],
    users: [
      sourceUser(),
      sourceUser({ userId: 'bob@acme.example.test', groupKey: 'acme/south', extension: '0450', dn: '+12025550145' }),
    ],
    instances: [sourceInstance({ extension: '0200' })],
    dns: [sourceDn(), sourceDn({ dn: '+12025550145', groupKey: 'acme/south' })],
  }),
);

describe('targetResolver', () => {
  it.each([
    ['nothing', '', undefined],
    ['an extension of the group, zeros kept', '0101', { kind: 'extension', value: '0101' }],
    ['the extension of a virtual user', '0200', { kind: 'extension', value: '0200' }],
    ['location code and extension', '820450', { kind: 'extension', value: '820450' }],
    ['the extension of another group where only one has it', '0450', { kind: 'extension', value: '0450' }],
    ['a full number', '+1 (202) 555-0199', { kind: 'e164', value: '+12025550199' }],
    ['a number as tables write it', '+1-2025550199', { kind: 'e164', value: '+12025550199' }],
    ['national digits of a number of the customer', '2025550145', { kind: 'e164', value: '+12025550145' }],
    ['national digits in the country of the group', '2025550199', { kind: 'e164', value: '+12025550199' }],
    ['a known user id as SIP address', 'sip:bob@acme.example.test', { kind: 'extension', value: '0450' }],
  ])('resolves %s', (_name, target, expected) => {
    expect(resolve(target, NORTH)).toEqual(expected);
  });

  it.each([
    ['a foreign SIP address', 'sip:bob@elsewhere.example.test', 'SIP address'],
    ['a feature code', '*72', 'feature code'],
    ['a number behind an outside digit', '912025550199', 'outside digit'],
    ['an extension that nobody has', '9999', 'too short'],
    ['words', 'voicemail', 'not a number'],
  ])('leaves %s open, with a reason', (_name, target, reason) => {
    expect(resolve(target, NORTH)).toMatchObject({
      kind: 'unresolved',
      value: target,
      reason: expect.stringContaining(reason),
    });
  });

  it('writes a SIP address of another group so that it reaches nobody else', () => {
    const twin = { groupKey: 'acme/south', extension: '0101' };
    const sip = targetResolver(
      sourceCustomer({
        groups: [sourceGroup(), sourceGroup({ id: 'south', locationDialingCode: '82' }), sourceGroup({ id: 'west' })],
        users: [
          sourceUser(),
          bareUser({ userId: 'dn@acme.example.test', ...twin, dn: '+12025550145' }),
          bareUser({ userId: 'code@acme.example.test', ...twin }),
          bareUser({ userId: 'none@acme.example.test', groupKey: 'acme/west', extension: '0101' }),
          bareUser({ userId: 'only@acme.example.test', groupKey: 'acme/west', extension: '0777' }),
        ],
        dns: [sourceDn()],
      }),
    );

    expect(sip('sip:anna@acme.example.test', NORTH)).toEqual({ kind: 'extension', value: '0101' });
    expect(sip('dn@acme.example.test', NORTH)).toEqual({ kind: 'e164', value: '+12025550145' });
    expect(sip('code@acme.example.test', NORTH)).toEqual({ kind: 'extension', value: '820101' });
    expect(sip('code@acme.example.test', 'acme/south')).toEqual({ kind: 'extension', value: '0101' });
    expect(sip('only@acme.example.test', NORTH)).toEqual({ kind: 'extension', value: '0777' });
    expect(sip('none@acme.example.test', NORTH)).toMatchObject({ kind: 'unresolved' });
  });

  it('leaves open what reads as two numbers, and reads the international prefix of the country', () => {
    const german = targetResolver(
      sourceCustomer({ users: [], dns: [sourceDn({ dn: '+493012345678', countryCode: '49' })] }),
    );

    expect(german('0033142685300', NORTH)).toEqual({ kind: 'e164', value: '+33142685300' });
    expect(german('4915112345678', NORTH)).toMatchObject({ kind: 'unresolved' });
    expect(german('493012345678', NORTH)).toEqual({ kind: 'e164', value: '+493012345678' });
  });

  it('guesses no country where the numbers of the group disagree', () => {
    const mixed = targetResolver(
      sourceCustomer({ users: [], dns: [sourceDn(), sourceDn({ dn: '+442079460101', countryCode: '44' })] }),
    );

    expect(mixed('2025550199', NORTH)).toMatchObject({
      kind: 'unresolved',
      reason: expect.stringContaining('country'),
    });
  });
});
