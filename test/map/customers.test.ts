import { describe, expect, it } from 'vitest';
import { sourceGroup, sourceProvider, sourceUser } from '../builders/source-builders.ts';
import { answered, draftOf, mapParts } from './map-inputs.ts';

const person = (name: string, email: string) =>
  sourceUser({
    userId: `${name}@acme.example.test`,
    firstName: name,
    emailAddress: email,
    dn: '+12025550150',
    extension: '0150',
  });

describe('customers', () => {
  it('an enterprise is one customer, with the packages and limits that its people need', () => {
    const { data } = draftOf(mapParts({}), 'customer', 'customer:acme');

    expect(data).toMatchObject({
      externalId: 'bw:acme',
      name: 'Acme Tools',
      primaryEmail: 'anna.able@mail.example.test',
      language: 'en_us',
      timeZone: 'America/New_York',
      packages: ['webex_calling'],
      packageLimits: { webex_calling: 1 },
      firstLocation: 'location:acme/north',
      administrator: 'subscriber:anna@acme.example.test',
    });
  });

  it('a group of a service provider is a customer of its own, keyed by both ids', () => {
    const mapped = mapParts({
      provider: sourceProvider({ isEnterprise: false }),
      groups: [sourceGroup({ key: 'acme/caf%C3%A9', id: 'café' })],
      users: [sourceUser({ groupKey: 'acme/caf%C3%A9' })],
    });

    expect(draftOf(mapped, 'customer', 'customer:acme/caf%C3%A9').data).toMatchObject({
      externalId: 'bw:acme/caf%C3%A9',
      name: 'Acme North',
    });
  });

  it('a name loses its percent sign', () => {
    const { data, why } = draftOf(
      mapParts({ provider: sourceProvider({ name: '100% Acme' }) }),
      'customer',
      'customer:acme',
    );

    expect(data.name).toBe('100 Acme');
    expect(why.name).toMatchObject({ rule: 'R-NAME-1', changed: true });
  });

  it('bills to the default country only where nobody names one, and leaves the location open', () => {
    const group = sourceGroup({ address: { addressLine1: '1 Street', city: 'Town' } });
    const mapped = mapParts({ groups: [group] }, { defaults: { language: 'en_us', country: 'US' } });

    expect(draftOf(mapped, 'customer', 'customer:acme').data.billingAddress.country).toBe('US');
    expect(draftOf(mapped, 'location', 'location:acme/north').data.address.country).toBeUndefined();
  });
});

describe('the administrator', () => {
  const admin = (mapped: ReturnType<typeof mapParts>) =>
    draftOf(mapped, 'customer', 'customer:acme').data.administrator;

  it('is the contact that BroadWorks names, before anybody else', () => {
    const mapped = mapParts({ users: [sourceUser(), person('aaron', 'aaron@mail.example.test')] });

    expect(admin(mapped)).toBe('subscriber:anna@acme.example.test');
    expect(mapped.decisions.find(({ kind }) => kind === 'administrator')?.options).toHaveLength(2);
  });

  it('is a person before a shared mailbox, even where that is the contact', () => {
    const group = sourceGroup({ contact: { email: 'info@mail.example.test' } });
    const mapped = mapParts({ groups: [group], users: [person('aaron', 'info@mail.example.test'), sourceUser()] });

    expect(admin(mapped)).toBe('subscriber:anna@acme.example.test');
  });

  it('is never somebody with a generated id', () => {
    const { emailAddress: _email, ...user } = sourceUser();
    const mapped = mapParts(
      { users: [user] },
      { defaults: { language: 'en_us', generatedEmailDomain: 'ids.example.test' } },
    );

    expect(draftOf(mapped, 'subscriber', 'subscriber:anna@acme.example.test').data.email).toContain(
      '@ids.example.test',
    );
    expect(admin(mapped)).toBeUndefined();
  });

  it('is whom a person decided on, while the candidates are the same', () => {
    const users = [sourceUser(), person('aaron', 'aaron@mail.example.test')];
    const open = mapParts({ users });
    const mapped = mapParts({ users }, {}, answered(open, 'administrator', 'subscriber:aaron@acme.example.test'));

    expect(admin(mapped)).toBe('subscriber:aaron@acme.example.test');
    expect(draftOf(mapped, 'subscriber', 'subscriber:aaron@acme.example.test').data.administrator).toBe(true);
    expect(draftOf(mapped, 'subscriber', 'subscriber:anna@acme.example.test').data.administrator).toBe(false);
  });

  it('is whom migration.yaml names, and nobody where that name fits nobody', () => {
    const named = mapParts({}, { customers: { acme: { administrator: 'Anna@acme.example.test' } } });
    const wrong = mapParts({}, { customers: { acme: { administrator: 'nobody@acme.example.test' } } });

    expect(admin(named)).toBe('subscriber:anna@acme.example.test');
    expect(admin(wrong)).toBeUndefined();
  });

  it('is not chosen for an organisation that exists already', () => {
    expect(admin(mapParts({}, { customers: { acme: { orgId: 'org' } } }))).toBeUndefined();
  });
});
