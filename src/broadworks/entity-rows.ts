import { splitKey } from '../domain/keys.ts';
import type {
  ReadState,
  SourceDevice,
  SourceGroup,
  SourceInstance,
  SourcePack,
  SourceService,
  SourceUser,
} from '../domain/source.ts';
import type { DeviceEntry, Dns, InstanceEntry, Layers, UserEntry } from './entity-layers.ts';
import { macCandidate } from './mac.ts';

/**
 * Fields that every release of the detail response carries: where it was read without one, there is none, whatever an
 * older list says. The others (spelling of ids, trunk membership, country code and national prefix) are still filled
 * from lists.
 */
const IN_USER_DETAIL: ReadonlySet<PropertyKey> = new Set<keyof SourceUser>([
  'lastName',
  'firstName',
  'department',
  'phoneNumber',
  'dn',
  'emailAddress',
  'extension',
]);
const IN_INSTANCE_PROFILE: ReadonlySet<PropertyKey> = new Set<keyof SourceInstance>([
  'name',
  'phoneNumber',
  'dn',
  'extension',
  'department',
]);
const IN_DEVICE_DETAIL: ReadonlySet<PropertyKey> = new Set<keyof SourceDevice>([
  'type',
  'macAddress',
  'status',
  'version',
]);
export const IN_GROUP_DETAIL: ReadonlySet<PropertyKey> = new Set<keyof SourceGroup>(['name', 'userLimit']);

interface Numbered {
  readonly phoneNumber?: string;
  readonly dn?: string;
}

/** Joins the layers of an entity; `carried` fields come from the detail alone once it was read. */
export function settled<Shape extends object>(
  { list, detail, state }: Layers<Shape> & { readonly state: ReadState },
  carried: ReadonlySet<PropertyKey>,
): Partial<Shape> {
  // A response without the part that describes the entity says nothing about it.
  if (state !== 'read' || Object.keys(detail).length === 0) return { ...list, ...detail };
  const kept: Partial<Shape> = {};
  const keepsDn = sameNumber(list, detail);
  for (const field in list) {
    if (!carried.has(field) || (keepsDn && field === 'dn')) kept[field] = list[field];
  }
  return Object.assign(kept, detail);
}

/** Old releases write national digits without country code: the list then tells how the same number goes in full. */
function sameNumber(list: Numbered, detail: Numbered): boolean {
  const digits = detail.phoneNumber?.replace(/\D/g, '') ?? '';
  return digits !== '' && list.dn?.endsWith(digits) === true;
}

export function placedUser(
  key: string,
  entry: UserEntry,
  packs: ReadonlyMap<string, SourcePack>,
): SourceUser | undefined {
  const fields = settled(entry, IN_USER_DETAIL);
  const { groupKey, providerKey } = fields;
  if (groupKey === undefined || providerKey === undefined) return undefined;
  return {
    key,
    userId: key,
    aliases: [],
    trunk: false,
    ...fields,
    groupKey,
    providerKey,
    listed: entry.listed,
    detail: entry.state,
    servicesState: servicesState(entry),
    services: effectiveServices(entry, providerKey, packs),
    packs: [...entry.packs.keys()].sort(),
  };
}

function servicesState(entry: UserEntry): ReadState {
  const states = [entry.assignedState, entry.effectiveState];
  return states.includes('read') ? 'read' : states.includes('error') ? 'error' : 'never-asked';
}

/**
 * The services that a user has: the effective list where it was read, else what is assigned plus what the packs hold.
 * A service that is assigned by itself names no pack, even where a pack holds it too.
 */
