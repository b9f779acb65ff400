import { type EntityRef, joinKey, sourceRef, userKey } from '../../domain/keys.ts';
import { type BodyElement, child, flag, tableRows, text, texts } from '../../domain/response-body.ts';
import { cellPath } from '../../domain/settings.ts';
import type { SourceEndpoint, SourceTrunkAddressing, SourceUser } from '../../domain/source.ts';
import { readDn } from '../dn.ts';
import { present } from '../present.ts';
import type { OwnedResponse, ResponseReader } from '../reader.ts';
import type { SnapshotModel } from '../snapshot-model.ts';
import { addressOf, cellFlag } from './shared.ts';

const TABLE = 'userTable';

function* listed(body: BodyElement): Iterable<EntityRef> {
  for (const row of tableRows(body, TABLE)) {
    const id = row.get('User Id');
    if (id !== undefined) yield { kind: 'user', key: userKey(id) };
  }
}

/** @param place - where a row stands, as far as the list itself does not say */
function projectList(
  { owner, base, body }: OwnedResponse,
  model: SnapshotModel,
  place: { readonly provider?: string; readonly group?: string },
): void {
  for (const row of tableRows(body, TABLE)) {
    const userId = row.get('User Id');
    if (userId === undefined) continue;
    const ownProvider = row.get('Service Provider Id');
    const providerKey = place.provider ?? (ownProvider === undefined ? undefined : joinKey(ownProvider));
    const ownGroup = row.get('Group Id');
    const groupKey =
      place.group ??
      (providerKey === undefined || ownGroup === undefined ? undefined : `${providerKey}/${joinKey(ownGroup)}`);
    if (groupKey !== undefined) model.group(groupKey);
    const key = userKey(userId);
    const user = model.user(key);
    const phoneNumber = row.get('Phone Number');
    const countryCode = row.get('Country Code');
    const dn = readDn(phoneNumber, countryCode);
    user.listed = true;
    user.list = {
      ...present<SourceUser>({
        userId,
        providerKey,
        groupKey,
        lastName: row.get('Last Name'),
        firstName: row.get('First Name'),
        department: row.get('Department'),
        phoneNumber,
        dn,
        emailAddress: row.get('Email Address'),
        extension: row.get('Extension'),
        countryCode,
        nationalPrefix: row.get('National Prefix'),
        trunk: cellFlag(row.get('In Trunk Group')),
      }),
      ...user.list,
    };
    if (dn !== undefined) user.dnSource ??= sourceRef(owner, base, cellPath(TABLE, 'User Id', userId, 'Phone Number'));
  }
}

const inGroup: ResponseReader = {
  bases: ['UserGetListInGroupResponse'],
  describes: ['group'],
  lists: listed,
  project: (response, model) =>
    projectList(response, model, { provider: response.owner.key.split('/')[0] ?? '', group: response.owner.key }),
};

const inProvider: ResponseReader = {
  bases: ['UserGetListInServiceProviderResponse'],
  describes: ['serviceProvider'],
  lists: listed,
  project: (response, model) => projectList(response, model, { provider: response.owner.key }),
};

const inSystem: ResponseReader = {
  bases: ['UserGetListInSystemResponse'],
  describes: ['system'],
  lists: listed,
  project: (response, model) => projectList(response, model, {}),
};

