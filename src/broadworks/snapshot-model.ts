import { withEarlierParts } from '../domain/feature-parts.ts';
import { splitKey } from '../domain/keys.ts';
import type { SnapshotRows } from '../domain/snapshot.ts';
import type {
  ReadState,
  SourceDepartment,
  SourceDevice,
  SourceDn,
  SourceFeature,
  SourceGroup,
  SourceInstance,
  SourcePack,
  SourceProvider,
  SourceService,
  SourceUser,
} from '../domain/source.ts';
import { macCandidate } from './mac.ts';
import { type Form, type Shelf, ShelvedMap } from './shelved-map.ts';

/** What lists said of an entity and what its own response said. */
interface Layers<Shape> {
  list: Partial<Shape>;
  detail: Partial<Shape>;
}
export interface UserEntry extends Layers<SourceUser> {
  listed: boolean;
  state: ReadState;
  assignedState: ReadState;
  effectiveState: ReadState;
  /** Pack -> where the assignment stands. */
  packs: Map<string, string>;
  dnSource?: string;
  assigned: Map<string, SourceService>;
  effective: Map<string, SourceService>;
}
export interface InstanceEntry extends Layers<SourceInstance> {
  state: ReadState;
  dnSource?: string;
}
export interface DeviceEntry extends Layers<SourceDevice> {
  state: ReadState;
  lines: Map<string, SourceDevice['lines'][number]>;
}
export interface GroupEntry extends Layers<SourceGroup> {
  state: ReadState;
}

/**
 * Collects what all responses say about each entity, in any order, and hands out rows that depend on the content alone.
 */
export interface SnapshotModel {
  provider(key: string): Layers<SourceProvider>;
  group(key: string): GroupEntry;
  user(key: string): UserEntry;
  instance(key: string): InstanceEntry;
  device(key: string): DeviceEntry;
  addDepartment(department: SourceDepartment): void;
  /** Fields of an earlier call win: families come strongest first. */
  addDn(dn: SourceDn): void;
  addPack(pack: SourcePack): void;
  addFeature(feature: SourceFeature): void;
  /** Something that could not be used, with its reason. */
  issue(code: string, message: string): void;
  /**
   * Hands out one user and forgets it, once all its own responses are projected: services and features of all users at
   * once would fill the memory. `undefined` when nobody said in which group it is.
   */
  takeUser(key: string): { readonly user: SourceUser; readonly features: readonly SourceFeature[] } | undefined;
  /** All that was not handed out yet. */
  rows(): SnapshotRows;
  readonly issues: readonly { readonly code: string; readonly message: string }[];
}

/** @param shelf - for what would fill the memory: a platform's users, devices and numbers */
export function createSnapshotModel(shelf?: Shelf): SnapshotModel {
  const providers = new Map<string, Layers<SourceProvider>>();
  const groups = new Map<string, GroupEntry>();
  const users = new ShelvedMap('user', USER_FORM, shelf);
  const instances = new Map<string, InstanceEntry>();
  const devices = new ShelvedMap('device', DEVICE_FORM, shelf);
  const departments = new Map<string, SourceDepartment>();
  const dns: Dns = new ShelvedMap('dn', DN_FORM, shelf);
  const packs = new Map<string, SourcePack>();
  const features = new Map<string, Map<string, SourceFeature>>();
  const taken = new Set<string>();
  const issues: { code: string; message: string }[] = [];
  const issue = (code: string, message: string): void => void issues.push({ code, message });

  const provider = (key: string): Layers<SourceProvider> => entry(providers, key, () => ({ list: {}, detail: {} }));
  const group = (key: string): GroupEntry => {
    provider(parentKey(key));
    return entry(groups, key, () => ({ list: {}, detail: {}, state: 'never-asked' }));
  };

  return {
    provider,
    group,
    user: (key) =>
      entry(users, key, () => ({
        list: {},
        detail: {},
        listed: false,
        state: 'never-asked',
        assignedState: 'never-asked',
        effectiveState: 'never-asked',
        packs: new Map(),
        assigned: new Map(),
        effective: new Map(),
      })),
    instance: (key) => entry(instances, key, () => ({ list: {}, detail: {}, state: 'never-asked' })),
    device: (key) => entry(devices, key, () => ({ list: {}, detail: {}, state: 'never-asked', lines: new Map() })),
    addDepartment: (department) => void departments.set(department.key, department),
    addDn(dn) {
      const earlier = dns.get(dn.dn);
      if (earlier === undefined) dns.set(dn.dn, { ...dn });
      else addMissing(earlier, dn);
    },
    addPack(pack) {
      const key = `${pack.providerKey} ${pack.name}`;
      if (pack.services !== undefined || !packs.has(key)) packs.set(key, pack);
    },
    addFeature(feature) {
      const own = entry(features, feature.owner.key, () => new Map<string, SourceFeature>());
      own.set(feature.name, withEarlierParts(own.get(feature.name), feature));
    },
    issue,
    issues,
    takeUser(key) {
      const found = users.get(key);
      const user = found && placedUser(key, found, packs);
      if (user === undefined) return undefined;
      addOwnDn(user, found?.dnSource, dns);
      users.delete(key);
      taken.add(key);
      const own = [...(features.get(key)?.values() ?? [])];
      features.delete(key);
      return { user, features: own };
    },
    rows() {
      for (const key of groups.keys()) provider(parentKey(key));
      const known = new Set<string>();
      for (const [key, entry] of users.sorted()) {
        const user = placedUser(key, entry, packs);
        if (user === undefined) issue('user-without-group', `user ${key}: no response says in which group`);
        else {
          known.add(key);
          addOwnDn(user, entry.dnSource, dns);
        }
      }
      const instanceRows = placedInstances(instances, issue);
      for (const row of instanceRows) {
        known.add(row.key);
        addOwnDn(row, instances.get(row.key)?.dnSource, dns);
      }
      const placed = ({ owner }: SourceFeature): boolean =>
        (owner.kind !== 'user' && owner.kind !== 'serviceInstance') || known.has(owner.key) || taken.has(owner.key);
      return {
        providers: sorted(providers, (key, layers) => ({ key, id: partOf(key, 0), ...layers.list, ...layers.detail })),
        groups: sorted(groups, (key, layers) => ({
          key,
          providerKey: parentKey(key),
          id: partOf(key, 1),
          ...settled(layers, IN_GROUP_DETAIL),
          detail: layers.state,
        })),
        departments: sorted(departments, (_, row) => row),
        users: each(users, (key, layers) => placedUser(key, layers, packs)),
        instances: instanceRows,
        devices: each(devices, deviceRow),
        dns: each(dns, (_, row) => row),
        packs: sorted(packs, (_, row) => row),
        features: sorted(features, (_, byName) => sorted(byName, (_, row) => row))
          .flat()
          .filter(placed),
      };
    },
  };
}

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
const IN_GROUP_DETAIL: ReadonlySet<PropertyKey> = new Set<keyof SourceGroup>(['name', 'userLimit']);

