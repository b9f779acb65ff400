import type { EntityRef, SourceRef } from '../domain/keys.ts';
import { sourceRef } from '../domain/keys.ts';
import { cellPath } from '../domain/settings.ts';
import type {
  SourceCustomer,
  SourceDevice,
  SourceDn,
  SourceGroup,
  SourceInstance,
  SourceUser,
} from '../domain/source.ts';

/**
 * Source references of the values that entities carry. The same value often stands in a detail response and in a list;
 * both are named, so that the coverage proof answers for both.
 */

/** @param detail path in `UserGetResponse`; @param heading column of the user lists */
export function userRefs(source: SourceCustomer, user: SourceUser, detail?: string, heading?: string): SourceRef[] {
  const lists: readonly [EntityRef, string][] = [
    [{ kind: 'group', key: user.groupKey }, 'UserGetListInGroupResponse'],
    [{ kind: 'serviceProvider', key: user.providerKey }, 'UserGetListInServiceProviderResponse'],
    [SYSTEM, 'UserGetListInSystemResponse'],
  ];
  return [
    ...overlaid(user, detail),
    ...(detail !== undefined && user.detail === 'read'
      ? [sourceRef({ kind: 'user', key: user.key }, 'UserGetResponse', detail)]
      : []),
    ...(heading === undefined || !user.listed
      ? []
      : cells(source, lists, 'userTable', 'User Id', user.userId, heading)),
  ];
}

/** What an overlay set comes first: it is the value that counts. */
function overlaid({ overlay }: SourceUser | SourceGroup, detail: string | undefined): SourceRef[] {
  const ref = detail === undefined ? undefined : overlay?.[detail];
  return ref === undefined ? [] : [ref];
}

/** @param detail path in `GroupGetResponse`; @param heading column of the list of groups */
export function groupRefs(source: SourceCustomer, group: SourceGroup, detail?: string, heading?: string): SourceRef[] {
  const lists: readonly [EntityRef, string][] = [
    [{ kind: 'serviceProvider', key: group.providerKey }, 'GroupGetListInServiceProviderResponse'],
  ];
  return [
    ...overlaid(group, detail),
    ...(detail !== undefined && group.detail === 'read'
      ? [sourceRef({ kind: 'group', key: group.key }, 'GroupGetResponse', detail)]
      : []),
    ...(heading === undefined ? [] : cells(source, lists, 'groupTable', 'Group Id', group.id, heading)),
  ];
}

/** @param detail path in `ServiceProviderGetResponse`; @param heading column of the list of service providers */
export function providerRefs(source: SourceCustomer, detail?: string, heading?: string): SourceRef[] {
  const { provider } = source;
  const self: EntityRef = { kind: 'serviceProvider', key: provider.key };
  const base = 'ServiceProviderGetResponse';
  const lists: readonly [EntityRef, string][] = [[SYSTEM, 'ServiceProviderGetListResponse']];
  return [
    ...(detail !== undefined && source.readState(self, base) === 'read' ? [sourceRef(self, base, detail)] : []),
    ...(heading === undefined
      ? []
      : cells(source, lists, 'serviceProviderTable', 'Service Provider Id', provider.id, heading)),
  ];
}

/** @param detail path in the device response; @param heading column of the device lists */
export function deviceRefs(
  source: SourceCustomer,
  device: SourceDevice,
  detail?: string,
  heading?: string,
): SourceRef[] {
  const level = device.level === 'Service Provider' ? 'ServiceProvider' : device.level;
  const lists: [EntityRef, string][] = [];
  if (device.groupKey !== undefined) {
    lists.push([{ kind: 'group', key: device.groupKey }, 'GroupAccessDeviceGetListResponse']);
  } else if (device.providerKey !== undefined) {
    lists.push([{ kind: 'serviceProvider', key: device.providerKey }, 'ServiceProviderAccessDeviceGetListResponse']);
  }
  return [
    ...(detail !== undefined && device.detail === 'read'
      ? [sourceRef({ kind: 'device', key: device.key }, `${level}AccessDeviceGetResponse`, detail)]
      : []),
    ...(heading === undefined ? [] : cells(source, lists, 'accessDeviceTable', 'Device Name', device.name, heading)),
  ];
}

/** The row of a number in the list that it was read from, under one heading. */
export function dnRef(dn: SourceDn, heading: string): SourceRef {
  const end = dn.source.lastIndexOf('].');
  return end < 0 ? dn.source : `${dn.source.slice(0, end)}].${heading}`;
}

/** Cell of the list of all virtual users of a provider; their own lists differ by kind. */
export function instanceRefs(source: SourceCustomer, instance: SourceInstance, heading: string): SourceRef[] {
  const base = 'UserGetServiceInstanceListInServiceProviderResponse';
  const lists: readonly [EntityRef, string][] = [[{ kind: 'serviceProvider', key: instance.providerKey }, base]];
  return cells(source, lists, 'serviceInstanceTable', 'User Id', instance.userId, heading);
}

const SYSTEM: EntityRef = { kind: 'system', key: '' };

function cells(
  source: SourceCustomer,
  lists: readonly [EntityRef, string][],
  table: string,
  rowHeading: string,
  row: string,
  heading: string,
): SourceRef[] {
  return lists
    .filter(([owner, base]) => source.readState(owner, base) === 'read')
    .map(([owner, base]) => sourceRef(owner, base, cellPath(table, rowHeading, row, heading)));
}