function effectiveServices(
  entry: UserEntry,
  providerKey: string,
  packs: ReadonlyMap<string, SourcePack>,
): SourceService[] {
  const fromPacks = new Map<string, string>();
  for (const pack of [...entry.packs.keys()].sort()) {
    for (const service of packs.get(`${providerKey} ${pack}`)?.services ?? []) {
      if (!fromPacks.has(service)) fromPacks.set(service, pack);
    }
  }
  const services = new Map<string, SourceService>();
  if (entry.effectiveState === 'read') {
    for (const [name, service] of entry.effective) {
      const pack = entry.assigned.has(name) ? undefined : fromPacks.get(name);
      services.set(name, { ...service, ...(pack === undefined ? {} : { pack }) });
    }
  } else {
    for (const [name, pack] of fromPacks) {
      services.set(name, { name, pack, source: entry.packs.get(pack) ?? '' });
    }
    for (const [name, service] of entry.assigned) services.set(name, service);
  }
  return sorted(services, (_, service) => service);
}

export function placedInstances(
  instances: ReadonlyMap<string, InstanceEntry>,
  issue: (code: string, message: string) => void,
): SourceInstance[] {
  return sorted(instances, (key, entry): SourceInstance | undefined => {
    const fields = settled(entry, IN_INSTANCE_PROFILE);
    const { groupKey, providerKey, type } = fields;
    if (groupKey === undefined || providerKey === undefined || type === undefined) {
      issue('instance-without-group', `service instance ${key}: no list says in which group`);
      return undefined;
    }
    return { key, userId: key, ...fields, groupKey, providerKey, type, detail: entry.state };
  }).filter((row) => row !== undefined);
}

export function deviceRow(key: string, entry: DeviceEntry): SourceDevice {
  const parts = splitKey(key);
  const fields = settled(entry, IN_DEVICE_DETAIL);
  const name = parts.at(-1) ?? key;
  const level = parts.length >= 3 ? 'Group' : parts.length === 2 ? 'Service Provider' : 'System';
  const lines = sorted(entry.lines, (_, line) => line);
  const candidate = fields.macAddress === undefined ? candidateOf(key, name, lines) : undefined;
  return {
    key,
    level,
    name,
    ...(parts.length >= 2 ? { providerKey: key.split('/')[0] ?? '' } : {}),
    ...(parts.length >= 3 ? { groupKey: parentKey(key) } : {}),
    ...fields,
    ...(candidate === undefined ? {} : { macCandidate: candidate }),
    detail: entry.state,
    lines,
  };
}

function candidateOf(
  key: string,
  name: string,
  lines: readonly SourceDevice['lines'][number][],
): SourceDevice['macCandidate'] {
  const inName = macCandidate(name);
  if (inName !== undefined) return { mac: inName, from: `device:${key} deviceName` };
  for (const line of lines) {
    const inLine = macCandidate(line.linePort ?? '');
    if (inLine !== undefined)
      return { mac: inLine, from: `user:${line.userKey} UserGetResponse.accessDeviceEndpoint.linePort` };
  }
  return undefined;
}

/** A number that a user or instance has is there, whether or not anybody asked for the list of numbers. */
export function addOwnDn(row: SourceUser | SourceInstance, source: string | undefined, dns: Dns): void {
  if (row.dn === undefined || source === undefined) return;
  const listed = dns.get(row.dn) ?? {
    dn: row.dn,
    written: row.phoneNumber ?? row.dn,
    providerKey: row.providerKey,
    groupKey: row.groupKey,
    source,
  };
  listed.ownerKey ??= row.key;
  if (row.extension !== undefined) listed.extension ??= row.extension;
  listed.groupKey ??= row.groupKey;
  dns.set(row.dn, listed);
}

/** Rows in the order of their keys. */
export function sorted<Value, Row>(map: ReadonlyMap<string, Value>, row: (key: string, value: Value) => Row): Row[] {
  return [...map.keys()].sort().flatMap((key) => {
    const value = map.get(key);
    return value === undefined ? [] : [row(key, value)];
  });
}

export function partOf(key: string, index: number): string {
  return splitKey(key)[index] ?? key;
}

/** `acme` of `acme/north`. */
export function parentKey(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf('/'), 0)) || key;
}
