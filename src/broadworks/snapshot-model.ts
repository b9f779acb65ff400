import { withEarlierParts } from '../domain/feature-parts.ts';
import type { SnapshotRows } from '../domain/snapshot.ts';
import type {
  SourceDepartment,
  SourceDn,
  SourceFeature,
  SourcePack,
  SourceProvider,
  SourceUser,
} from '../domain/source.ts';
import {
  DEVICE_FORM,
  type DeviceEntry,
  DN_FORM,
  type Dns,
  type GroupEntry,
  type InstanceEntry,
  type Layers,
  USER_FORM,
  type UserEntry,
} from './entity-layers.ts';
import {
  addOwnDn,
  deviceRow,
  IN_GROUP_DETAIL,
  parentKey,
  partOf,
  placedInstances,
  placedUser,
  settled,
  sorted,
} from './entity-rows.ts';
import { type Shelf, ShelvedMap } from './shelved-map.ts';

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
