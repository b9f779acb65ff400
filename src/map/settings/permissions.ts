import type { Loss, Why } from '../../domain/drafts.ts';
import type { CallingPermission, FurtherSetting } from '../../domain/further-settings.ts';
import { profilesOfUser } from '../barring/applied-profiles.ts';
import { type Barred, barredCalls, withoutBarred } from '../barring/barred-calls.ts';
import { CALL_TYPES } from '../call-types.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { allowsRedirecting, barredWhy, outgoingPermissions, outgoingPlans } from '../outgoing-permissions.ts';
import { account, carried, lossOfUser, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const OUTGOING = 'Outgoing Calling Plan';
const BARRING = 'Communication Barring';
/** Call types of BroadWorks that the target does not tell apart. */
const NO_SUCH_TYPE = ['casual', 'urlDialing', 'unknown'];

/**
 * What an owner may dial, where it does not follow its group. Whatever needed a code or was transferred is blocked: a
 * person decides who gets codes (R-NUM-10).
 */
export function mapOutgoingPermission(context: MapContext, subject: Subject): Mapped {
  const { own, profiles } = profilesOfUser(context.source, subject.user);
  const barred = barredCalls(context.source, profiles);
  const mapped = byPlan(context, subject, barred, own);
  const losses = [...(mapped.losses ?? []), ...barringLoss(context, subject, barred)];
  return { ...mapped, ...(losses.length === 0 ? {} : { losses }) };
}

function byPlan(context: MapContext, subject: Subject, barred: Barred, ownBarring: boolean): Mapped {
  const originating = readFeature(context, subject.user, 'callingPlan');
  const redirecting = readFeature(context, subject.user, 'redirectingCallingPlan');
  const ownRedirecting = redirecting?.data.useCustomSettings === true ? redirecting : undefined;
  const follows = [originating, redirecting].flatMap((read) =>
    read !== undefined && read.data.useCustomSettings !== true
      ? [account(read.all, 'not used', 'follows-the-location')]
      : [],
  );
  if (originating?.data.useCustomSettings !== true) {
    // Its own rules for redirected calls alone have no place: the target sets both together.
    const alone = ownRedirecting ? [account(ownRedirecting.all, 'manual', 'redirecting-plan-alone')] : [];
    return {
      drafts: ownBarring ? [asTheGroupButBarred(context, subject, barred)] : [],
      accounts: [...follows, ...alone],
    };
  }
  const { data, ref } = originating;
  const why: Record<string, Why> = {};
  const special: string[] = [];
  const permissions = CALL_TYPES.map(({ callType, field, safe }, index): CallingPermission => {
    const written = data.permissions[field];
    const moved = ownRedirecting?.data.permissions[field];
    const allowed = written === undefined ? safe : written === 'Allow';
    const forwards = moved === undefined ? allowed : allowed && allowsRedirecting(moved);
    const changed = written !== undefined && written !== 'Allow' && written !== 'Disallow';
    if (changed) special.push(`${field}: ${written}`);
    why[`permissions.${index}`] = {
      rule: written === undefined ? 'R-NUM-10' : 'outgoing-plan-of-user',
      sources: [
        ...(written === undefined ? [] : [ref(`userPermissions.${field}`)]),
        ...(moved === undefined || ownRedirecting === undefined
          ? []
          : [ownRedirecting.ref(`userPermissions.${field}`)]),
      ],
      ...(changed ? { changed, note: `the user's plan says "${written}"` } : {}),
    };
    return { callType, action: allowed ? 'ALLOW' : 'BLOCK', transferEnabled: forwards };
  });
  why.permissions = carried(
    ref('useCustomSettings'),
    ...(ownRedirecting === undefined ? [] : [ownRedirecting.ref('useCustomSettings')]),
  );
  const plans = [originating, ...(ownRedirecting ? [ownRedirecting] : [])];
  return {
    drafts: [permissionDraft(context, subject, permissions, why, barred)],
    accounts: [...follows, ...plans.flatMap((plan) => unlike(plan.data.permissions, plan.ref))],
    losses:
      special.length === 0
        ? []
        : [
            lossOfUser(context, subject, OUTGOING, {
              verdict: 'manual',
              notice: `Calls that needed a code or were transferred are blocked (${special.join('; ')}).`,
              action: 'Decide whom this user may call, and issue access codes in Control Hub.',
              sources: [ref('userPermissions')],
            }),
          ],
  };
}

/** Whose profile of barring is another than that of the group, which the location follows. */
function asTheGroupButBarred(context: MapContext, subject: Subject, barred: Barred) {
  const { permissions, why } = outgoingPermissions(outgoingPlans(context.source), subject.user.groupKey);
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
function unlike(permissions: Readonly<Record<string, string>>, ref: (path: string) => string): Account[] {
  const { local, toll } = permissions;
  return [
    ...(local === undefined
      ? []
      : [
          local === toll
            ? account(ref('userPermissions.local'), 'migrated', 'local-calls-are-national')
            : account(ref('userPermissions.local'), 'manual', 'local-calls-are-national'),
        ]),
    ...NO_SUCH_TYPE.map((type) => account(ref(`userPermissions.${type}`), 'not used', 'no-such-call-type')),
  ];
}

const FROM_OUTSIDE = {
  Allow: 'ALLOW_ALL_EXTERNAL',
  'Allow Only If Redirected From Another User': 'ALLOW_ONLY_TRANSFERRED_EXTERNAL',
  Disallow: 'BLOCK_ALL_EXTERNAL',
} as const;
const isOutside = (word: string): word is keyof typeof FROM_OUTSIDE => Object.hasOwn(FROM_OUTSIDE, word);

/** Who may call an owner, where it does not follow its group. Patterns of callers are left to a person. */
export function mapIncomingPermission(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'incomingCallingPlan');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  if (data.useCustomSettings !== true) {
    return { drafts: [], accounts: [account(all, 'not used', 'follows-the-location')] };
  }
  const { allowFromOutsideGroup: outside, allowFromWithinGroup: within, allowCollectCalls: collect } = data.permissions;
  // A word that nobody knows: the value stays unanswered, and with it the whole setting.
  if (outside !== undefined && !isOutside(outside)) return NOTHING;
  const value: FurtherSetting<'incomingPermission'> = {
    setting: 'incomingPermission',
    owner: subject.owner.draft,
    externalTransfer: outside === undefined ? 'ALLOW_ALL_EXTERNAL' : FROM_OUTSIDE[outside],
    internalCalls: within !== 'false',
    collectCalls: collect !== 'false',
  };
  const from = (path: string, known: unknown) =>
    known === undefined ? targetDefault : carried(ref('useCustomSettings'), ref(`userPermissions.${path}`));
  return {
    drafts: [
      settingDraft(context, subject, value, {
        externalTransfer: from('allowFromOutsideGroup', outside),
        internalCalls: from('allowFromWithinGroup', within),
        collectCalls: from('allowCollectCalls', collect),
      }),
    ],
    accounts: [account(ref('userPermissions.digitPatternPermission'), 'manual', 'caller-patterns-by-hand')],
  };
}
