import { joinKey, userKey } from '../../domain/keys.ts';
import { child, flag, tableRows, text } from '../../domain/response-body.ts';
import type { SourceDevice } from '../../domain/source.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { addFeature, type FeatureResponse } from './feature-reader.ts';
import { cellFlag, providerOf } from './shared.ts';
import { deviceKeyOf } from './users.ts';

const list: ResponseReader = {
  bases: ['GroupAccessDeviceGetListResponse', 'ServiceProviderAccessDeviceGetListResponse'],
  describes: ['group', 'serviceProvider'],
  *lists(body, owner) {
    if (owner === undefined) return;
    for (const row of tableRows(body, 'accessDeviceTable')) {
      const name = row.get('Device Name');
      if (name !== undefined) yield { kind: 'device', key: `${owner.key}/${joinKey(name)}` };
    }
  },
  project({ owner, body }, model) {
    for (const row of tableRows(body, 'accessDeviceTable')) {
      const name = row.get('Device Name');
      if (name === undefined) continue;
      const device = model.device(`${owner.key}/${joinKey(name)}`);
      device.list = {
        ...present<SourceDevice>({
          type: row.get('Device Type'),
          macAddress: row.get('MAC Address'),
          status: row.get('Status'),
          version: row.get('Version'),
        }),
        ...device.list,
      };
    }
  },
};

const detail: ResponseReader = {
  bases: ['GroupAccessDeviceGetResponse', 'ServiceProviderAccessDeviceGetResponse', 'SystemAccessDeviceGetResponse'],
  describes: ['device'],
  own(body) {
    const provider = text(body, 'serviceProviderId');
    const group = text(body, 'groupId');
    const name = text(body, 'deviceName');
    if (provider === undefined || group === undefined || name === undefined) return undefined;
    return { kind: 'device', key: joinKey(provider, group, name) };
  },
  project({ owner, state, body }, model) {
    const device = model.device(owner.key);
    device.state = state;
    if (state === 'error') return;
    device.detail = present<SourceDevice>({
      type: text(body, 'deviceType'),
      macAddress: text(body, 'macAddress'),
      status: text(body, 'status'),
      version: text(body, 'version'),
      serialNumber: text(body, 'serialNumber'),
      physicalLocation: text(body, 'physicalLocation'),
      hotline: flag(body, 'useHotline') === true ? text(body, 'hotlineContact') : undefined,
      ports:
        child(body, 'numberOfPorts') === undefined
          ? undefined
          : (text(body, 'numberOfPorts', 'quantity') ?? 'Unlimited'),
      assignedPorts: text(body, 'numberOfAssignedPorts'),
    });
  },
};

const users: ResponseReader = {
  bases: ['GroupAccessDeviceGetUserListResponse', 'ServiceProviderAccessDeviceGetUserListResponse'],
  describes: ['device'],
  project({ owner, body }, model) {
    const device = model.device(owner.key);
    for (const row of tableRows(body, 'deviceUserTable')) {
      const user = row.get('User Id');
      if (user === undefined) continue;
      const linePort = row.get('Line/Port');
      device.lines.set(`${userKey(user)} ${linePort ?? ''}`, {
        userKey: userKey(user),
        ...present({ linePort, order: row.get('Order') }),
        endpointType: row.get('Endpoint Type') ?? 'Primary',
      });
    }
  },
};

const sharedLines: FeatureResponse<'sharedCallAppearance'> = {
  base: 'UserSharedCallAppearanceGetResponse',
  name: 'sharedCallAppearance',
  read: (body) => ({
    ...present({
      maxAppearances: text(body, 'maxAppearances'),
      alertAllAppearances: flag(body, 'alertAllAppearancesForClickToDialCalls'),
    }),
    endpoints: tableRows(body, 'endpointTable').map((row) =>
      present({
        deviceLevel: row.get('Device Level'),
        deviceName: row.get('Device Name'),
        linePort: row.get('Line/Port'),
        isActive: cellFlag(row.get('Is Active')),
        allowOrigination: cellFlag(row.get('Allow Origination')),
        allowTermination: cellFlag(row.get('Allow Termination')),
      }),
    ),
  }),
};

/** Lines of a user on further devices. The user's group says which group-level device is meant. */
const shared: ResponseReader = {
  bases: ['UserSharedCallAppearanceGetResponse'],
  describes: ['user', 'serviceInstance'],
  project(response, model) {
    addFeature(response, model, sharedLines);
    const { owner, body } = response;
    if (owner.kind !== 'user') return;
    const user = model.user(owner.key);
    const groupKey = user.detail.groupKey ?? user.list.groupKey;
    if (groupKey === undefined) return;
    const group = { kind: 'group' as const, key: groupKey };
    const [provider = '', groupId = ''] = [
      decodeURIComponent(providerOf(group)),
      decodeURIComponent(groupKey.split('/')[1] ?? ''),
    ];
    for (const row of tableRows(body, 'endpointTable')) {
      const key = deviceKeyOf(row.get('Device Level'), row.get('Device Name'), provider, groupId);
      if (key === undefined) continue;
      const device = model.device(key);
      const linePort = row.get('Line/Port');
      device.list = {
        ...present<SourceDevice>({ type: row.get('Device Type'), macAddress: row.get('Mac Address') }),
        ...device.list,
      };
      const line = `${owner.key} ${linePort ?? ''}`;
      if (!device.lines.has(line)) {
        device.lines.set(line, {
          userKey: owner.key,
          ...present({ linePort }),
          endpointType: 'Shared Call Appearance',
        });
      }
    }
  },
};

export const deviceReaders = [list, detail, users, shared] as const;
