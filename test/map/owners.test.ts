import { describe, expect, it } from 'vitest';
import type { SourceUser } from '../../src/domain/source.ts';
import { bareUser, sourceDevice, sourceFeature, sourceService, sourceUser } from '../builders/source-builders.ts';
import { answered, draftOf, mapParts } from './map-inputs.ts';

const ID = 'u1@acme.example.test';
const PHONE = { deviceKey: 'acme/north/p1', deviceLevel: 'Group', deviceName: 'p1', linePort: 'u1' } as const;
const phone = (type = 'Polycom VVX 410') =>
  sourceDevice({ key: 'acme/north/p1', name: 'p1', type, lines: [{ userKey: ID, endpointType: 'Primary' }] });

/** The user at hand beside Anna, who keeps the customer complete. */
function mapUser(
  user: Partial<SourceUser>,
  options: { device?: string; features?: ReturnType<typeof sourceFeature>[] } = {},
) {
  const mapped = bareUser({ userId: ID, ...user });
  return mapParts({
    users: [sourceUser(), mapped],
    devices: [sourceDevice(), ...(mapped.endpoint ? [phone(options.device)] : [])],
    ...(options.features ? { features: options.features } : {}),
  });
}
const idsOf = (mapped: ReturnType<typeof mapUser>) =>
  mapped.drafts.filter(({ from, kind }) => from === `user:${ID}` && kind !== 'setting').map(({ id }) => id);

