import { once } from '../domain/once.ts';
import type { SourceCustomer, SourceDn, SourceGroup, SourceInstance, SourceUser } from '../domain/source.ts';

/** Look-ups that several concerns ask of one customer: each list is walked once, however many groups ask. */
export interface SourceIndex {
  dnsOf(groupKey: string): readonly SourceDn[];
  usersOf(groupKey: string): readonly SourceUser[];
  instancesOf(groupKey: string): readonly SourceInstance[];
  group(key: string | undefined): SourceGroup | undefined;
  user(key: string): SourceUser | undefined;
  instance(key: string | undefined): SourceInstance | undefined;
}

const known = new WeakMap<SourceCustomer, SourceIndex>();

/** The index of a customer; made when it is first asked for, gone with the customer. */
export function indexOf(source: SourceCustomer): SourceIndex {
  const found = known.get(source);
  if (found !== undefined) return found;
  const dns = once(() => byGroup(source.dns));
  const users = once(() => byGroup(source.users));
  const instances = once(() => byGroup(source.instances));
  const groupByKey = once(() => new Map(source.groups.map((group) => [group.key, group])));
  const userByKey = once(() => new Map(source.users.map((user) => [user.key, user])));
  const instanceByKey = once(() => new Map(source.instances.map((instance) => [instance.key, instance])));
  const index: SourceIndex = {
    dnsOf: (groupKey) => dns().get(groupKey) ?? [],
    usersOf: (groupKey) => users().get(groupKey) ?? [],
    instancesOf: (groupKey) => instances().get(groupKey) ?? [],
    group: (key) => (key === undefined ? undefined : groupByKey().get(key)),
    user: (key) => userByKey().get(key),
    instance: (key) => (key === undefined ? undefined : instanceByKey().get(key)),
  };
  known.set(source, index);
  return index;
}

/** In the order of the list. */
function byGroup<Row extends { readonly groupKey?: string | undefined }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.groupKey === undefined) continue;
    const list = groups.get(row.groupKey);
    if (list) list.push(row);
    else groups.set(row.groupKey, [row]);
  }
  return groups;
}
