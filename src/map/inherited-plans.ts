import { entryOf } from '../domain/entry-of.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../domain/keys.ts';
import type { SourceCustomer, SourceDepartment, SourceUser } from '../domain/source.ts';
import type { GroupCallingPlan } from '../domain/source-policies.ts';

/** Plans of a group that hold for whoever has none of its own. */
export type GroupPlanName = 'groupCallingPlan' | 'groupRedirectingPlan' | 'groupIncomingPlan';

/** What a plan allows, and where each permission of it is said. */
export interface HeldPlan {
  readonly level: 'user' | 'department' | 'group';
  readonly permissions: Readonly<Record<string, string>>;
  refs(field: string): readonly SourceRef[];
}

interface Department {
  readonly name: string;
  readonly keyName?: string;
  readonly permissions: Readonly<Record<string, string>>;
  /** Among the departments of the answer. */
  readonly index: number;
}

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
  const own = departmentsOf(read.data, user);
  if (own.length === 0) {
    return {
      level: 'group',
      permissions: read.data.permissions,
      refs: (field) => [sourceRef(owner, read.response, `groupPermissions.${field}`)],
    };
  }
  return {
    level: 'department',
    permissions: strictest(own),
    refs: (field) =>
      own.map(({ index }) =>
        sourceRef(
          owner,
          read.response,
          `departmentPermissions${index === 0 ? '' : `[${index + 1}]`}.permissions.${field}`,
        ),
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

/** The path tells namesakes apart; where the answer does not name paths, the name has to do. */
function departmentsOf(plan: GroupCallingPlan, user: SourceUser): readonly Department[] {
  if (plan.departments === undefined || plain(user.department) === '') return [];
  const known = IN_PLAN.get(plan) ?? inPlan(plan.departments);
  IN_PLAN.set(plan, known);
  const byPath = (known.get(plain(user.departmentPath)) ?? []).filter(({ name }) => isPath(user, name));
  return byPath.length > 0 ? byPath : (known.get(plain(user.department)) ?? []);
}

const IN_PLAN = new WeakMap<GroupCallingPlan, ReadonlyMap<string, readonly Department[]>>();

function inPlan(departments: NonNullable<GroupCallingPlan['departments']>): ReadonlyMap<string, readonly Department[]> {
  const known = new Map<string, Department[]>();
  for (const [index, department] of departments.entries()) {
    for (const name of new Set([plain(department.name), plain(department.keyName)])) {
      if (name === '') continue;
      const others = known.get(name);
      if (others === undefined) known.set(name, [{ ...department, index }]);
      else others.push({ ...department, index });
    }
  }
  return known;
}

const isPath = ({ departmentPath }: SourceUser, name: string): boolean =>
  departmentPath !== undefined && plain(departmentPath) === plain(name);

function strictest(departments: readonly Department[]): Readonly<Record<string, string>> {
  const held: Record<string, string> = {};
  for (const { permissions } of departments) {
    for (const [field, word] of Object.entries(permissions)) {
      const known = entryOf(held, field);
      if (known === undefined || severity(known) < severity(word)) held[field] = word;
    }
  }
  return held;
}

const severity = (word: string): number => SEVERITY.get(word) ?? 1;

const plain = (name: string | undefined): string => (name ?? '').trim().replace(/\s+/g, ' ');
