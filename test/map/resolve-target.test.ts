import { describe, expect, it } from 'vitest';
import { targetResolver } from '../../src/map/resolve-target.ts';
import { sourceCustomer, sourceDn, sourceGroup, sourceInstance, sourceUser } from '../builders/source-builders.ts';

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