describe('who a user becomes', () => {
  it.each<{ name: string; user: Partial<SourceUser>; device?: string; expected: string; decision?: string }>([
    {
      name: 'a person with a phone is a subscriber',
      user: { firstName: 'Bert', lastName: 'Bold', emailAddress: 'bert@mail.example.test', endpoint: PHONE },
      expected: `subscriber:${ID}`,
    },
    {
      name: 'a phone in a place without e-mail is a Webex workspace',
      user: { firstName: 'Lobby', lastName: 'Phone', extension: '0300', endpoint: PHONE },
      expected: `workspace:${ID}`,
    },
    {
      name: 'a user marked as a place is one, whatever its name',
      user: { firstName: 'Bert', lastName: 'Bold', isPlace: true, extension: '0300', endpoint: PHONE },
      expected: `workspace:${ID}`,
    },
    {
      name: 'a place-like name with a mailbox stays a subscriber',
      user: { firstName: 'Front', lastName: 'Reception', emailAddress: 'front@mail.example.test', endpoint: PHONE },
      expected: `subscriber:${ID}`,
    },
    {
      name: 'a place with personal services is asked about',
      user: {
        firstName: 'Lobby',
        lastName: 'Phone',
        endpoint: PHONE,
        services: [sourceService('Voice Messaging User', { active: true })],
      },
      expected: `subscriber:${ID}`,
      decision: 'place',
    },
    {
      name: 'a number with voicemail and no device is a virtual line',
      user: {
        firstName: 'Sales',
        lastName: 'Box',
        extension: '0301',
        services: [sourceService('Voice Messaging User')],
      },
      expected: `virtualLine:${ID}`,
    },
    {
      name: 'a mailbox owner without a device is asked about',
      user: { emailAddress: 'bert@mail.example.test', extension: '0301' },
      expected: `subscriber:${ID}`,
      decision: 'no-device',
    },
    { name: 'a user with nothing stays behind', user: {}, expected: `notMigrated:user:${ID}` },
    {
      name: 'a user of whom nothing was captured is asked about',
      user: { detail: 'never-asked' },
      expected: `subscriber:${ID}`,
      decision: 'never-asked',
    },
    {
      name: 'an app alone makes a subscriber',
      user: { emailAddress: 'bert@mail.example.test', extension: '0301', endpoint: PHONE },
      device: 'Business Communicator - PC',
      expected: `subscriber:${ID}`,
    },
    {
      name: 'a user behind a trunk stays behind',
      user: { trunk: true, dn: '+12025550107' },
      expected: `notMigrated:user:${ID}`,
    },
    {
      name: 'a fax by name is held',
      user: { firstName: 'Fax', lastName: 'Accounting', dn: '+12025550107', endpoint: PHONE },
      expected: `notMigrated:user:${ID}`,
      decision: 'life-safety',
    },
    {
      name: 'a lift by its German name is held',
      user: { firstName: 'Aufzug', lastName: 'Haus B', dn: '+12025550107', endpoint: PHONE },
      expected: `notMigrated:user:${ID}`,
      decision: 'life-safety',
    },
    {
      name: 'an analogue adapter is held whatever the name',
      user: { firstName: 'Bert', lastName: 'Bold', endpoint: PHONE },
      device: 'Cisco ATA 191',
      expected: `notMigrated:user:${ID}`,
      decision: 'life-safety',
    },
    {
      name: 'a person called Gates is no gate',
      user: { firstName: 'Bill', lastName: 'Gates', emailAddress: 'bill@mail.example.test', endpoint: PHONE },
      expected: `subscriber:${ID}`,
    },
  ])('$name', ({ user, device, expected, decision }) => {
    const mapped = mapUser(user, device === undefined ? {} : { device });

    expect(idsOf(mapped)).toEqual([expected]);
    const asked = mapped.decisions.filter(({ object, kind }) => object === `user:${ID}` && kind !== 'missing-email');
    expect(asked.map(({ kind }) => kind)).toEqual(decision === undefined ? [] : [decision]);
  });

  it('a forwarding without a target is not in use, so it makes no line', () => {
    const services = [sourceService('Call Forwarding Always', { active: true })];
    const empty = mapUser({ services }, { features: [sourceFeature(ID, 'callForwardingAlways', { isActive: true })] });
    const set = mapUser(
      { services },
      { features: [sourceFeature(ID, 'callForwardingAlways', { isActive: true, forwardToPhoneNumber: '2025550101' })] },
    );

    expect(idsOf(empty)).toEqual([`notMigrated:user:${ID}`]);
    expect(idsOf(set)).toEqual([`virtualLine:${ID}`]);
  });

  it('lets a held line move once somebody has signed, and keeps its number until then', () => {
    const parts = {
      users: [
        sourceUser(),
        bareUser({ userId: ID, firstName: 'Lift', lastName: 'North', dn: '+12025550107', endpoint: PHONE }),
      ],
      devices: [sourceDevice(), phone()],
    };
    const held = mapParts(parts);
    const signed = mapParts(parts, {}, answered(held, 'life-safety', 'move'));

    expect(held.drafts.some(({ id }) => id === 'number:+12025550107')).toBe(false);
    expect(draftOf(held, 'notMigrated', `notMigrated:device:acme/north/p1`).data.category).toBe('hold');
    expect(draftOf(signed, 'workspace', `workspace:${ID}`).data.phoneNumber).toBe('+12025550107');
    expect(draftOf(signed, 'number', 'number:+12025550107').data.owner).toBe(`workspace:${ID}`);
  });

  it('never takes the user id for an e-mail address, and generates one only where a domain is given', () => {
    const user = { firstName: 'Bert', lastName: 'Bold', endpoint: PHONE };
    const without = mapUser(user);
    const parts = { users: [sourceUser(), bareUser({ userId: ID, ...user })], devices: [sourceDevice(), phone()] };
    const config = { defaults: { language: 'en_us', generatedEmailDomain: 'ids.example.test' } };
    const generated = mapParts(parts, config);
    const refused = mapParts(parts, config, answered(generated, 'missing-email', 'supply'));

    expect(draftOf(without, 'subscriber', `subscriber:${ID}`).data.email).toBeUndefined();
    expect(draftOf(generated, 'subscriber', `subscriber:${ID}`).data.email).toBe(
      'u1.acme.example.test@ids.example.test',
    );
    expect(draftOf(refused, 'subscriber', `subscriber:${ID}`).data.email).toBeUndefined();
  });

  it('cleans names and says so', () => {
    const mapped = mapUser({
      firstName: ' Bert\u200b ',
      lastName: 'Bold \t Jr',
      emailAddress: 'b@mail.example.test',
      endpoint: PHONE,
    });
    const draft = draftOf(mapped, 'subscriber', `subscriber:${ID}`);

    expect([draft.data.firstName, draft.data.lastName]).toEqual(['Bert', 'Bold Jr']);
    expect(draft.why.firstName).toMatchObject({ changed: true });
  });
});
