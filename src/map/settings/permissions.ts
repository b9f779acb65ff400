import type { Loss, Why } from '../../domain/drafts.ts';
import type { AutoTransferNumbers, CallingPermission, FurtherSetting } from '../../domain/further-settings.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { SourceUser } from '../../domain/source.ts';
import type { CallingPlan } from '../../domain/source-features.ts';
import { profilesOfUser } from '../barring/applied-profiles.ts';
import { type Barred, barredCalls, withoutBarred } from '../barring/barred-calls.ts';
import { actionOf, CALL_TYPES, isBlockedInstead } from '../call-types.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { type HeldPlan, inheritedPlan } from '../inherited-plans.ts';
import { barredWhy, outgoingPermissions, outgoingPlans } from '../outgoing-permissions.ts';
import { allowsRedirecting } from '../redirecting.ts';
import { numbersOfGroup, numbersOfUser } from '../transfer-numbers.ts';
import { account, carried, lossOfUser, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const OUTGOING = 'Outgoing Calling Plan';
const BARRING = 'Communication Barring';
/** Call types of BroadWorks that the target does not tell apart. */
const NO_SUCH_TYPE = ['casual', 'urlDialing', 'unknown'];

/**
 * What an owner may dial, where it does not follow its group. Whatever needs a code is blocked: a person decides
 * who gets codes (R-NUM-10); so is what would be handed over to a number that is not there.
 */
export function mapOutgoingPermission(context: MapContext, subject: Subject): Mapped {
  const { own, profiles } = profilesOfUser(context.source, subject.user);
  const barred = barredCalls(context.source, profiles);
  const mapped = byPlan(context, subject, barred, own);
  const losses = [...(mapped.losses ?? []), ...barringLoss(context, subject, barred)];
  return { ...mapped, ...(losses.length === 0 ? {} : { losses }) };
}

function byPlan(context: MapContext, subject: Subject, barred: Barred, ownBarring: boolean): Mapped {
  const { user } = subject;
  const originating = readFeature(context, user, 'callingPlan');
  const redirecting = readFeature(context, user, 'redirectingCallingPlan');
  const follows = [originating, redirecting].flatMap((read) =>
    read !== undefined && read.data.useCustomSettings !== true
      ? [account(read.all, 'not used', 'follows-department-or-group')]
      : [],
  );
  const calls = ownPlan(originating) ?? inheritedPlan(context.source, user, 'groupCallingPlan');
  const transfers = ownPlan(redirecting) ?? inheritedPlan(context.source, user, 'groupRedirectingPlan');
  const numbers = numbersOfUser(context.source, user, context)?.numbers ?? {};
  if (likeTheLocation(context, user, numbers, calls, transfers)) {
    return { drafts: ownBarring ? [asTheGroupButBarred(context, subject, barred)] : [], accounts: follows };
  }
  const why: Record<string, Why> = {};
  const special: string[] = [];
  const permissions = CALL_TYPES.map(({ callType, field, safe }, index): CallingPermission => {
    const written = calls?.permissions[field];
    const moved = transfers?.permissions[field];
    const action = written === undefined ? (safe ? 'ALLOW' : 'BLOCK') : actionOf(written, numbers);
    const allowed = action === 'ALLOW';
    const forwards = moved === undefined ? allowed : allowed && allowsRedirecting(moved);
    const changed = written !== undefined && isBlockedInstead(written, action);
    if (changed) special.push(`${field}: ${written}`);
    why[`permissions.${index}`] = {
      rule: calls === undefined || written === undefined ? 'R-NUM-10' : `outgoing-plan-of-${calls.level}`,
      sources: [
        ...(calls === undefined || written === undefined ? [] : calls.refs(field)),
        ...(transfers === undefined || moved === undefined ? [] : transfers.refs(field)),
      ],
      ...(changed ? { changed, note: `the plan of the ${calls?.level ?? 'group'} says "${written}"` } : {}),
    };
    return { callType, action, transferEnabled: forwards };
  });
  const own = [originating, redirecting].filter((read) => read?.data.useCustomSettings === true);
  why.permissions = carried(...own.flatMap((read) => (read === undefined ? [] : [read.ref('useCustomSettings')])));
  return {
    drafts: [permissionDraft(context, subject, permissions, why, barred)],
    accounts: [
      ...follows,
      ...[calls, transfers].flatMap((plan) => (plan === undefined || plan.level === 'group' ? [] : unlike(plan))),
    ],
    losses:
      special.length === 0 || calls === undefined
        ? []
        : [
            lossOfUser(context, subject, OUTGOING, {
              verdict: 'manual',
              notice: `Calls that needed a code, or were handed over to a number that is not there, are blocked (${special.join('; ')}).`,
              action: 'Decide whom this user may call, and issue access codes in Control Hub.',
              sources: special.flatMap((each) => calls.refs(each.slice(0, each.indexOf(':')))),
            }),
          ],
  };
}

/** The plan of a user, where it does not follow its department or group. */
function ownPlan(
  read: { readonly data: CallingPlan; readonly ref: (path: string) => SourceRef } | undefined,
): HeldPlan | undefined {
  if (read?.data.useCustomSettings !== true) return undefined;
  return {
    level: 'user',
    permissions: read.data.permissions,
    refs: (field) => [read.ref(`userPermissions.${field}`)],
  };
}

/** The location follows the plans of the group: whoever may call and hand on the same calls needs no permissions. */
function likeTheLocation(
  context: MapContext,
  { groupKey }: SourceUser,
  numbers: AutoTransferNumbers,
  ...plans: readonly (HeldPlan | undefined)[]
): boolean {
  if (plans.some((plan) => plan?.level === 'user')) return false;
  const { source } = context;
  const ofLocation = numbersOfGroup(source, groupKey, context)?.numbers ?? {};
  const ofGroup = [source.feature(groupKey, 'groupCallingPlan'), source.feature(groupKey, 'groupRedirectingPlan')];
  return plans.every((plan, index) =>
    CALL_TYPES.every(({ field }) => {
      const word = plan?.permissions[field];
      // Who has no number where its location has one, or the other way round, is not handed over alike.
      const handedOver = word === undefined || actionOf(word, numbers) === actionOf(word, ofLocation);
      return handedOver && word === ofGroup[index]?.data?.permissions[field];
    }),
  );
}

/** Whose profile of barring is another than that of the group, which the location follows. */
function asTheGroupButBarred(context: MapContext, subject: Subject, barred: Barred) {
  const numbers = numbersOfUser(context.source, subject.user, context)?.numbers;
  const { permissions, why } = outgoingPermissions(outgoingPlans(context.source), subject.user.groupKey, numbers);
  const reasons = permissions.map((_, index): [string, Why] => [
    `permissions.${index}`,
    why[`outgoingPermissions.${index}`] ?? { rule: 'R-NUM-10', sources: [] },
  ]);
  const own = { permissions: carried(...barred.sources), ...Object.fromEntries(reasons) };
  return permissionDraft(context, subject, permissions, own, barred);
}

function permissionDraft(
  context: MapContext,
  subject: Subject,
  permissions: readonly CallingPermission[],
  why: Record<string, Why>,
  barred: Barred,
) {
  const value: FurtherSetting<'outgoingPermission'> = {
    setting: 'outgoingPermission',
    owner: subject.owner.draft,
    permissions: withoutBarred(permissions, barred),
  };
  return settingDraft(context, subject, value, barredWhy('permissions', permissions, why, barred));
}

/** Rules of barring that no permission says whole: everybody who is under them is told which. */
function barringLoss(context: MapContext, subject: Subject, { left, sources }: Barred): Loss[] {
  if (left.length === 0) return [];
  return [
    lossOfUser(context, subject, BARRING, {
      verdict: 'manual',
      notice: `Rules of communication barring do not come along whole: ${left.join('. ')}.`,
      action: 'Compare them with the outgoing permissions of the user, and set what is missing in Control Hub.',
      sources,
    }),
  ];
}

/** Call types that have no counterpart; local calls are national ones in the target. */
function unlike({ permissions: { local, toll }, refs }: HeldPlan): Account[] {
  return [
    ...(local === undefined
      ? []
      : refs('local').map((ref) => account(ref, local === toll ? 'migrated' : 'manual', 'local-calls-are-national'))),
    ...NO_SUCH_TYPE.flatMap((type) => refs(type).map((ref) => account(ref, 'not used', 'no-such-call-type'))),
  ];
}

const FROM_OUTSIDE = {
  Allow: 'ALLOW_ALL_EXTERNAL',
  'Allow Only If Redirected From Another User': 'ALLOW_ONLY_TRANSFERRED_EXTERNAL',
  Disallow: 'BLOCK_ALL_EXTERNAL',
} as const;
const isOutside = (word: string): word is keyof typeof FROM_OUTSIDE => Object.hasOwn(FROM_OUTSIDE, word);

/**
 * Who may call an owner: its own plan, or what it inherits from its department or group, because locations have no such
 * plan in the target. Patterns of callers are left to a person.
 */
export function mapIncomingPermission(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'incomingCallingPlan');
  const own = ownPlan(read);
  const follows =
    read === undefined || own !== undefined ? [] : [account(read.all, 'not used', 'follows-department-or-group')];
  const plan = own ?? inheritedPlan(context.source, subject.user, 'groupIncomingPlan');
  if (plan === undefined) return { drafts: [], accounts: follows };
  const { allowFromOutsideGroup: outside, allowFromWithinGroup: within, allowCollectCalls: collect } = plan.permissions;
  // A word that nobody knows: the value stays unanswered, and with it the whole setting.
  if (outside !== undefined && !isOutside(outside)) return { drafts: [], accounts: follows };
  const value: FurtherSetting<'incomingPermission'> = {
    setting: 'incomingPermission',
    owner: subject.owner.draft,
    externalTransfer: outside === undefined ? 'ALLOW_ALL_EXTERNAL' : FROM_OUTSIDE[outside],
    internalCalls: within !== 'false',
    collectCalls: collect !== 'false',
  };
  const open = value.externalTransfer === 'ALLOW_ALL_EXTERNAL' && value.internalCalls && value.collectCalls;
  if (own === undefined && open) return { drafts: [], accounts: follows };
  const switched = own === undefined || read === undefined ? [] : [read.ref('useCustomSettings')];
  const from = (path: string, known: unknown) =>
    known === undefined ? targetDefault : carried(...switched, ...plan.refs(path));
  return {
    drafts: [
      settingDraft(context, subject, value, {
        externalTransfer: from('allowFromOutsideGroup', outside),
        internalCalls: from('allowFromWithinGroup', within),
        collectCalls: from('allowCollectCalls', collect),
      }),
    ],
    accounts: [
      ...follows,
      ...plan.refs('digitPatternPermission').map((ref) => account(ref, 'manual', 'caller-patterns-by-hand')),
    ],
  };
}
