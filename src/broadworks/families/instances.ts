import { entryOf } from '../../domain/entry-of.ts';
import { type EntityRef, joinKey, sourceRef, userKey } from '../../domain/keys.ts';
import { type BodyElement, child, tableRows, text } from '../../domain/response-body.ts';
import { cellPath } from '../../domain/settings.ts';
import type { SourceInstance } from '../../domain/source.ts';
import { readDn } from '../dn.ts';
import { present } from '../present.ts';
import type { OwnedResponse, ResponseReader } from '../reader.ts';
import type { SnapshotModel } from '../snapshot-model.ts';
import { cellFlag } from './shared.ts';

/** Kinds whose lists look alike; the list of a kind names its instances' type. */
const LISTS: Readonly<Record<string, { readonly table: string; readonly type: string }>> = {
  GroupHuntGroupGetInstanceListResponse: { table: 'huntGroupTable', type: 'Hunt Group' },
  GroupCallCenterGetInstanceListResponse: { table: 'callCenterTable', type: 'Call Center' },
  GroupAutoAttendantGetInstanceListResponse: { table: 'autoAttendantTable', type: 'Auto Attendant' },
  GroupRoutePointGetInstanceListResponse: { table: 'routePointTable', type: 'Route Point' },
  GroupGroupPagingGetInstanceListResponse: { table: 'groupPagingTable', type: 'Group Paging' },
};

function* idsOf(body: BodyElement, table: string, heading: string): Iterable<EntityRef> {
  for (const row of tableRows(body, table)) {
    const id = row.get(heading);
    if (id !== undefined) yield { kind: 'serviceInstance', key: userKey(id) };
  }
}

const lists: ResponseReader = {
  bases: Object.keys(LISTS),
  describes: ['group'],
  listsInstances: true,
  *lists(body) {
    for (const { table } of Object.values(LISTS)) yield* idsOf(body, table, 'Service User Id');
  },
  project({ owner, base, body }, model) {
    const kind = entryOf(LISTS, base);
    if (kind === undefined) return;
    for (const row of tableRows(body, kind.table)) {
      const id = row.get('Service User Id');
      if (id === undefined) continue;
      const phoneNumber = row.get('Phone Number');
      const dn = readDn(phoneNumber);
      const instance = model.instance(userKey(id));
      instance.list = {
        ...present<SourceInstance>({
          userId: id,
          providerKey: owner.key.split('/')[0],
          groupKey: owner.key,
          type: kind.type,
          name: row.get('Name'),
          phoneNumber,
          dn,
          extension: row.get('Extension'),
          department: row.get('Department'),
          active: cellFlag(row.get('Is Active')),
        }),
        ...instance.list,
      };
      if (dn !== undefined)
        instance.dnSource ??= sourceRef(owner, base, cellPath(kind.table, 'Service User Id', id, 'Phone Number'));
    }
  },
};

/** All virtual users of a provider. Its service types are finer than the kinds: `Auto Attendant - Standard`. */
const inProvider: ResponseReader = {
  bases: ['UserGetServiceInstanceListInServiceProviderResponse'],
  describes: ['serviceProvider'],
  listsInstances: true,
  lists: (body) => idsOf(body, 'serviceInstanceTable', 'User Id'),
  project({ owner, base, body }, model) {
    for (const row of tableRows(body, 'serviceInstanceTable')) {
      const id = row.get('User Id');
      const group = row.get('Group Id');
      if (id === undefined) continue;
      const phoneNumber = row.get('Phone Number');
      const dn = readDn(phoneNumber);
      const instance = model.instance(userKey(id));
      instance.list = {
        ...present<SourceInstance>({
          userId: id,
          providerKey: owner.key,
          groupKey: group === undefined ? undefined : `${owner.key}/${joinKey(group)}`,
          type: row.get('Service Type')?.replace(/ - (?:Standard|Basic|Premium|Video)$/, ''),
          name: row.get('Name'),
          phoneNumber,
          dn,
          extension: row.get('Extension'),
          department: row.get('Department'),
        }),
        ...instance.list,
      };
      if (dn !== undefined)
        instance.dnSource ??= sourceRef(owner, base, cellPath('serviceInstanceTable', 'User Id', id, 'Phone Number'));
    }
  },
};

/** Reads `serviceInstanceProfile`, which every instance starts with, and notes that its details were read or failed. */
export function projectProfile({ owner, state, base, body }: OwnedResponse, model: SnapshotModel): void {
  const instance = model.instance(owner.key);
  instance.state = state;
  const profile = child(body, 'serviceInstanceProfile');
  if (state === 'error' || profile === undefined) return;
  const phoneNumber = text(profile, 'phoneNumber');
  const dn = readDn(phoneNumber, text(profile, 'countryCode'));
  instance.detail = present<SourceInstance>({
    name: text(profile, 'name'),
    phoneNumber,
    dn,
    extension: text(profile, 'extension'),
    department: text(profile, 'department', 'name'),
    language: text(profile, 'language'),
    timeZone: text(profile, 'timeZone'),
  });
  if (dn !== undefined) instance.dnSource = sourceRef(owner, base, 'serviceInstanceProfile.phoneNumber');
}

export const instanceReaders = [lists, inProvider] as const;
