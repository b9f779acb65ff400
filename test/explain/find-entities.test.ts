import { describe, expect, it } from 'vitest';
import { findEntities, suggest } from '../../src/explain/find-entities.ts';
import type { ExplainEntity } from '../../src/explain/ports.ts';
import {
  sourceDevice,
  sourceDn,
  sourceGroup,
  sourceInstance,
  sourceProvider,
  sourceUser,
} from '../builders/source-builders.ts';

const entities: readonly ExplainEntity[] = [
  { kind: 'customer', row: sourceProvider() },
  { kind: 'group', row: sourceGroup() },
  { kind: 'group', row: sourceGroup({ id: 'boston lab', name: 'Acme Boston' }) },
  { kind: 'user', row: sourceUser() },
  {
    kind: 'user',
    row: sourceUser({
      userId: 'bob@acme.example.test',
      firstName: 'Bob',
      lastName: 'Bell',
      emailAddress: 'bob.bell@mail.example.test',
      dn: '+442079460123',
      extension: '0101',
    }),
  },
  { kind: 'serviceInstance', row: sourceInstance() },
  { kind: 'device', row: sourceDevice() },
  {
    kind: 'device',
    row: sourceDevice({ name: 'spare', macAddress: '0004F2AA0102' }),
  },
  { kind: 'number', row: sourceDn() },
  { kind: 'number', row: sourceDn({ dn: '+12025550199' }) },
];

describe('findEntities', () => {
  it.each([
    {
      name: 'a user by id, whatever the case',
      query: 'Anna@ACME.example.test',
      expected: 'user:anna@acme.example.test',
      by: 'id',
    },
    {
      name: 'a user by e-mail',
      query: 'anna.able@mail.example.test',
      expected: 'user:anna@acme.example.test',
      by: 'e-mail',
    },
    {
      name: 'a user by the draft it became',
      query: 'subscriber:anna@acme.example.test',
      expected: 'user:anna@acme.example.test',
      by: 'id',
    },
    { name: 'a user by name', query: 'anna able', expected: 'user:anna@acme.example.test', by: 'name' },
    {
      name: 'the owner of a number in E.164',
      query: '+12025550101',
      expected: 'user:anna@acme.example.test',
      by: 'number',
    },
    ...['tel:+12025550101', 'tel:+1-202-555-0101;ext=1', '%2B12025550101', 'user:anna%40acme.example.test'].map(
      (query) => ({
        name: `the owner of ${query}`,
        query,
        expected: 'user:anna@acme.example.test',
        by: query.startsWith('user') ? 'id' : 'number',
      }),
    ),
    {
      name: 'the owner of a number as tables write it',
      query: '+1-2025550101',
      expected: 'user:anna@acme.example.test',
      by: 'number',
    },
    {
      name: 'the owner of a number as people write it',
      query: '(202) 555-0101',
      expected: 'user:anna@acme.example.test',
      by: 'number',
    },
    {
      name: 'the owner of a number with a trunk zero',
      query: '020 7946 0123',
      expected: 'user:bob@acme.example.test',
      by: 'number',
    },
    {
      name: 'the owner of a number with an international prefix',
      query: '0044 20 7946 0123',
      expected: 'user:bob@acme.example.test',
      by: 'number',
    },
    { name: 'a number that nobody has', query: '202-555-0199', expected: 'number:+12025550199', by: 'number' },
    {
      name: 'a service instance by name',
      query: 'sales',
      expected: 'serviceInstance:sales-hunt@acme.example.test',
      by: 'name',
    },
    {
      name: 'a service instance by extension',
      query: '0200',
      expected: 'serviceInstance:sales-hunt@acme.example.test',
      by: 'extension',
    },
    { name: 'a group by id', query: 'north', expected: 'group:acme/north', by: 'id' },
    { name: 'a group by key', query: 'acme/north', expected: 'group:acme/north', by: 'id' },
    {
      name: 'a group by its key as a person writes it',
      query: 'acme/boston lab',
      expected: 'group:acme/boston%20lab',
      by: 'id',
    },
    { name: 'an enterprise by id', query: 'acme', expected: 'customer:acme', by: 'id' },
    { name: 'a device by name', query: 'anna-phone', expected: 'device:acme/north/anna-phone', by: 'name' },
    { name: 'a device by MAC with colons', query: '00:04:f2:aa:01:02', expected: 'device:acme/north/spare', by: 'MAC' },
  ])('finds $name', ({ query, expected, by }) => {
    const found = findEntities(query, entities).map(({ candidate }) => candidate);

    expect(found.map(({ kind, key }) => `${kind}:${key}`)).toEqual([expected]);
    expect(found[0]?.matchedBy).toBe(by);
  });

  it('lists everybody with an extension', () => {
    expect(findEntities('0101', entities).map(({ candidate }) => candidate.key)).toEqual([
      'anna@acme.example.test',
      'bob@acme.example.test',
    ]);
  });

  it('finds nothing by less than it was given', () => {
    expect(findEntities('55501', entities)).toEqual([]);
    expect(findEntities('', entities)).toEqual([]);
  });
});

describe('suggest', () => {
  it('names what is spelt alike', () => {
    expect(suggest('ana@acme.example.test', entities)[0]).toBe('anna@acme.example.test');
  });

  it('stays silent where nothing is', () => {
    expect(suggest('zzzzzzzzzz', entities)).toEqual([]);
  });
});
