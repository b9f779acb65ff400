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
  const own = departmentsOf(read.data, user.department);
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

/** Departments of the group, and of the enterprise above it, that a user may mean: it names the name, or the path to it. */
export function departmentsNamed(source: SourceCustomer, user: SourceUser): readonly SourceDepartment[] {
  const name = plain(user.department);
  if (name === '') return [];
  return source.departments.filter(
    ({ name: own, fullPath, groupKey = user.groupKey }) =>
      groupKey === user.groupKey && (plain(own) === name || plain(fullPath) === name),
  );
}

/** A user names its department by the name alone or with the path to it. */
function departmentsOf(plan: GroupCallingPlan, wanted: string | undefined): readonly Department[] {
  const name = plain(wanted);
  if (name === '' || plan.departments === undefined) return [];
  return plan.departments
    .map((department, index) => ({ ...department, index }))
    .filter((department) => plain(department.name) === name || plain(department.keyName) === name);
}

function strictest(departments: readonly Department[]): Readonly<Record<string, string>> {
  const held: Record<string, string> = {};
  for (const { permissions } of departments) {
    for (const [field, word] of Object.entries(permissions)) {
      const known = held[field];
      if (known === undefined || severity(known) < severity(word)) held[field] = word;
    }
  }
  return held;
}

const severity = (word: string): number => SEVERITY.get(word) ?? 1;

const plain = (name: string | undefined): string => (name ?? '').trim().replace(/\s+/g, ' ');