interface Numbered {
  readonly phoneNumber?: string;
  readonly dn?: string;
}

/** Joins the layers of an entity; `carried` fields come from the detail alone once it was read. */
function settled<Shape extends object>(
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

function placedUser(key: string, entry: UserEntry, packs: ReadonlyMap<string, SourcePack>): SourceUser | undefined {
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

function placedInstances(
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

function deviceRow(key: string, entry: DeviceEntry): SourceDevice {
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
function addOwnDn(row: SourceUser | SourceInstance, source: string | undefined, dns: Dns): void {
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

/** There are as many numbers as users: a copy for each thing that is said of one would be most of the work. */
type DnEntry = { -readonly [Field in keyof SourceDn]: SourceDn[Field] };
type Dns = ShelvedMap<DnEntry>;

function addMissing<Shape extends object>(into: Shape, more: Readonly<Shape>): void {
  for (const field in more) if (!(field in into)) into[field] = more[field];
}

function entry<Value>(
  map: { get(key: string): Value | undefined; set(key: string, value: Value): unknown },
  key: string,
  create: () => Value,
): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = create();
  map.set(key, made);
  return made;
}

/** Rows one by one, each time they are asked for. */
function each<Value extends object, Row>(
  map: ShelvedMap<Value>,
  row: (key: string, value: Value) => Row | undefined,
): Iterable<Row> {
  return {
    *[Symbol.iterator]() {
      for (const [key, value] of map.sorted()) {
        const made = row(key, value);
        if (made !== undefined) yield made;
      }
    },
  };
}

// What is read here was written here.
const DN_FORM: Form<DnEntry> = { write: (dn) => JSON.stringify(dn), read: (text) => JSON.parse(text) as DnEntry };
const DEVICE_FORM: Form<DeviceEntry> = {
  write: (device) => JSON.stringify({ ...device, lines: [...device.lines] }),
  read(text) {
    const device = JSON.parse(text) as Omit<DeviceEntry, 'lines'> & {
      lines: [string, SourceDevice['lines'][number]][];
    };
    return { ...device, lines: new Map(device.lines) };
  },
};
interface UserText extends Omit<UserEntry, 'packs' | 'assigned' | 'effective'> {
  packs: [string, string][];
  assigned: [string, SourceService][];
  effective: [string, SourceService][];
}
const USER_FORM: Form<UserEntry> = {
  write(user) {
    const { packs, assigned, effective } = user;
    const text: UserText = { ...user, packs: [...packs], assigned: [...assigned], effective: [...effective] };
    return JSON.stringify(text);
  },
  read(text) {
    const user = JSON.parse(text) as UserText;
    return {
      ...user,
      packs: new Map(user.packs),
      assigned: new Map(user.assigned),
      effective: new Map(user.effective),
    };
  },
};

function sorted<Value, Row>(map: ReadonlyMap<string, Value>, row: (key: string, value: Value) => Row): Row[] {
  return [...map.keys()].sort().flatMap((key) => {
    const value = map.get(key);
    return value === undefined ? [] : [row(key, value)];
  });
}

function partOf(key: string, index: number): string {
  return splitKey(key)[index] ?? key;
}

/** `acme` of `acme/north`. */
export function parentKey(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf('/'), 0)) || key;
}
