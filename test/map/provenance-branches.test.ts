import { describe, expect, it } from 'vitest';
import { assignedServices, servicesInUse } from '../../src/map/in-use.ts';
import { deviceRefs, dnRef, groupRefs, userRefs } from '../../src/map/provenance.ts';
import {
  sourceCustomer,
  sourceDevice,
  sourceDn,
  sourceFeature,
  sourceGroup,
  sourceService,
  sourceUser,
} from '../builders/source-builders.ts';

const SOURCE = sourceCustomer();

describe('where the values of a device stand', () => {
  const { groupKey: _group, ...ofNoGroup } = sourceDevice();
  const { providerKey: _provider, ...ofTheSystem } = ofNoGroup;

  it('is in its own answer and in the list of its group', () => {
    expect(deviceRefs(SOURCE, sourceDevice(), 'deviceType', 'Device Type')).toEqual([
      'device:acme/north/anna-phone GroupAccessDeviceGetResponse.deviceType',
      'group:acme/north GroupAccessDeviceGetListResponse.accessDeviceTable[anna-phone].Device Type',
    ]);
    expect(deviceRefs(SOURCE, sourceDevice(), 'version')).toHaveLength(1);
    expect(deviceRefs(SOURCE, sourceDevice({ detail: 'error' }), 'version')).toEqual([]);
  });

  it('is in the list of the provider where it belongs to no group', () => {
    const device = { ...ofNoGroup, key: 'acme/anna-phone', level: 'Service Provider' } as const;

    expect(deviceRefs(SOURCE, device, 'deviceType', 'Device Type')).toEqual([
      'device:acme/anna-phone ServiceProviderAccessDeviceGetResponse.deviceType',
      'serviceProvider:acme ServiceProviderAccessDeviceGetListResponse.accessDeviceTable[anna-phone].Device Type',
    ]);
  });

  it('is in no list where it belongs to the system', () => {
    expect(deviceRefs(SOURCE, { ...ofTheSystem, level: 'System' }, undefined, 'Device Type')).toEqual([]);
  });
});

describe('where a number stands', () => {
  it('is its row under another heading, or the whole reference where there is no row', () => {
    expect(dnRef(sourceDn(), 'User Id')).toBe(
      'group:acme/north GroupDnGetAssignmentListResponse.dnTable[+1-2025550101].User Id',
    );
    expect(dnRef(sourceDn({ source: 'user:anna UserGetResponse' }), 'User Id')).toBe('user:anna UserGetResponse');
  });
});

describe('what an overlay set', () => {
  const overlay = { lastName: 'overlay:people.csv line 2' };

  it('is named first, for the value that it set and no other', () => {
    expect(userRefs(SOURCE, sourceUser({ overlay, listed: false }), 'lastName')).toEqual([
      'overlay:people.csv line 2',
      'user:anna@acme.example.test UserGetResponse.lastName',
    ]);
    expect(userRefs(SOURCE, sourceUser({ overlay, listed: false }), 'firstName')).toEqual([
      'user:anna@acme.example.test UserGetResponse.firstName',
    ]);
    expect(userRefs(SOURCE, sourceUser({ overlay, listed: false }), undefined, 'Last Name')).toEqual([]);
    expect(
      groupRefs(
        SOURCE,
        sourceGroup({ overlay: { timeZone: 'overlay:sites.csv line 3' }, detail: 'error' }),
        'timeZone',
      ),
    ).toEqual(['overlay:sites.csv line 3']);
  });
});

describe('services of a user', () => {
  const packs = [{ key: 'acme/Gold', providerKey: 'acme', name: 'Gold', services: ['Call Waiting', 'Do Not Disturb'] }];

  it('come from the list first, and from a pack where the list does not have them', () => {
    const user = sourceUser({ packs: ['Gold'], services: [sourceService('Call Waiting', { active: false })] });

    expect(assignedServices(sourceCustomer({ users: [user], packs }), user)).toEqual([
      sourceService('Call Waiting', { active: false }),
      {
        name: 'Do Not Disturb',
        pack: 'Gold',
        source: `user:${user.key} UserServiceGetAssignmentListResponse.servicePacksAssignmentTable[Gold].Assigned`,
      },
    ]);
  });

  it('are the same whatever the order in which one is listed twice', () => {
    const twice = ['user:b', 'user:a', 'user:b'].map((source) => sourceService('Call Waiting', { source }));
    const services = (list: typeof twice) => {
      const user = sourceUser({ services: list });
      return assignedServices(sourceCustomer({ users: [user] }), user);
    };

    expect(services(twice)).toEqual([twice[0]]);
    expect(services(twice.toReversed())).toEqual([twice[0]]);
  });

  it('are in use by what was read of them, else by the list', () => {
    const user = sourceUser({
      services: ['Call Forwarding Always', 'Call Waiting', 'Do Not Disturb'].map((name) =>
        sourceService(name, { active: name !== 'Do Not Disturb' }),
      ),
    });
    const features = [
      sourceFeature(user.key, 'callForwardingAlways', { isActive: true }),
      sourceFeature(user.key, 'callWaiting', { isActive: false }),
    ];
    const inUse = (found: typeof features) =>
      servicesInUse(sourceCustomer({ users: [user], features: found }), user).map(({ name }) => name);

    expect(inUse([])).toEqual(['Call Forwarding Always', 'Call Waiting']);
    expect(inUse(features)).toEqual([]);
  });
});
