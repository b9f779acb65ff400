import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { SourceCustomer, SourceUser } from '../../domain/source.ts';
import type { CallingPlan } from '../../domain/source-features.ts';
import { departmentPath, departmentsMeant, strictest } from '../inherited-plans.ts';

/** Plans by patterns of digits: what they say of calls, of calls handed on, and the list that says the digits. */
export const PATTERN_PLANS = [
  {
    group: 'groupPinholePlan',
    groupHandedOn: 'groupRedirectingPinholePlan',
    user: 'pinholePlan',
    userHandedOn: 'redirectingPinholePlan',
    patterns: 'groupPinholePatterns',
  },
  {
    group: 'groupDigitPlan',
    groupHandedOn: 'groupRedirectingDigitPlan',
    user: 'digitPlan',
    userHandedOn: 'redirectingDigitPlan',
    patterns: 'groupDigitPatterns',
  },
] as const;

/** Words of a plan about patterns, by the name of the pattern, as they hold for somebody. */
export interface Words {
  readonly level: 'user' | 'department' | 'group';
  readonly words: Readonly<Record<string, string>>;
  refs(name: string): readonly SourceRef[];
}

/** One plan as it holds for somebody. */
export interface HeldPatterns {
  readonly calls: Words | undefined;
  readonly handedOn: Words | undefined;
  /** Digits behind the names, and where they are said. */
  digits(name: string): { readonly written?: string; readonly refs: readonly SourceRef[] };
}

/** Both plans of a group, or of a user: what it says itself, else its department, else the group. */
export function heldPatterns(source: SourceCustomer, groupKey: string, user?: SourceUser): readonly HeldPatterns[] {
  return PATTERN_PLANS.map((plan) => ({
    calls: ownWords(source, user, plan.user) ?? inherited(source, groupKey, plan.group, user),
    handedOn: ownWords(source, user, plan.userHandedOn) ?? inherited(source, groupKey, plan.groupHandedOn, user),
    digits: digitsOf(source, groupKey, plan.patterns),
  }));
}

type UserPlan = (typeof PATTERN_PLANS)[number]['user' | 'userHandedOn'];
type GroupPlan = (typeof PATTERN_PLANS)[number]['group' | 'groupHandedOn'];

function ownWords(source: SourceCustomer, user: SourceUser | undefined, name: UserPlan): Words | undefined {
  if (user === undefined) return undefined;
  const read = source.feature(user.key, name);
  if (read?.state !== 'read' || read.data?.useCustomSettings !== true) return undefined;
  return plain('user', read.data, { kind: 'user', key: user.key }, read.response, 'userPermissions');
}

function inherited(
  source: SourceCustomer,
  groupKey: string,
  name: GroupPlan,
  user: SourceUser | undefined,
): Words | undefined {
  const read = source.feature(groupKey, name);
  if (read?.state !== 'read' || read.data === undefined) return undefined;
  const owner: EntityRef = { kind: 'group', key: groupKey };
  const departments = read.data.departments ?? [];
  const meant = user === undefined ? [] : departmentsMeant(departments, user);
  if (meant.length === 0) return plain('group', read.data, owner, read.response, 'groupPermissions');
  return {
    level: 'department',
    words: strictest(meant.map((index) => departments[index]?.permissions ?? {})),
    refs: () => meant.map((index) => sourceRef(owner, read.response, departmentPath('departmentPermissions', index))),
  };
}

function plain(level: Words['level'], plan: CallingPlan, owner: EntityRef, response: string, path: string): Words {
  return {
    level,
    words: plan.permissions,
    refs: (name) => [sourceRef(owner, response, entryPath(plan, path, name))],
  };
}

/** Where a plan speaks of a pattern. */
function entryPath({ patternNames = [] }: CallingPlan, path: string, name: string): string {
  const index = patternNames.indexOf(name);
  return index === -1 ? path : `${path}.${departmentPath('digitPatternPermissions', index)}`;
}

function digitsOf(
  source: SourceCustomer,
  groupKey: string,
  list: (typeof PATTERN_PLANS)[number]['patterns'],
): HeldPatterns['digits'] {
  const read = source.feature(groupKey, list);
  const patterns = (read?.state === 'read' ? read.data?.patterns : undefined) ?? [];
  return (name) => {
    const index = patterns.findIndex((pattern) => pattern.name === name);
    const written = patterns[index]?.pattern;
    if (read === undefined || written === undefined) return { refs: [] };
    const owner: EntityRef = { kind: 'group', key: groupKey };
    return { written, refs: [sourceRef(owner, read.response, `digitPatternTable[${index + 1}]`)] };
  };
}
