import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import { mapDevices } from '../../src/map/devices.ts';
import { noticeLosses } from '../../src/map/losses/notice-losses.ts';
import { sourceDevice, sourceFeature, sourceProvider } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, mapAnna, of } from './settings-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const PROVIDER: EntityRef = { kind: 'serviceProvider', key: 'acme' };
const notice = (owner: EntityRef, send: boolean, email?: string) =>
  sourceFeature(
    owner.key,
    'emergencyCallNotification',
    { send, ...(email === undefined ? {} : { email }) },
    {
      owner,
      response: 'EmergencyCallNotificationGetResponse',
    },
  );
const list = (owner: EntityRef, ...names: readonly string[]) =>
  sourceFeature(
    owner.key,
    'commonPhoneList',
    { entries: names.map((name) => ({ name, phoneNumber: '100' })) },
    { owner },
  );

describe('who is told of emergency calls', () => {
  it.each([
    [
      'is the address of the group',
      [notice(GROUP, true, 'g@d.test'), notice(PROVIDER, true, 'p@d.test')],
      /^g@d.test /,
    ],
    [
      'is that of the provider where the group has none',
      [notice(GROUP, false), notice(PROVIDER, true, 'p@d.test')],
      /^p@d.test /,
    ],
  ])('%s, and must be set anew', (_, features, text) => {
    expect(noticeLosses(contextOf({ features }))).toEqual([
      expect.objectContaining({ owner: 'group:acme/north', verdict: 'manual', notice: expect.stringMatching(text) }),
    ]);
  });

  it('is nobody where it is switched off', () => {
    expect(noticeLosses(contextOf({ features: [notice(GROUP, false, 'g@d.test')] }))).toEqual([]);
  });
});

describe('phone lists', () => {
  it('of groups, enterprises and people are told with their size', () => {
    expect(
      noticeLosses(contextOf({ features: [list(PROVIDER, 'A', 'B'), list(GROUP, 'C')] })).map(({ owner, notice }) => [
        owner,
        notice,
      ]),
    ).toEqual([
      ['serviceProvider:acme', 'The common phone list does not come along: 2 entries.'],
      ['group:acme/north', 'The common phone list does not come along: 1 entry.'],
    ]);
    expect(mapAnna([of('personalPhoneList', { entries: [{ name: 'Ma' }] })]).losses).toEqual([
      expect.objectContaining({ owner: `user:${ANNA}`, service: 'Personal phone list' }),
    ]);
  });

  it('of a provider whose groups are customers of their own belong to none of them', () => {
    const provider = sourceProvider({ isEnterprise: false });

    expect(noticeLosses(contextOf({ provider, features: [list(PROVIDER, 'A'), list(GROUP)] }))).toEqual([]);
  });
});

it('a phone that calls somebody as soon as it is lifted is told', () => {
  const { losses } = mapDevices(contextOf({ devices: [sourceDevice({ hotline: '0199' })] }));

  expect(losses).toEqual([
    expect.objectContaining({
      owner: 'device:acme/north/anna-phone',
      service: 'Hotline of a phone',
      notice: expect.stringContaining('calls 0199 as soon as it is lifted'),
    }),
  ]);
});