const detail: ResponseReader = {
  bases: ['UserGetResponse'],
  describes: ['user'],
  own(body) {
    const id = text(body, 'userId');
    return id === undefined ? undefined : { kind: 'user', key: userKey(id) };
  },
  project({ owner, state, base, body }, model) {
    const user = model.user(owner.key);
    user.state = state;
    if (state === 'error') return;
    const provider = text(body, 'serviceProviderId');
    const group = text(body, 'groupId');
    const groupKey = provider === undefined || group === undefined ? undefined : joinKey(provider, group);
    if (groupKey !== undefined) model.group(groupKey);
    const phoneNumber = text(body, 'phoneNumber');
    const countryCode = text(body, 'countryCode') ?? user.list.countryCode;
    const dn = readDn(phoneNumber, countryCode);
    if (dn !== undefined) user.dnSource = sourceRef(owner, base, 'phoneNumber');
    const trunk = body.trunkAddressing !== undefined;
    const endpoint = provider === undefined ? undefined : endpointOf(body, provider, group);
    user.detail = present<SourceUser>({
      userId: text(body, 'userId'),
      providerKey: provider === undefined ? undefined : joinKey(provider),
      groupKey,
      lastName: text(body, 'lastName'),
      firstName: text(body, 'firstName'),
      callingLineIdLastName: text(body, 'callingLineIdLastName'),
      callingLineIdFirstName: text(body, 'callingLineIdFirstName'),
      callingLineIdPhoneNumber: text(body, 'callingLineIdPhoneNumber'),
      phoneNumber,
      dn,
      extension: text(body, 'extension'),
      countryCode,
      nationalPrefix: text(body, 'nationalPrefix'),
      department: text(body, 'department', 'name') ?? text(body, 'departmentFullPath'),
      departmentPath: text(body, 'departmentFullPath'),
      language: text(body, 'language'),
      timeZone: text(body, 'timeZone'),
      emailAddress: text(body, 'emailAddress'),
      title: text(body, 'title'),
      mobilePhoneNumber: text(body, 'mobilePhoneNumber'),
      aliases: texts(body, 'alias'),
      address: addressOf(body),
      addressLocation: text(body, 'addressLocation'),
      endpoint,
      trunk: trunk || undefined,
      trunkAddressing: trunkOf(body),
      isPlace: flag(body, 'isPlace'),
    });
    if (endpoint?.deviceKey !== undefined) {
      const line = { userKey: owner.key, ...present({ linePort: endpoint.linePort }), endpointType: 'Primary' };
      const { lines } = model.device(endpoint.deviceKey);
      const key = `${owner.key} ${endpoint.linePort ?? ''}`;
      // The device's own list of users knows what kind of line it is.
      if (!lines.has(key)) lines.set(key, line);
    }
  },
};

function trunkOf(body: BodyElement): SourceTrunkAddressing | undefined {
  const trunk = child(body, 'trunkAddressing');
  if (trunk === undefined) return undefined;
  const endpoint = child(trunk, 'trunkGroupDeviceEndpoint') ?? {};
  const fields = present<SourceTrunkAddressing>({
    trunkGroup: text(endpoint, 'name'),
    linePort: text(endpoint, 'linePort'),
    isPilotUser: flag(endpoint, 'isPilotUser'),
    enterpriseTrunk: text(trunk, 'enterpriseTrunkName'),
    alternateTrunkIdentity: text(trunk, 'alternateTrunkIdentity'),
  });
  return Object.keys(fields).length > 0 ? fields : undefined;
}

function endpointOf(body: BodyElement, provider: string, group: string | undefined): SourceEndpoint | undefined {
  const endpoint = child(body, 'accessDeviceEndpoint');
  if (endpoint === undefined) return undefined;
  const level = text(endpoint, 'accessDevice', 'deviceLevel');
  const name = text(endpoint, 'accessDevice', 'deviceName');
  return present<SourceEndpoint>({
    deviceKey: deviceKeyOf(level, name, provider, group),
    deviceLevel: level,
    deviceName: name,
    linePort: text(endpoint, 'linePort'),
  });
}

/** Names of devices repeat across levels: the level says which parents belong into the key. */
export function deviceKeyOf(
  level: string | undefined,
  name: string | undefined,
  provider: string,
  group: string | undefined,
): string | undefined {
  if (name === undefined) return undefined;
  if (level === 'System') return joinKey(name);
  if (level === 'Service Provider') return joinKey(provider, name);
  return level === 'Group' && group !== undefined ? joinKey(provider, group, name) : undefined;
}

// Detail last: it fills `countryCode` from the list where an old release has none.
export const userReaders = [inGroup, inProvider, inSystem, detail] as const;
