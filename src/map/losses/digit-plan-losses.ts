import type { Loss } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { GroupCallingPlan } from '../../domain/source-policies.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mergeMapped } from '../features/merge.ts';
import { account } from '../settings/further-parts.ts';
import { readFeature, type Subject, userRef } from '../settings/owner-settings.ts';

const SERVICE = 'Outgoing Calling Plan';
const REASON = 'digit-patterns-by-hand';

/** Plans by patterns of digits: what they say of calls, of calls handed on, and the list that says the digits. */
const PLANS = [
  {
    group: 'groupDigitPlan',
    groupHandedOn: 'groupRedirectingDigitPlan',
    user: 'digitPlan',
    userHandedOn: 'redirectingDigitPlan',
    patterns: 'groupDigitPatterns',
  },
  {
    group: 'groupPinholePlan',
    groupHandedOn: 'groupRedirectingPinholePlan',
    user: 'pinholePlan',
    userHandedOn: 'redirectingPinholePlan',
    patterns: 'groupPinholePatterns',
  },
] as const;

/** As permissions are written, and what that means. Other words are shown as they are. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['Allow', 'allowed'],
  ['Disallow', 'blocked'],
  ['Authorization Code Required', 'only with a code'],
  ['Transfer To First Transfer Number', 'handed over to transfer number 1'],
  ['Transfer To Second Transfer Number', 'handed over to transfer number 2'],
  ['Transfer To Third Transfer Number', 'handed over to transfer number 3'],
]);
/** A pattern of which a plan says this is none of that plan. */
const NOT_IN_PLAN = 'Ignore';

type Permissions = Readonly<Record<string, string>>;

interface Told {
  readonly owner: EntityRef;
  readonly whose: string;
  readonly place: string;
  readonly calls: Permissions;
  readonly handedOn: Permissions;
  readonly digits: ReadonlyMap<string, string>;
  readonly sources: readonly SourceRef[];
}

/**
 * Patterns of digits of groups and of their departments. Webex has patterns too, and they come before the kinds of calls
 * there as well; but how it reads wildcards is not published, and a pattern that means something else opens calls that
 * were blocked. So each is told with its digits, for a person to enter (the mapping rules ask to review every one).
 */
export function digitPlansOfGroups(context: MapContext): Mapped {
  const { source } = context;
  const moving = source.groups.filter(({ key }) => context.location(key) !== undefined);
  return mergeMapped(
    moving.flatMap(({ key }) => {
      const owner: EntityRef = { kind: 'group', key };
      return PLANS.map((plan): Mapped => {
        const calls = readOf(source.feature(key, plan.group));
        const handedOn = readOf(source.feature(key, plan.groupHandedOn));
        const both = [calls, handedOn].filter((read) => read !== undefined);
        const digits = digitsOf(context, key, plan.patterns);
        const names = new Set(both.flatMap(({ data }) => (data.departments ?? []).map(({ name }) => name)));
        const departments = [...names].map((name) =>
          tell(context, {
            owner,
            whose: `the department ${name}`,
            place: 'each person of the department',
            calls: ofDepartment(calls?.data, name),
            handedOn: ofDepartment(handedOn?.data, name),
            digits,
            sources: both.map(({ response }) => sourceRef(owner, response, 'departmentPermissions')),
          }),
        );
        const everybody = tell(context, {
          owner,
          whose: 'everybody here',
          place: 'the location',
          calls: calls?.data.permissions ?? {},
          handedOn: handedOn?.data.permissions ?? {},
          digits,
          sources: both.map(({ response }) => sourceRef(owner, response, 'groupPermissions')),
        });
        return {
          drafts: [],
          losses: [...everybody, ...departments.flat()],
          accounts: both.map(({ response }) => account(`group:${key} ${response}`, 'manual', REASON)),
        };
      });
    }),
  );
}

/** The same of a person who does not follow the group. */
export function mapDigitPlans(context: MapContext, subject: Subject): Mapped {
  return mergeMapped(
    PLANS.map((plan): Mapped => {
      const calls = readFeature(context, subject.user, plan.user);
      const handedOn = readFeature(context, subject.user, plan.userHandedOn);
      const both = [calls, handedOn].filter((read) => read !== undefined);
      const own = both.filter(({ data }) => data.useCustomSettings === true);
      const said = (read: typeof calls): Permissions =>
        read?.data.useCustomSettings === true ? read.data.permissions : {};
      const losses = tell(context, {
        owner: userRef(subject.user),
        whose: 'this person',
        place: 'the person',
        calls: said(calls),
        handedOn: said(handedOn),
        digits: digitsOf(context, subject.user.groupKey, plan.patterns),
        sources: own.map(({ ref }) => ref('userPermissions')),
      });
      const accounts = both.map((read) =>
        own.includes(read)
          ? account(read.all, 'manual', REASON)
          : account(read.all, 'not used', 'follows-department-or-group'),
      );
      return { drafts: [], losses, accounts };
    }),
  );
}

function readOf<Data>(
  feature: { readonly state: string; readonly response: string; readonly data?: Data } | undefined,
): { readonly response: string; readonly data: Data } | undefined {
  if (feature?.data === undefined || feature.state !== 'read') return undefined;
  return { response: feature.response, data: feature.data };
}

function digitsOf(
  { source }: MapContext,
  groupKey: string,
  list: 'groupDigitPatterns' | 'groupPinholePatterns',
): ReadonlyMap<string, string> {
  const patterns = source.feature(groupKey, list)?.data?.patterns ?? [];
  return new Map(patterns.flatMap(({ name, pattern }) => (pattern === undefined ? [] : [[name, pattern] as const])));
}

function ofDepartment(plan: GroupCallingPlan | undefined, name: string): Permissions {
  return plan?.departments?.find((department) => department.name === name)?.permissions ?? {};
}

function tell({ customer }: MapContext, told: Told): Loss[] {
  const { owner, whose, place, calls, handedOn, digits, sources } = told;
  const kept = (name: string): boolean => ['false', 'Disallow'].includes(entryOf(handedOn, name) ?? '');
  const said = [...new Set([...Object.keys(calls), ...Object.keys(handedOn)])].flatMap((name) => {
    const word = entryOf(calls, name);
    const decides = word !== undefined && word !== NOT_IN_PLAN;
    if (!decides && !kept(name)) return [];
    const pattern = digits.get(name);
    const shown = pattern === undefined || pattern === name ? name : `${name} (${pattern})`;
    const moved = kept(name) ? ['not to be handed on'] : [];
    return [`${shown}: ${[...(decides ? [WORDS.get(word) ?? `"${word}"`] : []), ...moved].join(', ')}`];
  });
  if (said.length === 0) return [];
  return [
    {
      customer,
      owner: `${owner.kind}:${owner.key}`,
      service: SERVICE,
      verdict: 'manual',
      notice: `Patterns of digits decide calls of ${whose} before the kind of call does, and do not come along: ${said.join('; ')}.`,
      action: `Enter them as digit patterns of the outgoing permissions of ${place} in Control Hub, before anybody calls.`,
      sources,
    },
  ];
}
