import { describe, expect, it } from 'vitest';
import { readerOf } from '../../src/broadworks/families/registry.ts';
import { parseFragment } from '../../src/broadworks/fragment.ts';
import { createSnapshotModel } from '../../src/broadworks/snapshot-model.ts';
import type { EntityRef } from '../../src/domain/keys.ts';

const GROUP: EntityRef = { kind: 'group', key: 'p/g' };
const USER: EntityRef = { kind: 'user', key: 'anna@example.test' };
const HUNT: EntityRef = { kind: 'serviceInstance', key: 'hg@example.test' };
const DEVICE: EntityRef = { kind: 'device', key: 'p/g/phone' };

const table = (name: string, cells: Readonly<Record<string, string>>): string =>
  `<${name}>${Object.keys(cells)
    .map((it) => `<colHeading>${it}</colHeading>`)
    .join('')}<row>${Object.values(cells)
    .map((it) => `<col>${it}</col>`)
    .join('')}</row></${name}>`;

/** Rows after a list and, where given, a detail. */
function rowsOf(...responses: readonly (readonly [EntityRef, string, string])[]) {
  const model = createSnapshotModel();
  for (const [owner, base, content] of responses) {
    const { body } = parseFragment(`<command echo="">${content}</command>`);
    readerOf(base)?.project({ owner, base, state: 'read', body }, model);
  }
  const rows = model.rows();
  return { ...rows, users: [...rows.users], devices: [...rows.devices], dns: [...rows.dns] };
}

const userList = [
  GROUP,
  'UserGetListInGroupResponse',
  table('userTable', {
    'User Id': 'anna@example.test',
    'Last Name': 'Old',
    'Phone Number': '+1-5555550101',
    Extension: '0101',
    'Email Address': 'anna@example.test',
    Department: 'Sales',
    'In Trunk Group': 'true',
    'National Prefix': '1',
  }),
] as const;
const userDetail = (more: string): readonly [EntityRef, string, string] => [
  USER,
  'UserGetResponse',
  `<serviceProviderId>p</serviceProviderId><groupId>g</groupId><lastName>New</lastName>${more}`,
];

describe('what a list and a detail say of one entity', () => {
  it('takes no number, address or department from a list where the detail has none', () => {
    const [user] = rowsOf(userList, userDetail('<countryCode>1</countryCode>')).users;

    expect(user).toMatchObject({ lastName: 'New', nationalPrefix: '1', trunk: true });
    for (const field of ['phoneNumber', 'dn', 'extension', 'emailAddress', 'department'])
      expect(user).not.toHaveProperty(field);
  });

  it('gives the number of an older list to nobody but the user whose detail has it', () => {
    const rows = rowsOf(userList, userDetail('<countryCode>1</countryCode>'), [
      { kind: 'user', key: 'ben@example.test' },
      'UserGetResponse',
      '<serviceProviderId>p</serviceProviderId><groupId>g</groupId><phoneNumber>5555550101</phoneNumber><countryCode>1</countryCode>',
    ]);

    expect(rows.dns).toMatchObject([{ dn: '+15555550101', ownerKey: 'ben@example.test' }]);
  });

  it('fills all from the list while no detail was read', () => {
    expect(rowsOf(userList).users).toMatchObject([
      { lastName: 'Old', dn: '+15555550101', extension: '0101', emailAddress: 'anna@example.test' },
    ]);
  });

  it('keeps the full form of the same number where the detail writes it without country code', () => {
    const same = rowsOf(userList, userDetail('<phoneNumber>5555550101</phoneNumber>')).users[0];
    const other = rowsOf(userList, userDetail('<phoneNumber>5555550102</phoneNumber>')).users[0];

    expect([same?.dn, other?.dn]).toEqual(['+15555550101', undefined]);
  });

  it('takes no number of an instance and no MAC of a device from a list where the detail has none', () => {
    const rows = rowsOf(
      [
        GROUP,
        'GroupHuntGroupGetInstanceListResponse',
        table('huntGroupTable', {
          'Service User Id': 'hg@example.test',
          Name: 'Sales',
          'Phone Number': '+1-5555550150',
          'Is Active': 'true',
        }),
      ],
      [
        HUNT,
        'GroupHuntGroupGetInstanceResponse',
        '<serviceInstanceProfile><name>Sales</name></serviceInstanceProfile>',
      ],
      [
        GROUP,
        'GroupAccessDeviceGetListResponse',
        table('accessDeviceTable', { 'Device Name': 'phone', 'Device Type': 'T46', 'MAC Address': '001122334455' }),
      ],
      [DEVICE, 'GroupAccessDeviceGetResponse', '<deviceType>T46</deviceType>'],
    );

    expect(rows.instances).toMatchObject([{ name: 'Sales', active: true }]);
    expect(rows.instances[0]).not.toHaveProperty('dn');
    expect(rows.devices[0]).not.toHaveProperty('macAddress');
  });
});
