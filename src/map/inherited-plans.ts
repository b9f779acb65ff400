import { entryOf } from '../domain/entry-of.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../domain/keys.ts';
import type { SourceCustomer, SourceDepartment, SourceUser } from '../domain/source.ts';

/** Plans of a group that hold for whoever has none of its own. */
export type GroupPlanName = 'groupCallingPlan' | 'groupRedirectingPlan' | 'groupIncomingPlan';

/** What a plan allows, and where each permission of it is said. */
export interface HeldPlan {
  readonly level: 'user' | 'department' | 'group';
  readonly permissions: Permissions;
  refs(field: string): readonly SourceRef[];
}

/** How an answer names a department. */
interface NamedDepartment {
  readonly name: string;
  /** Its name alone, where `name` says more. */
  readonly keyName?: string;
}
type Permissions = Readonly<Record<string, string>>;

/** Words of permissions by how much they forbid; those in between ask for something. */
const SEVERITY = new Map([
  ['Allow', 0],
  ['true', 0],
  ['Disallow', 2],
  ['false', 2],
]);

/**
 * The plan that holds for a user without one of its own: that of its department where that has one, else that of its
 * group. `undefined`: it was never read.
 *
 * Departments of one name (one of the enterprise and one of the group, or below two others) cannot be told apart by what
 * a user names: of each permission the stricter one holds.
 */
export function inheritedPlan(source: SourceCustomer, user: SourceUser, name: GroupPlanName): HeldPlan | undefined {
  const read = source.feature(user.groupKey, name);
  if (read?.data === undefined || read.state !== 'read') return undefined;
  const owner: EntityRef = { kind: 'group', key: user.groupKey };
  const departments = read.data.departments ?? [];
  const own = departmentsMeant(departments, user);
  if (own.length === 0) {
    return {
      level: 'group',
      permissions: read.data.permissions,
      refs: (field) => [sourceRef(owner, read.response, `groupPermissions.${field}`)],
    };
  }
  return {
    level: 'department',
    permissions: strictest(own.map((index) => departments[index]?.permissions ?? {})),
    refs: (field) =>
      own.map((index) =>
        sourceRef(owner, read.response, `${departmentPath('departmentPermissions', index)}.permissions.${field}`),
      ),
  };
}

/** Departments of the group, and of the enterprise above it, that a user may mean. */
export function departmentsNamed(source: SourceCustomer, user: SourceUser): readonly SourceDepartment[] {
  const known = BY_NAME.get(source) ?? byName(source.departments);
  BY_NAME.set(source, known);
  const here = (wanted: string | undefined): SourceDepartment[] =>
    (known.get(plain(wanted)) ?? []).filter(({ groupKey = user.groupKey }) => groupKey === user.groupKey);
  const byPath = here(user.departmentPath).filter(({ fullPath, name }) => isPath(user, fullPath ?? name));
  return byPath.length > 0 ? byPath : here(user.department);
}

/**
 * Numbers that the department of a user shows in place of that of the group, as written: none, one, or several where it is
 * not clear which department is meant. Of several, one without a number of its own is `none`.
 */
export function numbersOfDepartment(source: SourceCustomer, user: SourceUser): readonly string[] {
  const named = departmentsNamed(source, user);
  const numbers = new Set(named.map(({ callingLineIdPhoneNumber }) => callingLineIdPhoneNumber ?? 'none'));
  return numbers.size === 1 && numbers.has('none') ? [] : [...numbers];
}

const BY_NAME = new WeakMap<SourceCustomer, ReadonlyMap<string, readonly SourceDepartment[]>>();

/** By name and by path; nobody is in the department of no name. */
function byName(departments: readonly SourceDepartment[]): ReadonlyMap<string, readonly SourceDepartment[]> {
  const known = new Map<string, SourceDepartment[]>();
  for (const department of departments) {
    for (const name of new Set([plain(department.name), plain(department.fullPath)])) {
      if (name === '') continue;
      const others = known.get(name);
      if (others === undefined) known.set(name, [department]);
      else others.push(department);
    }
  }
  return known;
}

/**
 * Departments of an answer that a user may mean, by their place in it. The path tells namesakes apart; where the answer
 * does not name paths, the name has to do.
 */
export function departmentsMeant(departments: readonly NamedDepartment[], user: SourceUser): readonly number[] {
  if (departments.length === 0 || plain(user.department) === '') return [];
  const known = IN_ANSWER.get(departments) ?? inAnswer(departments);
  IN_ANSWER.set(departments, known);
  const byPath = (known.get(plain(user.departmentPath)) ?? []).filter((index) =>
    isPath(user, departments[index]?.name ?? ''),
  );
  return byPath.length > 0 ? byPath : (known.get(plain(user.department)) ?? []);
}

const IN_ANSWER = new WeakMap<readonly NamedDepartment[], ReadonlyMap<string, readonly number[]>>();

function inAnswer(departments: readonly NamedDepartment[]): ReadonlyMap<string, readonly number[]> {
  const known = new Map<string, number[]>();
  for (const [index, department] of departments.entries()) {
    for (const name of new Set([plain(department.name), plain(department.keyName)])) {
      if (name === '') continue;
      const others = known.get(name);
      if (others === undefined) known.set(name, [index]);
      else others.push(index);
    }
  }
  return known;
}

/** Where an answer names a department, for a source reference: `departmentPermissions[2]`. */
export function departmentPath(list: string, index: number): string {
  return index === 0 ? list : `${list}[${index + 1}]`;
}

const isPath = ({ departmentPath }: SourceUser, name: string): boolean =>
  departmentPath !== undefined && plain(departmentPath) === plain(name);

/** Of each permission what forbids most. */
export function strictest(plans: readonly Permissions[]): Permissions {
  const held: Record<string, string> = {};
  for (const permissions of plans) {
    for (const [field, word] of Object.entries(permissions)) {
      const known = entryOf(held, field);
      if (known === undefined || severity(known) < severity(word)) held[field] = word;
    }
  }
  return held;
}

const severity = (word: string): number => SEVERITY.get(word) ?? 1;

const plain = (name: string | undefined): string => (name ?? '').trim().replace(/\s+/g, ' ');
